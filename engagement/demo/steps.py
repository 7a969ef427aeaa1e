"""What each step of a made-up life does, by the commands that people's clicks run."""

import functools
from dataclasses import replace
from datetime import timedelta

from engagement.accounts.commands import add_account
from engagement.accounts.passwords import hash_password
from engagement.accounts.queries import get_account
from engagement.accreditation import commands as accreditation
from engagement.accreditation import queries
from engagement.accreditation.models import Outcome, Verdict
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.audit.commands import record
from engagement.core.clock import moved_to, now, today
from engagement.core.db import command
from engagement.core.permissions import VISITOR, Actor
from engagement.demo import names, papers, texts
from engagement.demo.builders import PASSWORD
from engagement.demo.lives import Life
from engagement.organizations import commands as organizations
from engagement.organizations.models import MembershipRole, Nationality, OrganizationKind
from engagement.organizations.queries import actor_for


@functools.cache
def demo_hash() -> str:
    """The one password of all made-up people, hashed once."""
    return hash_password(PASSWORD)


@command
def open_account(*, name: str, email: str, language: str):
    """A person whose address is confirmed, with the password of the demo; mails nothing."""
    account = add_account(
        name=name,
        email=email,
        language=language,
        password_hash=demo_hash(),
        verified_at=now(),
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
    life.applicant = actor_for(account)


def found(life: Life) -> None:
    """Its first focal point creates the organization; some bring a colleague along."""
    named = life.named
    life.organization = organizations.create_organization(
        actor=life.applicant,
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
    if life.random.random() < 0.4:
        name, plain = names.person(life.tongue, life.random)
        email = f"{plain}.2@{life.domain}"
        colleague = open_account(name=name, email=email, language=named.language)
        add_colleague(life.organization, colleague, actor=life.applicant)


def start(life: Life) -> None:
    """They open a draft."""
    life.applicant = with_memberships(life.applicant)
    life.application = accreditation.start_application(
        life.organization,
        actor=life.applicant,
        track=MAJOR_GROUP.key,
        language=life.named.language,
    )


def fill(life: Life) -> None:
    """They complete every section, one after the other."""
    save_sections(life, list(texts.ANSWERS))
    send_papers(life)


def send_papers(life: Life) -> None:
    """They send one page as each paper that their Major Group has to send.

    One file for all of them: writing it safely is what takes time.
    """
    named, begun = life.named, now() + timedelta(seconds=9 * len(MAJOR_GROUP.sections))
    page = papers.page(f"{named.latin_name or named.acronym or named.country} - {life.number}")
    taken = papers.taken(page, "paper.pdf")
    for number, key in enumerate(queries.required_documents(life.application)):
        with moved_to(begun + timedelta(seconds=number * 9)):
            accreditation.add_document(
                life.application,
                actor=life.applicant,
                requirement=key,
                taken=replace(taken, name=f"{key.replace('_', '-')}.pdf"),
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
            name=life.applicant.name,
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
        life.application, actor=life.applicant, declared_name=life.applicant.name
    )


def accept(life: Life) -> None:
    """The office takes it into review."""
    accreditation.accept_application(life.application, actor=life.reviewer)


def send_back(life: Life) -> None:
    """The office returns it: one section has to be completed."""
    accreditation.return_application(
        life.application,
        actor=life.reviewer,
        parts=[
            accreditation.MissingPart(
                section="environment", note=texts.WRITTEN[life.named.language]["doubt"]
            )
        ],
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
        life.application, actor=life.applicant, declared_name=life.applicant.name
    )


def ask(life: Life) -> None:
    """The reviewer asks, in the applicant's language."""
    question = texts.WRITTEN[life.named.language]["question"]
    accreditation.ask_clarification(
        life.application, actor=life.reviewer, questions=[accreditation.Asked(text=question)]
    )


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


def judge(life: Life) -> None:
    """The reviewer gives a finding on every criterion."""
    judge_criteria(life, life.reviewer, [criterion.key for criterion in MAJOR_GROUP.criteria])


def judge_some(life: Life) -> None:
    """The reviewer is half through."""
    keys = [criterion.key for criterion in MAJOR_GROUP.criteria]
    judge_criteria(life, life.reviewer, keys[:2])


def judge_again(life: Life) -> None:
    """The second reviewer gives a finding on every criterion."""
    keys = [criterion.key for criterion in MAJOR_GROUP.criteria]
    judge_criteria(life, life.second_reviewer, keys)


def judge_criteria(life: Life, reviewer: Actor, keys: list[str]) -> None:
    """Findings in the applicant's language; what will be refused has one that is not met."""
    written = texts.WRITTEN[life.named.language]
    failing = life.random.choice(keys) if "refuse" in life.path else None
    begun = now()
    for number, key in enumerate(keys):
        met = key != failing
        with moved_to(begun + timedelta(seconds=number * 9)):
            accreditation.judge_criterion(
                life.application,
                actor=reviewer,
                criterion=key,
                verdict=Verdict.MET if met else Verdict.NOT_MET,
                reason=written["because" if met else "doubt"],
                evidence=[{"section": MAJOR_GROUP.criterion(key).sections[0]}],
            )


def recommend(life: Life) -> None:
    """The reviewer advises."""
    advise(life, life.reviewer)


def recommend_again(life: Life) -> None:
    """So does the second reviewer."""
    advise(life, life.second_reviewer)


def advise(life: Life, reviewer: Actor) -> None:
    """A recommendation in the direction in which the case will go."""
    accreditation.recommend_application(
        life.application,
        actor=reviewer,
        accredit="refuse" not in life.path,
        reason=texts.WRITTEN[life.named.language]["advice"],
    )


def accredit(life: Life) -> None:
    """Another person decides in favour."""
    decide(life, Outcome.ACCREDIT, "because")


def refuse(life: Life) -> None:
    """Another person refuses."""
    decide(life, Outcome.REFUSE, "doubt")


def decide(life: Life, outcome: Outcome, reason: str) -> None:
    """A decision that is pending for some minutes."""
    life.decision = accreditation.decide_application(
        life.application,
        actor=life.approver,
        outcome=outcome,
        reason=texts.WRITTEN[life.named.language][reason],
    )


def effect(life: Life) -> None:
    """The decision takes effect, as by the job."""
    accreditation.effect_decision(life.decision)


def with_memberships(actor: Actor) -> Actor:
    """The same person with the memberships of now."""
    return actor_for(get_account(actor.id))


STEPS = {
    step.__name__: step
    for step in (
        join,
        found,
        start,
        fill,
        fill_half,
        submit,
        accept,
        send_back,
        complete,
        ask,
        answer,
        withdraw,
        judge,
        judge_some,
        recommend,
        judge_again,
        recommend_again,
        accredit,
        refuse,
        effect,
    )
}
