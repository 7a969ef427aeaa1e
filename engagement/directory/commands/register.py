"""Write the rows of the register; nothing else does.

Nobody decides anything here: what the rows follow from was decided, and audited, elsewhere.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert

from engagement.core import versions
from engagement.core.db import bookkeeping, db
from engagement.directory.models import RegisterRow, RegisterSpan, TermVariant
from engagement.directory.queries import companies, projection
from engagement.directory.search import has_variants
from engagement.matching.terms import variants
from engagement.organizations.commands.register import AREA, ONE_WRITER, written_by

BATCH = 1000
_TERMS_OF = text(
    "SELECT DISTINCT unnest(tsvector_to_array(search)) FROM register_span"
    " WHERE organization_id = ANY(:ids)"
)
_ALL_TERMS = select(TermVariant.term).distinct()
_UNUSED = text(
    "SELECT term FROM unnest(CAST(:terms AS text[])) term WHERE NOT EXISTS ("
    " SELECT 1 FROM register_span"
    " WHERE search @@ CAST('''' || replace(replace(term, '\\', '\\\\'), '''', '''''') || ''''"
    " AS tsquery))"
)


@bookkeeping
def refresh(organization_ids: Iterable[uuid.UUID]) -> int:
    """Make the rows of these organizations what they must be; returns how many are listed today.

    May be called twice, and by several workers at once: they queue up.
    """
    ids = list(organization_ids)
    db.session.execute(ONE_WRITER)
    before = set(db.session.scalars(_TERMS_OF, {"ids": ids})) | projection.terms_of(ids)
    gone = 0
    for table in (RegisterRow, RegisterSpan):
        gone += db.session.execute(delete(table).where(table.organization_id.in_(ids))).rowcount
    rows, spans = projection.entries_of(ids)
    _add(rows, spans)
    after = set(db.session.scalars(_TERMS_OF, {"ids": ids}))
    _forget_terms(before - after)
    _learn_terms(after)
    if rows or spans or gone or companies.any_of(ids):
        versions.bump(AREA)
    return len(rows)


@bookkeeping
def mend() -> int:
    """Write what differs and forget words that no row has; returns how many organizations."""
    ids = projection.differing_ids()
    for some in batched(ids, BATCH):
        refresh(some)
    _forget_terms(set(db.session.scalars(_ALL_TERMS)))
    return len(ids)


@bookkeeping
def rebuild() -> int:
    """Make the whole register anew, as after a change of the rules by which names are compared."""
    db.session.execute(ONE_WRITER)
    db.session.execute(delete(TermVariant))
    db.session.execute(delete(RegisterRow))
    db.session.execute(delete(RegisterSpan))
    for ids in batched(projection.organization_ids(), BATCH):
        _add(*projection.entries_of(ids))
    everything = select(func.unnest(func.tsvector_to_array(RegisterSpan.search))).distinct()
    _learn_terms(db.session.scalars(everything))
    versions.bump(AREA)
    return db.session.scalar(select(func.count()).select_from(RegisterRow))


def batched(items: Iterable, size: int) -> Iterator[list]:
    """`items` in lists of `size`, the last one shorter."""
    iterator = iter(items)
    while some := list(islice(iterator, size)):
        yield some


def _add(rows: Sequence[dict], spans: Sequence[dict]) -> None:
    if rows:
        db.session.execute(insert(RegisterRow), rows)
    if spans:
        db.session.execute(insert(RegisterSpan), spans)


def _learn_terms(terms: Iterable[str]) -> None:
    pairs = ((variant, term) for term in terms if has_variants(term) for variant in variants(term))
    for some in batched(pairs, BATCH * 5):
        db.session.execute(
            insert(TermVariant).on_conflict_do_nothing(),
            [{"variant": variant, "term": term} for variant, term in some],
        )


def _forget_terms(terms: set[str]) -> None:
    """A word that stands in no name any more is no suggestion: it would tell of a hidden entry."""
    unused = db.session.scalars(_UNUSED, {"terms": sorted(filter(has_variants, terms))}).all()
    if unused:
        db.session.execute(delete(TermVariant).where(TermVariant.term.in_(unused)))


written_by(refresh)
