"""Statistics of a meeting: for officers at any time, for everybody once it is over."""

from flask import abort, render_template
from flask_babel import gettext as _

from engagement.core.permissions import can
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries import statistics as queries
from engagement.meetings.queries.meetings import get_meeting
from engagement.meetings.views.blueprint import MEETING, bp
from engagement.web.access import actor, public
from engagement.web.spreadsheets import csv_answer


def _meeting(meeting_id):
    """A meeting whose figures the reader may see; what is not public yet is for the desk."""
    meeting = get_meeting(meeting_id)
    if meeting is None or not can(actor(), Meetings.VIEW, meeting) or meeting.through_id:
        abort(404)
    if not can(actor(), Meetings.LIST) and not queries.is_public(meeting):
        abort(404)
    return meeting


@bp.get(f"{MEETING}/statistics")
@public
def show_statistics(meeting_id):
    """Who registered and who took part, each figure with its table."""
    meeting = _meeting(meeting_id)
    found = queries.statistics_of(meeting)
    return render_template(
        "meetings/show_statistics.html",
        meeting=meeting,
        found=found,
        is_public=queries.is_public(meeting),
        is_desk=can(actor(), Meetings.LIST),
    )


@bp.get(f"{MEETING}/statistics.csv")
@public
def download_statistics(meeting_id):
    """The same as a table."""
    meeting = _meeting(meeting_id)
    found = queries.statistics_of(meeting)
    rows = [[_("All"), "", *found.figures.values()]] if found.measures else []
    for each in found.breakdowns:
        for line in each.lines:
            figures = line.figures or dict.fromkeys(each.measures, _("too few"))
            rows.append(
                [
                    str(each.title),
                    str(line.label),
                    *(figures.get(one, "") for one in found.measures),
                ]
            )
    return csv_answer(
        f"statistics-{meeting.starts_at.date().isoformat()}.csv",
        [_("Figure"), _("Group"), *(str(each.label) for each in found.measures)],
        rows,
    )
