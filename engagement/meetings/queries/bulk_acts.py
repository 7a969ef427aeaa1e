"""Acts on several registrations that were done."""

import uuid

from engagement.core.db import db
from engagement.meetings.models import BulkAct


def get_bulk_act(bulk_act_id: uuid.UUID) -> BulkAct | None:
    """An act by its id."""
    return db.session.get(BulkAct, bulk_act_id)
