"""What applicants do in a made-up life, by the commands that people's clicks run."""

import functools
from dataclasses import replace
from datetime import timedelta

from engagement.accounts import terms
from engagement.accounts.commands import add_account
from engagement.accounts.passwords import hash_password
from engagement.accounts.queries import get_account
from engagement.accreditation import commands as accreditation
from engagement.accreditation import queries
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.audit.commands import record
from engagement.core.clock import moved_to, now, today
from engagement.core.db import command
from engagement.core.permissions import SYSTEM, VISITOR, Actor
from engagement.demo import names, papers, texts
from engagement.demo.builders import PASSWORD
from engagement.demo.lives import Life
from engagement.organizations import commands as organizations
from engagement.organizations.commands.protection import request_protection
from engagement.organizations.models import (
    MembershipRole,
    Nationality,
    Organization,
    OrganizationKind,
    Protection,
)
from engagement.organizations.queries import actor_for
from engagement.screening.commands.screenings import screen_organization
from engagement.screening.models import Cause
from engagement.screening.sources import Track


@functools.cache
def demo_hash() -> str:
    """The one password of all made-up people, hashed once."""
    return hash_password(PASSWORD)


@command
def open_account(*, name: str, email: str, language: str):
    """A person who confirmed the address and accepted the terms; mails nothing."""
    account = add_account(
        name=name,
        email=email,
        language=language,
        password_hash=demo_hash(),
        verified_at=now(),
        terms_version=terms.VERSION,
    )
    record("accounts:account:created", account, actor=VISITOR)
    return account


@command
def add_colleague(organization, account, *, actor: Actor):
    """A second member, as if an invitation had been accepted."""
    membership = organizations.add_member(organization, account.id, MembershipRole.CONTRIBUTOR)
    record("organizations:membership:started", organization, actor=actor, person=str(account.id))
    return membership


def join(life: Life) -> None:
    """Somebody opens an account."""
    name, plain = names.person(life.tongue, life.random)
    account = open_account(name=name, email=f"{plain}@{life.domain}", language=life.named.language)
    life.applicant, life.signer = actor_for(account), name


def found(life: Life) -> None:
    """Its first focal point creates the organization; some bring a colleague along."""
    life.organization = create(life)
    if life.random.random() < 0.4:
        name, plain = names.person(life.tongue, life.random)
        email = f"{plain}.2@{life.domain}"
        colleague = open_account(name=name, email=email, language=life.named.language)
        add_colleague(life.organization, colleague, actor=life.applicant)


def create(life: Life, *, on_paper: bool = False) -> Organization:
    """The profile of the organization."""
    named = life.named
    return organizations.create_organization(
        actor=life.applicant,
        on_paper=on_paper,
        kind=OrganizationKind.NON_PROFIT,
        name=named.name,
        name_language=named.language,
        country=named.country,
        latin_name=named.latin_name,
        acronym=named.acronym,
        website=f"https://www.{life.domain}",
        registration_number=f"{named.country}-{life.number + 10_001}",
        major_group=named.major_group,
    )


def invite(life: Life) -> None:
    """They invite somebody who has not answered yet."""
    _name, plain = names.person(life.tongue, life.random)
    life.applicant = with_memberships(life.applicant)
    organizations.invite_colleague(
        life.organization,
        actor=life.applicant,
        email=f"{plain}.invited@{life.domain}",
        role=MembershipRole.CONTRIBUTOR,
        language=life.named.language,
    )


def start(life: Life) -> None:
    """They open a draft."""
    life.applicant = with_memberships(life.applicant)
    life.application = accreditation.start_application(
        life.organization,
        actor=life.applicant,
        track=MAJOR_GROUP.key,
        language=life.named.language,
        received_by_post_on=today() - timedelta(days=2) if life.by_post else None,
    )


def fill(life: Life) -> None:
    """They complete every section, one after the other."""
    save_sections(life, list(texts.ANSWERS))
    send_papers(life)


def send_papers(life: Life) -> None:
    """They send one page as each paper that their Major Group has to send.

    One file for all of them: writing it safely is what takes time. Every sixth takes a photograph.
    """
    named, begun = life.named, now() + timedelta(seconds=9 * len(MAJOR_GROUP.sections))
    title = f"{named.latin_name or named.acronym or named.country} - {life.number}"
    taken = papers.photograph(title) if life.number % 6 == 5 else papers.taken(papers.page(title))
    for number, key in enumerate(queries.required_documents(life.application)):
        with moved_to(begun + timedelta(seconds=number * 9)):
            accreditation.add_document(
                life.application,
                actor=life.applicant,
                requirement=key,
                taken=replace(taken, name=f"{key.replace('_', '-')}{taken.name}"),
            )


