"""Times as video platforms write them, and how long somebody was there. Pure.

Platforms write days in the order of the country they were set up for. Which order is meant is told
by the session: of what `03/12/2026` can be, the day next to it counts.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Span = tuple[datetime, datetime]
"""From one instant to another, aware."""

NEAR = timedelta(days=2)
"""How far from its session a time of a list can be."""
_DAY_AND_CLOCK = re.compile(
    r"(?P<one>\d{1,4})[./-](?P<two>\d{1,2})[./-](?P<three>\d{1,4})[,T ]+(?P<clock>\d.*)"
)
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?(?:\.\d+)?"
    r"\s*(?P<half>[ap])?\.?\s?m?\.?",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"(?:(?P<hours>\d+)\s*h\w*\.?)?\s*(?:(?P<minutes>\d+)\s*m\w*\.?)?\s*(?:(?P<seconds>\d+)\s*s\w*\.?)?",
    re.IGNORECASE,
)


def instant(
    text: str, zone: str, about: datetime, *, after: datetime | None = None
) -> datetime | None:
    """The instant that a cell means by the clocks of `zone`, near `about`; None where it is none.

    A time without a day is one of the day of `about`, or the first one `after` that instant; one
    that names its own zone keeps it.
    """
    written = _plain(text)
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        pass
    else:
        meant = _of(found, zone) if len(written) > 10 else None
        return meant if meant and _is_near(meant, about) else None
    candidates = {_of(each, zone) for each in _meant(written, about.astimezone(ZoneInfo(zone)))}
    near = [each for each in candidates if each and _is_near(each, about)]
    later = [each for each in near if after is not None and each >= after]
    return min(later or near, key=lambda each: abs(each - about), default=None)


def length(text: str) -> timedelta | None:
    """How long: minutes as a number, `1:02:03`, or `1 h 2 min 3 s`; None for anything else."""
    written = _plain(text).replace(",", ".")
    if re.fullmatch(r"\d{1,5}(\.\d+)?", written):
        return timedelta(minutes=float(written))
    if clock := re.fullmatch(r"(\d{1,3}):(\d{2}):(\d{2})", written):
        hours, minutes, seconds = map(int, clock.groups())
        return timedelta(hours=hours, minutes=minutes, seconds=seconds)
    found = _LENGTH.fullmatch(written)
    if found is None or not any(found.groups()):
        return None
    return timedelta(
        **{name: min(int(each or 0), 10**6) for name, each in found.groupdict().items()}
    )


def seconds_within(spans: Iterable[Span], begins: datetime, ends: datetime) -> int:
    """Whole seconds that spans cover between two instants; what overlaps counts once."""
    covered, until = timedelta(), begins
    for start, end in sorted(spans):
        start, end = max(start, until), min(end, ends)
        if end > start:
            covered += end - start
            until = end
    return int(covered.total_seconds())


def _plain(text: str) -> str:
    """Digits of any script as ASCII, spaces of any kind as one."""
    letters = (
        str(unicodedata.digit(each)) if each.isdigit() and not each.isascii() else each
        for each in unicodedata.normalize("NFKC", text)
        if unicodedata.category(each) != "Cf"
    )
    return " ".join("".join(letters).split())


def _meant(written: str, about: datetime) -> Iterator[datetime]:
    """What a cell may mean, by clocks on a wall."""
    if with_day := _DAY_AND_CLOCK.fullmatch(written):
        clock = _clock(with_day["clock"])
        one, two, three = (int(with_day[name]) for name in ("one", "two", "three"))
        orders = [(one, two, three)] if one > 31 else [(three, two, one), (three, one, two)]
        for year, month, day in orders:
            found = _date(year + 2000 if year < 100 else year, month, day)
            if found and clock:
                yield datetime.combine(found, clock)
    elif clock := _clock(written):
        # a session that goes on after midnight has times of two days
        for days in (-1, 0, 1):
            yield datetime.combine(about.date() + timedelta(days=days), clock)


def _clock(text: str) -> time | None:
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    try:
        return time(hour, int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of(found: datetime, zone: str) -> datetime | None:
    """None at the ends of the calendar: platforms write the first day of the year 1 for no day."""
    try:
        return (found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
    except OverflowError:
        return None


def _is_near(found: datetime, about: datetime) -> bool:
    return abs(found - about) <= NEAR
