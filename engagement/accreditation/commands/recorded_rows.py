"""The rows of accreditations granted before the platform: organizations, names, standing."""

import secrets
import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Text, Uuid, bindparam, func, insert, select
from sqlalchemy.dialects.postgresql import ARRAY

from engagement.accounts.queries import email_key
from engagement.accreditation import member_lists, settings
from engagement.accreditation.models import (
    Accreditation,
    AccreditationStatus,
    LineOutcome,
    RecordedLine,
    Recording,
    StatusPeriod,
)
from engagement.accreditation.queries import recordings as queries
from engagement.accreditation.report_calendar import first_report_on
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.audit.commands import record_each
from engagement.core.clock import now, today
from engagement.core.db import db
from engagement.core.major_groups import MajorGroup
from engagement.core.names import language_of
from engagement.core.permissions import Actor
from engagement.core.references import next_references
from engagement.jobs.queue import enqueue
from engagement.matching import duplicates
from engagement.matching.names import normalise
from engagement.organizations.models import (
    KnownContact,
    NameKind,
    Organization,
    OrganizationKind,
    OrganizationName,
    OrganizationNameKey,
)

REASON = "recorded"
"""The code of the first status period of what was recorded."""

Rows = dict[type, list[dict[str, Any]]]


def write_lines(recording: Recording, lines: Sequence[RecordedLine]) -> None:
    """Record lines of a confirmed run; within a command. What is here meanwhile is left alone."""
    still_new = _still_new(lines)
    numbers = iter(
        next_references(
            MAJOR_GROUP.number_series, sum("number" not in line.entry for line in still_new)
        )
    )
    place, rows = queries.recorded_before(), defaultdict(list)
    for offset, line in enumerate(still_new):
        due = first_report_on(
            place + offset,
            day=today(),
            after_days=settings.first_reports_from(),
            quarters=settings.first_reports_quarters(),
        )
        _add(rows, line, number=line.entry.get("number") or next(numbers), due=due)
    for model in (Organization, OrganizationName, Accreditation, StatusPeriod, KnownContact):
        if rows[model]:
            db.session.execute(insert(model), rows[model])
    _add_keys(rows[OrganizationNameKey])
    for line, row in zip(still_new, rows[Accreditation], strict=True):
        line.outcome, line.accreditation_id = LineOutcome.RECORDED, row["id"]
        line.organization_id = row["organization_id"]
    db.session.flush()
    _note(recording, rows[Accreditation])


def _still_new(lines):
    """Lines of which nothing has got here since they were checked; others are known now."""
    here = queries.here_already(lines)
    for line in lines:
        if held := here.get(line.id):
            line.outcome, line.accreditation_id = LineOutcome.KNOWN, held.id
            line.organization_id = held.organization_id
    return [line for line in lines if line.id not in here]


def _add(rows: Rows, line: RecordedLine, *, number: str, due: date) -> None:
    values = line.entry
    since, precision = member_lists.since_of(values)
    organization_id = line.organization_id or uuid.uuid4()
    if line.organization_id is None:
        _add_organization(rows, organization_id, values)
    accreditation_id = uuid.uuid4()
    rows[Accreditation].append(
        {
            "id": accreditation_id,
            "number": number,
            "token": secrets.token_urlsafe(24),
            "track": MAJOR_GROUP.key,
            "organization_id": organization_id,
            "since": since,
            "since_precision": precision,
            "report_due_on": due,
            "created_at": now(),
        }
    )
    rows[StatusPeriod].append(
        {
            "accreditation_id": accreditation_id,
            "status": AccreditationStatus.ACTIVE,
            "valid_from": since,
            "reason_code": REASON,
        }
    )
    rows[KnownContact] += [
        {
            "organization_id": organization_id,
            "email": address,
            "email_key": key,
            "noted_at": now(),
        }
        for key, address in {email_key(each): each for each in values.get("emails", ())}.items()
    ]


def _add_organization(rows: Rows, organization_id: uuid.UUID, values: dict[str, Any]) -> None:
    """A profile without members; its website is shown to nobody until somebody of it says so.

    Until its entry is claimed staff enter what comes from it by post.
    """
    language = language_of(values["name"], "en")
    rows[Organization].append(
        {
            "id": organization_id,
            "kind": OrganizationKind(values.get("kind", OrganizationKind.NON_PROFIT)),
            "name": values["name"],
            "name_language": language,
            "latin_name": values.get("latin_name"),
            "acronym": values.get("acronym"),
            "country": values["country"],
            "major_group": MajorGroup(values["major_group"]),
            "website": values.get("website"),
            "web_domain": duplicates.web_domain(values.get("website")),
            "created_at": now(),
            "kept_by_staff": True,
            "recorded": True,
        }
    )
    for kind, column in (
        (NameKind.OFFICIAL, "name"),
        (NameKind.LATIN, "latin_name"),
        (NameKind.ACRONYM, "acronym"),
    ):
        if text := values.get(column):
            rows[OrganizationName].append(
                {
                    "organization_id": organization_id,
                    "kind": kind,
                    "text": text,
                    "language": language if kind == NameKind.OFFICIAL else None,
                    "normalised": normalise(text),
                }
            )
    rows[OrganizationNameKey] += [
        {"key": key, "organization_id": organization_id} for key in queries.keys_of(values)
    ]


def _add_keys(rows):
    """There are some forty a name: one statement for all."""
    keys = bindparam("keys", [row["key"] for row in rows], type_=ARRAY(Text))
    owners = bindparam("owners", [row["organization_id"] for row in rows], type_=ARRAY(Uuid))
    db.session.execute(
        insert(OrganizationNameKey).from_select(
            ["key", "organization_id"], select(func.unnest(keys), func.unnest(owners))
        )
    )


def _note(recording, accreditations):
    """The trail of each, and one order to the register for all."""
    assert recording.confirmed_by is not None
    confirmed_by = Actor(recording.confirmed_by.id, recording.confirmed_by.name)
    entered_by = str(recording.entered_by_id) if recording.entered_by_id else None
    happened = [
        (
            Accreditation(id=row["id"], organization_id=row["organization_id"]),
            {
                "number": row["number"],
                "since": row["since"].isoformat(),
                "precision": row["since_precision"].value,
                "report_due_on": row["report_due_on"].isoformat(),
                "run": str(recording.id),
                "entered_by": entered_by,
            },
        )
        for row in accreditations
    ]
    record_each("accreditation:accreditation:recorded", happened, actor=confirmed_by)
    if recording.by_hand and accreditations:
        recording.organization_id = accreditations[0]["organization_id"]
    if accreditations:
        enqueue(
            "directory.refresh_organizations",
            organization_ids=[str(row["organization_id"]) for row in accreditations],
        )
