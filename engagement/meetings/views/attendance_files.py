"""Lines of attendance lists as files: what became of each, and those that count for nobody."""

from collections.abc import Sequence

from flask import Response, abort
from flask_babel import gettext as _

from engagement.audit.reading import note_export
from engagement.core import limits
from engagement.meetings import settings
from engagement.meetings.attendance_lists import COLUMNS, PROBLEMS, Stay
from engagement.meetings.attendance_permissions import Attendances
from engagement.meetings.models import MeetingSession
from engagement.meetings.queries import attendance as queries
from engagement.meetings.queries.meetings import get_session
from engagement.meetings.views.blueprint import bp
from engagement.meetings.views.sessions import SESSION
from engagement.web.access import access, actor
from engagement.web.spreadsheets import csv_answer


def shows(stay: Stay) -> bool:
    """Whether the reader may see which registration a line is of: no conflict hides it."""
    return stay.reference is not None and stay.organization_id not in actor().conflicts


def report_answer(session: MeetingSession, stays: Sequence[Stay]) -> Response:
    """Every line of a list that is only being checked, as a file, with what would become of it."""
    rows = [
        [
            each.number,
            *_cells(each.cells),
            "" if each.problem or not shows(each) else each.reference,
            each.recognised_by.label if each.recognised_by else "",
            each.why or "",
        ]
        for each in stays
    ]
    return csv_answer(
        f"attendance-report-{session.starts_at.date().isoformat()}.csv",
        [_("Line"), *_heads(), _("Registration found"), _("Recognised"), _("Left out because")],
        rows,
    )


@bp.get(f"{SESSION}/attendance/left-out.csv")
@access(Attendances.NOTE, get_session)
def download_left_out(session):
    """The lines that count for nobody, with the cells as they were sent."""
    of_list = queries.list_of(session) or abort(404)
    limits.count(
        "meeting-list-file", str(actor().id), limit=settings.list_files_an_hour(), seconds=3600
    )
    left = queries.left_out(of_list)
    note_export("meetings:attendance:exported", "meeting_session", session.id, count=len(left))
    return csv_answer(
        f"attendance-left-out-{session.starts_at.date().isoformat()}.csv",
        [_("Line"), *_heads(), _("Left out because")],
        [
            [each.number, *_cells(each.cells or {}), PROBLEMS.get(each.problem or "", "")]
            for each in left
        ],
    )


def _heads():
    return [str(each.label) for each in COLUMNS]


def _cells(cells):
    return [cells.get(each.key, "") for each in COLUMNS]
