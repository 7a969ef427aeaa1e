"""Verbs of the register: rows are written (`register`), entries checked, reports received."""

from engagement.directory.commands.checks import record_check
from engagement.directory.commands.register import mend, rebuild, refresh
from engagement.directory.commands.reports import answer_report, close_report, receive_report

__all__ = [
    "answer_report",
    "close_report",
    "mend",
    "rebuild",
    "receive_report",
    "record_check",
    "refresh",
]
