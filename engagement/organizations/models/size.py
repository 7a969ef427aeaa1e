"""How large a business is: bands of staff and of yearly turnover, and what follows from both."""

from flask_babel import lazy_gettext as _l

from engagement.core.text import Labelled


class StaffBand(Labelled):
    """How many people work for a business, counted as full-time posts; `most` is the upper end."""

    UP_TO_9 = "up_to_9", _l("Up to 9 people")
    UP_TO_49 = "up_to_49", _l("10 to 49 people")
    UP_TO_249 = "up_to_249", _l("50 to 249 people")
    UP_TO_999 = "up_to_999", _l("250 to 999 people")
    MORE = "more", _l("1,000 people or more")

    @property
    def most(self) -> int | None:
        """The largest number in the band; None where there is no end."""
        return _most(self)


class TurnoverBand(Labelled):
    """Turnover of the last closed year, in millions of US dollars; `most` is the upper end."""

    UP_TO_2 = "up_to_2", _l("Up to 2 million US dollars")
    UP_TO_10 = "up_to_10", _l("Between 2 and 10 million US dollars")
    UP_TO_50 = "up_to_50", _l("Between 10 and 50 million US dollars")
    UP_TO_250 = "up_to_250", _l("Between 50 and 250 million US dollars")
    MORE = "more", _l("More than 250 million US dollars")

    @property
    def most(self) -> int | None:
        """The largest number of millions in the band; None where there is no end."""
        return _most(self)


def _most(band: Labelled) -> int | None:
    return None if band.value == "more" else int(band.value.removeprefix("up_to_"))


class SizeClass(Labelled):
    """Small enough for the short path, or not."""

    SME = "sme", _l("Small or medium-sized enterprise")
    LARGE = "large", _l("Large enterprise")


def size_class(
    staff: StaffBand | None, turnover: TurnoverBand | None, *, staff_most: int, turnover_most: int
) -> SizeClass | None:
    """What both bands make a business, with the bounds as set; None while one is not known.

    A band counts as small when it ends at or below its bound, `turnover_most` in millions of US
    dollars. A business is small or medium-sized only if both are.
    """
    if staff is None or turnover is None:
        return None
    small = _within(staff.most, staff_most) and _within(turnover.most, turnover_most)
    return SizeClass.SME if small else SizeClass.LARGE


def _within(most: int | None, bound: int) -> bool:
    return most is not None and most <= bound
