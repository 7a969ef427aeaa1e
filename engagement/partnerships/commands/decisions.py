"""From the end of screening to the decision, and from the first to the last day."""

import uuid
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy.dialects.postgresql import insert

from engagement.audit.commands import record
from engagement.core import versions
from engagement.core.clock import now, today
from engagement.core.db import command, db
from engagement.core.errors import RuleViolation
from engagement.core.permissions import SYSTEM, Actor, Role
from engagement.partnerships import monitoring
from engagement.partnerships.commands.proposals import tell_partners, tell_unit
from engagement.partnerships.models import (
    Partnership,
    PartnershipAct,
    PartnershipHand,
    PartnershipReport,
    PartnershipState,
    ReportKind,
)
from engagement.partnerships.queries import deciding
from engagement.partnerships.queries import partnerships as queries
from engagement.partnerships.workflow import (
    ACCEPT,
    ASK_END_REPORT,
    BEGIN,
    END,
    EXPIRE,
    RECOMMEND,
    REFUSE,
    SCREEN,
    partnership_workflow,
)
from engagement.screening.commands.deciding import after_decision
from engagement.screening.models import ScreeningCase

AREA = "partnerships"
"""What the kept public pages of the registers depend on."""


@command
def note_screened(partnership: Partnership, *, actor: Actor = SYSTEM) -> bool:
    """Go on once the case of every partner is decided; returns whether it did."""
    if partnership.state is not PartnershipState.SUBMITTED or not deciding.is_screened(partnership):
        return False
    partnership_workflow.fire(SCREEN, partnership, actor=actor)
    partnership.screened_at = now()
    partnership.level = deciding.level_of(partnership)
    record("partnerships:partnership:screened", partnership, actor=actor)
    tell_unit("screened", partnership, partnership, Role.SCREENING_OFFICER)
    return True


@after_decision
def go_on_after(case: ScreeningCase) -> None:
    """With the decision on the last of the partners' cases; within that command."""
    if case.subject_type == Partnership.__tablename__:
        note_screened(queries.get_partnership(case.subject_id))


@command
def recommend_partnership(
    partnership: Partnership, *, actor: Actor, accept: bool, reason: str
) -> None:
    """Say what the unit recommends; whoever does cannot decide."""
    partnership_workflow.fire(RECOMMEND, partnership, actor=actor)
    partnership.advice, partnership.advice_reason = accept, reason
    partnership.recommended_at, partnership.recommended_by_id = now(), actor.id
    partnership.level = deciding.level_of(partnership)
    note_hand(partnership, actor, PartnershipAct.RECOMMENDED)
    record(
        "partnerships:partnership:recommended",
        partnership,
        actor=actor,
        accept=accept,
        reason=reason,
    )


@command
def decide_partnership(
    partnership: Partnership, *, actor: Actor, accept: bool, reason: str
) -> None:
    """Accept or not, by the route of the riskiest case. The partners are told the outcome alone."""
    decided = {
        "accepted": accept,
        "decision_reason": reason,
        "decided_at": now(),
        "decided_by_id": actor.id,
    }
    with db.session.no_autoflush:
        partnership_workflow.fire(ACCEPT if accept else REFUSE, partnership, actor=actor)
        for name, value in decided.items():
            setattr(partnership, name, value)
    record(
        "partnerships:partnership:decided", partnership, actor=actor, accept=accept, reason=reason
    )
    tell_partners("decided", partnership)


@command
def begin_partnership(partnership: Partnership, *, actor: Actor, begun_on: date) -> None:
    """Note that the agreement is signed; the partnership stands in the public register."""
    if begun_on > today() or begun_on < partnership.decided_at.date():
        raise RuleViolation(
            _l("Enter the day on which it was signed: after the decision, and not in the future.")
        )
    with db.session.no_autoflush:
        partnership_workflow.fire(BEGIN, partnership, actor=actor)
        partnership.begun_on = begun_on
    db.session.flush()
    ask_next_report(partnership, begun_on)
    versions.bump(AREA)
    record("partnerships:partnership:begun_on", partnership, actor=actor, day=begun_on.isoformat())


@command
def end_partnership(partnership: Partnership, *, actor: Actor, over_on: date, reason: str) -> None:
    """End it early, with a reason that the public register tells."""
    if over_on > today() or over_on < partnership.begun_on:
        raise RuleViolation(
            _l("Enter the day on which it ended: after its begin, and not in the future.")
        )
    partnership_workflow.fire(END, partnership, actor=actor)
    partnership.over_on, partnership.over_reason = over_on, reason
    versions.bump(AREA)
    record(
        "partnerships:partnership:ended",
        partnership,
        actor=actor,
        day=over_on.isoformat(),
        reason=reason,
    )
    tell_partners("ended", partnership)


@command
def expire_partnership(partnership: Partnership, *, actor: Actor = SYSTEM) -> bool:
    """What was accepted and never began is over; the partners are told."""
    if partnership.state is not PartnershipState.DECIDED:
        return False
    if not queries.is_late_to_begin(partnership):
        return False
    partnership_workflow.fire(EXPIRE, partnership, actor=actor)
    record("partnerships:partnership:expired", partnership, actor=actor)
    tell_partners("expired", partnership)
    return True


@command
def ask_end_report(partnership: Partnership, *, actor: Actor = SYSTEM) -> bool:
    """On its last day's end the end report is asked for."""
    if partnership.state is not PartnershipState.ACTIVE or partnership.to_day >= today():
        return False
    partnership_workflow.fire(ASK_END_REPORT, partnership, actor=actor)
    partnership.over_on = partnership.to_day
    db.session.add(
        PartnershipReport(
            partnership=partnership,
            kind=ReportKind.END,
            due_on=monitoring.end_report_due(partnership.to_day),
        )
    )
    versions.bump(AREA)
    record("partnerships:partnership:over", partnership, actor=actor)
    tell_partners("end_report", partnership)
    return True


def ask_next_report(partnership: Partnership, since: date) -> None:
    """Let the next monitoring report be due; none when the partnership ends before."""
    due_on = monitoring.next_due(partnership.level, since, partnership.to_day)
    if due_on is not None:
        db.session.add(
            PartnershipReport(partnership=partnership, kind=ReportKind.MONITORING, due_on=due_on)
        )
        db.session.flush()


def note_hand(partnership: Partnership, actor: Actor, act: PartnershipAct) -> None:
    """Remember that this person took part in substance and so cannot decide."""
    db.session.flush()
    db.session.execute(
        insert(PartnershipHand)
        .values(
            id=uuid.uuid4(),
            partnership_id=partnership.id,
            person_id=actor.id,
            act=act,
            since=now(),
        )
        .on_conflict_do_nothing()
    )
    db.session.expire(partnership, ["hands"])
