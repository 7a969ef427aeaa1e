"""What waits for people who take part in meetings."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from engagement.core.permissions import Actor
from engagement.home.queries.task import Task
from engagement.meetings.models import RegistrationState
from engagement.meetings.queries import tasks

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
