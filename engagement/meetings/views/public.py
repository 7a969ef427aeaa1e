"""What everybody reads: the list of meetings, and each of them."""

from flask import abort, render_template

from engagement.core.permissions import can
from engagement.meetings.models import Meeting
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries import meetings as queries
from engagement.meetings.views.blueprint import MEETING, bp
from engagement.web.access import actor, public
from engagement.web.pages import keyset

ORDER = (Meeting.starts_at, Meeting.id)


@bp.get("")
@public
def list_meetings():
    """Meetings to come, the next first."""
    return render_template(
        "meetings/list_meetings.html", page=keyset(queries.to_come(actor()), ORDER)
    )


@bp.get(MEETING)
@public
def show_meeting(meeting_id):
    """One meeting: when, where, who can take part, and how."""
    meeting = queries.get_meeting(meeting_id)
    if meeting is None or not can(actor(), Meetings.VIEW, meeting):
        abort(404)
    return render_template("meetings/show_meeting.html", meeting=meeting)
