"""Who may do what with an accreditation that was granted."""

from engagement.accreditation.models import Accreditation
from engagement.accreditation.offices import CLERKS, heads_unit, in_unit
from engagement.core import subjects
from engagement.core.permissions import Permission, Role, all_of, any_of, has_role, is_system
from engagement.core.permissions import register as register_policies
from engagement.organizations.permissions import focal_point, member, no_conflict, on_behalf
from engagement.standing.models import (
    Batch,
    Brake,
    Change,
    Correction,
    Merger,
    NightRun,
    Paper,
    Proceeding,
    Report,
)


class Standings(Permission):
    """Rights on accreditations, their reports, proceedings and changes."""

    LIST = "standing:accreditation:list"
    VIEW = "standing:accreditation:view"
    HANDLE = "standing:accreditation:handle"
    VIEW_REPORT = "standing:report:view"
    WRITE_REPORT = "standing:report:write"
    SEND_REPORT = "standing:report:send"
    CHECK_REPORT = "standing:report:check"
    VIEW_PROCEEDING = "standing:proceeding:view"
    GIVE_NOTICE = "standing:proceeding:give-notice"
    ANSWER = "standing:proceeding:answer"
    DECIDE = "standing:proceeding:decide"
    DROP = "standing:proceeding:drop"
    RECONSIDER = "standing:proceeding:reconsider"
    LIFT = "standing:proceeding:lift"
    EFFECT = "standing:proceeding:effect"
    VIEW_CHANGE = "standing:change:view"
    ASK_CHANGE = "standing:change:ask"
    CHECK_CHANGE = "standing:change:check"
    UNDO_ENDING = "standing:change:undo"
    LIST_MERGERS = "standing:merger:list"
    VIEW_MERGER = "standing:merger:view"
    PROPOSE_MERGER = "standing:merger:propose"
    DECIDE_MERGER = "standing:merger:decide"
    LIST_CORRECTIONS = "standing:correction:list"
    VIEW_CORRECTION = "standing:correction:view"
    PROPOSE_CORRECTION = "standing:correction:propose"
    DECIDE_CORRECTION = "standing:correction:decide"
    VIEW_PAPER = "standing:paper:view"
    SEE_TONIGHT = "standing:night:view"
    SEE_NIGHTS = "standing:night:view-past"
    BRAKE = "standing:night:brake"
    DECIDE_BATCH = "standing:batch:decide"
    TAKE_CREDENTIAL = "standing:credential:take"
    LEAVE_OUT = "standing:batch:leave-out"


reviewer = all_of(in_unit, no_conflict)
head_of_unit = all_of(heads_unit, no_conflict)
approver = all_of(has_role(Role.APPROVER), no_conflict)
clerk_of_both = has_role(Role.HEAD_OF_UNIT, Role.APPROVER)

BEGAN = {
    Accreditation: "created_at",
    Proceeding: "noticed_at",
    Merger: "proposed_at",
    Correction: "proposed_at",
    Batch: "proposed_at",
    Brake: "pulled_at",
    NightRun: "ran_at",
}
"""The instant by which an auditor's engagement covers a record of each kind."""


def in_scope(actor, record):
    """The record began in the period that the auditor's engagement covers."""
    return actor.audited.covers(getattr(record, BEGAN.get(type(record), "submitted_at")))


auditor = all_of(has_role(Role.AUDITOR), no_conflict, in_scope)


def audits(actor, record):
    """An auditor, for what happened in the period of the engagement; lists show no more."""
    return Role.AUDITOR in actor.roles and (record is None or in_scope(actor, record))


def sent(actor, record):
    """The organization has sent it: a draft is nobody's business but its own."""
    return record.submitted_at is not None


def neither_in_conflict(actor, merger):
    """The cases of neither organization are kept from this person."""
    return actor.conflicts.isdisjoint({merger.organization_id, merger.into_id})


def of_subject(actor, paper):
    """Whoever sees what the document stands for."""
    return subjects.can_view(actor, paper.subject)


def file_sent(actor, paper):
    """The organization has sent the file; what it stands with may have been sent before it."""
    return paper.document.submitted_at is not None


desk = any_of(reviewer, approver, auditor)

