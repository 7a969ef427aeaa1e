"""One record of each kind that an address can name, so that every page has something to draw."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from sqlalchemy import select

from engagement.accounts import commands as accounts
from engagement.accounts import tokens
from engagement.accounts.models import ErasureAnswer, TokenPurpose
from engagement.accreditation import commands as accreditation
from engagement.accreditation import queries
from engagement.accreditation.commands import start_application
from engagement.accreditation.models import ApplicationState as State
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.core.clock import moved_to, now, today
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import Role
from engagement.demo import names
from engagement.demo.bulk import count_rows
from engagement.demo.lives import Life, Staff
from engagement.demo.steps import STEPS
from engagement.directory import commands as directory
from engagement.mail.models import Message
from engagement.organizations import offers
from engagement.organizations.commands import create_organization, invite_colleague
from engagement.organizations.commands.protection import request_protection
from engagement.organizations.models import (
    MembershipRole,
    OrganizationKind,
    Protection,
)
from engagement.organizations.queries import actor_for
from tests.browser.sample_committee import committee_samples
from tests.browser.sample_compact import compact_samples
from tests.browser.sample_companies import company_samples
from tests.browser.sample_credentials import papers_of
from tests.browser.sample_existing import existing
from tests.browser.sample_matches import match_samples
from tests.browser.sample_meetings import meeting_samples
from tests.browser.sample_outreach import outreach_samples
from tests.browser.sample_partnerships import partnership_samples
from tests.browser.sample_plan import samples_of_the_plan
from tests.browser.sample_protocol import protocol_samples
from tests.browser.sample_register import dress_entry
from tests.browser.sample_risk import risk_samples
from tests.browser.sample_rows import (
    documents_to_see,
    interests,
    keep_letters,
    kept_by_staff,
    letters,
    people_of,
)
from tests.browser.sample_screening import screening_samples
from tests.browser.sample_standing import standings
from tests.factories import make_account, make_application, make_organization

ADVISED = ("judge", "recommend", "judge_again", "recommend_again")
STORIES = {
    State.IN_REVIEW: ("judge_some",),
    State.RECOMMENDED: ADVISED,
    State.ACCREDITED: (*ADVISED, "accredit", "effect"),
    State.REFUSED: (*ADVISED, "refuse", "effect"),
    State.RECONSIDERATION: (*ADVISED, "refuse", "effect"),
}
"""Cases that went their way by the commands: with findings, recommendations and letters."""
LINKS = {
    "accounts.confirm_email": TokenPurpose.VERIFY_EMAIL,
    "accounts.follow_link": TokenPurpose.SIGN_IN,
    "accounts.new_password": TokenPurpose.RESET_PASSWORD,
    "accounts.change_email": TokenPurpose.CHANGE_EMAIL,
    "accounts.undo_email_change": TokenPurpose.UNDO_EMAIL,
    "accounts.accept_invitation": TokenPurpose.ACCEPT_INVITATION,
}
"""The pages that mailed links open, each with what its link is for."""


@dataclass
class Samples:
    """What addresses are made of.

    `people` by role ("visitor" is None), `values` by the name of an address's argument, `given` by
    endpoint: values that belong together, or that draw the page where others say "not found".
    """

    people: dict = field(default_factory=dict)
    values: dict = field(default_factory=dict)
    given: dict = field(default_factory=dict)


def make_people() -> dict:
    """A person of each role and nothing else: what everybody sees on the first day."""
    return {
        "visitor": None,
        "newcomer": make_account(),
        **{role: make_account(role) for role in Role},
    }


def make_samples() -> Samples:
    """Rows for every address; the focal point leads organizations with a case in every state."""
    people = make_people()
    first = make_organization(name="Société des zones humides – أمل")
    cases = {State.DRAFT: make_application(organization=first)}
    for state in State:
        if state != State.DRAFT:
            organization = make_organization(name=f"Green Youth (Kenya) – {state.value}")
            began_as = State.IN_REVIEW if state in STORIES else state
            with yesterday():
                cases[state] = make_application(
                    organization=organization, state=began_as, certified=state != State.IN_REVIEW
                )
    organizations = [case.organization for case in cases.values()]
    waiting = make_organization(name="Green Youth (Kenya) – new")
    focal_point = people["focal_point"] = make_account(leads=[*organizations, waiting])
    make_account(leads=[first])
    for state, steps in STORIES.items():
        tell(cases[state], steps, people)
    leader = actor_for(focal_point)
    accreditation.ask_reconsideration(
        cases[State.RECONSIDERATION], actor=leader, reasons="We sent the register since."
    )
    converse(cases[State.IN_REVIEW], people)
    tell(make_decided(), (*ADVISED, "accredit"), people)
    directory.refresh([organization.id for organization in organizations])
    invite_colleague(
        first,
        actor=leader,
        email="colleague@place.example",
        role=MembershipRole.CONTRIBUTOR,
        language="en",
    )
    make_account(Role.REVIEWER, interest_in=[first])
    enter_by_post(actor_for(make_account(Role.REVIEWER)))
    posted = keep_letters(cases[State.IN_REVIEW])
    leave_alone(make_account(leads=[make_organization(name="Elders of Agadez")]))
    request_protection(
        organizations[-1],
        actor=leader,
        wanted=Protection.PROTECTED,
        reason="Members were threatened.",
    )
    standing = queries.accreditation_of(cases[State.ACCREDITED])
    lives = standings(people)
    papers_of(standing, focal_point)
    reports = dress_entry(standing, people)
    count_rows()  # they came in one go, and the database plans by what it counted last
    samples = Samples(
        people=people,
        values={
            "application_id": [cases[state].id for state in sorted(cases, key=_examined_first)],
            "organization_id": [first.id],
            "account_id": [
                focal_point.id,
                people[Role.AUDITOR].id,
                *(each.id for each in people_in_need(people)),
            ],
            "act_id": asked_of_a_second(people),
            "key": [section.key for section in MAJOR_GROUP.sections],
            "paper": ["registration", "financial_statements"],
            "document_id": documents_to_see(cases),
            "code": ["fr"],
            "criterion": [MAJOR_GROUP.criteria[0].key],
            "message_id": posted,
            "act": ["remind"],
            "kind": ["name"],
            "number": [standing.number],
            "report_id": reports,
            "offer": [offers.to_claim(first.id)],
            "rule_key": ["accreditation.undo_minutes", "calendar.weekend_days"],
            "token": [standing.token],
            **samples_of_the_plan(people, first),
        },
        given={
            **mailed_links(),
            **lives,
            **existing(people),
            "accreditation.show_letter": letters(cases),
            "accreditation.change_person": people_of(cases[State.DRAFT]),
            "accreditation.remove_person": people_of(cases[State.DRAFT]),
            "accreditation.start_application": [{"organization_id": waiting.id}],
            "accreditation.start_by_post": [{"organization_id": kept_by_staff(people).id}],
            "organizations.end_interest": interests(people),
        },
    )
    protocol_samples(samples)
    outreach_samples(samples)
    company_samples(samples)
    committee_samples(samples)
    match_samples(samples)
    screening_samples(samples, first)
    risk_samples(samples)
    compact_samples(samples)
    partnership_samples(samples, first)
    meeting_samples(samples)
    return samples


def enter_by_post(clerk) -> None:
    """A draft of an organization that wrote on paper."""
    organization = create_organization(
        actor=clerk,
        kind=OrganizationKind.NON_PROFIT,
        name="Conseil des anciens",
        name_language="fr",
        country="NE",
        on_paper=True,
    )
    start_application(
        organization,
        actor=clerk,
        track=MAJOR_GROUP.key,
        language="fr",
        received_by_post_on=date(2026, 3, 2),
    )


@bookkeeping
def leave_alone(account) -> None:
    """Close the account of who leads an organization."""
    account.deactivated_at = now()


def _examined_first(state: State) -> int:
    order = (State.DRAFT, State.IN_REVIEW, State.RECOMMENDED)
    return order.index(state) if state in order else len(order)


def tell(case, steps, people) -> None:
    """Let a case in review go through steps of the demo, by the samples' own staff."""
    staff = Staff(
        [actor_for(people[Role.REVIEWER]), actor_for(people[Role.HEAD_OF_UNIT])],
        [actor_for(people[Role.APPROVER]) if "effect" not in steps else other_approver()],
    )
    tongue, named = names.organization(0, Random(1))
    life = Life(0, case.state, Random(1), tongue, replace(named, language="en"), staff)
    life.application = case
    # the last step is the present one: what it waits for is still to come, nothing lies ahead
    begun = now() - timedelta(minutes=20) * (len(steps) - 1)
    life.moments = [
        (begun + timedelta(minutes=20) * place, step) for place, step in enumerate(steps)
    ]
    for moment, step in life.moments:
        with moved_to(moment):
            STEPS[step](life)


