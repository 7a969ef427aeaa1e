"""What waits of written statements: for officers, and for focal points who are asked to co-sign."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from engagement.core.permissions import Actor, Role
from engagement.home.queries.task import Task
from engagement.meetings.queries import statements as queries


def of_statements(actor: Actor) -> Iterator[Task]:
    """Statements to look at, and joint statements to answer; nothing where none waits."""
    if Role.MEETING_OFFICER in actor.roles and (number := queries.to_moderate(actor)):
        yield Task(_l("Statements to look at"), number, "meetings.list_statements_desk")
    if actor.leads and (number := len(queries.asked_to_cosign(actor))):
        yield Task(_l("Joint statements to answer"), number, "meetings.list_own_statements")