register_policies(
    {
        Standings.LIST: has_role(*sorted(CLERKS), Role.APPROVER, Role.AUDITOR),
        Standings.VIEW: any_of(member, desk, on_behalf),
        Standings.HANDLE: desk,
        Standings.VIEW_REPORT: any_of(member, on_behalf, all_of(sent, desk)),
        Standings.WRITE_REPORT: any_of(member, on_behalf),
        Standings.SEND_REPORT: any_of(focal_point, on_behalf),
        Standings.CHECK_REPORT: all_of(sent, reviewer),
        Standings.VIEW_PROCEEDING: any_of(member, desk, on_behalf),
        Standings.GIVE_NOTICE: head_of_unit,
        Standings.ANSWER: any_of(focal_point, on_behalf),
        Standings.DECIDE: approver,
        Standings.DROP: any_of(head_of_unit, approver),
        Standings.RECONSIDER: approver,
        Standings.LIFT: approver,
        Standings.EFFECT: is_system,
        Standings.VIEW_CHANGE: any_of(member, on_behalf, all_of(sent, desk)),
        Standings.ASK_CHANGE: any_of(focal_point, on_behalf),
        Standings.CHECK_CHANGE: all_of(sent, reviewer),
        Standings.UNDO_ENDING: all_of(sent, any_of(head_of_unit, approver)),
        Standings.LIST_MERGERS: has_role(Role.HEAD_OF_UNIT, Role.APPROVER, Role.AUDITOR),
        Standings.VIEW_MERGER: all_of(any_of(clerk_of_both, audits), neither_in_conflict),
        Standings.PROPOSE_MERGER: head_of_unit,
        Standings.DECIDE_MERGER: all_of(clerk_of_both, neither_in_conflict),
        Standings.LIST_CORRECTIONS: has_role(
            Role.REVIEWER, Role.HEAD_OF_UNIT, Role.APPROVER, Role.AUDITOR
        ),
        Standings.VIEW_CORRECTION: desk,
        Standings.PROPOSE_CORRECTION: reviewer,
        Standings.DECIDE_CORRECTION: reviewer,
        Standings.VIEW_PAPER: all_of(of_subject, any_of(member, on_behalf, file_sent)),
        Standings.SEE_TONIGHT: clerk_of_both,
        Standings.SEE_NIGHTS: any_of(clerk_of_both, audits),
        Standings.BRAKE: clerk_of_both,
        Standings.DECIDE_BATCH: has_role(Role.HEAD_OF_UNIT),
        Standings.TAKE_CREDENTIAL: any_of(member, on_behalf),
        Standings.LEAVE_OUT: has_role(Role.HEAD_OF_UNIT),
    }
)
subjects.register(
    Accreditation,
    view=Standings.VIEW,
    label=lambda accreditation: accreditation.number,
    endpoint="standing.show_accreditation",
    argument="accreditation_id",
    audited=lambda period: subjects.happened_in(Accreditation.created_at, period),
)
subjects.register(
    Report,
    view=Standings.VIEW_REPORT,
    label=lambda report: report.reference or report.accreditation.number,
    endpoint="standing.show_report",
    argument="report_id",
    audited=lambda period: subjects.happened_in(Report.submitted_at, period),
)
subjects.register(
    Proceeding,
    view=Standings.VIEW_PROCEEDING,
    label=lambda proceeding: proceeding.accreditation.number,
    endpoint="standing.show_proceeding",
    argument="proceeding_id",
    audited=lambda period: subjects.happened_in(Proceeding.noticed_at, period),
)
subjects.register(
    Change,
    view=Standings.VIEW_CHANGE,
    label=lambda change: change.accreditation.number,
    endpoint="standing.show_change",
    argument="change_id",
    audited=lambda period: subjects.happened_in(Change.submitted_at, period),
)
subjects.register(
    Merger,
    view=Standings.VIEW_MERGER,
    label=lambda merger: merger.organization.name,
    endpoint="standing.show_merger",
    argument="merger_id",
    audited=lambda period: subjects.happened_in(Merger.proposed_at, period),
)
subjects.register(
    Correction,
    view=Standings.VIEW_CORRECTION,
    label=lambda correction: correction.accreditation.number,
    endpoint="standing.show_correction",
    argument="correction_id",
    audited=lambda period: subjects.happened_in(Correction.proposed_at, period),
)
subjects.register(
    Paper,
    view=Standings.VIEW_PAPER,
    label=lambda paper: paper.document.name,
    endpoint="standing.show_paper",
    argument="paper_id",
)
subjects.register(
    Batch,
    view=Standings.SEE_NIGHTS,
    label=lambda batch: batch.kind.label,
    endpoint="standing.show_batch",
    argument="batch_id",
    casework=False,
    audited=lambda period: subjects.happened_in(Batch.proposed_at, period),
)
subjects.register(
    Brake,
    view=Standings.SEE_NIGHTS,
    label=lambda brake: brake.act.label if brake.act else "",
    casework=False,
    audited=lambda period: subjects.happened_in(Brake.pulled_at, period),
)
subjects.register(
    NightRun,
    view=Standings.SEE_NIGHTS,
    label=lambda run: run.act.label,
    casework=False,
    audited=lambda period: subjects.happened_in(NightRun.ran_at, period),
)
