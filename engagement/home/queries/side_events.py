"""What waits of side events: for officers who select, and for organizations asked to take part."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from engagement.core.permissions import Actor, Role
from engagement.home.queries.task import Task
from engagement.meetings.queries import own_side_events, side_event_lists


def of_side_events(actor: Actor) -> Iterator[Task]:
    """Proposals to decide on by meeting, and requests to answer; nothing where none waits."""
    if Role.MEETING_OFFICER in actor.roles:
        for meeting_id, number in side_event_lists.to_select(actor):
            yield Task(
                _l("Side events to select"),
                number,
                "meetings.list_proposals",
                {"meeting_id": meeting_id, "state": "submitted"},
            )
    if actor.leads and (number := len(own_side_events.asked_to_organize(actor))):
        yield Task(_l("Side events to answer"), number, "meetings.list_own_side_events")
