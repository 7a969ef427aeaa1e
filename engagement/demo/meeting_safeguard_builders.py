"""Builders of what protects people under 18 at meetings, and of accessibility needs."""

import itertools

from engagement.accounts.models import Account
from engagement.accounts.tokens import new_token
from engagement.core.clock import now
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import Actor, Role
from engagement.demo import papers
from engagement.demo.builders import make_account
from engagement.demo.meeting_builders import category_of, details, make_leader, make_online_meeting
from engagement.meetings.commands import chaperones, minors, needs, nominating
from engagement.meetings.models import (
    AccessNeed,
    AgeBand,
    CategoryKind,
    Chaperone,
    GuardianConsent,
    GuardianRelation,
    Meeting,
    NeedKind,
    ParticipationCertificate,
    Registration,
)
from engagement.organizations.models import Organization
from engagement.organizations.queries import actor_for

_numbers = itertools.count(1)
GUARDIAN = "Guardian of Green Youth (Kenya)"


def make_youth_meeting(**values) -> Meeting:
    """A meeting of accredited organizations that children can take part in."""
    kinds = values.pop("kinds", (CategoryKind.ACCREDITED, CategoryKind.PUBLIC))
    return make_online_meeting(kinds=kinds, youngest=AgeBand.CHILD, **values)


def make_minor(
    meeting: Meeting,
    *,
    organization: Organization | None = None,
    leader: Actor | None = None,
    **values,
) -> Registration:
    """Somebody of 15 to 17 whom an organization has nominated."""
    return make_nominee(
        meeting, organization, leader, **{"age_band": AgeBand.YOUTH, "position": None} | values
    )


def make_nominee(
    meeting: Meeting,
    organization: Organization | None = None,
    leader: Actor | None = None,
    **values,
) -> Registration:
    """Somebody whom an organization has nominated."""
    if organization is None or leader is None:
        organization, leader = make_leader(organization)
    nominee = nominating.Nominee(
        email=f"youth{next(_numbers)}@place.example", details=details(**values)
    )
    return nominating.nominate(
        category_of(meeting, CategoryKind.ACCREDITED),
        [nominee],
        actor=leader,
        organization=organization,
    )[0]


def a_guardian(**values) -> minors.Guardian:
    """A guardian with an address of their own."""
    whole = {
        "name": GUARDIAN,
        "email": f"guardian{next(_numbers)}@home.example",
        "relation": GuardianRelation.PARENT,
        "language": "en",
    }
    return minors.Guardian(**whole | values)


def make_asked(registration: Registration, *, actor: Actor, **values) -> GuardianConsent:
    """A guardian who was asked."""
    return minors.ask_guardian(registration, a_guardian(**values), actor=actor)


def make_consent(registration: Registration, *, actor: Actor, media: bool = False, **values):
    """A guardian who agreed."""
    consent = make_asked(registration, actor=actor, **values)
    minors.give_consent(consent, media=media, language=consent.language)
    return consent


def make_signed_consent(registration: Registration) -> GuardianConsent:
    """A guardian who agreed on paper."""
    return minors.enter_paper_consent(
        registration,
        a_guardian(),
        papers.taken(papers.page(f"Consent {next(_numbers)}")),
        actor=actor_for(make_account(Role.SAFEGUARDING_OFFICER)),
        media=False,
    )


def make_company(minor: Registration, adult: Registration, *, actor: Actor) -> Chaperone:
    """An adult of the same organization who agreed to go along."""
    bond = chaperones.name_chaperone(minor, reference=adult.reference, actor=actor)
    chaperones.agree(bond)
    return bond


@bookkeeping
def new_link(record: GuardianConsent | Chaperone | ParticipationCertificate) -> str:
    """The token of a new link to a consent, to what an adult was asked, or to a certificate."""
    token, record.token_hash = new_token()
    db.session.flush()
    return token


def make_need(registration: Registration, account: Account, **values) -> AccessNeed:
    """What somebody needs, told on the page of the own registration."""
    return needs.tell_needs(
        registration,
        values.pop("kinds", [NeedKind.CAPTIONS, NeedKind.OTHER]),
        note=values.pop("note", "Slides of Green Youth (Kenya) a day ahead, please."),
        actor=actor_for(account),
    )


def make_forgotten_company() -> tuple[GuardianConsent, Chaperone]:
    """A consent and a chaperone of a registration from which the names were taken."""
    meeting = make_youth_meeting()
    organization, leader = make_leader()
    minor = make_minor(meeting, organization=organization, leader=leader)
    adult = make_nominee(meeting, organization, leader)
    consent = make_consent(minor, actor=leader)
    bond = make_company(minor, adult, actor=leader)
    minor.forgotten_at = now()
    return consent, bond
