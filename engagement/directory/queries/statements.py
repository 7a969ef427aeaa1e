"""The statements by which the register is asked, made once for each shape of question.

Today's list is read from `register_row`, that of a past day from the spans of `register_span` that
hold the day; all else is the same for both. A row's place in a list is (rank, sort key, id).
"""

import functools
from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy import TextClause, text

MISSED = 5
"""Steps that a word counts which is not hit at all."""

_CONDITIONS = {
    "region": "region = :region",
    "major_group": "major_group = :major_group",
    "country": "country = :country",
    "status": "status = :status",
    "year": "year BETWEEN :year_from AND :year_to",
}
_FACETS = "country, region, major_group, status, year"
GROUPED = {31: None, 15: "country", 23: "region", 27: "major_group", 29: "status", 30: "year"}
"""By what GROUPING says of the five facets, the one whose values are counted; None: the total."""

ALL_HITS = -1
"""What stands there for the number of hits before anything is filtered."""

_COLUMNS = f"accreditation_id, {_FACETS}, newest, is_protected, sort_key"
_NAMES = ("name", "name_language", "latin_name", "acronym")
_DATED = "valid_from <= :day AND (valid_to IS NULL OR valid_to > :day)"
_IN_SCRIPT = "sort_key >= :script_begin AND sort_key < :script_end"
_OTHER_SCRIPT = f"CASE WHEN {_IN_SCRIPT} THEN 0 ELSE 1 END"
_BEGINS = "sort_key >= :start AND sort_key < :end"


class Shape(NamedTuple):
    """All that a statement's words depend on; the rest is bound.

    `part` is in which part of a list by scripts the place lies: 0 or 1.
    """

    past: bool
    chosen: tuple[str, ...]
    newest: bool
    by_script: bool
    has_place: bool
    backwards: bool
    part: int


def _table(shape):
    return "register_span" if shape.past else "register_row"


def _columns(shape):
    return f"{_COLUMNS}, {', '.join(_NAMES)}" if shape.past else _COLUMNS


def _shown(shape):
    """What a page shows of the rows of p."""
    source = "p" if shape.past else "o"
    names = ", ".join(f"{source}.{name}" for name in _NAMES)
    return (
        "p.rank, p.sort_key, p.accreditation_id, p.country, p.region, p.major_group, p.status,"
        f" p.year, p.is_protected, a.number, a.since, a.since_precision, o.kind, {names}"
    )


def _joined():
    return (
        "JOIN accreditation a ON a.id = p.accreditation_id"
        " JOIN organization o ON o.id = a.organization_id"
    )


_NOTHING = "NULL::date, NULL, NULL, NULL, NULL, NULL, NULL"


def _where(shape, *more: str, chosen=None):
    facets = shape.chosen if chosen is None else chosen
    dated = [_DATED] if shape.past else []
    return " AND ".join([*dated, *(_CONDITIONS[facet] for facet in facets), *more]) or "true"


def _keyset(shape, columns) -> tuple[str, Callable[[str], str]]:
    """The condition of a page's begin, and its order for a table's prefix."""
    bound = {"rank": ":at_rank", "newest": ":at_rank", "sort_key": ":at_name"}
    places = [bound.get(column, ":at_id") for column in columns]
    sign = "<" if shape.backwards else ">"
    after = f"({', '.join(columns)}) {sign} ({', '.join(places)})" if shape.has_place else "true"
    falling = " DESC" if shape.backwards else ""
    return after, lambda prefix: ", ".join(f"{prefix}{column}{falling}" for column in columns)


def _counted(shape, source, where):
    """Hits by value of each facet, under the other choices: who misses one of them counts there."""
    misses = [f"({_CONDITIONS[facet]}) IS NOT TRUE" for facet in shape.chosen]
    cases = " ".join(
        f"WHEN {miss} THEN '{facet}'" for miss, facet in zip(misses, shape.chosen, strict=True)
    )
    missed = f"CASE {cases} ELSE '' END" if cases else "''"
    few = f"{' + '.join(f'({miss})::int' for miss in misses)} <= 1" if misses else "true"
    sets = ", ".join(["(missed)", *(f"(missed, {facet})" for facet in _FACETS.split(", "))])
    return (
        f"SELECT count(*)::int AS hits, missed, GROUPING({_FACETS}) AS grouped, {_FACETS}"
        f" FROM (SELECT {_FACETS}, {missed} AS missed FROM {source} WHERE {where} AND {few}) r"
        f" GROUP BY GROUPING SETS ({sets})"
    )


@functools.lru_cache(maxsize=256)
def figures(shape: Shape) -> TextClause:
    """How many entries there are, in all and by facet."""
    return text(_counted(shape, _table(shape), _where(shape, chosen=())))


