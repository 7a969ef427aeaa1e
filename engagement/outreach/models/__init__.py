"""Tables of encouraging."""

from engagement.outreach.models.follow_up import FollowUp, FollowUpTally, Result
from engagement.outreach.models.record import OutreachKind, OutreachNote, OutreachRecord

__all__ = ["FollowUp", "FollowUpTally", "OutreachKind", "OutreachNote", "OutreachRecord", "Result"]