def other_approver():
    """Who decided on a case so that the samples' approver can look at it again."""
    return actor_for(make_account(Role.APPROVER))


def make_decided():
    """A case on which a decision is about to take effect, and can be undone."""
    organization = make_organization(name="Green Youth (Kenya) – decided")
    with yesterday():
        return make_application(organization=organization, state=State.IN_REVIEW)


def yesterday():
    """A block in which it is the day before, so that what is told later comes after it."""
    return moved_to(now() - timedelta(days=1))


def converse(case, people) -> None:
    """Messages both ways, a note for colleagues, a deputy."""
    reviewer, head = actor_for(people[Role.REVIEWER]), actor_for(people[Role.HEAD_OF_UNIT])
    accreditation.write_to_applicant(case, actor=reviewer, text="Is your address still right?")
    accreditation.write_to_office(
        case, actor=actor_for(people["focal_point"]), text="نعم، إنه صحيح."
    )
    accreditation.write_note(case, actor=reviewer, text="The bank is the one of the year before.")
    accreditation.name_deputy(
        actor=head,
        person=people[Role.HEAD_OF_UNIT],
        deputy=people[Role.REVIEWER],
        from_day=today() + timedelta(days=3),
        to_day=today() + timedelta(days=9),
    )


def asked_of_a_second(people) -> list:
    """One act of each kind that waits for a second administrator, and one that is over."""
    actor = actor_for(people[Role.ADMINISTRATOR])
    other = actor_for(make_account(Role.ADMINISTRATOR))
    person, erased = make_account(Role.REVIEWER), make_account()
    accounts.ask_erasure(erased, actor=actor_for(erased))
    acts = [
        accounts.change_roles(
            person, actor=other, roles=[Role.REVIEWER, Role.HEAD_OF_UNIT], reason="Promoted."
        ),
        accounts.request_email_change(
            person, actor=other, email="new.address@place.example", reason="Lost mailbox."
        ),
        accounts.answer_erasure(
            erased,
            actor=other,
            answer=ErasureAnswer.ERASED,
            answer_text="نعم، إنه صحيح.",
            reason="Asked by mail, too.",
        ),
        accounts.change_engagement(
            people[Role.AUDITOR],
            actor=other,
            terms=accounts.AuditTerms("Contract 7", date(2000, 1, 1), date(2100, 12, 31)),
            reason="One year more.",
        ),
        *(
            accounts.invite_staff(
                name="Nadia – أمل",
                email=f"nadia{number}@office.example",
                roles=[Role.REVIEWER],
                language="ar",
                actor=each,
                reason="Begins in March.",
            )
            for number, each in enumerate((other, actor, other))
        ),
    ]
    accounts.withdraw_grave_act(acts[-1], actor=actor)
    return [act.id for act in acts]


def people_in_need(people) -> list:
    """Somebody who lost the second factor and asks for erasure; somebody shut out."""
    administrator = actor_for(people[Role.ADMINISTRATOR])
    lost, closed = make_account(), make_account()
    accounts.set_up_second_factor_for_demo(lost)
    accounts.ask_factor_reset(lost, actor=administrator, reason="The telephone was stolen.")
    accounts.ask_erasure(lost, actor=actor_for(lost))
    accounts.deactivate(closed, actor=administrator, reason="Left the organization.")
    return [lost, closed]


@bookkeeping
def mailed_links() -> dict:
    """A link of each purpose that still opens its page."""
    account = make_account(email="sent@links.example")
    links = {
        endpoint: tokens.issue(account, purpose, timedelta(days=1), new_email="new@links.example")
        for endpoint, purpose in LINKS.items()
    }
    mail = db.session.scalars(
        select(Message).where(Message.template == "organizations/invitation")
    ).all()[-1]
    links["organizations.open_invitation"] = re.search(r"/join/([\w-]+)", mail.body_text)[1]
    return {endpoint: [{"token": token}] for endpoint, token in links.items()}
