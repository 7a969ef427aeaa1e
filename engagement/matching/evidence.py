"""What speaks for or against beside the names: dates of birth, countries, identifiers, gender.

Each piece is a line with an effect in units of the score's logit (`scoring`), so that the same
birthday lifts a doubtful name much and a certain one little. The best of several dates counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from engagement.matching.identifiers import registration_key
from engagement.matching.parties import Birth, Gender, Identifier, Party
from engagement.matching.prepared import PreparedEntry
from engagement.matching.reasons import Line

DAY, YEAR, NEAR, BIRTH_CONFLICT, DAY_CONFLICT = 2.0, 0.8, 0.3, -2.2, -0.5
COUNTRY, COUNTRY_CONFLICT = 0.35, -0.7
IDENTIFIER, GENDER_CONFLICT = 6.0, -1.0
_APPROXIMATE_YEARS = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """The lines, their codes, and what their effects come to."""

    lines: tuple[Line, ...] = ()
    codes: frozenset[str] = frozenset()
    effect: float = 0.0


MOST = DAY + COUNTRY + IDENTIFIER
"""No evidence comes to more."""


def weigh(party: Party, entry: PreparedEntry) -> Evidence:
    """What two records say of each other beside their names."""
    lines = [
        _births(party.births, entry.births),
        _countries(party.countries, entry.countries),
        _identifiers(party.identifiers, entry.identifiers),
        _genders(party.gender, entry.gender),
    ]
    given = tuple(line for line in lines if line)
    return Evidence(
        given, frozenset(line.code for line in given), sum(line.effect for line in given)
    )


def identifier_keys(identifiers: Iterable[Identifier]) -> set[str]:
    """One spelling of each number, with its country and without; too short ones have none."""
    found: set[str] = set()
    for identifier in identifiers:
        for country in {identifier.country or "", ""}:
            if key := registration_key(identifier.value, country):
                found.add(key)
    return found


def _identifiers(ours: tuple[Identifier, ...], theirs: tuple[Identifier, ...]) -> Line | None:
    for one in ours:
        for other in theirs:
            if one.country and other.country and one.country != other.country:
                continue
            if identifier_keys([one]) & identifier_keys([other]):
                return Line("identifier", one.value, other.value, IDENTIFIER)
    return None


def _genders(ours: Gender | None, theirs: Gender | None) -> Line | None:
    if ours and theirs and ours != theirs:
        return Line("gender_conflict", ours, theirs, GENDER_CONFLICT)
    return None


def _countries(ours: Iterable[str], theirs: frozenset[str]) -> Line | None:
    mine = {country.upper() for country in ours if country}
    other = {country.upper() for country in theirs if country}
    if not mine or not other:
        return None
    shown = " ".join(sorted(mine)), " ".join(sorted(other))
    if both := mine & other:
        return Line("country", " ".join(sorted(both)), shown[1], COUNTRY)
    return Line("country_conflict", *shown, COUNTRY_CONFLICT)


def _births(ours: tuple[Birth, ...], theirs: tuple[Birth, ...]) -> Line | None:
    lines = [_birth(one, other) for one in ours for other in theirs]
    return max(lines, key=lambda line: (line.effect, line.ours, line.theirs), default=None)


def _birth(one: Birth, other: Birth) -> Line:
    def line(code: str, effect: float) -> Line:
        return Line(code, one.written, other.written, effect)

    if one.is_exact and other.is_exact and one.first == other.first:
        return line("birth_day", DAY)
    if one.first <= other.last and other.first <= one.last:
        spans = (one.last.year - one.first.year) + (other.last.year - other.first.year)
        return line("birth_year", YEAR) if spans < 2 else line("birth_near", NEAR)
    if one.first.year == other.first.year and one.last.year == other.last.year:
        turned = (one.first.month, one.first.day) == (other.first.day, other.first.month)
        return line("birth_year", YEAR) if turned else line("birth_day_conflict", DAY_CONFLICT)
    apart = min(abs(one.first.year - other.last.year), abs(other.first.year - one.last.year))
    most = _APPROXIMATE_YEARS if one.approximate or other.approximate else 1
    return line("birth_near", NEAR) if apart <= most else line("birth_conflict", BIRTH_CONFLICT)
