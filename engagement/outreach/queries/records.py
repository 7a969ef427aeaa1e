"""Outreach records as lists and one by one."""

import uuid
from datetime import timedelta

from sqlalchemy import Select, or_, select

from engagement.core.clock import now
from engagement.core.countries import Region
from engagement.core.db import db
from engagement.core.permissions import Actor, can
from engagement.outreach import settings
from engagement.outreach.models import OutreachKind, OutreachNote, OutreachRecord
from engagement.outreach.permissions import Outreach

COLUMNS = (
    OutreachRecord.held_on,
    OutreachRecord.id,
    OutreachRecord.kind,
    OutreachRecord.title,
    OutreachRecord.region,
    OutreachRecord.people_reached,
    OutreachRecord.organizations_reached,
)
ORDER = (OutreachRecord.held_on, OutreachRecord.id)


def listed(
    actor: Actor, *, region: Region | None = None, kind: OutreachKind | None = None
) -> Select:
    """Records as columns of a list; what was meant for all regions is found under each."""
    found = select(*COLUMNS).where(can(actor, Outreach.LIST))
    if region is not None:
        found = found.where(or_(OutreachRecord.region == region, OutreachRecord.region.is_(None)))
    return found if kind is None else found.where(OutreachRecord.kind == kind)


def get_record(record_id: uuid.UUID) -> OutreachRecord | None:
    """One record."""
    return db.session.get(OutreachRecord, record_id)


def notes_of(record: OutreachRecord) -> list[OutreachNote]:
    """What was added to a record, oldest first."""
    return db.session.scalars(
        select(OutreachNote)
        .where(OutreachNote.record_id == record.id)
        .order_by(OutreachNote.written_at, OutreachNote.id)
    ).all()


def is_open(record: OutreachRecord) -> bool:
    """Whether its author may still change it."""
    return now() < record.entered_at + timedelta(hours=settings.change_hours())
