"""The register as a list: one page of it, how many there are, how many of each region and group.

A search is one statement: the first thousand hits, a page of them with what is shown, and their
counts. Without a search the page comes from the index by which the register is sorted, and the
counts from figures kept until the register changes.
"""

import functools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy import text

from engagement.core import versions
from engagement.core.db import db
from engagement.directory import search
from engagement.matching.names import normalise

CAP = 1000
"""Beyond so many hits the page says "more than" and gives no counts."""

PAGE = 50
FACETS = ("region", "major_group", "country")
_MISSED = 5
_AFTER_ALL = "\U0010ffff"


@dataclass(frozen=True)
class Wanted:
    """What a reader asks for: words, and a value, or None, for each of `FACETS`."""

    words: str = ""
    region: str | None = None
    major_group: str | None = None
    country: str | None = None

    def filters(self) -> dict[str, str]:
        """The facets that have a value."""
        return {name: value for name in FACETS if (value := getattr(self, name))}


class Place(Protocol):
    """Where a page begins: the key of the row before it, or of the row after when `backwards`."""

    @property
    def key(self) -> tuple | None: ...
    @property
    def backwards(self) -> bool: ...


@dataclass(frozen=True)
class _Start:
    key: tuple | None = None
    backwards: bool = False


@dataclass(frozen=True)
class Found:
    """A page of the register.

    `rows` hold one more than asked for when there are more, in the direction of the place.
    `total` is None beyond `CAP` hits. `nearly`: nothing has the words as they were typed.
    `counts` gives, by facet, the number of hits for each value that another choice would leave.
    """

    rows: Sequence
    total: int | None
    nearly: bool = False
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def found(wanted: Wanted, place: Place, *, size: int = PAGE) -> Found:
    """The page of what is `wanted` that begins at `place`."""
    words = search.words_of(wanted.words)
    if not words:
        return Found([], 0) if wanted.words else _browsed(wanted, place, size)
    start = normalise(wanted.words)
    exactly = _searched(_Question(search.all_words(words), start), wanted, place, size)
    if exactly.total != 0:
        return exactly
    candidates = db.session.scalars(_NEAR_TERMS, {"variants": search.variants_of(words)}).all()
    near = [search.with_near(word, candidates) for word in words]
    for question in _ever_wider(near):
        nearly = _searched(_Question(question, None, near), wanted, place, size)
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
    place: Place = _Start()
    while True:
        page = found(wanted, place, size=CAP)
        yield from (row for row in page.rows[:CAP] if not row.is_protected)
        if len(page.rows) <= CAP:
            return
        last = page.rows[CAP - 1]
        place = _Start((last.rank, last.sort_key, last.accreditation_id))


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

    def shape(self) -> tuple[int, ...]:
        return tuple(len(word.steps()) for word in self.near)


def _searched(question, wanted, place, size):
    statement = _search_statement(
        bool(question.start), question.shape(), tuple(wanted.filters()), _direction(place)
    )
    answer = db.session.execute(
        statement, question.parameters() | wanted.filters() | _bounds(place, size)
    ).all()
    cube = [(row, row.hits) for row in answer if row.hits is not None]
    total = sum(hits for _, hits in cube)
    more = total > CAP
    return Found(
        [row for row in answer if row.hits is None],
        total=None if more else total,
        nearly=not question.start,
        counts={} if more else counts(cube, wanted),
    )


def _browsed(wanted, place, size):
    statement = _browse_statement(tuple(wanted.filters()), _direction(place))
    rows = db.session.execute(statement, wanted.filters() | _bounds(place, size)).all()
    cube = _figures()
    chosen = wanted.filters().items()
    total = sum(
        number for row, number in cube if all(getattr(row, key) == value for key, value in chosen)
    )
    return Found(rows, total, counts=counts(cube, wanted))


def counts(cube: Iterable[tuple], wanted: Wanted) -> dict[str, dict[str, int]]:
    """By facet and value: how many rows there are under the other choices."""
    found = {facet: Counter() for facet in FACETS}
    chosen = wanted.filters().items()
    for row, number in cube:
        missed = [key for key, value in chosen if getattr(row, key) != value]
        for facet in FACETS:
            value = getattr(row, facet)
            if value is not None and (not missed or missed == [facet]):
                found[facet][value] += number
    return found


@versions.kept_until_changed("register")
def _figures() -> list[tuple]:
    return [(row, row.hits) for row in db.session.execute(_CUBE)]


