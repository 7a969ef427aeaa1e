"""Demo data made through the commands, with a moved clock, by seed.

The accounts it opens are written as CSV: e-mail, password, TOTP secret, role, organization.
Nothing is mailed: what would have been sent over the years is kept to be read.
"""

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from flask import current_app
from sqlalchemy import func, select

from engagement.accounts import commands as accounts
from engagement.accounts.commands.terms import accept_terms
from engagement.accounts.models import Account
from engagement.accounts.queries import account_by_email, get_account
from engagement.accounts.second_factor import secret_for_demo
from engagement.accreditation import commands as accreditation
from engagement.accreditation.models import ApplicationState
from engagement.core.clock import moved_to, now, today
from engagement.core.countries import COUNTRIES
from engagement.core.db import db, transaction
from engagement.core.major_groups import MajorGroup
from engagement.core.permissions import SYSTEM, Role
from engagement.demo import (
    business,
    existing,
    meetings,
    names,
    outreach,
    plan,
    protocol,
    screening_lists,
    speaking,
)
from engagement.demo.applicants import open_account
from engagement.demo.builders import PASSWORD
from engagement.demo.bulk import count_rows
from engagement.demo.credentials import take_credentials
from engagement.demo.lives import YEARS, Life, Staff, make_life
from engagement.demo.past_meeting import PastMeeting
from engagement.demo.register import use_register
from engagement.demo.standing import go_on
from engagement.demo.steps import STEPS
from engagement.directory import commands as directory
from engagement.organizations.commands import create_organization
from engagement.organizations.commands.interests import declare_interest
from engagement.organizations.models import Membership, Organization, OrganizationKind
from engagement.organizations.queries import actor_for
from engagement.settings.commands import change_setting
from engagement.standing.commands.night import run_night

STAFF = (
    ("reviewer@engagement.example", "Ravi Reviewer", Role.REVIEWER),
    ("reviewer2@engagement.example", "Rosa Reviewer", Role.REVIEWER),
    ("head@engagement.example", "Hana Head", Role.HEAD_OF_UNIT),
    ("approver@engagement.example", "Aya Approver", Role.APPROVER),
    ("approver2@engagement.example", "Amir Approver", Role.APPROVER),
    ("regional@engagement.example", "Rita Regional", Role.REGIONAL_OFFICER),
    ("protocol@engagement.example", "Paul Protocol", Role.PROTOCOL_OFFICER),
    ("protocol2@engagement.example", "Paula Protocol", Role.PROTOCOL_OFFICER),
    ("programme@engagement.example", "Priya Programme", Role.PROGRAMME_OFFICER),
    ("programme2@engagement.example", "Pavel Programme", Role.PROGRAMME_OFFICER),
    ("screening@engagement.example", "Selma Screening", Role.SCREENING_OFFICER),
    ("screening2@engagement.example", "Samir Screening", Role.SCREENING_OFFICER),
    ("business@engagement.example", "Bruno Business", Role.PRIVATE_SECTOR_HEAD),
    ("director@engagement.example", "Dina Director", Role.DIRECTOR),
    ("legal@engagement.example", "Lars Legal", Role.LEGAL_ADVISER),
    ("committee@engagement.example", "Carla Committee", Role.COMMITTEE_MEMBER),
    ("committee2@engagement.example", "Chidi Committee", Role.COMMITTEE_MEMBER),
    ("committee3@engagement.example", "Chen Committee", Role.COMMITTEE_MEMBER),
    ("secretary@engagement.example", "Samia Secretary", Role.COMMITTEE_SECRETARY),
    ("meetings@engagement.example", "Mira Meetings", Role.MEETING_OFFICER),
    ("safeguarding@engagement.example", "Sara Safeguarding", Role.SAFEGUARDING_OFFICER),
    ("auditor@engagement.example", "Aude Auditor", Role.AUDITOR),
    ("admin@engagement.example", "Ada Administrator", Role.ADMINISTRATOR),
    ("admin2@engagement.example", "Adil Administrator", Role.ADMINISTRATOR),
)
READS = {
    "reviewer@engagement.example": ("en", "ru", "zh"),
    "reviewer2@engagement.example": ("en", "es", "fr"),
    "head@engagement.example": ("ar", "en", "fr"),
}
"""In which languages they read cases; together in all six."""

