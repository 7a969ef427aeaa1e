"""What the rows of the register must be, computed from accreditations, organizations and names."""

import uuid
from collections.abc import Iterable
from datetime import date

from sqlalchemy import (
    Date,
    Integer,
    Text,
    bindparam,
    cast,
    func,
    literal,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy.dialects import postgresql

from engagement.accreditation.models import LISTED, Accreditation, StatusPeriod
from engagement.accreditation.queries import held_on
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.core.clock import today
from engagement.core.db import db
from engagement.directory.search import index_terms, search_vector
from engagement.matching.names import sort_key
from engagement.organizations.models import FormerIdentity, Organization, OrganizationName
from engagement.organizations.public import identities, listed, public_columns

RULES = "2"
"""By which rules sort keys and search terms are made; another number lets all be made anew."""

KEPT = (
    "organization_id",
    "status",
    "major_group",
    "country",
    "region",
    "is_protected",
    "year",
    "newest",
    "names_digest",
)
"""Columns of a row that are its source's as they are; the others follow from the names."""

OF_MAJOR_GROUPS = Accreditation.track == literal_column(f"'{MAJOR_GROUP.key}'")
"""Companies stand in a register of their own (product 3.1), see `queries.private_sector`."""

OF_SPAN = (*KEPT, "valid_to", "name", "name_language", "latin_name", "acronym")
"""The same of a span."""

_EPOCH = literal_column("DATE '1970-01-01'")
_NEW_LINE = literal("\n")
_TEXTS = literal_column(
    """(
SELECT array_agg(n.text ORDER BY n.text COLLATE "C") FROM (
  SELECT text FROM organization_name
  WHERE organization_id = organization.id
    AND (kind <> 'former' OR organization.protection = 'none')
  UNION SELECT unnest(ARRAY[name, latin_name, acronym]) FROM organization_former_identity
  WHERE organization_id = organization.id AND organization.protection = 'none'
) n WHERE n.text IS NOT NULL)""",
    type_=postgresql.ARRAY(Text),
)
"""All names by which an entry is found: those it had as well, unless it is protected."""


def _columns(identity):
    """What rows and spans have in common."""
    names = func.concat_ws(
        _NEW_LINE, literal(RULES), Organization.name, func.array_to_string(_TEXTS, _NEW_LINE)
    )
    return (
        Accreditation.id.label("accreditation_id"),
        Accreditation.organization_id,
        StatusPeriod.status,
        *public_columns(identity),
        cast(func.extract("year", Accreditation.since), Integer).label("year"),
        (_EPOCH - Accreditation.since).label("newest"),
        Organization.name.label("own_name"),
        _TEXTS.label("texts"),
        func.md5(names).label("names_digest"),
    )


def _source(day):
    """One row for each accreditation that is listed on `day` and may be known."""
    return (
        select(*_columns(Organization))
        .select_from(Accreditation)
        .join(Organization, Organization.id == Accreditation.organization_id)
        .join(StatusPeriod, StatusPeriod.accreditation_id == Accreditation.id)
        .where(
            listed(),
            OF_MAJOR_GROUPS,
            held_on(day),
        )
    )


def _spans(known=None):
    """One row for each stretch of days on which a listed accreditation looked the same.

    `known` are the `identities()` to look among, all of them by default.

    GREATEST and LEAST leave out what is empty: a begin or an end that there is not.
    """
    known = identities() if known is None else known
    identity = known.c
    begin = func.greatest(StatusPeriod.valid_from, identity.since)
    end = func.least(StatusPeriod.valid_to, identity.until)
    return (
        select(*_columns(identity), begin.label("valid_from"), end.label("valid_to"))
        .select_from(Accreditation)
        .join(Organization, Organization.id == Accreditation.organization_id)
        .join(StatusPeriod, StatusPeriod.accreditation_id == Accreditation.id)
        .join(known, identity.organization_id == Accreditation.organization_id)
        .where(
            listed(),
            OF_MAJOR_GROUPS,
            StatusPeriod.status.in_(LISTED),
            or_(StatusPeriod.valid_to.is_(None), StatusPeriod.valid_to > StatusPeriod.valid_from),
            or_(end.is_(None), begin < end),
        )
    )


_SOME = func.any(bindparam("ids", type_=postgresql.ARRAY(postgresql.UUID)))
_OF_SOME = _source(bindparam("day", type_=Date)).where(Accreditation.organization_id == _SOME)
_IDENTITIES = identities()
_IDENTITIES_OF_SOME = (
    select(_IDENTITIES)
    .where(_IDENTITIES.c.organization_id == _SOME)
    .cte("identity_of_some")
    .prefix_with("MATERIALIZED")
)
"""Made once: with young statistics it would be made again for each period (minutes for 2,000)."""
_SPANS_OF_SOME = _spans(_IDENTITIES_OF_SOME).where(Accreditation.organization_id == _SOME)
_IDS = select(Accreditation.organization_id).distinct().order_by(Accreditation.organization_id)

_NAMES = select(OrganizationName.text).where(OrganizationName.organization_id == _SOME)
_FORMER_NAMES = select(
    FormerIdentity.name, FormerIdentity.latin_name, FormerIdentity.acronym
).where(FormerIdentity.organization_id == _SOME)


def _as_text(statement) -> str:
    return str(
        statement.compile(dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True})
    )


