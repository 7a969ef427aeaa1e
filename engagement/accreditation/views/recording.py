"""Accreditations granted before the platform: the runs, a list, one run and its lines."""

from collections import Counter

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import func

from engagement.accreditation import commands, line_problems, member_lists, settings
from engagement.accreditation.forms.recording import ConfirmForm, ListForm, ReasonForm
from engagement.accreditation.line_problems import in_words, sentence
from engagement.accreditation.models import LineOutcome, RecordedLine, Recording, RecordingState
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.queries import recordings as queries
from engagement.accreditation.views.blueprint import bp
from engagement.core.db import db
from engagement.documents.file_names import display_name
from engagement.tables.refusals import Unreadable
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.i18n import format_date_known
from engagement.web.odd_input import takes_file
from engagement.web.pages import keyset
from engagement.web.spreadsheets import csv_answer

MEGABYTE = 1024 * 1024
LANES = (LineOutcome.BAD, LineOutcome.READY, LineOutcome.RECORDED, LineOutcome.KNOWN)


@bp.get("/recorded")
@access(Accreditations.RECORD)
def list_recordings():
    """Every run, the latest first, with what became of its lines."""
    page = keyset(
        queries.visible_to(actor()), (Recording.entered_at, Recording.id), descending=True
    )
    runs = [row.Recording for row in page.rows]
    return render_template(
        "accreditation/list_recordings.html",
        page=page,
        runs=runs,
        counts=queries.counts(runs, actor()),
        states=LineOutcome,
    )


@bp.route("/recorded/list", methods=["GET", "POST"])
@access(Accreditations.RECORD)
@takes_file
def begin_list():
    """Send a list of members; a report of what would be recorded follows, nothing else."""
    form = ListForm()
    if form.validate_on_submit():
        try:
            recording = taken(form)
        except Unreadable as refused:
            form.file.errors = [line_problems.of_file(refused.code, **refused.values)]
        else:
            return redirect(url_for(".show_recording", recording_id=recording.id))
    return render_template(
        "accreditation/begin_list.html",
        form=form,
        largest=settings.list_megabytes(),
        most=settings.list_lines(),
    ), status_of(form)


def taken(form) -> Recording:
    """Read the file and keep its lines. Raises Unreadable."""
    upload = form.file.data
    most = settings.list_megabytes()
    content = upload.stream.read(most * MEGABYTE + 1)
    if len(content) > most * MEGABYTE:
        raise Unreadable("too_large", most=most)
    return commands.begin_list(
        list(member_lists.read(content, most_lines=settings.list_lines())),
        actor=actor(),
        title=display_name(upload.filename),
        content=content,
        key=form.key,
    )


@bp.get("/recorded/<uuid:recording_id>")
@access(Accreditations.RECORD_RUN, queries.get_recording)
def show_recording(recording):
    """One run: how far it is, what becomes of each line, what one can do."""
    return recording_page(recording)


def recording_page(recording, reason_form=None):
    """The page of a run; `reason_form` as it was sent, when something is wrong with it."""
    counts = queries.counts([recording], actor())[recording.id]
    lane = asked_lane(counts)
    page = keyset(queries.lines_of(recording, actor(), lane), (RecordedLine.number,))
    own = recording.entered_by_id == actor().id
    waits = recording.state == RecordingState.WAITING
    return render_template(
        "accreditation/show_recording.html",
        recording=recording,
        counts=counts,
        total=sum(counts.values()),
        done=counts[LineOutcome.RECORDED] + counts[LineOutcome.KNOWN],
        lanes=[
            {
                "label": state.label,
                "url": url_for(".show_recording", recording_id=recording.id, lane=state.value),
                "current": state == lane,
                "count": counts[state],
            }
            for state in LANES
            if counts[state]
        ],
        page=page,
        lines=[shown(row.RecordedLine) for row in page.rows],
        warned=queries.warned(recording, actor()) if not recording.by_hand else 0,
        own=own,
        may_hand_over=recording.state == RecordingState.CHECKED and counts[LineOutcome.READY] > 0,
        may_discard=recording.state == RecordingState.CHECKED or (waits and own),
        may_confirm=waits and not own,
        form=ConfirmForm(formdata=None),
        reason_form=reason_form or ReasonForm(formdata=None),
        refused=reason_form is not None,
        states=RecordingState,
    ), status_of(reason_form) if reason_form else 200