@versions.kept_until_changed("register")
def values() -> dict[str, set[str]]:
    """By facet, the values that some entry of the register has."""
    return {
        facet: {value for row, _ in _figures() if (value := getattr(row, facet)) is not None}
        for facet in FACETS
    }


def _direction(place: Place) -> tuple[bool, bool]:
    return place.key is not None, place.backwards


def _bounds(place: Place, size: int) -> dict:
    key = dict(zip(("at_rank", "at_name", "at_id"), place.key or (), strict=False))
    return key | {"size": size + 1}


_CUBE = text(
    "SELECT country, region, major_group, count(*) AS hits FROM register_row GROUP BY 1, 2, 3"
)
_NEAR_TERMS = text(
    "SELECT DISTINCT term FROM register_term_variant WHERE variant = ANY(:variants) LIMIT 2000"
)
_COLUMNS = "accreditation_id, country, region, major_group, status, is_protected, sort_key"
_SHOWN = """
p.rank, p.sort_key, p.accreditation_id, p.country, p.region, p.major_group, p.status,
p.is_protected, a.number, a.since, a.since_precision, o.name, o.name_language,
o.latin_name, o.acronym
"""
_JOINED = """
JOIN accreditation a ON a.id = p.accreditation_id JOIN organization o ON o.id = a.organization_id
"""
_NOTHING = "NULL::date, NULL, NULL, NULL, NULL, NULL"


@functools.lru_cache(maxsize=64)
def _browse_statement(filters, direction):
    after, order = _keyset(direction, ranked=False)
    return text(
        f"SELECT {_SHOWN} FROM (SELECT 0 AS rank, {_COLUMNS} FROM register_row"
        f" WHERE {_where(filters)}{after} ORDER BY {order('')} LIMIT :size) p {_JOINED}"
        f" ORDER BY {order('p.')}"
    )


@functools.lru_cache(maxsize=512)
def _search_statement(has_start, shape, filters, direction):
    after, order = _keyset(direction, ranked=True)
    hits = _exact_hits(filters) if has_start else _near_hits(filters, shape)
    return text(
        f"WITH hit AS MATERIALIZED (SELECT * FROM ({hits}) h LIMIT {CAP + 1})"
        f" (SELECT NULL::int AS hits, {_SHOWN} FROM (SELECT * FROM hit WHERE true{after}"
        f" ORDER BY {order('')} LIMIT :size) p {_JOINED} ORDER BY {order('p.')})"
        " UNION ALL"
        " SELECT count(*)::int, NULL, NULL, NULL, country, region, major_group, NULL, NULL, NULL,"
        f" {_NOTHING} FROM hit GROUP BY country, region, major_group"
    )


def _exact_hits(filters):
    """Names that begin with what was typed come first, then names that have its words."""
    begins = "sort_key >= :start AND sort_key < :end"
    return (
        f"(SELECT 0 AS rank, {_COLUMNS} FROM register_row WHERE {begins} AND {_where(filters)}"
        f" ORDER BY sort_key, accreditation_id LIMIT {CAP + 1})"
        f" UNION ALL (SELECT 1, {_COLUMNS} FROM register_row"
        f" WHERE search @@ CAST(:query AS tsquery) AND NOT ({begins}) AND {_where(filters)}"
        f" LIMIT {CAP + 1})"
    )


def _near_hits(filters, shape):
    """The more words are hit, and the more exactly, the earlier; that is the rank."""
    distances = " + ".join(
        "CASE "
        + " ".join(
            f"WHEN search @@ CAST(:step_{at}_{distance} AS tsquery) THEN {distance}"
            for distance in range(steps)
        )
        + f" ELSE {_MISSED} END"
        for at, steps in enumerate(shape)
    )
    return (
        f"SELECT {distances} AS rank, {_COLUMNS} FROM register_row"
        f" WHERE search @@ CAST(:query AS tsquery) AND {_where(filters)}"
    )


def _where(filters):
    return " AND ".join([f"{name} = :{name}" for name in filters]) or "true"


def _keyset(direction: tuple[bool, bool], *, ranked: bool) -> tuple[str, Callable[[str], str]]:
    """The condition of a page's begin, and its order for a table's prefix."""
    has_place, backwards = direction
    columns = ["rank", "sort_key", "accreditation_id"][0 if ranked else 1 :]
    places = [":at_rank", ":at_name", ":at_id"][0 if ranked else 1 :]
    sign = "<" if backwards else ">"
    after = f" AND ({', '.join(columns)}) {sign} ({', '.join(places)})" if has_place else ""
    falling = " DESC" if backwards else ""
    return after, lambda prefix: ", ".join(f"{prefix}{column}{falling}" for column in columns)
