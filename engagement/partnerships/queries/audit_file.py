"""All that was seen for a decision, as plain records: what the audit file holds.

Of screening every record that hangs on a partner's case is taken, whatever its table, so that a
new kind of record cannot be forgotten. Uploaded papers are named with the hash of their bytes.
"""

import hashlib
import json
import uuid
from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import select

from engagement.audit.models import AuditEvent
from engagement.core.db import Base, db
from engagement.documents.models import Document
from engagement.organizations.models import Organization
from engagement.partnerships.models import Partnership
from engagement.partnerships.queries import deciding
from engagement.partnerships.queries import partnerships as queries
from engagement.screening.models import AgendaItem, CommitteeVote, ScreeningCase

Files = dict[str, bytes]


def files_of(partnership: Partnership) -> Files:
    """Name and content of each file: JSON, keys sorted, UTF-8."""
    organizations = [partnership.organization, *(p.organization for p in partnership.partners)]
    found: Files = {
        "proposal.json": as_json(plain(partnership)),
        "partners.json": as_json(
            {
                "organizations": [of_organization(each) for each in organizations],
                "confirmations": [plain(each) for each in partnership.partners],
            }
        ),
        "reports.json": as_json([plain(each) for each in queries.reports_of(partnership)]),
    }
    cases = deciding.cases_of(partnership)
    for case in cases:
        found[f"case-{case.reference}.json"] = as_json(of_case(case))
    found["history.json"] = as_json(history(partnership, cases))
    return found


def of_organization(organization: Organization) -> dict[str, Any]:
    """What is known of a partner by which it was screened."""
    names = ("id", "kind", "name", "latin_name", "country", "registration_number", "website")
    return {name: value_of(getattr(organization, name)) for name in names}


def of_case(case: ScreeningCase) -> dict[str, Any]:
    """A case, every record that hangs on it, and what the committee did with it."""
    records = {
        mapper.class_.__tablename__: [
            plain(row)
            for row in db.session.scalars(
                select(mapper.class_)
                .where(mapper.class_.case_id == case.id)
                .order_by(mapper.class_.id)
            ).unique()
        ]
        for mapper in sorted(Base.registry.mappers, key=lambda each: each.class_.__name__)
        if hangs_on_a_case(mapper.class_)
    }
    items = select(AgendaItem.id).where(AgendaItem.case_id == case.id)
    votes = db.session.scalars(
        select(CommitteeVote).where(CommitteeVote.item_id.in_(items)).order_by(CommitteeVote.id)
    )
    return {
        "case": plain(case),
        "records": records,
        "votes": [plain(vote) | {"name": vote.person.name} for vote in votes],
        "papers": papers(records),
    }


def hangs_on_a_case(model) -> bool:
    """Whether the rows of a table belong to a screening case."""
    key = model.__table__.columns.get("case_id")
    return key is not None and any(
        each.column.table.name == ScreeningCase.__tablename__ for each in key.foreign_keys
    )


def papers(records: dict[str, list[dict]]) -> list[dict[str, Any]]:
    """Uploaded papers that the records name: what they are called, and the hash of their bytes."""
    wanted = {
        row["document_id"]
        for rows in records.values()
        for row in rows
        if row.get("document_id") is not None
    }
    found = db.session.scalars(
        select(Document).where(Document.id.in_([uuid.UUID(each) for each in wanted]))
    )
    return [
        {"id": str(each.id), "name": each.name, "size": each.size, "sha256": each.sha256}
        for each in sorted(found, key=lambda each: each.sha256)
    ]


def history(partnership: Partnership, cases: Iterable[ScreeningCase]) -> list[dict[str, Any]]:
    """What happened to the partnership and its cases, from the audit trail."""
    ids = [partnership.id, *(case.id for case in cases)]
    events = db.session.scalars(
        select(AuditEvent)
        .where(AuditEvent.subject_id.in_(ids))
        .order_by(AuditEvent.happened_at, AuditEvent.id)
    )
    return [
        {
            "at": each.happened_at.isoformat(),
            "action": each.action,
            "by": each.actor_name,
            "data": each.data,
        }
        for each in events
    ]


def plain(row) -> dict[str, Any]:
    """The columns of a row as JSON values."""
    return {
        column.key: value_of(getattr(row, column.key)) for column in row.__mapper__.column_attrs
    }


def value_of(value: Any) -> Any:
    """A value as JSON holds it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    return value


def as_json(content: Any) -> bytes:
    """One text for one content."""
    text = json.dumps(content, sort_keys=True, indent=1, ensure_ascii=False, default=str)
    return text.encode()


def hashes(files: Files) -> list[tuple[str, int, str]]:
    """Name, size and SHA-256 of each file, by name."""
    return [
        (name, len(content), hashlib.sha256(content).hexdigest())
        for name, content in sorted(files.items())
    ]