ORGANIZATIONS = 300
LOAD_DOMAIN = "load{number:06}.example"


@dataclass(frozen=True)
class Credentials:
    """One line of the credentials file."""

    email: str
    password: str
    totp_secret: str
    role: str
    organization: str


def seed_all(count: int = ORGANIZATIONS, *, seed: int = 1) -> list[Credentials]:
    """Staff, then `count` organizations with their years of history, all or none.

    Staff and the demo's rules come first by themselves: while rules change, none is kept, and
    each use reads them anew.

    A second run with the same seed adds nothing: one that finds the first organization's domain
    returns without work. Returns who can sign in.
    """
    present = now()
    with moved_to(present - timedelta(days=365 * YEARS)), transaction(audited=True):
        staff = seed_staff()
        allow_withholding()
        screening_lists.seed_first_list()
    with mail_kept(), transaction(audited=True):
        lives = [
            make_life(number, seed=seed, present=present, staff=staff) for number in range(count)
        ]
        if lives and not known(lives[0].domain):
            go_on(lives)
            live(lives, [*also(count, present), *PastMeeting(lives).acts(present)])
            take_leave(staff)
            ask_second_administrator()
            declare_interests(lives)
            run_night()
            take_credentials()
            use_register(staff)
            protocol.seed_protocol(min(48, count // 6), seed=seed)
            existing.add_members()
            screening_lists.seed_lists()
            speaking.seed_speaking(meetings.seed_meeting(lives), lives)
            directory.rebuild()
            plan.take_figures()
    return credentials()


def also(count: int, present: datetime) -> list[plan.Act]:
    """What happened between the lives; companies only in a demo that is large enough."""
    companies = business.acts(present) if count >= business.LEAST else []
    return [*plan.acts(present), *outreach.acts(present), *companies]


def live(lives: list[Life], also: Iterable[plan.Act] = ()) -> None:
    """Run every step of every life in the order of time, and what `also` happened between."""
    steps = (
        ((moment, life.number, step), partial(STEPS[step], life))
        for life in lives
        for moment, step in life.moments
    )
    others = (((moment, len(lives) + place, ""), act) for place, (moment, act) in enumerate(also))
    calendar = sorted([*steps, *others], key=lambda each: each[0])
    for place, ((moment, *_who), act) in enumerate(calendar):
        if place in COUNTED_AT:
            count_rows()
        with moved_to(moment):
            act()


COUNTED_AT = frozenset(100 * 2**n for n in range(12))


def allow_withholding() -> None:
    """The demo shows entries that are withheld, so its rule allows them."""
    change_setting(
        "organizations.withholding_allowed",
        actor=actor_for(account_by_email("admin@engagement.example")),
        value=True,
        reason="The demo shows withheld entries.",
    )


def take_leave(staff: Staff) -> None:
    """A reviewer is away for two weeks, and a colleague stands in."""
    away, deputy = (get_account(actor.id) for actor in staff.reviewers[1:3])
    accreditation.name_deputy(
        actor=actor_for(away),
        person=away,
        deputy=deputy,
        from_day=today(),
        to_day=today() + timedelta(days=14),
    )


def ask_second_administrator() -> None:
    """One administrator asks to make a reviewer head of unit, which the other may confirm."""
    accounts.change_roles(
        account_by_email("reviewer2@engagement.example"),
        actor=actor_for(account_by_email("admin2@engagement.example")),
        roles=[Role.REVIEWER, Role.HEAD_OF_UNIT],
        reason="Follows Hana Head, who retires.",
    )


def declare_interests(lives: list[Life]) -> None:
    """An approver has an interest in an organization whose case waits for a decision."""
    waiting = [life for life in lives if life.target == ApplicationState.RECOMMENDED]
    if waiting:
        declare_interest(
            waiting[0].organization,
            actor=waiting[0].other_approver,
            reason="A member of my family works there.",
        )


def seed_staff() -> Staff:
    """The accounts of the office, one for each line of `STAFF`, opened unless they are there."""
    actors = {}
    for email, name, role in STAFF:
        account = account_by_email(email) or accounts.create_staff(
            name=name,
            email=email,
            roles=[role],
            language="en",
            actor=SYSTEM,
            password=PASSWORD,
            engagement=engaged() if role == Role.AUDITOR else None,
        )
        accept_terms(account, actor=actor_for(account))
        accounts.change_profile(
            account,
            actor=actor_for(account),
            name=name,
            language=account.language,
            time_zone=account.time_zone,
            languages_read=READS.get(email, ()),
        )
        if not account.has_second_factor:
            accounts.set_up_second_factor_for_demo(account)
        actors.setdefault(role, []).append(actor_for(account))
    return Staff(
        reviewers=[*actors[Role.REVIEWER], *actors[Role.HEAD_OF_UNIT]],
        approvers=actors[Role.APPROVER],
        safeguarding=actors[Role.SAFEGUARDING_OFFICER][0],
    )


def engaged() -> accounts.AuditTerms:
    """The demo's auditor may read every case of its years, and some years more."""
    return accounts.AuditTerms("Audit of accreditation", today(), today() + timedelta(days=3650))


def add_people(count: int) -> list[Credentials]:
    """`count` confirmed people more with one organization each, for load; returns these alone."""
    last = db.session.scalar(
        select(func.max(Account.email_key)).where(
            Account.email_key.regexp_match(r"^person@load\d{6}\.example$")
        )
    )
    begin = int(last.removeprefix("person@load").removesuffix(".example")) if last else 0
    numbers = range(begin + 1, begin + 1 + count)
    with mail_kept(), transaction(audited=True):
        for number in numbers:
            add_person(number)
    new = {f"person@{LOAD_DOMAIN.format(number=number)}" for number in numbers}
    return [line for line in credentials() if line.email in new]


def add_person(number: int) -> None:
    """One person who leads one organization with a name of its own."""
    domain = LOAD_DOMAIN.format(number=number)
    account = open_account(name=f"Person {number}", email=f"person@{domain}", language="en")
    create_organization(
        actor=actor_for(account),
        kind=OrganizationKind.NON_PROFIT,
        name=f"{names.numbered_word(number)} River Watch",
        name_language="en",
        country="KE",
        website=f"https://{domain}",
        major_group=MajorGroup.NGO,
    )


def known(domain: str) -> bool:
    """Whether somebody of `domain` has an account."""
    pattern = Account.email_key.endswith(f"@{domain}", autoescape=True)
    return bool(db.session.scalar(select(select(Account.id).where(pattern).exists())))


def credentials() -> list[Credentials]:
    """Everybody the demo opened an account for: staff, members of organizations, delegates."""
    people = db.session.execute(
        select(Account, Membership.role, Organization.name)
        .join(Membership, Membership.person_id == Account.id)
        .join(Organization, Organization.id == Membership.organization_id)
        .where(Membership.ended_at.is_(None), Account.email_key.like("%.example"))
        .order_by(Account.email_key)
    ).all()
    roles = {email: role for email, _, role in STAFF}
    staff = {
        account.email: account
        for account in db.session.scalars(select(Account).where(Account.email_key.in_(roles)))
    }
    return [
        *(_line(staff[email], roles[email], "") for email in roles if email in staff),
        *(_line(row.Account, row.role, row.name) for row in people),
        *(
            _line(account, function, COUNTRIES[code].name("en"))
            for account, function, code in protocol.people()
        ),
    ]


def _line(account, role, organization):
    secret = secret_for_demo(account) or ""
    return Credentials(account.email, PASSWORD, secret, role, organization)


def write_credentials(path: Path, rows: list[Credentials]) -> None:
    """Write accounts as CSV with a head line, readable by its owner alone."""
    path.touch(mode=0o600)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["email", "password", "totp_secret", "role", "organization"])
        writer.writerows(astuple(row) for row in rows)


@contextmanager
def mail_kept() -> Iterator[None]:
    """Keep every mail instead of sending it: the addresses belong to nobody."""
    config = current_app.config
    before = config["SETTINGS"]
    config["SETTINGS"] = replace(before, smtp_url=None)
    try:
        yield
    finally:
        config["SETTINGS"] = before