@functools.lru_cache(maxsize=1024)
def browse(shape: Shape) -> TextClause:
    """A page of the whole list, from the index by which it is sorted."""
    if shape.by_script and not shape.newest:
        inner, columns = _by_script(shape), ("rank", "sort_key", "accreditation_id")
    else:
        rank = "newest" if shape.newest else "0"
        columns = (*(("newest",) if shape.newest else ()), "sort_key", "accreditation_id")
        after, order = _keyset(shape, columns)
        inner = (
            f"SELECT {rank} AS rank, {_columns(shape)} FROM {_table(shape)}"
            f" WHERE {_where(shape, after)} ORDER BY {order('')} LIMIT :size"
        )
    _after, order = _keyset(shape, columns)
    return text(
        f"SELECT {_shown(shape)} FROM (SELECT * FROM ({inner}) u ORDER BY {order('')} LIMIT :size)"
        f" p {_joined()} ORDER BY {order('p.')}"
    )


def _by_script(shape):
    """The names of one script, then the others: each part from the index, from the place on."""
    after, order = _keyset(shape, ("sort_key", "accreditation_id"))
    behind = shape.has_place and not shape.backwards and shape.part == 1
    before = shape.has_place and shape.backwards and shape.part == 0
    parts = []
    for rank, part in enumerate((_IN_SCRIPT, f"NOT ({_IN_SCRIPT})")):
        if (rank == 0 and behind) or (rank == 1 and before):
            continue
        begin = after if rank == shape.part else "true"
        parts.append(
            f"(SELECT {rank} AS rank, {_columns(shape)} FROM {_table(shape)}"
            f" WHERE {_where(shape, part, begin)} ORDER BY {order('')} LIMIT :size)"
        )
    return " UNION ALL ".join(parts)


@functools.lru_cache(maxsize=2048)
def search(shape: Shape, steps: tuple[int, ...], cap: int, *, filtered: bool) -> TextClause:
    """The first hits, a page of them and their counts; `steps` of each word of a near search.

    `filtered` looks for hits among the chosen values alone: for a search with more hits than `cap`
    without them, at the price of counts for other choices.
    """
    inside = shape.chosen if filtered else ()
    counting = shape._replace(chosen=()) if filtered else shape
    hits = _near_hits(shape, steps, inside) if steps else _exact_hits(shape, cap, inside)
    after, order = _keyset(shape, ("rank", "sort_key", "accreditation_id"))
    page = " AND ".join([after, *(_CONDITIONS[facet] for facet in shape.chosen)])
    return text(
        f"WITH hit AS MATERIALIZED (SELECT * FROM ({hits}) h LIMIT {cap + 1})"
        f" (SELECT NULL::int AS hits, NULL AS missed, NULL::int AS grouped, {_shown(shape)}"
        f" FROM (SELECT * FROM hit WHERE {page} ORDER BY {order('')} LIMIT :size) p"
        f" {_joined()} ORDER BY {order('p.')})"
        " UNION ALL SELECT hits, missed, grouped, NULL, NULL, NULL, country, region, major_group,"
        f" status, year, NULL, NULL, {_NOTHING} FROM ({_counted(counting, 'hit', 'true')}) c"
        f" UNION ALL SELECT count(*)::int, NULL, {ALL_HITS}, NULL, NULL, NULL, NULL, NULL, NULL,"
        f" NULL, NULL, NULL, NULL, {_NOTHING} FROM hit"
    )


def _rank(shape, steps):
    if shape.newest:
        return "newest"
    return f"2 * ({steps}) + {_OTHER_SCRIPT}" if shape.by_script else steps


def _exact_hits(shape, cap, inside):
    """Names that begin with what was typed come first, then names that have its words."""
    columns, table = _columns(shape), _table(shape)
    found = "search @@ CAST(:query AS tsquery)"
    return (
        f"(SELECT {_rank(shape, '0')} AS rank, {columns} FROM {table}"
        f" WHERE {_where(shape, _BEGINS, chosen=inside)}"
        f" ORDER BY sort_key, accreditation_id LIMIT {cap + 1})"
        f" UNION ALL (SELECT {_rank(shape, '1')}, {columns} FROM {table}"
        f" WHERE {_where(shape, found, f'NOT ({_BEGINS})', chosen=inside)} LIMIT {cap + 1})"
    )


def _near_hits(shape, steps, inside):
    """The more words are hit, and the more exactly, the earlier; that is the rank."""
    distances = " + ".join(
        "CASE "
        + " ".join(
            f"WHEN search @@ CAST(:step_{at}_{distance} AS tsquery) THEN {distance}"
            for distance in range(number)
        )
        + f" ELSE {MISSED} END"
        for at, number in enumerate(steps)
    )
    where = _where(shape, "search @@ CAST(:query AS tsquery)", chosen=inside)
    return (
        f"SELECT {_rank(shape, distances)} AS rank, {_columns(shape)} FROM {_table(shape)}"
        f" WHERE {where}"
    )
