"""Who may do what with entries of the register; to read it is for everybody."""

from engagement.core import subjects
from engagement.core.permissions import Permission, Role, all_of, any_of, has_role, register
from engagement.directory.models import EntryCheck, EntryReport
from engagement.organizations.permissions import Organizations, focal_point, no_conflict


class Directory(Permission):
    """Rights on entries and on what is reported about them."""

    CHECK = "directory:entry:check"
    LIST_REPORTS = "directory:report:list"
    ANSWER_REPORT = "directory:report:answer"


clerk = has_role(Role.REVIEWER, Role.HEAD_OF_UNIT)

register(
    {
        Directory.CHECK: any_of(focal_point, all_of(clerk, no_conflict)),
        Directory.LIST_REPORTS: clerk,
        Directory.ANSWER_REPORT: all_of(clerk, no_conflict),
    }
)
subjects.register(
    EntryCheck,
    view=Organizations.VIEW,
    label=lambda check: check.organization.name,
)
subjects.register(
    EntryReport,
    view=Directory.ANSWER_REPORT,
    label=lambda report: report.reference,
    endpoint="directory.show_report",
    argument="report_id",
)