def asked_lane(counts: Counter) -> LineOutcome | None:
    """The lane in the address, else the first that holds something: what is wrong comes first."""
    asked = request.args.get("lane", "")
    if asked in set(LANES):
        return LineOutcome(asked)
    return next((state for state in LANES if counts[state]), None)


def shown(line: RecordedLine) -> dict:
    """A line as it stands on the page and in the report."""
    entry = line.entry
    since = ""
    if "since" in entry:
        since = format_date_known(*member_lists.since_of(entry))
    return {
        "id": line.id,
        "number": line.number,
        "outcome": line.outcome,
        "name": entry.get("name") or line.cells.get("name", ""),
        "country": in_words("country", entry.get("country")) or line.cells.get("country", ""),
        "major_group": in_words("major_group", entry.get("major_group"))
        or line.cells.get("major_group", ""),
        "since": since or line.cells.get("since", ""),
        "kept_number": entry.get("number", ""),
        "emails": entry.get("emails", []),
        "accreditation": line.accreditation,
        "problems": [
            (line_problems.COLUMNS[each["column"]], sentence(each)) for each in line.problems
        ],
        "warnings": [
            (line_problems.COLUMNS[each["column"]], sentence(each)) for each in line.warnings
        ],
    }


@bp.get("/recorded/<uuid:recording_id>/report.csv")
@access(Accreditations.RECORD_RUN, queries.get_recording)
def download_report(recording):
    """The report line by line as a file."""
    found = db.session.scalars(queries.lines_of(recording, actor()).order_by(RecordedLine.number))
    lines = [shown(line) for line in found]  # the file is sent when the session has ended
    return csv_answer(
        "recorded-accreditations.csv",
        [_("Line"), _("Organization"), _("State"), _("What is wrong"), _("To be noted")],
        (
            [
                line["number"],
                line["name"],
                line["outcome"].label,
                " ".join(f"{column}: {words}" for column, words in line["problems"]),
                " ".join(f"{column}: {words}" for column, words in line["warnings"]),
            ]
            for line in lines
        ),
    )


@bp.post("/recorded/<uuid:recording_id>/hand-over")
@access(Accreditations.RECORD_RUN, queries.get_recording)
def hand_over_recording(recording):
    """Ask a second person to confirm."""
    if ConfirmForm().validate_on_submit():
        commands.hand_over_recording(recording, actor=actor())
        flash(_("Colleagues have been asked to look at it and to confirm it."), "success")
    return redirect(url_for(".show_recording", recording_id=recording.id))


@bp.post("/recorded/<uuid:recording_id>/discard")
@access(Accreditations.RECORD_RUN, queries.get_recording)
def discard_recording(recording):
    """Lay aside what was not confirmed yet."""
    if ConfirmForm().validate_on_submit():
        commands.discard_recording(recording, actor=actor())
        flash(_("It is laid aside. Nothing of it was recorded."), "success")
    return redirect(url_for(".list_recordings"))


@bp.post("/recorded/<uuid:recording_id>/refuse")
@access(Accreditations.RECORD_RUN, queries.get_recording)
def refuse_recording(recording):
    """The second person does not confirm, and says why."""
    form = ReasonForm()
    if not form.validate_on_submit():
        return recording_page(recording, form)
    commands.refuse_recording(recording, actor=actor(), reason=form.reason.data)
    flash(_("It is not confirmed, and nothing of it was recorded."), "success")
    return redirect(url_for(".list_recordings"))


@bp.route("/recorded/<uuid:recording_id>/confirm", methods=["GET", "POST"])
@access(Accreditations.RECORD_RUN, queries.get_recording, fresh=True)
def confirm_recording(recording):
    """The second person confirms, after a page that says what follows."""
    form = ConfirmForm()
    if form.validate_on_submit():
        commands.confirm_recording(recording, actor=actor())
        flash(_("Confirmed. The register shows it within a minute."), "success")
        return redirect(url_for(".show_recording", recording_id=recording.id))
    if recording.state != RecordingState.WAITING or recording.entered_by_id == actor().id:
        return redirect(url_for(".show_recording", recording_id=recording.id))
    counts = queries.counts([recording], actor())[recording.id]
    ready = queries.lines_of(recording, actor(), LineOutcome.READY)
    lines = db.session.scalars(ready.order_by(func.random()).limit(10)).all()
    if not counts[LineOutcome.READY]:
        abort(404)
    return render_template(
        "accreditation/confirm_recording.html",
        recording=recording,
        number=counts[LineOutcome.READY],
        lines=sorted(map(shown, lines), key=lambda line: line["number"]),
        form=form,
    )
