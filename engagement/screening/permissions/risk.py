"""Who may do what with screening cases: the private sector unit, director, legal, the committee.

Nobody outside staff: a case is sealed from the organization it is about.
"""

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
from engagement.organizations.permissions import no_conflict
from engagement.screening.models import CaseRating, CaseStep, ScreeningCase


class Cases(Permission):
    """Rights on screening cases."""

    LIST = "screening:case:list"
    VIEW = "screening:case:view"
    OPEN = "screening:case:open"
    HANDLE = "screening:case:handle"
    LOWER = "screening:rating:confirm-lower"
    REVIEW = "screening:case:review"
    ADVISE = "screening:case:advise"
    DECIDE = "screening:case:decide"
    RECORD_VOTE = "screening:case:record-vote"
    REOPEN = "screening:case:reopen"
    MOVE = "screening:case:move"


def for_committee(actor, record):
    """The committee is told of the case, votes on it or confirms its stop."""
    return getattr(record, "case", record).for_committee_at is not None


def in_scope(actor, record):
    """The case was opened in the period that the auditor's engagement covers."""
    return actor.audited.covers(getattr(record, "case", record).opened_at)


UNIT = (Role.SCREENING_OFFICER, Role.PRIVATE_SECTOR_HEAD)
DESK = (*UNIT, Role.DIRECTOR, Role.LEGAL_ADVISER)
COMMITTEE = (Role.COMMITTEE_MEMBER, Role.COMMITTEE_SECRETARY)

unit = all_of(has_role(*UNIT), no_conflict)
desk = all_of(has_role(*DESK), no_conflict)
committee = all_of(has_role(*COMMITTEE), no_conflict, for_committee)
auditor = all_of(has_role(Role.AUDITOR), no_conflict, in_scope)
reader = any_of(desk, committee, auditor)

register(
    {
        Cases.LIST: has_role(*DESK, *COMMITTEE, Role.AUDITOR),
        Cases.VIEW: reader,
        Cases.OPEN: any_of(unit, is_system),
        Cases.HANDLE: unit,
        Cases.LOWER: unit,
        Cases.REVIEW: unit,
        Cases.ADVISE: all_of(has_role(Role.LEGAL_ADVISER), no_conflict),
        Cases.DECIDE: all_of(has_role(Role.PRIVATE_SECTOR_HEAD, Role.DIRECTOR), no_conflict),
        Cases.RECORD_VOTE: all_of(has_role(Role.COMMITTEE_SECRETARY), no_conflict, for_committee),
        Cases.REOPEN: all_of(has_role(Role.PRIVATE_SECTOR_HEAD), no_conflict),
        Cases.MOVE: is_system,
    }
)
subjects.register(
    ScreeningCase,
    view=Cases.VIEW,
    label=lambda case: case.reference,
    audited=lambda period: subjects.happened_in(ScreeningCase.opened_at, period),
)
subjects.register(CaseRating, view=Cases.VIEW, label=lambda row: row.case.reference)
subjects.register(CaseStep, view=Cases.VIEW, label=lambda row: row.case.reference)
