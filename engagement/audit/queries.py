"""Reading the trail."""

from sqlalchemy import Select, or_, select

from engagement.audit.models import AuditEvent, AuditUnsealed
from engagement.core.db import db
from engagement.core.permissions import Actor


def visible_to(actor: Actor) -> Select:
    """The trail without cases of a conflict: in SQL, so that paging stays right."""
    about = AuditEvent.about_organization_id
    return select(AuditEvent).where(or_(about.is_(None), about.not_in(actor.conflicts)))


def of_subject(subject) -> Select:
    """What happened to one record, oldest first."""
    return (
        select(AuditEvent)
        .filter_by(subject_type=subject.__tablename__, subject_id=subject.id)
        .order_by(AuditEvent.id)
    )


def unsealed_count() -> int:
    """How many events wait for the next seal."""
    return len(db.session.scalars(select(AuditUnsealed.event_id)).all())
