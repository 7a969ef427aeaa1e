"""What waits for a person, from every feature: a module for each part of the house."""

from engagement.core.permissions import Actor
from engagement.home.queries import (
    business,
    desk,
    meetings,
    operations,
    side_events,
    statements,
    states,
)
from engagement.home.queries.own_organizations import OwnOrganization, own_organizations
from engagement.home.queries.task import Task

__all__ = ["OwnOrganization", "Task", "own_organizations", "tasks_of"]


def tasks_of(actor: Actor) -> list[Task]:
    """What waits for staff and for who acts for a State, what has work first; some queries each."""
    tasks = [
        *meetings.of_registrations(actor),
        *desk.at_the_desk(actor),
        *desk.of_existing(actor),
        *desk.of_standings(actor),
        *desk.of_safeguarding(actor),
        *business.of_partnerships(actor),
        *business.of_the_committee(actor),
        *meetings.of_officers(actor),
        *operations.of_the_plan(actor),
        *desk.of_the_register(actor),
        *business.of_screening(actor),
        *states.of_protocol(actor),
        *business.of_lists(actor),
        *business.of_matches(actor),
        *states.of_delegations(actor),
        *statements.of_statements(actor),
        *side_events.of_side_events(actor),
        *operations.of_people(actor),
        *operations.of_operations(actor),
    ]
    return sorted(tasks, key=lambda task: not task.count)
