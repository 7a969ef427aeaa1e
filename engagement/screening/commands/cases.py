"""Open, hand over, take back and close a screening case; who took part in it."""

import uuid
from collections.abc import Callable

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from engagement.accounts.models import Account
from engagement.audit.commands import record
from engagement.core.clock import now, today
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, Role, can
from engagement.core.references import next_reference
from engagement.core.transitions import MOVED_ON
from engagement.mail import outbox
from engagement.organizations.models import Organization
from engagement.organizations.queries.staff import staff_who_may
from engagement.screening import settings
from engagement.screening.facts import Compact
from engagement.screening.levels import Level
from engagement.screening.models import CaseAct, CaseHand, CaseState, ScreeningCase
from engagement.screening.permissions import Cases
from engagement.screening.queries import compact as compact_links
from engagement.screening.queries import deciding, measures, tables
from engagement.screening.queries.cases import NOT_OVER
from engagement.screening.routes import OF_COMMITTEE
from engagement.screening.sources import Track
from engagement.screening.workflow.cases import CLOSE, REOPEN, TAKE_BACK, workflow
from engagement.settings import calendar

SERIES = "SCR"
LINKED = _l("It is linked with a participant of the Global Compact, whose standing counts.")
KNOWN_FACTS = frozenset({"answers", "path", "money", "emblem", "countries"})
AFTER_REOPENING: list[Callable[[ScreeningCase], None]] = []
"""Filled from above (`after_reopening`): who goes by the outcome is told that it holds no more."""


def after_reopening(function: Callable[[ScreeningCase], None]) -> Callable[[ScreeningCase], None]:
    """Let the decorated function be called with each case opened again, within that command."""
    AFTER_REOPENING.append(function)
    return function


@command
def open_case(
    organization: Organization,
    *,
    actor: Actor,
    track: Track,
    subject_type: str,
    subject_id: uuid.UUID,
    language: str,
    is_sme: bool = False,
    declared: dict | None = None,
) -> ScreeningCase:
    """Open the case of an application or a partnership; one that is not over is brought up to date.

    `declared` holds what was submitted: `answers` by section of the profile and the `path` of the
    questionnaire (by default that of the size), `money`, `emblem`, `countries` (alpha-2 codes
    beside that of the seat). Major groups are never rated: ValueError.
    """
    if track is Track.MAJOR_GROUP:
        raise ValueError("a major-group organization is never rated")
    declared = declared or {}
    if unknown := declared.keys() - KNOWN_FACTS:
        raise ValueError(f"unknown facts: {sorted(unknown)}")
    lock(organization)
    case = _not_over(organization.id, subject_type, subject_id)
    before = dict(case.declared) if case else None
    if case is None:
        case = ScreeningCase(
            reference=next_reference(SERIES),
            organization=organization,
            track=track,
            subject_type=subject_type,
            subject_id=subject_id,
            language=language,
            opened_at=now(),
            due_on=_due_on(Level.MODERATE),
        )
    if not can(actor, Cases.OPEN, case):
        raise NotAllowed(Cases.OPEN)
    case.is_sme, case.declared, case.language = is_sme, declared, language
    db.session.add(case)
    db.session.flush()
    if before is None:
        record("screening:case:opened", case, actor=actor, track=track, judged_for=str(subject_id))
        _tell_unit("case_opened", case)
    elif before != declared:
        record("screening:case:declared_again", case, actor=actor)
    return case


def _not_over(organization_id, subject_type, subject_id):
    return db.session.scalars(
        select(ScreeningCase).where(
            ScreeningCase.organization_id == organization_id,
            ScreeningCase.subject_type == subject_type,
            ScreeningCase.subject_id == subject_id,
            ScreeningCase.state.in_(NOT_OVER),
        )
    ).first()


@command
def take_case(case: ScreeningCase, *, actor: Actor) -> None:
    """Become the officer of a case, also in the place of a colleague."""
    refuse_unless(case, actor, Cases.HANDLE)
    if case.officer_id == actor.id:
        return
    before, case.officer_id = case.officer_id, actor.id
    record("screening:case:taken", case, actor=actor, officer=[str(before), str(actor.id)])


@command
def choose_sector(case: ScreeningCase, *, actor: Actor, sector: str | None) -> None:
    """Say to which sector of the table in force the company belongs; None takes it back."""
    refuse_unless(case, actor, Cases.HANDLE)
    refuse_unless_open(case)
    if sector is not None and sector not in tables.tables().sectors:
        raise RuleViolation(MOVED_ON)
    if case.sector == sector:
        return
    before, case.sector = case.sector, sector
    note_hand(case, actor, CaseAct.FOUND)
    record("screening:case:sector_chosen", case, actor=actor, sector=[before, sector])


