"""Who may do what with outreach records; nobody lists the people who left an address."""

from engagement.core import subjects
from engagement.core.permissions import (
    Permission,
    Role,
    all_of,
    has_role,
    is_system,
    register,
)
from engagement.outreach.models import FollowUp, OutreachNote, OutreachRecord


class Outreach(Permission):
    """Rights on outreach."""

    LIST = "outreach:record:list"
    VIEW = "outreach:record:view"
    ENTER = "outreach:record:enter"
    CHANGE = "outreach:record:change"
    ADD_NOTE = "outreach:note:add"
    WRITE = "outreach:follow-up:write"


def own(actor, record):
    """The person entered it."""
    return actor.id is not None and record.author_id == actor.id


officer = has_role(Role.REGIONAL_OFFICER)
readers = has_role(Role.REGIONAL_OFFICER, Role.HEAD_OF_UNIT, Role.AUDITOR)

register(
    {
        Outreach.LIST: readers,
        Outreach.VIEW: readers,
        Outreach.ENTER: officer,
        Outreach.CHANGE: all_of(officer, own),
        Outreach.ADD_NOTE: has_role(Role.REGIONAL_OFFICER, Role.HEAD_OF_UNIT),
        Outreach.WRITE: is_system,
    }
)
subjects.register(
    OutreachRecord,
    view=Outreach.VIEW,
    label=lambda record: record.title,
    endpoint="outreach.show_record",
    argument="record_id",
)
subjects.register(OutreachNote, view=Outreach.VIEW, label=lambda note: note.text[:80])
subjects.register(FollowUp, view=Outreach.WRITE, label=lambda one: one.result.value, casework=False)
