"""Delegations of States and nominations, for the pages that draw them."""

from engagement.core.permissions import Role
from engagement.demo.delegation_builders import (
    make_delegation,
    make_meeting_of_states,
    make_members,
)
from engagement.demo.delegations import make_administrator
from engagement.meetings.commands import delegations
from engagement.meetings.models import DelegationFunction
from engagement.organizations.queries import actor_for
from tests.factories import make_actor

NAME = "Green Youth (Kenya) – لقاء"


def nomination_samples(samples, organization) -> None:
    """A delegation whose note waits, one that is examined, and its members."""
    meeting = make_meeting_of_states(title={"en": NAME, "ar": NAME})
    administrator = samples.people.get("administrator_of_state") or make_administrator("KE")
    own = actor_for(administrator)
    members = make_members(
        meeting, DelegationFunction.HEAD, DelegationFunction.ADVISER, administrator=own
    )
    waiting = make_delegation(meeting, sender=own, credentials=True)
    officer = actor_for(samples.people[Role.PROTOCOL_OFFICER])
    examined = make_delegation(meeting, country="FR", sender=officer, credentials=True)
    colleague = make_actor(Role.PROTOCOL_OFFICER)
    delegations.return_note(examined, actor=colleague, reason=NAME)
    delegations.examine_credentials(examined, actor=colleague, in_order=False, note=NAME)
    samples.values["meeting_id"].append(meeting.id)
    samples.values["registration_id"] += [each.id for each in members]
    samples.values |= {
        "delegation_id": [waiting.id, examined.id],
        "delegation_paper_id": [waiting.papers[0].id],
    }
    first = samples.values["meeting_id"][0]
    pages = [
        {"meeting_id": first},
        {"meeting_id": first, "organization": organization.id},
        {"meeting_id": meeting.id, "state": "KE"},
    ]
    samples.given |= {
        "meetings.nominate": pages,
        "meetings.list_nominated": pages,
        "meetings.change_function": [{"registration_id": members[0].id}],
    }