@command
def note_compact(case: ScreeningCase, *, actor: Actor, compact: Compact, note: str) -> None:
    """Say how the company stands in the Global Compact, where no link says it.

    Until an officer confirms a participant, this is by which source somebody looked it up.
    """
    refuse_unless(case, actor, Cases.HANDLE)
    refuse_unless_open(case)
    if compact_links.link_of(case.organization_id) is not None:
        raise RuleViolation(LINKED)
    before, case.compact = case.compact, compact
    note_hand(case, actor, CaseAct.FOUND)
    record("screening:case:compact_noted", case, actor=actor, compact=[before, compact], note=note)


@command
def take_back_case(case: ScreeningCase, *, actor: Actor, reason: str) -> None:
    """Assess a case again that is not decided yet: something new is known."""
    workflow.fire(TAKE_BACK, case, actor=actor)
    _forget_rating(case)
    record("screening:case:taken_back", case, actor=actor, reason=reason)


@command
def reopen_case(case: ScreeningCase, *, actor: Actor, reason: str) -> None:
    """Open a decided or stopped case again; the company is heard anew, the history stays."""
    workflow.fire(REOPEN, case, actor=actor)
    outcome = case.outcome
    forget_decision(case)
    case.reopened_at = now()
    record("screening:case:reopened", case, actor=actor, reason=reason, outcome=outcome)
    for tell_above in AFTER_REOPENING:
        tell_above(case)


@command
def close_case(case: ScreeningCase, *, actor: Actor, reason: str) -> None:
    """End a case without a decision: what it was for was withdrawn. Nothing if it is over."""
    if case.state not in NOT_OVER:
        return
    workflow.fire(CLOSE, case, actor=actor)
    record("screening:case:closed", case, actor=actor, reason=reason)


def forget_decision(case: ScreeningCase) -> None:
    """A case that is open again has neither rating nor decision; within a command."""
    case.outcome = case.decision_reason = case.decided_by_id = None
    case.decided_at = case.valid_until = None
    _forget_rating(case)


def _forget_rating(case):
    case.inherent = case.residual = case.rated_at = None
    for step in case.steps:
        step.lapsed_at = step.lapsed_at or now()


def refuse_unless(record_, actor: Actor, permission: Cases) -> None:
    """NotAllowed without `permission`; holds the row until the command commits."""
    lock(record_)
    if not can(actor, permission, record_):
        raise NotAllowed(permission)


def refuse_unless_open(case: ScreeningCase) -> None:
    """RuleViolation for a case that is over or rated: facts change before the rating."""
    if case.state not in {CaseState.OPEN, CaseState.ASSESSED, CaseState.ASKED, CaseState.REPLIED}:
        raise RuleViolation(MOVED_ON)


def note_hand(case: ScreeningCase, actor: Actor, act: CaseAct) -> None:
    """Remember that this person took part in substance and so cannot decide."""
    db.session.flush()
    db.session.execute(
        insert(CaseHand)
        .values(id=uuid.uuid4(), case_id=case.id, person_id=actor.id, act=act, since=now())
        .on_conflict_do_nothing()
    )
    db.session.expire(case, ["hands"])


def settle_residual(case: ScreeningCase) -> None:
    """Write what remains under the plan and whether the committee is concerned; in a command."""
    db.session.flush()
    case.residual = measures.residual_of(case)
    if case.inherent is None or case.for_committee_at is not None:
        return
    if OF_COMMITTEE.intersection(deciding.who_decides(case)):
        case.for_committee_at = now()
        db.session.flush()
        for person in staff_who_may(Cases.VIEW, case, Role.COMMITTEE_SECRETARY):
            outbox.send("screening/case_for_committee", to=person, about=case, case=case)


def settle_due_day(case: ScreeningCase) -> None:
    """By when it should be decided, by its level and from its opening; in a command."""
    level = case.inherent or Level.MODERATE
    since = today() if level is Level.EXCLUDED else case.opened_at.date()
    case.due_on = calendar.after(since, settings.days_by_level[level])


def _due_on(level):
    return calendar.after(today(), settings.days_by_level[level])


def tell(message: str, case: ScreeningCase, people: list[Account], **context) -> None:
    """Mail colleagues about a case."""
    for person in people:
        outbox.send(f"screening/{message}", to=person, about=case, case=case, **context)


def _tell_unit(message, case):
    people = staff_who_may(Cases.HANDLE, case, Role.SCREENING_OFFICER)
    heads = staff_who_may(Cases.HANDLE, case, Role.PRIVATE_SECTOR_HEAD)
    tell(message, case, people or heads)
