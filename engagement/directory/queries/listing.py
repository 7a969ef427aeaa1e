"""The register as a list: one page of it, how many there are, how many of each facet's values.

A search is one statement: the first thousand hits, a page of them with what is shown, and their
counts; one more where a word has more hits and a filter is chosen, too. Without a search the page
comes from the index by which the register is sorted, and the counts from figures kept until the
register changes. A list as of a past day is asked in the same way, from the spans of all days.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import exists, text

from engagement.accreditation.models import Accreditation, StatusPeriod
from engagement.accreditation.queries import held_on
from engagement.core import versions
from engagement.core.clock import today
from engagement.core.db import db
from engagement.directory import search
from engagement.directory.queries import statements
from engagement.directory.queries.projection import OF_MAJOR_GROUPS
from engagement.directory.queries.wanted import CAP, FACETS, PAGE, Found, Place, Start, Wanted
from engagement.matching.collation import RANGES
from engagement.matching.names import sort_start
from engagement.organizations.models import Organization
from engagement.organizations.public import withheld

__all__ = [
    "CAP",
    "FACETS",
    "PAGE",
    "Found",
    "Place",
    "Wanted",
    "everything",
    "found",
    "values",
    "withheld_today",
]

EVERY_HIT = 10_000_000
MOST_KEPT = 500
_AFTER_ALL = "\U0010ffff"
_NEAR_TERMS = text(
    "SELECT DISTINCT term FROM register_term_variant WHERE variant = ANY(:variants) LIMIT 2000"
)


def found(wanted: Wanted, place: Place, *, size: int = PAGE, cap: int | None = None) -> Found:
    """The page of what is `wanted` that begins at `place`; at most `cap` hits are looked at."""
    words = search.words_of(wanted.words)
    if not words:
        return Found([], 0) if wanted.words else _browsed(wanted, place, size)
    asking = _Asking(wanted, place, size, cap or CAP)
    start = sort_start(wanted.words)
    exactly = asking.answer(_Question(search.all_words(words), start))
    if exactly.total != 0:
        return exactly
    candidates = db.session.scalars(_NEAR_TERMS, {"variants": search.variants_of(words)}).all()
    near = [search.with_near(word, candidates) for word in words]
    for question in _ever_wider(near):
        nearly = asking.answer(_Question(question, None, near))
        if nearly.total != 0:
            return nearly
    return exactly


def _ever_wider(words):
    yield search.all_nearly(words)
    if len(words) > 1:
        yield search.all_but_one(words)
    if len(words) > 2:
        yield search.any_word(words)


def everything(wanted: Wanted) -> Iterator:
    """All rows of what is wanted that may be downloaded, in batches; protected ones may not."""
    place: Place = Start()
    while True:
        page = found(wanted, place, size=CAP, cap=EVERY_HIT)
        yield from (row for row in page.rows[:CAP] if not row.is_protected)
        if len(page.rows) <= CAP:
            return
        last = page.rows[CAP - 1]
        place = Start((last.rank, last.sort_key, last.accreditation_id))


@dataclass(frozen=True)
class _Question:
    """A search query, and what decides which of its hits come first."""

    query: str
    start: str | None
    near: Sequence[search.Word] = ()

    def parameters(self) -> dict:
        steps = {
            f"step_{at}_{distance}": step
            for at, word in enumerate(self.near)
            for distance, step in enumerate(word.steps())
        }
        start = {"start": self.start, "end": f"{self.start}{_AFTER_ALL}"} if self.start else {}
        return {"query": self.query} | steps | start

    def steps(self) -> tuple[int, ...]:
        return tuple(len(word.steps()) for word in self.near)


@dataclass(frozen=True)
class _Asking:
    """One page of one list, for which questions are asked until one has an answer."""

    wanted: Wanted
    place: Place
    size: int
    cap: int

    def answer(self, question: _Question) -> Found:
        """Hits first without the filters, so that counts tell what another choice would leave."""
        rows, cube, hits = self._asked(question, filtered=False)
        if hits > self.cap and self.wanted.chosen():
            rows, cube, hits = self._asked(question, filtered=True)
            total, counts = totals(cube, replace(self.wanted, **_NO_FILTER))
        else:
            total, counts = totals(cube, self.wanted)
        more = hits > self.cap
        return Found(
            rows,
            total=None if more else total,
            nearly=bool(question.near),
            counts={} if more else counts,
        )

    def _asked(self, question, *, filtered):
        statement = statements.search(
            _shape(self.wanted, self.place), question.steps(), self.cap, filtered=filtered
        )
        values = question.parameters() | _values(self.wanted, self.place, self.size)
        answer = db.session.execute(statement, values).all()
        rows = [row for row in answer if row.hits is None]
        cube = [row for row in answer if row.hits is not None and row.grouped >= 0]
        return rows, cube, next(row.hits for row in answer if row.grouped == statements.ALL_HITS)


_NO_FILTER = {
    "region": None,
    "major_group": None,
    "country": None,
    "status": None,
    "year_from": None,
    "year_to": None,
}


def _browsed(wanted, place, size):
    statement = statements.browse(_shape(wanted, place))
    rows = db.session.execute(statement, _values(wanted, place, size)).all()
    total, counts = _figures(wanted)
    return Found(rows, total, counts=counts)


def totals(cube: Iterable, wanted: Wanted) -> tuple[int, dict[str, dict]]:
    """The number of entries; by facet and value how many there are under the other choices."""
    total, counts = 0, {facet: {} for facet in FACETS}
    for row in cube:
        facet = statements.GROUPED[row.grouped]
        if facet is None:
            total += row.hits if row.missed == "" else 0
        elif row.missed in ("", facet) and (value := getattr(row, facet)) is not None:
            counts[facet][value] = counts[facet].get(value, 0) + row.hits
    return total, counts


@versions.kept_until_changed("register")
def _kept_figures() -> dict:
    """Figures by what is chosen: filled as they are asked for, gone when the register changes."""
    return {}


def _figures(wanted: Wanted) -> tuple[int, Mapping[str, Mapping]]:
    kept = _kept_figures()
    key = (wanted.chosen(), *sorted(wanted.values().items()))
    if key not in kept:
        shape = _shape(replace(wanted, newest=False, script=None), Start())
        made = totals(db.session.execute(statements.figures(shape), wanted.values()), wanted)
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[key] = made
    return kept[key]


def values(on: date | None = None) -> Mapping[str, Mapping]:
    """By facet, the values that some entry of the register has on a day, with their number."""
    return _figures(Wanted(on=on))[1]


def withheld_today() -> int:
    """How many of today's entries are withheld for people's safety.

    The number depends on no filter and no day that a reader chooses: from a row of such numbers
    it would follow where, and from which day on, somebody has been accredited.
    """
    return _withheld(today())


def _withheld(day: date) -> int:
    kept = _kept_figures()
    key = ("withheld", day)
    if key not in kept:
        kept[key] = withheld(
            exists().where(
                Accreditation.organization_id == Organization.id,
                OF_MAJOR_GROUPS,
                StatusPeriod.accreditation_id == Accreditation.id,
                held_on(day),
            )
        )
    return kept[key]


def _shape(wanted: Wanted, place: Place) -> statements.Shape:
    return statements.Shape(
        past=wanted.on is not None,
        chosen=wanted.chosen(),
        newest=wanted.newest,
        by_script=wanted.script is not None,
        has_place=place.key is not None,
        backwards=place.backwards,
        part=1 if place.key and place.key[0] > 0 else 0,
    )


def _values(wanted, place, size) -> dict:
    key = dict(zip(("at_rank", "at_name", "at_id"), place.key or (), strict=False))
    script = (
        dict(zip(("script_begin", "script_end"), RANGES[wanted.script], strict=True))
        if wanted.script
        else {}
    )
    return key | script | wanted.values() | {"size": size + 1}
