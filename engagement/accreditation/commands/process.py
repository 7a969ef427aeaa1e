"""What every step of the process does beside its own rows: stages, hands, mail."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.dialects.postgresql import insert

from engagement.accreditation import queries, settings
from engagement.accreditation.commands.status import review_registrations
from engagement.accreditation.models import (
    Act,
    Application,
    ApplicationHand,
    ApplicationStage,
    ApplicationState,
    Decision,
    WaitingOn,
)
from engagement.accreditation.offices import HEADS, RECONSIDERS
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.tracks import TRACKS
from engagement.accreditation.workflow import workflow
from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import Actor, can
from engagement.core.transitions import Transition
from engagement.mail import outbox
from engagement.organizations.queries import actor_for, focal_points

WAITS_ON = {
    ApplicationState.DRAFT: WaitingOn.APPLICANT,
    ApplicationState.SUBMITTED: WaitingOn.REVIEWER,
    ApplicationState.RETURNED: WaitingOn.APPLICANT,
    ApplicationState.IN_REVIEW: WaitingOn.REVIEWER,
    ApplicationState.CLARIFICATION: WaitingOn.APPLICANT,
    ApplicationState.RECOMMENDED: WaitingOn.APPROVER,
    ApplicationState.RECONSIDERATION: WaitingOn.APPROVER,
}


OVER = frozenset(
    {
        ApplicationState.ACCREDITED,
        ApplicationState.REFUSED,
        ApplicationState.UPHELD,
        ApplicationState.WITHDRAWN,
        ApplicationState.CLOSED,
    }
)
"""An organization whose application is in review takes part provisionally; then it is settled."""


def move(transition: Transition, application: Application, *, actor: Actor) -> None:
    """Fire a transition and write the stage history that the service clock counts."""
    workflow.fire(transition, application, actor=actor)
    begin_stage(application, application.state)
    if application.state in OVER:
        review_registrations(application.organization_id)


def begin_stage(application: Application, state: ApplicationState) -> None:
    """End the open stage and begin the next one at the same instant, with its due date."""
    instant = now()
    before = queries.visits_before(application, state)
    for stage in application.stages:
        if stage.left_at is None:
            stage.left_at = instant
    application.stages.append(
        ApplicationStage(
            state=state,
            waiting_on=waits_on(application, state),
            entered_at=instant,
        )
    )
    standards = queries.standards_of(application.track, application.path)
    application.due_on = queries.due_on(state, instant, before, standards)


def waits_on(application: Application, state: ApplicationState) -> WaitingOn:
    """Who holds the ball in a state: companies are reviewed by another unit."""
    holder = WAITS_ON.get(state, WaitingOn.NOBODY)
    if not TRACKS[application.track].is_business or state == ApplicationState.RECONSIDERATION:
        return holder
    # while it is decided, too: the office that has it must not tell at which level of risk
    return WaitingOn.OFFICER if holder in (WaitingOn.REVIEWER, WaitingOn.APPROVER) else holder


def note_hand(application: Application, actor: Actor, act: Act) -> None:
    """Remember that this person took part in substance and so cannot decide."""
    db.session.flush()
    db.session.execute(
        insert(ApplicationHand)
        .values(application_id=application.id, person_id=actor.id, act=act, since=now())
        .on_conflict_do_nothing()
    )


def note_on_behalf(application: Application, actor: Actor) -> None:
    """Staff who enter or send what an organization wrote on paper take part: none can decide.

    Members of an organization who do so are kept from its case by what they are.
    """
    if not application.organization.kept_by_staff:
        return
    sections = queries.sections_of(application).values()
    papers = queries.documents_of(application)
    people = {actor.id, application.started_by_id, *(each.saved_by_id for each in sections)}
    people |= {each.document.uploaded_by_id for each in papers}
    for person_id in people:
        note_hand(application, Actor(id=person_id, name=""), Act.SUBMITTED)


def take_place(application: Application, actor: Actor) -> None:
    """Make the person one of the case's reviewers when a place is free."""
    place = queries.free_place(application)
    if place is not None and not queries.has_place(application, actor.id):
        setattr(application, place, actor.id)
        note_hand(application, actor, Act.ASSIGNED)


def tell_focal_points(
    message: str, application: Application, *, send_at: datetime | None = None, **context
) -> None:
    """Tell everybody who leads the organization, see `write_to_organization`."""
    write_to_organization(
        f"accreditation/{message}", application, send_at=send_at, application=application, **context
    )


def write_to_organization(
    template: str, about: Application, *, send_at: datetime | None = None, **context
) -> None:
    """Mail everybody who leads the organization, each in their language.

    Where nobody does, the letter is kept in the application's language, and staff post it.
    """
    people = focal_points(about.organization_id)
    for person in people:
        outbox.send(template, to=person, about=about, send_at=send_at, **context)
    if not people:
        outbox.post(template, to=on_paper(about), about=about, **context)


@dataclass(frozen=True)
class Addressee:
    """Whom a letter is for when nobody leads the organization: the organization itself."""

    id: uuid.UUID | None
    name: str
    email: str
    language: str


def on_paper(application: Application) -> Addressee:
    """The organization as the reader of a letter that goes by post."""
    return Addressee(None, application.organization.name, "", application.language)


def tell_heads(message: str, application: Application, *, may: Accreditations, **context) -> None:
    """Mail the heads of unit who have the right `may` on this case: none with a conflict."""
    for head in queries.in_function(HEADS[application.track]):
        if can(actor_for(head), may, application):
            outbox.send(
                f"accreditation/{message}",
                to=head,
                about=application,
                application=application,
                **context,
            )


def tell_reviewers(
    message: str, application: Application, *, or_heads: bool = False, **context
) -> None:
    """Mail those who review the case and their deputies, as long as they may see it.

    `or_heads` lets the heads of unit have it while nobody reviews the case yet.
    """
    people = {person.id: person for person in queries.reviewers_of(application)}
    if not people and or_heads:
        people = {person.id: person for person in queries.in_function(HEADS[application.track])}
    people |= {row.deputy_id: row.deputy for row in queries.deputies_now(people)}
    for person in people.values():
        if can(actor_for(person), Accreditations.HANDLE, application):
            _tell(person, message, application, context)


def tell_approvers(message: str, application: Application, **context) -> None:
    """Mail everybody who could decide now: not conflicted, and took no part (product 1)."""
    if not settings.mails_to_approvers():
        return
    again = application.state == ApplicationState.RECONSIDERATION
    may = Accreditations.RECONSIDER if again else Accreditations.DECIDE
    roles = {RECONSIDERS} if again else queries.roles_deciding(application)
    hands = queries.hands_of(application)
    for person in queries.in_roles(roles):
        if person.account.id not in hands and can(person.actor, may, application):
            _tell(person.account, message, application, context)


def tell_maker(message: str, decision: Decision) -> None:
    """Mail the maker of a decision, as long as the case is not kept from them."""
    maker, application = decision.decided_by, decision.application
    if maker.is_active and can(actor_for(maker), Accreditations.HANDLE, application):
        _tell(maker, message, application, {})


def _tell(person, message, application, context):
    outbox.send(
        f"accreditation/{message}",
        to=person,
        about=application,
        application=application,
        **context,
    )
