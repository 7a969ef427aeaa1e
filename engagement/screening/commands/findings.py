"""What officers record of a company: exclusion criteria, controversies, files that prove them."""

import uuid
from datetime import date

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now, today
from engagement.core.db import command, db
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.documents import commands as documents
from engagement.documents.intake import Taken
from engagement.organizations.models import Organization
from engagement.screening.commands.cases import note_hand, refuse_unless, refuse_unless_open
from engagement.screening.facts import Response, Severity
from engagement.screening.models import (
    CaseAct,
    CaseFinding,
    CaseMeasure,
    CasePaper,
    CaseReply,
    LoggedControversy,
    ScreeningCase,
)
from engagement.screening.permissions import Cases
from engagement.screening.queries import facts
from engagement.screening.queries.cases import open_of_organization
from engagement.screening.questionnaire import CRITERION_KEYS


@command
def record_finding(
    case: ScreeningCase, *, actor: Actor, criterion: str, met: bool, source: str, note: str = ""
) -> CaseFinding:
    """Say whether an exclusion criterion is met, and by which source; it replaces the last one."""
    refuse_unless(case, actor, Cases.HANDLE)
    refuse_unless_open(case)
    if criterion not in CRITERION_KEYS:
        raise ValueError(criterion)
    before = facts.finding_on(case, criterion)
    if before is not None:
        before.replaced_at = now()
        db.session.flush()
    found = CaseFinding(
        case=case,
        criterion=criterion,
        met=met,
        source=source,
        note=note,
        found_by_id=actor.id,
        found_at=now(),
    )
    db.session.add(found)
    note_hand(case, actor, CaseAct.FOUND)
    record(
        "screening:finding:recorded",
        found,
        actor=actor,
        criterion=criterion,
        met=[before.met if before else None, met],
        source=source,
    )
    return found


@command
def log_controversy(
    organization: Organization,
    *,
    actor: Actor,
    happened_on: date,
    severity: Severity,
    summary: str,
    source: str,
    response: Response,
    response_note: str = "",
    key: uuid.UUID | None = None,
) -> LoggedControversy:
    """Add a line to the log of an organization; it counts in all its cases from now on."""
    if earlier := once.take(key, actor):
        return db.session.get_one(LoggedControversy, earlier.result_id)
    if happened_on > today():
        raise RuleViolation(_l("A controversy cannot lie in the future. Enter its day again."))
    row = LoggedControversy(
        organization=organization,
        happened_on=happened_on,
        severity=severity,
        summary=summary,
        source=source,
        response=response,
        response_note=response_note,
        recorded_by_id=actor.id,
        recorded_at=now(),
    )
    if not can(actor, Cases.HANDLE, row):
        raise NotAllowed(Cases.HANDLE)
    db.session.add(row)
    db.session.flush()
    once.remember(key, row.id)
    _note_in_open_cases(row, actor)
    record(
        "screening:controversy:logged",
        row,
        actor=actor,
        severity=severity,
        source=source,
        response=response,
    )
    return row


@command
def note_response(row: LoggedControversy, *, actor: Actor, response: Response, note: str) -> None:
    """Say how the company dealt with a controversy, as known today."""
    _refuse_withdrawn(row, actor)
    before = row.response
    row.response, row.response_note = response, note
    _note_in_open_cases(row, actor)
    record(
        "screening:controversy:response_noted",
        row,
        actor=actor,
        response=[before, response],
        note=note,
    )


@command
def withdraw_controversy(row: LoggedControversy, *, actor: Actor, reason: str) -> None:
    """Take a line out of the log that should not be in it; it is kept, and counts no more."""
    _refuse_withdrawn(row, actor)
    row.withdrawn_at, row.withdrawn_by_id, row.withdrawn_reason = now(), actor.id, reason
    _note_in_open_cases(row, actor)
    record("screening:controversy:withdrawn", row, actor=actor, reason=reason)


@command
def add_paper(
    place: LoggedControversy | CaseMeasure | CaseReply,
    *,
    actor: Actor,
    taken: Taken,
    for_company: bool = False,
    key: uuid.UUID | None = None,
) -> CasePaper | None:
    """Keep a file with a controversy, a measure or an allegation.

    Files of staff belong to no organization, so that no member meets them; `for_company` shows one
    with the allegation, and makes sense there alone.
    """
    if earlier := once.take(key, actor):
        return db.session.get(CasePaper, earlier.result_id)
    refuse_unless(place, actor, Cases.HANDLE)
    paper = keep_paper(place, actor=actor, taken=taken, for_company=for_company, of_company=False)
    if not isinstance(place, LoggedControversy):
        note_hand(place.case, actor, CaseAct.FOUND)
    else:
        _note_in_open_cases(place, actor)
    once.remember(key, paper.id)
    return paper


def keep_paper(place, *, actor, taken, for_company, of_company) -> CasePaper:
    """The row of a file in its place; within a command."""
    field = {
        LoggedControversy: "controversy_id",
        CaseMeasure: "measure_id",
        CaseReply: "reply_id",
    }[type(place)]
    paper = CasePaper(
        organization_id=place.organization_id,
        document=documents.keep(
            taken, organization_id=place.organization_id if of_company else None, actor=actor
        ),
        for_company=for_company and field == "reply_id",
        added_by_id=actor.id,
        added_at=now(),
        **{field: place.id},
    )
    paper.document.submitted_at = now()
    db.session.add(paper)
    db.session.flush()
    record(
        "screening:paper:added",
        paper,
        actor=actor,
        place=place.__tablename__,
        place_id=str(place.id),
        name=taken.name,
        sha256=taken.stored.sha256,
        for_company=paper.for_company,
    )
    return paper


def _refuse_withdrawn(row, actor):
    refuse_unless(row, actor, Cases.HANDLE)
    if row.withdrawn_at is not None:
        raise RuleViolation(MOVED_ON)


def _note_in_open_cases(row, actor):
    for case in open_of_organization(row.organization_id):
        note_hand(case, actor, CaseAct.FOUND)
