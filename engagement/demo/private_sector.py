"""What the private sector unit and those who decide do with the demo's companies."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from engagement.accounts.queries import account_by_email, get_account
from engagement.accreditation import commands as accreditation
from engagement.accreditation import queries
from engagement.accreditation.models import Outcome as Decided
from engagement.accreditation.models import Verdict
from engagement.accreditation.tracks import PRIVATE_SECTOR
from engagement.core.clock import moved_to, now, today
from engagement.core.permissions import SYSTEM, Actor
from engagement.demo import papers
from engagement.demo.companies import Company
from engagement.organizations.models import Organization
from engagement.organizations.queries import actor_for
from engagement.screening.commands import (
    cases,
    deciding,
    decisions,
    findings,
    measures,
    ratings,
    replies,
)
from engagement.screening.commands.risk_tables import load_table
from engagement.screening.commands.screenings import screen_organization
from engagement.screening.facts import Compact, Response, Severity
from engagement.screening.models import (
    CaseOutcome,
    Cause,
    ClearReason,
    MeasureState,
    Outcome,
    ScreeningCase,
    TableKind,
)
from engagement.screening.queries import matches
from engagement.screening.sources import Track
from engagement.screening.table_files import read_rows

SECTORS = "code,level,label\nB,high,Mining\nC,medium,Manufacturing\nD,low,Energy\nG,low,Trade\n"
CITATION = "Risk by sector: a table made up for this demo, which no publisher stands behind"
JUDGED = [criterion.key for criterion in PRIVATE_SECTOR.criteria if not criterion.by_record]


def staff(name: str) -> Actor:
    """Somebody of the office, by the first part of the address."""
    return actor_for(account_by_email(f"{name}@engagement.example"))


def officers() -> tuple[Actor, Actor]:
    """The two of the unit."""
    return staff("screening"), staff("screening2")


def in_turn(*steps: Callable[[], object]) -> None:
    """One after the other, some seconds apart."""
    begun = now()
    for number, step in enumerate(steps):
        with moved_to(begun + timedelta(seconds=number * 9)):
            step()


def compare(organization: Organization, track: Track) -> None:
    """An organization and its people are compared with the lists, as by the job."""
    screen_organization(organization, actor=SYSTEM, cause=Cause.SUBMISSION, track=track)


def load_sectors() -> None:
    """A few lines of a table of risk by sector."""
    load_table(
        TableKind.SECTOR,
        actor=officers()[0],
        rows=read_rows(SECTORS, countries=False),
        citation=CITATION,
        dated_on=today() - timedelta(days=20),
        note="Only so that the demo shows how a table counts.",
    )


def case_of(company: Company) -> ScreeningCase:
    """The screening case of its application."""
    return queries.case_of(company.application)


# Matches --------------------------------------------------------------------------------------


def clear(company: Company, reason: ClearReason, text: str) -> None:
    """Its open matches are none, say two people."""
    first, second = officers()
    for match in matches.open_on(company.organization, Track.PRIVATE_SECTOR):
        decisions.propose(match, actor=first, outcome=Outcome.CLEAR, reason=reason, text=text)
        decisions.confirm(match, actor=second, text="Seen, and I agree.")


def confirm(company: Company) -> None:
    """Two people say that it is the one on the list."""
    first, second = officers()
    for match in matches.open_on(company.organization, Track.PRIVATE_SECTOR):
        decisions.propose(
            match, actor=second, outcome=Outcome.CONFIRM, text="Same seat, same register number."
        )
        decisions.confirm(match, actor=first, text="Its own annual report says so.")


def propose(company: Company) -> None:
    """Its weakest match waits for a second person."""
    found = matches.open_on(company.organization, Track.PRIVATE_SECTOR)
    decisions.propose(
        min(found, key=lambda match: match.score),
        actor=officers()[1],
        outcome=Outcome.CLEAR,
        reason=ClearReason.BIRTH,
        text="Born in 1988 by the passport that was sent; the listed one in 1969.",
    )


# Cases ----------------------------------------------------------------------------------------


def assess(case: ScreeningCase, company: Company) -> None:
    """The first officer takes the case and gathers the facts."""
    officer, sector = officers()[0], company.sector.value
    cases.take_case(case, actor=officer)
    known = f"\n{sector}," in SECTORS
    cases.choose_sector(case, actor=officer, sector=sector if known else None)
    ratings.assess_case(case, actor=officer)


def rate(company: Company) -> None:
    """The officer rates by the rules."""
    ratings.rate_case(case_of(company), actor=officers()[0])


def find_low(company: Company) -> None:
    """Low risk: a second officer looks at it, the head of the unit decides."""
    case = case_of(company)
    in_turn(
        partial(assess, case, company),
        partial(rate, company),
        partial(
            deciding.review_case, case, actor=officers()[1], agrees=True, text="I found the same."
        ),
        partial(
            deciding.decide_case,
            case,
            actor=staff("business"),
            outcome=CaseOutcome.APPROVED,
            reason="Nothing speaks against it.",
        ),
    )


def find_moderate(company: Company) -> None:
    """Moderate risk: it waits for the director."""
    case, officer = case_of(company), officers()[0]
    cases.note_compact(
        case,
        actor=officer,
        compact=Compact.NON_COMMUNICATING,
        note="By the list of participants, since 2025.",
    )
    in_turn(partial(assess, case, company), partial(rate, company))


def ask(company: Company, severity: Severity, summary: str, allegation: str) -> None:
    """A controversy is logged and put to the company in the officer's words, with a file."""
    case, officer = case_of(company), officers()[0]
    findings.log_controversy(
        company.organization,
        actor=officer,
        happened_on=today() - timedelta(days=150),
        severity=severity,
        summary=summary,
        source="https://news.example/archive/4711",
        response=Response.NONE,
    )
    assess(case, company)
    replies.ask_for_reply(
        case,
        actor=officer,
        allegation=allegation,
        files=(replace(papers.taken(papers.page(summary)), name="article.pdf"),),
    )


