"""Tables of encouraging."""

from engagement.outreach.models.follow_up import FollowUp, Result
from engagement.outreach.models.record import OutreachKind, OutreachNote, OutreachRecord

__all__ = ["FollowUp", "OutreachKind", "OutreachNote", "OutreachRecord", "Result"]
