"""Claims: whose, which wait for staff, how one could be proved, who has to be told."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, exists, false, func, or_, select

from engagement.accounts import tokens
from engagement.accounts.models import Account
from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.core.personal_data import ERASED_DOMAIN, masked
from engagement.core.text import LANGUAGES
from engagement.matching.duplicates import web_domain
from engagement.organizations import settings
from engagement.organizations.models import (
    OPEN_CLAIM,
    Claim,
    ClaimNotice,
    ClaimState,
    ClaimWay,
    KnownContact,
    Membership,
    MembershipRole,
    Organization,
    Protection,
)
from engagement.organizations.queries.members import focal_points, seen_since

CLERKS = frozenset({Role.REVIEWER, Role.HEAD_OF_UNIT})
FOR_STAFF = (ClaimState.PROVED, ClaimState.CHECKED, ClaimState.OBJECTED)
"""States in which a claim waits for somebody of staff."""


def without_members(organization_ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these nobody belongs to: their entry can be claimed."""
    wanted = set(organization_ids)
    have = db.session.scalars(
        select(Membership.organization_id).where(
            Membership.organization_id.in_(wanted), Membership.ended_at.is_(None)
        )
    )
    return wanted - set(have)


def belongs_to(organization_id):
    """The condition that a membership is one of an organization, which may be a column."""
    return and_(Membership.organization_id == organization_id, Membership.ended_at.is_(None))


def claimable(organization_id: uuid.UUID) -> Organization | None:
    """The organization, unless its entry is withheld or it was merged into another."""
    organization = db.session.get(Organization, organization_id)
    if organization is None or organization.merged_into_id is not None:
        return None
    return organization if organization.protection != Protection.WITHHELD else None


def visible_to(actor: Actor) -> Select:
    """Claims for staff of the unit, without their own and those of organizations in conflict."""
    if actor.roles.isdisjoint(CLERKS):
        return select(Claim).where(false())
    return select(Claim).where(
        Claim.organization_id.not_in(actor.conflicts),
        or_(Claim.claimant_id.is_(None), Claim.claimant_id != actor.id),
    )


def to_handle(actor: Actor) -> Select:
    """Those that wait for this person: a claim one has checked waits for somebody else."""
    return visible_to(actor).where(
        Claim.state.in_(FOR_STAFF),
        or_(
            Claim.state != ClaimState.CHECKED,
            Claim.checked_by_id.is_(None),
            Claim.checked_by_id != actor.id,
        ),
    )


def work_count(actor: Actor) -> int:
    """How many these are."""
    waiting = to_handle(actor).with_only_columns(Claim.id).subquery()
    return db.session.scalar(select(func.count()).select_from(waiting))


def of_claimant(person_id: uuid.UUID) -> list[Claim]:
    """A person's own claims, the latest first."""
    return db.session.scalars(
        select(Claim).where(Claim.claimant_id == person_id).order_by(Claim.opened_at.desc())
    ).all()


def get_claim(claim_id: uuid.UUID) -> Claim | None:
    """A claim by its id."""
    return db.session.get(Claim, claim_id)


def open_claim(organization_id: uuid.UUID, claimant_id: uuid.UUID | None) -> Claim | None:
    """What this person, or staff for None, have open about an organization."""
    same = Claim.claimant_id.is_not_distinct_from(claimant_id)
    return db.session.scalars(
        select(Claim).where(
            Claim.organization_id == organization_id, same, Claim.state.in_(OPEN_CLAIM)
        )
    ).first()


def open_claims(organization: Organization) -> list[Claim]:
    """Every open claim of an organization."""
    return db.session.scalars(
        select(Claim)
        .where(Claim.organization_id == organization.id, Claim.state.in_(OPEN_CLAIM))
        .order_by(Claim.opened_at)
    ).all()


