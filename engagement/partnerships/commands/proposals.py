"""A proposal: written, partners named and confirmed, submitted to screening, withdrawn."""

import uuid
from dataclasses import asdict, dataclass
from datetime import date

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.countries import COUNTRIES, Region, Subregion
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import SYSTEM, Actor, Role, can
from engagement.core.references import next_reference
from engagement.core.transitions import MOVED_ON
from engagement.jobs.queue import enqueue
from engagement.mail import outbox
from engagement.organizations.models import Organization
from engagement.organizations.queries import focal_points
from engagement.organizations.queries.staff import staff_who_may
from engagement.partnerships.models import (
    DiligenceTrack,
    Partner,
    Partnership,
    PartnershipKind,
    PartnershipState,
    Subprogramme,
)
from engagement.partnerships.permissions import Partnerships
from engagement.partnerships.queries import deciding
from engagement.partnerships.workflow import SUBMIT, WITHDRAW, partnership_workflow
from engagement.screening.commands.cases import close_case, open_case
from engagement.screening.models import Cause
from engagement.screening.sources import Track

SERIES = "PAR"
PLACES = {(each.region, each.subregion) for each in COUNTRIES.values()}


@dataclass(frozen=True)
class ProposalData:
    """What a partnership is about; `value` in whole units of `currency`."""

    title: str
    kind: PartnershipKind
    track: DiligenceTrack
    subprogramme: Subprogramme
    region: Region | None
    subregion: Subregion | None
    digital: bool
    purpose: str
    results: str
    value: int | None
    currency: str | None
    from_day: date
    to_day: date
    emblem: str
    conflict: str


@command
def propose_partnership(
    organization: Organization,
    data: ProposalData,
    *,
    actor: Actor,
    language: str,
    key: uuid.UUID | None = None,
) -> Partnership:
    """Begin a proposal, as a focal point of the organization that will answer for it."""
    if earlier := once.take(key, actor):
        return db.session.get_one(Partnership, earlier.result_id)
    if not can(actor, Partnerships.PROPOSE, organization):
        raise NotAllowed(Partnerships.PROPOSE)
    refuse_unfit(data)
    partnership = Partnership(
        organization=organization,
        language=language,
        proposed_by_id=actor.id,
        created_at=now(),
        **asdict(data),
    )
    db.session.add(partnership)
    db.session.flush()
    once.remember(key, partnership.id)
    record("partnerships:partnership:begun", partnership, actor=actor, title=data.title)
    return partnership