def _differing(source: str, table: str, key: Iterable[str], kept: Iterable[str]) -> str:
    same = " AND ".join(f"s.{name} = r.{name}" for name in key)
    return f"""
SELECT coalesce(s.organization_id, r.organization_id) AS organization_id
FROM ({source}) s FULL JOIN {table} r ON {same}
WHERE ({", ".join(f"s.{name}" for name in kept)})
      IS DISTINCT FROM ({", ".join(f"r.{name}" for name in kept)})"""


DIFFERING = f"""
SELECT DISTINCT d.organization_id FROM (
{
    _differing(
        _as_text(_source(literal_column("(now() AT TIME ZONE 'UTC')::date"))),
        "register_row",
        ["accreditation_id"],
        KEPT,
    )
}
UNION ALL
{_differing(_as_text(_spans()), "register_span", ["accreditation_id", "valid_from"], OF_SPAN)}
) d WHERE NOT EXISTS (
    SELECT 1 FROM procrastinate_jobs j
    WHERE j.status IN ('todo', 'doing') AND (
      j.task_name = 'directory.refresh_organization'
      AND j.args ->> 'organization_id' = d.organization_id::text
      OR j.task_name = 'directory.refresh_organizations' AND jsonb_exists(
        j.args -> 'organization_ids', d.organization_id::text)))
"""
"""Organizations whose rows are not what they must be, but for those a job will put right."""


def entries_of(ids: Iterable[uuid.UUID], day: date | None = None) -> tuple[list[dict], list[dict]]:
    """Rows of these organizations as they must be on `day` (today), and spans: columns by name."""
    ids = list(ids)
    vectors: dict[uuid.UUID, str] = {}

    def made(source, columns):
        if source.organization_id not in vectors:
            vectors[source.organization_id] = search_vector(
                [source.own_name, *(source.texts or [])]
            )
        return {name: getattr(source, name) for name in columns} | {
            "sort_key": sort_key(source.name),
            "search": vectors[source.organization_id],
        }

    rows = db.session.execute(_OF_SOME, {"ids": ids, "day": day or today()})
    spans = db.session.execute(_SPANS_OF_SOME, {"ids": ids})
    return (
        [made(source, ("accreditation_id", *KEPT)) for source in rows],
        [made(source, ("accreditation_id", "valid_from", *OF_SPAN)) for source in spans],
    )


def terms_of(ids: Iterable[uuid.UUID]) -> set[str]:
    """The terms of all names of these organizations, listed or not, now or before."""
    some = {"ids": list(ids)}
    former = [name for row in db.session.execute(_FORMER_NAMES, some) for name in row if name]
    return set(index_terms([*db.session.scalars(_NAMES, some), *former]))


def organization_ids() -> list[uuid.UUID]:
    """Every organization that has, or had, an accreditation."""
    return list(db.session.scalars(_IDS))


def differing_ids() -> list[uuid.UUID]:
    """Organizations whose rows must be written again."""
    return list(db.session.scalars(text(DIFFERING)))
