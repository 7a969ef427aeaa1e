"""Invite a company to the Global Compact, and take its answer; nobody is reminded."""

import uuid

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, Role, can
from engagement.core.transitions import MOVED_ON
from engagement.mail import outbox
from engagement.organizations.models import Organization
from engagement.organizations.queries.members import focal_points
from engagement.organizations.queries.staff import staff_who_may
from engagement.screening.facts import Compact
from engagement.screening.models import CompactInvitation, InvitationAnswer
from engagement.screening.permissions import Compacts
from engagement.screening.queries import compact as queries

TAKES_PART = (Compact.ACTIVE, Compact.NON_COMMUNICATING)


@command
def invite_to_compact(
    organization: Organization, *, actor: Actor, key: uuid.UUID | None = None
) -> CompactInvitation:
    """Invite a business: a mail to each focal point in their language, and a page to answer on.

    RuleViolation for one that takes part, was invited and has not answered, or has no focal point.
    """
    if receipt := once.take(key, actor):
        return queries.get_invitation(receipt.result_id)
    if not can(actor, Compacts.INVITE, organization):
        raise NotAllowed(Compacts.INVITE)
    lock(organization)
    people = focal_points(organization.id)
    if sentence := why_not(organization, people):
        raise RuleViolation(sentence)
    invitation = CompactInvitation(
        organization=organization, invited_by_id=actor.id, invited_at=now()
    )
    db.session.add(invitation)
    db.session.flush()
    once.remember(key, invitation.id)
    record("screening:compact:invited", invitation, actor=actor)
    for person in people:
        outbox.send(
            "screening/compact_invitation", to=person, about=invitation, invitation=invitation
        )
    return invitation


def why_not(organization: Organization, people: list):
    """Why an organization is not invited now, or None; `people` are its focal points."""
    link = queries.link_of(organization.id)
    last = queries.last_invitation(organization.id)
    if not organization.kind.is_business:
        return _l("Only companies and other businesses are invited.")
    if link is not None and link.status in TAKES_PART:
        return _l("It takes part in the Global Compact already.")
    if last is not None and last.answered_at is None:
        return _l("It was invited and has not answered yet. Nobody is asked twice.")
    return None if people else _l("Nobody leads this organization here, so it cannot be invited.")


@command
def answer_invitation(
    invitation: CompactInvitation, *, actor: Actor, answer: InvitationAnswer, words: str = ""
) -> None:
    """Say for the company what comes of the invitation; it may be said again, until the next."""
    if not can(actor, Compacts.ANSWER, invitation):
        raise NotAllowed(Compacts.ANSWER)
    lock(invitation)
    last = queries.last_invitation(invitation.organization_id)
    if last is not None and last.id != invitation.id:
        raise RuleViolation(MOVED_ON)
    before = invitation.answer
    invitation.answer, invitation.words = answer, words
    invitation.answered_at, invitation.answered_by_id = now(), actor.id
    record(
        "screening:compact:answered", invitation, actor=actor, answer=[before, answer], words=words
    )
    for person in staff_who_may(Compacts.INVITE, invitation, Role.SCREENING_OFFICER):
        if person.id == invitation.invited_by_id:
            outbox.send(
                "screening/compact_answered", to=person, about=invitation, invitation=invitation
            )