@command
def change_proposal(partnership: Partnership, data: ProposalData, *, actor: Actor) -> None:
    """Change a draft; who had confirmed to be a partner confirms the changed one anew."""
    _may_write(partnership, actor)
    refuse_unfit(data)
    changed = [name for name, value in asdict(data).items() if getattr(partnership, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(partnership, name, getattr(data, name))
    again = [each for each in partnership.partners if each.confirmed_at is not None]
    for partner in again:
        partner.confirmed_at = partner.confirmed_by_id = None
    record("partnerships:partnership:changed", partnership, actor=actor, fields=changed)
    for partner in again:
        _ask_to_confirm(partnership, partner.organization)


@command
def add_partner(partnership: Partnership, organization: Organization, *, actor: Actor) -> None:
    """Name another organization; its focal points are asked to confirm."""
    _may_write(partnership, actor)
    if organization.id in partnership.organization_ids:
        raise RuleViolation(_l("This organization is a partner already."))
    partner = Partner(partnership=partnership, organization=organization, added_at=now())
    db.session.add(partner)
    db.session.flush()
    record("partnerships:partner:added", partnership, actor=actor, partner=str(organization.id))
    _ask_to_confirm(partnership, organization)


@command
def confirm_partner(partner: Partner, *, actor: Actor) -> None:
    """Say, as its focal point, that an organization takes part in what is written."""
    partnership = lock(partner.partnership)
    lock(partner)
    if partner.organization_id not in actor.leads:
        raise NotAllowed(Partnerships.CONFIRM)
    if partnership.state is not PartnershipState.DRAFT:
        raise RuleViolation(MOVED_ON)
    if partner.confirmed_at is None:
        partner.confirmed_at, partner.confirmed_by_id = now(), actor.id
        record(
            "partnerships:partner:confirmed",
            partnership,
            actor=actor,
            partner=str(partner.organization_id),
        )


@command
def remove_partner(partner: Partner, *, actor: Actor) -> None:
    """Take a partner out of a draft, or decline to be one."""
    partnership = lock(partner.partnership)
    own = partner.organization_id in actor.leads
    if not own and not can(actor, Partnerships.WRITE, partnership):
        raise NotAllowed(Partnerships.WRITE)
    if partnership.state is not PartnershipState.DRAFT:
        raise RuleViolation(MOVED_ON)
    left = partner.organization_id
    partnership.partners.remove(partner)
    record(
        "partnerships:partner:removed", partnership, actor=actor, partner=str(left), declined=own
    )


@command
def submit_partnership(partnership: Partnership, *, actor: Actor) -> None:
    """Send it: every partner is screened from now on, and compared with the lists at once.

    Fires SUBMIT; the unit is told.
    """
    partnership_workflow.fire(SUBMIT, partnership, actor=actor)
    partnership.submitted_at = now()
    partnership.reference = next_reference(SERIES)
    db.session.flush()
    declared = {
        "money": partnership.value is not None or partnership.track is not DiligenceTrack.NO_FUNDS,
        "emblem": bool(partnership.emblem),
    }
    for organization in [partnership.organization, *(p.organization for p in partnership.partners)]:
        open_case(
            organization,
            actor=SYSTEM,
            track=Track.PARTNERSHIP,
            subject_type=Partnership.__tablename__,
            subject_id=partnership.id,
            language=partnership.language,
            declared=declared,
        )
        enqueue(
            "screening.screen_organization",
            about=organization.id,
            organization_id=str(organization.id),
            cause=Cause.SUBMISSION.value,
            track=Track.PARTNERSHIP.value,
        )
    record(
        "partnerships:partnership:submitted",
        partnership,
        actor=actor,
        number=partnership.reference,
    )
    tell_partners("submitted", partnership)


@command
def withdraw_partnership(partnership: Partnership, *, actor: Actor, reason: str) -> None:
    """Take a proposal back before it has begun; the screening of the partners ends."""
    partnership_workflow.fire(WITHDRAW, partnership, actor=actor)
    for case in deciding.cases_of(partnership):
        close_case(case, actor=SYSTEM, reason="withdrawn")
    record("partnerships:partnership:withdrawn", partnership, actor=actor, reason=reason)


@command
def delete_draft(partnership: Partnership, *, actor: Actor) -> None:
    """Delete what was never sent."""
    _may_write(partnership, actor)
    record("partnerships:partnership:deleted", partnership, actor=actor, title=partnership.title)
    db.session.delete(partnership)


def tell_partners(message: str, partnership: Partnership, **context) -> None:
    """Mail the focal points of every partner, each once; never a word of screening."""
    people = {
        person.id: person
        for organization_id in partnership.organization_ids
        for person in focal_points(organization_id)
    }
    for person in people.values():
        outbox.send(
            f"partnerships/{message}",
            to=person,
            about=partnership,
            partnership=partnership,
            **context,
        )


def tell_unit(message: str, subject, partnership: Partnership, *roles: Role, **context) -> None:
    """Mail those of the staff who may handle it; conflicts count."""
    for person in staff_who_may(Partnerships.HANDLE, partnership, *roles):
        outbox.send(
            f"partnerships/{message}",
            to=person,
            about=subject,
            partnership=partnership,
            **context,
        )


def refuse_unfit(data: ProposalData) -> None:
    """RuleViolation for days that end before they begin, or a subregion of another region."""
    if data.to_day < data.from_day:
        raise RuleViolation(_l("The last day lies before the first. Check the days."))
    refuse_unfit_place(data.region, data.subregion)


def refuse_unfit_place(region: Region | None, subregion: Subregion | None) -> None:
    """RuleViolation for a subregion that is no part of the region."""
    if subregion is not None and (region, subregion) not in PLACES:
        raise RuleViolation(
            _l("This subregion is not in the region. Choose the region to which it belongs.")
        )


def _ask_to_confirm(partnership: Partnership, organization: Organization) -> None:
    for person in focal_points(organization.id):
        outbox.send(
            "partnerships/confirm_partner", to=person, about=partnership, partnership=partnership
        )


def _may_write(partnership: Partnership, actor: Actor) -> None:
    lock(partnership)
    if not can(actor, Partnerships.WRITE, partnership):
        raise NotAllowed(Partnerships.WRITE)
    if partnership.state is not PartnershipState.DRAFT:
        raise RuleViolation(MOVED_ON)
