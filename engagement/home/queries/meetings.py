"""What waits for officers of meetings."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from engagement.core.db import db
from engagement.core.permissions import Actor, can
from engagement.home.queries.task import Task
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries.setting_up import drafts


def of_officers(actor: Actor) -> Iterator[Task]:
    """Meetings that are being prepared."""
    if not can(actor, Meetings.MANAGE):
        return
    number = db.session.scalar(select(func.count()).select_from(drafts(actor).subquery()))
    if number:
        arguments = {"lane": "drafts"}
        yield Task(_l("Meetings being prepared"), number, "meetings.list_desk", arguments)