def plan(company: Company) -> None:
    """Two measures against what was found; one is under way."""
    case, officer = case_of(company), officers()[0]
    owner = get_account(officers()[1].id)
    planned = [
        measures.plan_measure(
            case, actor=officer, risk=risk, measure=measure, owner=owner, due_on=due, steps=steps
        )
        for risk, measure, due, steps in (
            (
                "Dredging closes fishing grounds again",
                "An independent survey before each season, published",
                today() + timedelta(days=90),
                1,
            ),
            (
                "Fishers are not compensated",
                "A fund for compensation, with fishers on its board",
                today() + timedelta(days=150),
                1,
            ),
        )
    ]
    measures.move_measure(
        planned[0],
        actor=officer,
        state=MeasureState.UNDER_WAY,
        evidence="Contract with a surveyor, seen by the officer.",
    )


def find_excluded(company: Company) -> None:
    """A confirmed match with the platform's own list stops it."""
    case = case_of(company)
    in_turn(partial(assess, case, company), partial(rate, company))


# Applications ---------------------------------------------------------------------------------


def accept(company: Company) -> None:
    """The first officer takes it into review."""
    accreditation.accept_application(company.application, actor=officers()[0])


def recommend(company: Company) -> None:
    """Two officers review it and recommend."""
    application, both = company.application, officers()
    in_turn(
        *(partial(judge, company, officer, key) for officer in both for key in JUDGED),
        *(
            partial(
                accreditation.recommend_application,
                application,
                actor=officer,
                accredit=True,
                reason="Every criterion is met.",
            )
            for officer in both
        ),
    )


def decide(company: Company) -> None:
    """The head of the unit, as the route of low risk says, in favour."""
    accreditation.decide_application(
        company.application,
        actor=staff("business"),
        outcome=Decided.ACCREDIT,
        reason="I follow both recommendations.",
    )


def effect(company: Company) -> None:
    """The decision takes effect, as by the job."""
    accreditation.effect_decision(queries.pending_decision(company.application))


def judge(company: Company, officer: Actor, criterion: str) -> None:
    """A finding that cites a section."""
    accreditation.judge_criterion(
        company.application,
        actor=officer,
        criterion=criterion,
        verdict=Verdict.MET,
        reason="The answers and the papers agree.",
        evidence=[{"section": PRIVATE_SECTOR.criterion(criterion).sections[0]}],
    )