def others_open(claim: Claim) -> list[Claim]:
    """Other open claims of the same organization."""
    return db.session.scalars(
        select(Claim)
        .where(
            Claim.organization_id == claim.organization_id,
            Claim.id != claim.id,
            Claim.state.in_(OPEN_CLAIM),
        )
        .order_by(Claim.opened_at)
    ).all()


def unproved_before(limit: datetime) -> list[Claim]:
    """Claims opened at `limit` or before of which no proof came."""
    return db.session.scalars(
        select(Claim).where(Claim.state == ClaimState.OPENED, Claim.opened_at <= limit)
    ).all()


def due_to_take_effect() -> list[Claim]:
    """Claims whose time to object is over, as a job that was lost would have found them."""
    return db.session.scalars(
        select(Claim).where(Claim.state == ClaimState.WAITING, Claim.objections_until <= now())
    ).all()


def by_proof(token: str) -> Claim | None:
    """The claim that a mailed link proves, while it can."""
    return db.session.scalars(
        select(Claim).where(
            Claim.proof_hash == tokens.digest(token),
            Claim.proof_expires_at > now(),
            Claim.state == ClaimState.OPENED,
        )
    ).first()


def notice_by_token(token: str) -> ClaimNotice | None:
    """The notice whose link somebody opens to object."""
    return db.session.scalars(
        select(ClaimNotice).where(ClaimNotice.token_hash == tokens.digest(token))
    ).first()


def contacts_of(organization_id: uuid.UUID) -> list[KnownContact]:
    """Addresses of an organization from before it had members."""
    return db.session.scalars(
        select(KnownContact)
        .where(KnownContact.organization_id == organization_id)
        .order_by(KnownContact.noted_at, KnownContact.email_key)
    ).all()


def mailboxes(organization: Organization) -> list[tuple[uuid.UUID, str]]:
    """Id and a form that tells little of each address to which a link can be sent."""
    return [(each.id, masked(each.email)) for each in contacts_of(organization.id)]


def is_at_domain(email: str, organization: Organization) -> bool:
    """Whether a mailbox is at the domain of the website we know, and no public provider's."""
    domain = organization.web_domain
    return domain is not None and web_domain(email) == domain


@dataclass(frozen=True)
class ToTell:
    """Somebody who knows the organization and is told of a claim."""

    email: str
    language: str
    person: Account | None = None


def to_tell(organization: Organization) -> list[ToTell]:
    """Known contacts, former focal points and, for a recovery, silent ones; each address once."""
    language = organization.name_language if organization.name_language in LANGUAGES else "en"
    found = {each.email_key: ToTell(each.email, language) for each in contacts_of(organization.id)}
    for account in [*former_focal_points(organization.id), *focal_points(organization.id)]:
        found[account.email_key] = ToTell(account.email, account.language, account)
    return list(found.values())


def is_led(organization: Organization) -> bool:
    """Whether somebody leads it who has used the platform lately: others can be replaced."""
    leaders = focal_points(organization.id)
    return bool(leaders) and seen_since(leaders, now() - timedelta(days=settings.silent_days()))


def speaks_for_itself(claim: Claim) -> bool:
    """Whether somebody leads the organization; against a recovery who has been seen since then."""
    leaders = focal_points(claim.organization_id)
    if claim.way != ClaimWay.RECOVERY:
        return bool(leaders)
    return bool(leaders) and seen_since(leaders, claim.opened_at)


def former_focal_points(organization_id: uuid.UUID) -> list[Account]:
    """People who led the organization and do not any more, but those who were erased."""
    own = and_(
        Membership.person_id == Account.id,
        Membership.organization_id == organization_id,
        Membership.role == MembershipRole.FOCAL_POINT,
    )
    leads = exists().where(own, Membership.ended_at.is_(None), Account.deactivated_at.is_(None))
    return db.session.scalars(
        select(Account)
        .where(exists().where(own), ~leads, ~Account.email_key.endswith(f"@{ERASED_DOMAIN}"))
        .order_by(Account.email_key)
    ).all()
