"""Who may do what with screening cases: the private sector unit, director, legal, the committee.

Nobody outside staff: a case is sealed from the organization it is about. Its focal points see what
an officer puts to them in the right of reply, and nothing else.
"""

from sqlalchemy import select

from engagement.core import subjects
from engagement.core.permissions import (
    Permission,
    Role,
    all_of,
    any_of,
    has_role,
    is_system,
    register,
)
from engagement.documents.keepers import keeps_documents
from engagement.organizations.permissions import focal_point, no_conflict
from engagement.screening.models import (
    CaseFinding,
    CaseMeasure,
    CasePaper,
    CaseRating,
    CaseReply,
    CaseStep,
    LoggedControversy,
    RiskTable,
    ScreeningCase,
)


class Cases(Permission):
    """Rights on screening cases and what belongs to them."""

    LIST = "screening:case:list"
    VIEW = "screening:case:view"
    OPEN = "screening:case:open"
    HANDLE = "screening:case:handle"
    FOLLOW_MEASURE = "screening:measure:follow"
    VIEW_CONTROVERSY = "screening:controversy:view"
    LOWER = "screening:rating:confirm-lower"
    REVIEW = "screening:case:review"
    ADVISE = "screening:case:advise"
    DECIDE = "screening:case:decide"
    RECORD_VOTE = "screening:case:record-vote"
    REOPEN = "screening:case:reopen"
    MOVE = "screening:case:move"


class Replies(Permission):
    """Rights on what is put to a company, and on files."""

    VIEW = "screening:reply:view"
    ANSWER = "screening:reply:answer"
    LIST = "screening:reply:list"
    READ = "screening:paper:read"


class RiskTables(Permission):
    """Rights on tables of sector and country risk."""

    VIEW = "screening:risk_table:view"
    LOAD = "screening:risk_table:load"


def case_of(record) -> ScreeningCase:
    """The case that a record belongs to."""
    return record if isinstance(record, ScreeningCase) else record.case


def for_committee(actor, record):
    """The committee is told of the case, votes on it or confirms its stop."""
    return case_of(record).for_committee_at is not None


def in_scope(actor, record):
    """The case was opened in the period that the auditor's engagement covers."""
    return actor.audited.covers(case_of(record).opened_at)


def logged_in_scope(actor, controversy):
    """The controversy was recorded in the period that the auditor's engagement covers."""
    return actor.audited.covers(controversy.recorded_at)


def shown_to_company(actor, paper):
    """The officer chose the file for the company, or it is the company's own."""
    return paper.for_company


def of_controversy(actor, paper):
    """The file stands with a controversy, which belongs to no single case."""
    return paper.controversy_id is not None


def of_case(actor, paper):
    """The file stands with a measure or a right of reply of one case."""
    return paper.controversy_id is None


def reads_its_case(actor, paper):
    """The person sees the case that the file belongs to."""
    return reader(actor, paper.measure or paper.reply)


def reads_its_controversy(actor, paper):
    """The person sees the controversy that the file belongs to."""
    return log_reader(actor, paper.controversy)


def owns_measure(actor, measure):
    """The person is to carry the measure out, and sees its case."""
    return measure.owner_id == actor.id and reader(actor, measure)


def leads_somebody(actor, subject):
    """The person is a focal point."""
    return bool(actor.leads)


UNIT = (Role.SCREENING_OFFICER, Role.PRIVATE_SECTOR_HEAD)
DESK = (*UNIT, Role.DIRECTOR, Role.LEGAL_ADVISER)
COMMITTEE = (Role.COMMITTEE_MEMBER, Role.COMMITTEE_SECRETARY)

unit = all_of(has_role(*UNIT), no_conflict)
desk = all_of(has_role(*DESK), no_conflict)
committee = all_of(has_role(*COMMITTEE), no_conflict, for_committee)
auditor = all_of(has_role(Role.AUDITOR), no_conflict, in_scope)
reader = any_of(desk, committee, auditor)
log_reader = any_of(
    all_of(has_role(*DESK, *COMMITTEE), no_conflict),
    all_of(has_role(Role.AUDITOR), no_conflict, logged_in_scope),
)
table_readers = has_role(*DESK, *COMMITTEE, Role.AUDITOR, Role.ADMINISTRATOR)

register(
    {
        Cases.LIST: has_role(*DESK, *COMMITTEE, Role.AUDITOR),
        Cases.VIEW: reader,
        Cases.OPEN: any_of(unit, is_system),
        Cases.HANDLE: unit,
        Cases.FOLLOW_MEASURE: any_of(unit, owns_measure),
        Cases.VIEW_CONTROVERSY: log_reader,
        Cases.LOWER: unit,
        Cases.REVIEW: unit,
        Cases.ADVISE: all_of(has_role(Role.LEGAL_ADVISER), no_conflict),
        Cases.DECIDE: all_of(has_role(Role.PRIVATE_SECTOR_HEAD, Role.DIRECTOR), no_conflict),
        Cases.RECORD_VOTE: all_of(has_role(Role.COMMITTEE_SECRETARY), no_conflict, for_committee),
        Cases.REOPEN: all_of(has_role(Role.PRIVATE_SECTOR_HEAD), no_conflict),
        Cases.MOVE: is_system,
        Replies.VIEW: any_of(focal_point, reader),
        Replies.ANSWER: focal_point,
        Replies.LIST: leads_somebody,
        Replies.READ: any_of(
            all_of(focal_point, shown_to_company),
            all_of(of_case, reads_its_case),
            all_of(of_controversy, reads_its_controversy),
        ),
        RiskTables.VIEW: table_readers,
        RiskTables.LOAD: has_role(*UNIT),
    }
)
subjects.register(
    ScreeningCase,
    view=Cases.VIEW,
    label=lambda case: case.reference,
    endpoint="screening.show_case",
    argument="case_id",
    audited=lambda period: subjects.happened_in(ScreeningCase.opened_at, period),
)


def _of_cases_in(model):
    """The condition that a row's case was opened in a period."""
    return lambda period: model.case_id.in_(
        select(ScreeningCase.id).where(subjects.happened_in(ScreeningCase.opened_at, period))
    )


for each in (CaseRating, CaseStep, CaseFinding, CaseMeasure):
    subjects.register(
        each,
        view=Cases.VIEW,
        label=lambda row: row.case.reference,
        audited=_of_cases_in(each),
    )
subjects.register(
    CaseReply,
    view=Replies.VIEW,
    label=lambda reply: reply.case.organization.name,
    endpoint="screening.show_reply",
    argument="reply_id",
    audited=_of_cases_in(CaseReply),
)
subjects.register(
    LoggedControversy,
    view=Cases.VIEW_CONTROVERSY,
    label=lambda controversy: controversy.organization.name,
    audited=lambda period: subjects.happened_in(LoggedControversy.recorded_at, period),
)
subjects.register(
    CasePaper,
    view=Replies.READ,
    label=lambda paper: paper.document.name,
    endpoint="screening.show_case_paper",
    argument="paper_id",
    audited=lambda period: subjects.happened_in(CasePaper.added_at, period),
)
keeps_documents(CasePaper)
subjects.register(
    RiskTable,
    view=RiskTables.VIEW,
    label=lambda table: f"{table.kind.label} {table.number}",
    endpoint="screening.show_risk_table",
    argument="table_id",
    casework=False,
)
