"""Screening cases in each state with everything that their pages can show; tables of risk."""

import uuid
from dataclasses import replace
from datetime import timedelta

from engagement.core.clock import today
from engagement.core.db import db
from engagement.core.permissions import Role
from engagement.demo import papers
from engagement.demo.risk_builders import note_compared
from engagement.organizations.models import Organization
from engagement.organizations.queries import actor_for
from engagement.screening.commands import cases, deciding, findings, measures, ratings, replies
from engagement.screening.commands.risk_tables import load_table
from engagement.screening.facts import Response, Severity
from engagement.screening.levels import Level
from engagement.screening.models import CaseOutcome, MeasureState, TableKind
from engagement.screening.queries.replies import papers_shown
from engagement.screening.sources import Track
from engagement.screening.table_files import read_rows
from tests.factories import make_account, make_actor, make_organization

NAME = "Green Youth (Kenya) – توربينات Turbine"
TWO_SECTORS = f"B,high,{NAME}\nC,medium,{NAME} glass"


def paper():
    """A file of one page."""
    return replace(papers.taken(papers.page("Report on the dam")), name="report – تقرير.pdf")


def risk_samples(samples) -> None:
    """Cases that went their way by the commands, by the samples' own officer."""
    officer = actor_for(samples.people[Role.SCREENING_OFFICER])
    leader = actor_for(samples.people["focal_point"])
    own = db.session.get(Organization, samples.values["organization_id"][0])
    old = load_table(TableKind.SECTOR, **sourced(officer), rows=rows("A,low,Farming"))
    load_table(
        TableKind.SECTOR, **sourced(officer), rows=rows(f"B,high,{NAME}\nC,medium,{NAME} glass")
    )
    country = load_table(
        TableKind.COUNTRY, **sourced(officer), rows=read_rows("KE,medium", countries=True)
    )
    opened, asked, heard = begun(officer), begun(officer, own), begun(officer, own)
    waiting = replies.ask_for_reply(
        ready(asked, officer), actor=officer, allegation=NAME, files=(paper(),)
    )
    answered = hear(ready(heard, officer), officer, leader)
    high, logged = rated_high(officer)
    measure = planned(high, officer)
    low, decided = rated(begun(officer, sector=None), officer), decided_case(officer)
    lower = begun(officer)
    rated(lower, officer)
    pending = ratings.propose_lower(lower, actor=officer, level=Level.LOW, reason=NAME)
    stopped = stop(begun(officer), officer)
    assessed = ready(begun(officer), officer)
    shown = [high, opened, asked, heard, low, lower, decided, stopped, assessed]
    file_on_reply = papers_of(waiting)
    files = [file_on_reply, findings.add_paper(measure, actor=officer, taken=paper()).id]
    files.append(findings.add_paper(logged, actor=officer, taken=paper()).id)
    measures.move_measure(measure, actor=officer, state=MeasureState.UNDER_WAY, evidence=NAME)
    every = [{"case_id": case.id} for case in shown]
    samples.given |= {
        **{
            f"screening.{endpoint}": every
            for endpoint in (
                "show_case",
                "choose_sector",
                "note_compact",
                "record_finding",
                "log_controversy",
                "ask_for_reply",
                "rate_case",
                "raise_rating",
                "propose_lower",
                "take_back_case",
                "reopen_case",
                "review_case",
                "advise_case",
                "decide_case",
                "plan_measure",
            )
        },
        **one_each("controversy_id", [logged], "note_response", "withdraw_controversy"),
        **one_each("controversy_id", [logged], "add_controversy_paper"),
        **one_each("measure_id", [measure], "move_measure", "add_measure_paper"),
        **one_each("reply_id", [waiting, answered], "show_reply", "record_letter"),
        **one_each("rating_id", [pending], "settle_lower"),
        **one_each("table_id", [old, country], "show_risk_table"),
        **{
            f"screening.{endpoint}": [{"paper_id": each} for each in files]
            for endpoint in ("show_case_paper", "show_case_paper_picture", "download_case_paper")
        },
        **{
            f"screening.{endpoint}": [{"kind": kind.value} for kind in TableKind]
            for endpoint in ("load_risk_table", "withdraw_risk_table")
        },
    }


def one_each(argument, rows_of, *endpoints):
    """The addresses of some endpoints for some rows."""
    return {f"screening.{each}": [{argument: row.id} for row in rows_of] for each in endpoints}


def sourced(officer):
    """Where a table is from."""
    return {"actor": officer, "citation": NAME, "dated_on": today(), "note": NAME}


def rows(text):
    """Lines of a table of sectors."""
    return read_rows(text, countries=False)


def begun(officer, organization=None, sector="C"):
    """An open case with facts against it that weigh moderately."""
    case = cases.open_case(
        organization or make_organization(name=NAME, country="KE"),
        actor=officer,
        track=Track.PRIVATE_SECTOR,
        subject_type="accreditation_application",
        subject_id=uuid.uuid4(),
        language="ar",
        declared={"answers": {"disclosures": {"dis_proceedings": "yes", "con_emblem": "yes"}}},
        is_sme=True,
    )
    note_compared(case.organization, case.track)
    cases.take_case(case, actor=officer)
    cases.choose_sector(case, actor=officer, sector=sector)
    findings.record_finding(
        case, actor=officer, criterion="excl_tobacco", met=False, source=NAME, note=NAME
    )
    return case


def ready(case, officer):
    """The facts are gathered."""
    ratings.assess_case(case, actor=officer)
    return case


def hear(case, officer, leader=None):
    """The company was asked, and answered or did so by post."""
    reply = replies.ask_for_reply(case, actor=officer, allegation=NAME)
    if leader is None:
        replies.record_letter(reply, actor=officer, answer=NAME, letter_of=today())
    else:
        replies.answer_reply(reply, actor=leader, answer=NAME, files=(paper(),))
    return reply


def rated(case, officer):
    """A rated case, heard before."""
    hear(ready(case, officer), officer)
    ratings.rate_case(case, actor=officer)
    return case


def rated_high(officer):
    """A case of high risk, and what made it so."""
    case = begun(officer)
    logged = findings.log_controversy(
        case.organization,
        actor=officer,
        happened_on=today() - timedelta(days=60),
        severity=Severity.SEVERE,
        summary=NAME,
        source=NAME,
        response=Response.DISPUTED,
        response_note=NAME,
    )
    return rated(case, officer), logged


def planned(case, officer):
    """A measure of a plan."""
    return measures.plan_measure(
        case,
        actor=officer,
        risk=NAME,
        measure=NAME,
        owner=make_account(Role.SCREENING_OFFICER, name=NAME),
        due_on=today() + timedelta(days=90),
        steps=1,
    )


def decided_case(officer):
    """A case that the director decided after legal advice."""
    case = rated(begun(officer), officer)
    if case.residual == Level.SUBSTANTIAL:
        deciding.advise_case(case, actor=make_actor(Role.LEGAL_ADVISER), agrees=True, text=NAME)
    deciding.decide_case(
        case, actor=make_actor(Role.DIRECTOR), outcome=CaseOutcome.CONDITIONS, reason=NAME
    )
    return case


def stop(case, officer):
    """A case that an exclusion criterion stopped."""
    findings.record_finding(case, actor=officer, criterion="excl_tobacco", met=True, source=NAME)
    ratings.rate_case(ready(case, officer), actor=officer)
    return case


def papers_of(reply):
    """The file that was put to the company."""
    return papers_shown(reply)[0].id