def fill_half(life: Life) -> None:
    """They complete some sections."""
    save_sections(life, list(texts.ANSWERS)[::2])


def save_sections(life: Life, keys: list[str]) -> None:
    """Save complete answers, a few minutes apart."""
    begun = now()
    registered = today().replace(day=1) - timedelta(days=life.random.randint(900, 9000))
    for number, key in enumerate(keys):
        with moved_to(begun + timedelta(seconds=number * 9)):
            if key == "governing_body":
                name_the_chair(life)
            organizations.save_section(
                life.organization,
                key,
                actor=life.applicant,
                answers=texts.answers(
                    key,
                    life.named.language,
                    name=life.named.name,
                    members=life.random.randint(12, 4000),
                    registered_on=registered.isoformat(),
                    registration_number=f"{life.named.country}-{life.number + 10_001}",
                    founded_year=registered.year - life.random.randint(0, 9),
                ),
                complete=True,
                version=0,
            )


def name_the_chair(life: Life) -> None:
    """They say who leads the organization."""
    organizations.add_person(
        life.organization,
        actor=life.applicant,
        data=organizations.PersonData(
            name=life.signer,
            position=texts.WRITTEN[life.named.language]["chair"],
            nationality=Nationality.STATED,
            nationalities=(life.named.country,),
            birth_year=life.random.randint(1950, 2000),
            birth_year_is_approximate=life.random.random() < 0.2,
        ),
    )


def submit(life: Life) -> None:
    """The focal point sends it."""
    accreditation.submit_application(
        life.application, actor=life.applicant, declared_name=life.signer
    )
    compared(life)


def compared(life: Life) -> None:
    """It is compared with the list of the Security Council, as by the job."""
    screen_organization(
        life.organization, actor=SYSTEM, cause=Cause.SUBMISSION, track=Track.MAJOR_GROUP
    )


def complete(life: Life) -> None:
    """They rewrite what was asked for and send it again."""
    written = texts.WRITTEN[life.named.language]
    stored = queries.sections_of(life.application)["environment"]
    accreditation.save_section(
        life.application,
        "environment",
        actor=life.applicant,
        answers=stored.answers | {"results": f"{stored.answers['results']} {written['answer']}"},
        complete=True,
        version=stored.version,
    )
    accreditation.resubmit_application(
        life.application, actor=life.applicant, declared_name=life.signer
    )
    compared(life)


def write(life: Life) -> None:
    """They write to the office outside of any question."""
    text = texts.WRITTEN[life.named.language]["message"]
    accreditation.write_to_office(life.application, actor=life.applicant, text=text)


def answer(life: Life) -> None:
    """They answer, and the review goes on."""
    one = queries.open_round(life.application)
    accreditation.answer_clarification(
        life.application,
        actor=life.applicant,
        answers={1: texts.WRITTEN[life.named.language]["answer"]},
        version=one.version,
    )


def withdraw(life: Life) -> None:
    """They take it back."""
    accreditation.withdraw_application(life.application, actor=life.applicant)


def ask_again(life: Life) -> None:
    """They ask to look again at the refusal."""
    accreditation.ask_reconsideration(
        life.application,
        actor=life.applicant,
        reasons=texts.WRITTEN[life.named.language]["answer"],
    )


def protect(life: Life) -> None:
    """They ask for a protected entry."""
    ask_protection(life, Protection.PROTECTED)


def withhold(life: Life) -> None:
    """They ask to be left out of the register."""
    ask_protection(life, Protection.WITHHELD)


def ask_protection(life: Life, wanted: Protection) -> None:
    """In force at once as protected, until an officer has looked."""
    life.applicant = with_memberships(life.applicant)
    life.protection = request_protection(
        life.organization,
        actor=life.applicant,
        wanted=wanted,
        reason=texts.WRITTEN[life.named.language]["danger"],
    )


def with_memberships(actor: Actor) -> Actor:
    """The same person with the memberships of now."""
    return actor_for(get_account(actor.id))
