"""What waits for people who take part in meetings, and for officers of meetings."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from engagement.core.db import db
from engagement.core.permissions import Actor, can
from engagement.home.queries.task import Task
from engagement.meetings.models import RegistrationState
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries import tasks
from engagement.meetings.queries.setting_up import drafts

WORDS = {
    RegistrationState.WAITING: _l("A place is offered to you"),
    RegistrationState.INVITED: _l("You are invited to a meeting"),
    RegistrationState.DRAFT: _l("Send your registration"),
}


def of_registrations(actor: Actor) -> Iterator[Task]:
    """Places to take, invitations to answer, registrations to send: each with its last day."""
    for registration in tasks.to_answer(actor):
        yield Task(
            WORDS[registration.state],
            1,
            "meetings.show_registration",
            {"registration_id": registration.id},
            until=tasks.due_on(registration),
        )


def of_officers(actor: Actor) -> Iterator[Task]:
    """Meetings that are being prepared."""
    if not can(actor, Meetings.MANAGE):
        return
    number = db.session.scalar(select(func.count()).select_from(drafts(actor).subquery()))
    if number:
        arguments = {"lane": "drafts"}
        yield Task(_l("Meetings being prepared"), number, "meetings.list_desk", arguments)
