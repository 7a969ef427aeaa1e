"""Why an organization's cases are kept from a member of staff."""

import uuid
from collections import Counter
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import String, literal, select, union_all

from engagement.accounts.models import Account
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.core.text import Labelled
from engagement.matching import duplicates
from engagement.matching.names import normalise
from engagement.organizations.models import Interest, Membership, Organization, OrganizationName

MOST_FOUND = 20


class Why(Labelled):
    """Where a conflict that nobody declared comes from (product 1)."""

    MEMBER = "member", _l("You are a member.")
    FORMER_MEMBER = "former_member", _l("You were a member.")
    COLLEAGUE = "colleague", _l("A member has an e-mail address at the same domain as yours.")
    WEBSITE = "website", _l("Its website has the same domain as your e-mail address.")


@dataclass(frozen=True)
class DerivedConflict:
    """An organization and each reason for which its cases are kept back."""

    organization: Organization
    reasons: list[Why]


def interests_of(person_id: uuid.UUID) -> list[Interest]:
    """What a person declared, open ones first, then latest first."""
    return db.session.scalars(
        select(Interest)
        .where(Interest.person_id == person_id)
        .order_by(Interest.ended_at.is_not(None), Interest.declared_at.desc())
    ).all()


def get_interest(interest_id: uuid.UUID) -> Interest | None:
    """A declared interest by its id."""
    return db.session.get(Interest, interest_id)


def derived_conflicts(account: Account) -> list[DerivedConflict]:
    """Conflicts that follow from what is known, with every reason; as `actor_for` finds them."""
    domain = duplicates.web_domain(account.email)
    own = select(Membership.organization_id).where(Membership.person_id == account.id)
    found = [
        _because(Why.MEMBER, own.where(Membership.ended_at.is_(None))),
        _because(Why.FORMER_MEMBER, own.where(Membership.ended_at.is_not(None))),
    ]
    if domain is not None:
        colleagues = (
            select(Membership.organization_id)
            .join(Account, Account.id == Membership.person_id)
            .where(
                Account.email_key.endswith(f"@{domain}", autoescape=True),
                Membership.person_id != account.id,
            )
        )
        sites = select(Organization.id).where(Organization.web_domain == domain)
        found += [_because(Why.COLLEAGUE, colleagues), _because(Why.WEBSITE, sites)]
    rows = db.session.execute(union_all(*found)).all()
    reasons: dict[uuid.UUID, set[str]] = {}
    for organization_id, why in rows:
        reasons.setdefault(organization_id, set()).add(why)
    organizations = db.session.scalars(
        select(Organization).where(Organization.id.in_(reasons)).order_by(Organization.name)
    )
    return [
        DerivedConflict(each, [why for why in Why if why in reasons[each.id]])
        for each in organizations
    ]


def conflicts_by_reason(account: Account) -> list[tuple[Why, int]]:
    """Each reason and for how many organizations it holds: the person is not told which."""
    numbers = Counter(why for one in derived_conflicts(account) for why in one.reasons)
    return [(why, numbers[why]) for why in Why if numbers[why]]


def _because(why, statement):
    return statement.add_columns(literal(why.value, String))


def organizations_named(actor: Actor, words: str) -> list[Organization]:
    """Up to twenty organizations found by name, without those in conflict already."""
    wanted = normalise(words).split()[:8]
    if not wanted:
        return []
    statement = select(Organization).where(
        Organization.merged_into_id.is_(None), Organization.id.not_in(actor.conflicts)
    )
    for word in wanted:
        statement = statement.where(
            select(OrganizationName.id)
            .where(
                OrganizationName.organization_id == Organization.id,
                OrganizationName.normalised.contains(word, autoescape=True),
            )
            .exists()
        )
    return db.session.scalars(
        statement.order_by(Organization.name, Organization.id).limit(MOST_FOUND)
    ).all()
