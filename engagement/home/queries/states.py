"""What waits for protocol officers, and for who acts for a State."""

from collections.abc import Iterator

from flask_babel import LazyString, get_locale
from flask_babel import lazy_gettext as _l

from engagement.core.clock import today
from engagement.core.countries import COUNTRIES
from engagement.core.permissions import Actor, can
from engagement.home.queries.task import Task
from engagement.meetings.queries import delegations as meetings
from engagement.protocol import queries as protocol
from engagement.protocol.models import ShortTrackState
from engagement.protocol.permissions import Protocol


def of_protocol(actor: Actor) -> Iterator[Task]:
    """What came from States and intergovernmental organizations; one's own entries others check."""
    if not can(actor, Protocol.ENTER):
        return
    check, record = protocol.to_check(actor), protocol.to_record(actor)
    received = {"state": ShortTrackState.RECEIVED.value}
    checked = {"state": ShortTrackState.CHECKED.value}
    yield Task(_l("Notes verbales to check"), check.notes, "protocol.list_notes", received)
    yield Task(_l("Notes verbales to record"), record.notes, "protocol.list_notes", checked)
    place = "protocol.list_intergovernmental"
    yield Task(_l("Intergovernmental organizations to check"), check.igos, place, received)
    yield Task(_l("Intergovernmental organizations to record"), record.igos, place, checked)
    overdue = len(protocol.overdue_states(today()))
    yield Task(
        _l("States that have not confirmed their list"),
        overdue,
        "protocol.list_states",
        {"lane": "overdue"},
    )
    waiting = meetings.to_examine(actor)
    for meeting in dict.fromkeys(each.meeting for each in waiting):
        yield Task(
            _l("Papers of delegations to look at"),
            sum(each.meeting_id == meeting.id for each in waiting),
            "meetings.list_delegations",
            {"meeting_id": meeting.id},
            begins=meeting.starts_at,
            zone=meeting.zone,
        )


def of_delegations(actor: Actor) -> Iterator[Task]:
    """The page of each State one acts for; its list waits when the administrator has to confirm."""
    if not actor.delegate_of:
        return
    for row in protocol.state_rows(today(), actor.delegate_of):
        code = row.place.code
        waits = code in actor.administers and row.due_on is not None and row.due_on <= today()
        title = (
            _l("Confirm the list of your representatives: %(state)s", state=_name(code))
            if waits
            else _l("Our delegation: %(state)s", state=_name(code))
        )
        yield Task(title, 1 if waits else None, "protocol.show_delegation", {"state_code": code})
    for meeting, code in meetings.to_compose(actor.administers):
        yield Task(
            _l("Compose the delegation: %(state)s", state=_name(code)),
            1,
            "meetings.nominate",
            {"meeting_id": meeting.id, "state": code},
            begins=meeting.starts_at,
            zone=meeting.zone,
        )


def _name(code):
    """The State's name in whatever language it is read."""
    return LazyString(lambda: COUNTRIES[code].name(str(get_locale() or "en")))
