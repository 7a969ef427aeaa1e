"""A date of which perhaps the month or the year alone is known, as older lists give it."""

from engagement.core.partial_dates import typed
from engagement.web.fields import DateField


class KnownDateField(DateField):
    """Day, month and year, of which the day, or day and month, may be left empty.

    `data` is a pair of a date and how exactly it is known, or None.
    """

    @property
    def parts(self):
        """The boxes, with what was typed or what the day is known of."""
        if not self.typed and isinstance(self.data, tuple):
            day, precision = self.data
            known = {"day": 3, "month": 2, "year": 1}[precision]
            values = (str(day.day), str(day.month), str(day.year))
            self.typed = [*("" for _ in range(3 - known)), *values[3 - known :]]
        return super().parts

    def read(self, day: str, month: str, year: str):
        """The date and how exactly it is known."""
        return typed(day, month, year)
