"""Who looks organizations up on the UN list of ineligible vendors; never one in conflict."""

from engagement.core import subjects
from engagement.core.permissions import Permission, Role, all_of, has_role, register
from engagement.core.subjects import happened_in
from engagement.screening.models import IneligibilityCheck
from engagement.screening.permissions.lists import officer

READERS = (
    Role.SCREENING_OFFICER,
    Role.PRIVATE_SECTOR_HEAD,
    Role.LEGAL_ADVISER,
    Role.DIRECTOR,
    Role.AUDITOR,
)


class Ineligibility(Permission):
    """Rights on what was found on the list of ineligible vendors."""

    LIST = "screening:ineligibility:list"
    VIEW = "screening:ineligibility:view"
    RECORD = "screening:ineligibility:record"


def not_in_conflict(actor, subject):
    """The organization, or the one a record is about, is none of the person's conflicts."""
    if subject is None:
        return True
    return getattr(subject, "organization_id", subject.id) not in actor.conflicts


def in_audit(actor, check):
    """An auditor of some period reads what was recorded in it."""
    return not actor.audits_part or actor.audited.covers(check.recorded_at)


readers = has_role(*READERS)
register(
    {
        Ineligibility.LIST: readers,
        Ineligibility.VIEW: all_of(readers, not_in_conflict, in_audit),
        Ineligibility.RECORD: all_of(officer, not_in_conflict),
    }
)
subjects.register(
    IneligibilityCheck,
    view=Ineligibility.VIEW,
    label=lambda check: check.result.label,
    audited=lambda period: happened_in(IneligibilityCheck.recorded_at, period),
)
