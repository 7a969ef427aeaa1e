"""Hours by the clocks of a place. What is typed can be shown by all clocks before it is sent."""

from datetime import datetime, timedelta
from typing import ClassVar

from flask_babel import lazy_gettext as _l

from engagement.core.deadlines import beginning_of_minute, is_skipped
from engagement.web.base_form import Form

LONGEST_MINUTES = 24 * 60


class HoursForm(Form):
    """A form with hours by the `clocks` of a zone; one that these leave out on that day is refused.

    `HOURS` names the fields of each day and its hour.
    """

    HOURS: ClassVar[tuple[tuple[str, str], ...]]

    def __init__(self, *args, clocks: str | None = None, **more):
        super().__init__(*args, **more)
        self.given_clocks = clocks

    @property
    def clocks(self) -> str | None:
        """By the clocks of which zone the hours are meant."""
        return self.given_clocks

    def validate(self, extra_validators=None) -> bool:
        """Clocks that are put forward leave an hour out."""
        good = super().validate(extra_validators)
        return self.hours_exist() and good

    def hours_exist(self) -> bool:
        """Whether the clocks show each hour that is typed; else the field says that they do not."""
        skipped = [clock for day, clock in self.HOURS if self._is_skipped(day, clock)]
        for clock in skipped:
            sentence = _l("The clocks there leave this hour out on that day.")
            self[clock].errors = [*self[clock].errors, sentence]
        return not skipped

    def _is_skipped(self, day, clock):
        on_day, at, zone = self[day].data, self[clock].data, self.clocks
        return bool(on_day and at is not None and zone and is_skipped(on_day, at, zone))


class SpanForm(HoursForm):
    """A form in which one day, one hour and a number of minutes say when something is.

    `SPAN` names these fields, and those that say by which clocks.
    """

    SPAN: ClassVar[tuple[str, ...]] = ("on_day", "begins", "minutes")
    HOURS = (("on_day", "begins"),)

    @property
    def span(self) -> tuple[datetime, datetime] | None:
        """From when until when, as the fields say now; None where they do not say it."""
        (day, clock), zone, minutes = self.HOURS[0], self.clocks, self["minutes"].data or 0
        on_day, at = self[day].data, self[clock].data
        told = on_day and at is not None and zone and 0 < minutes <= LONGEST_MINUTES
        if not told or self._is_skipped(day, clock):
            return None
        starts_at = beginning_of_minute(on_day, at, zone)
        return starts_at, starts_at + timedelta(minutes=minutes)

    def check_span(self) -> bool:
        """Whether what was typed says when it is; else these fields say what is wrong."""
        return all([self[name].validate(self) for name in self.SPAN]) and self.hours_exist()
