"""When a registration may move, and where to."""

from engagement.meetings.workflow.registrations import (
    ACCEPT_OFFER,
    APPROVE,
    ATTEND,
    CONFIRM,
    DECLINE,
    END,
    EXPIRE_OFFER,
    LOSE_PLACE,
    MISS,
    QUEUE,
    REFUSE,
    REOPEN,
    SUBMIT,
    WITHDRAW,
    workflow,
)

__all__ = [
    "ACCEPT_OFFER",
    "APPROVE",
    "ATTEND",
    "CONFIRM",
    "DECLINE",
    "END",
    "EXPIRE_OFFER",
    "LOSE_PLACE",
    "MISS",
    "QUEUE",
    "REFUSE",
    "REOPEN",
    "SUBMIT",
    "WITHDRAW",
    "workflow",
]
