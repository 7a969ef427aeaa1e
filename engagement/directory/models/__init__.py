"""Tables of the register: what is searched (`register`), checks of entries, reports on entries."""

from engagement.directory.models.checks import EntryCheck
from engagement.directory.models.register import RegisterRow, RegisterSpan, TermVariant
from engagement.directory.models.reports import EntryReport, ReportKind, ReportState

__all__ = [
    "EntryCheck",
    "EntryReport",
    "RegisterRow",
    "RegisterSpan",
    "ReportKind",
    "ReportState",
    "TermVariant",
]
