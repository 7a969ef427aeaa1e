"""Two organizations become one: proposed by one, carried out by another, undone if it was wrong."""

import uuid

from flask_babel import lazy_gettext as _l

from engagement.accreditation.commands.status import change_status
from engagement.accreditation.models import LISTED, Accreditation, AccreditationStatus
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.organizations.commands import let_go, refresh_register, take_back
from engagement.organizations.models import Organization
from engagement.standing.commands.endings import give_back, settle_all
from engagement.standing.commands.letters import tell_organization
from engagement.standing.models import Merger
from engagement.standing.permissions import Standings
from engagement.standing.queries import accreditations as held
from engagement.standing.queries import changes as queries
from engagement.standing.workflow import CARRY_OUT, DROP_MERGER, UNDO_MERGER, merger_workflow


@command
def propose_merger(
    organization: Organization,
    into: Organization,
    *,
    actor: Actor,
    reason: str,
    key: uuid.UUID | None = None,
) -> Merger:
    """Propose that an accredited organization goes on as another accredited one.

    RuleViolation for one that is not accredited, that is merged already, or twice.
    """
    if twin := once.take(key, actor):
        return queries.get_merger(twin.result_id)
    for one in (organization, into):
        if not can(actor, Standings.PROPOSE_MERGER, one):
            raise NotAllowed(Standings.PROPOSE_MERGER)
    lock(organization)
    refuse_impossible(organization, into)
    if queries.merger_of(organization) is not None:
        raise RuleViolation(_l("A merger of this organization has been proposed already."))
    merger = Merger(
        organization=organization,
        into=into,
        reason=reason,
        proposed_at=now(),
        proposed_by_id=actor.id,
    )
    db.session.add(merger)
    db.session.flush()
    once.remember(key, merger.id)
    record("standing:merger:proposed", merger, actor=actor, into=str(into.id), reason=reason)
    return merger


def refuse_impossible(organization: Organization, into: Organization) -> None:
    """RuleViolation where these two cannot become one."""
    if organization.id == into.id or into.merged_into_id or organization.merged_into_id:
        raise RuleViolation(_l("Choose two organizations, neither of which was merged before."))
    for one in (organization, into):
        if not listed_of(one):
            raise RuleViolation(
                _l("%(name)s holds no accreditation, so there is nothing to merge.", name=one.name)
            )


def listed_of(organization: Organization) -> list[Accreditation]:
    """The accreditations that an organization holds now."""
    return [
        each
        for each in held.accreditations_of(organization)
        if each.periods and each.periods[-1].status in LISTED
    ]


@command
def carry_out_merger(merger: Merger, *, actor: Actor) -> None:
    """Carry out what a colleague proposed: one name goes on, the other points to it.

    Nothing is moved or deleted, so that undoing it is one step. Whoever belonged to the one that
    ends belongs to neither from now on: the focal points of the other invite whom they want.
    """
    merger_workflow.fire(CARRY_OUT, merger, actor=actor)
    merger.decided_at, merger.decided_by_id = now(), actor.id
    organization = lock(merger.organization)
    refuse_impossible(organization, merger.into)
    organization.merged_into_id = merger.into_id
    goes_on = listed_of(merger.into)[0]
    for accreditation in listed_of(organization):
        settle_all(accreditation)
        change_status(accreditation, AccreditationStatus.MERGED, reason_code="merger")
        tell_organization("merger_done", merger, accreditation, merger=merger, goes_on=goes_on)
    tell_organization("merger_received", merger, goes_on, merger=merger)
    let_go(organization, actor=actor, at=merger.decided_at)
    refresh_register(merger.into_id)
    record("standing:merger:carried_out", merger, actor=actor, into=str(merger.into_id))
    record("standing:merger:received", merger.into, actor=actor, organization=str(organization.id))


@command
def drop_merger(merger: Merger, *, actor: Actor) -> None:
    """Let a proposal go that a colleague made, or take back one's own."""
    merger_workflow.fire(DROP_MERGER, merger, actor=actor)
    record("standing:merger:dropped", merger, actor=actor)


@command
def undo_merger(merger: Merger, *, actor: Actor, reason: str) -> None:
    """Let both go on by themselves again, each with the status it had."""
    merger_workflow.fire(UNDO_MERGER, merger, actor=actor)
    organization = lock(merger.organization)
    merger.undone_at, merger.undone_by_id, merger.undone_reason = now(), actor.id, reason
    organization.merged_into_id = None
    take_back(organization, actor=actor, ended_at=merger.decided_at)
    for accreditation in held.accreditations_of(organization):
        if accreditation.periods[-1].status == AccreditationStatus.MERGED:
            give_back(accreditation, since=merger.decided_at, reason_code="merger_undone")
            tell_organization("merger_undone", merger, accreditation, merger=merger)
    for accreditation in listed_of(merger.into):
        tell_organization("merger_parted", merger, accreditation, merger=merger)
    refresh_register(merger.into_id)
    record("standing:merger:undone", merger, actor=actor, reason=reason)
