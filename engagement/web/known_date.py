"""A date of which perhaps the month or the year alone is known, as older lists give it."""

from engagement.core.partial_dates import typed
from engagement.web.fields import DIGITS, DateField


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

    def process(self, formdata, data=None, extra_filters=None):
        """Read the boxes; a date that cannot be is an error, and stays in the boxes."""
        super().process(None, data)
        self.typed = []
        if formdata is None or f"{self.name}-day" not in formdata:
            return
        self.typed = [formdata.get(f"{self.name}-{key}", "").strip() for key, _, _ in self.PARTS]
        self.raw_data = [" ".join(self.typed).strip()]
        self.data = None
        if not self.raw_data[0]:
            return
        try:
            self.data = typed(*(text.translate(DIGITS) for text in self.typed))
        except (ValueError, OverflowError):
            self.process_errors = [*self.process_errors, self.wrong]
