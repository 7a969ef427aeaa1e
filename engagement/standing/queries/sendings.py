"""What was sent, as it was sent; whoever sees the record sees its sendings."""

from sqlalchemy import select

from engagement.core.db import db
from engagement.standing.models import Proceeding, Report, Sending


def place_of(record: Report | Proceeding) -> str:
    """The column that says what was sent."""
    return "report_id" if isinstance(record, Report) else "proceeding_id"


def sendings_of(record: Report | Proceeding) -> list[Sending]:
    """Every sending of a record, the first one first."""
    place = getattr(Sending, place_of(record))
    return db.session.scalars(
        select(Sending).where(place == record.id).order_by(Sending.number)
    ).all()
