"""Side events of several organizations: who is named has to agree before it is proposed."""

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.meetings.commands.side_event_letters import ask_organizer, tell_answer
from engagement.meetings.commands.side_events import refuse_locked
from engagement.meetings.models import Agreement, SideEvent, SideEventOrganizer, SideEventState
from engagement.meetings.queries.side_event_register import organizer_with_number
from engagement.meetings.side_event_permissions import SideEvents


@command
def name_organizer(event: SideEvent, number: str, *, actor: Actor) -> SideEventOrganizer:
    """Ask the organization with a number of the register to take part.

    RuleViolation for a number that no accredited organization has that can organize side events of
    this meeting, and for one named already.
    """
    refuse_locked(event, actor)
    organization = organizer_with_number(event.meeting, number)
    if organization is None:
        raise RuleViolation(_l("No accredited organization has this number in the register."))
    if organization.id in event.organization_ids:
        raise RuleViolation(_l("This organization is named already."))
    organizer = SideEventOrganizer(
        side_event=event, organization=organization, asked_by_id=actor.id
    )
    db.session.add(organizer)
    db.session.flush()
    record("meetings:side_event_organizer:asked", organizer, actor=actor)
    ask_organizer(organizer)
    return organizer


@command
def remove_organizer(organizer: SideEventOrganizer, *, actor: Actor) -> None:
    """Take an organization out of a side event that has not been proposed."""
    event = organizer.side_event
    refuse_locked(event, actor)
    record("meetings:side_event_organizer:removed", organizer, actor=actor)
    event.organizers.remove(organizer)
    db.session.delete(organizer)


@command
def answer_organizing(organizer: SideEventOrganizer, agrees: bool, *, actor: Actor) -> None:
    """A focal point agrees or declines; who agreed can still decline while it is a draft."""
    event = organizer.side_event
    lock(event)
    lock(organizer)
    if not can(actor, SideEvents.ANSWER, organizer):
        raise NotAllowed(SideEvents.ANSWER)
    if event.state is not SideEventState.DRAFT:
        raise RuleViolation(MOVED_ON)
    organizer.agreement = Agreement.AGREED if agrees else Agreement.DECLINED
    organizer.answered_at, organizer.answered_by_id = now(), actor.id
    record(
        "meetings:side_event_organizer:answered",
        organizer,
        actor=actor,
        agreement=organizer.agreement.value,
    )
    tell_answer(organizer)
