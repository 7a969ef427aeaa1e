"""Which state of a report may follow which, and for whom."""

from engagement.core.transitions import Transition, Workflow
from engagement.directory.models import ReportState
from engagement.directory.permissions import Directory

ANSWER = Transition(
    "answer_report", ReportState.RECEIVED, ReportState.ANSWERED, Directory.ANSWER_REPORT
)
CLOSE = Transition(
    "close_report", ReportState.RECEIVED, ReportState.CLOSED, Directory.ANSWER_REPORT
)
REPORTS = Workflow(ANSWER, CLOSE)
