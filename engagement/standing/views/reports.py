"""The quadrennial report: written by members, sent by a focal point, checked by the office."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.audit.reading import note_read
from engagement.core.errors import RuleViolation, Stale
from engagement.core.permissions import can
from engagement.core.transitions import MOVED_ON
from engagement.standing.commands import reports as commands
from engagement.standing.commands.sendings import TEXTS
from engagement.standing.forms.reports import (
    RETURN,
    CheckReportForm,
    RenewalForm,
    ReportForm,
    SendReportForm,
)
from engagement.standing.forms.steps import ConfirmForm
from engagement.standing.models import Report, ReportState
from engagement.standing.permissions import Standings
from engagement.standing.queries import reports as queries
from engagement.standing.queries.accreditations import get_accreditation
from engagement.standing.queries.sendings import sendings_of
from engagement.standing.views.blueprint import bp
from engagement.standing.views.papers import papers_of
from engagement.web.access import access, actor
from engagement.web.base_form import status_of


@bp.post("/<uuid:accreditation_id>/begin-report")
@access(Standings.WRITE_REPORT, get_accreditation)
def begin_report(accreditation):
    """Open the report that is due, or the one that is there."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        return redirect(url_for(".show_accreditation", accreditation_id=accreditation.id))
    report = commands.begin_report(accreditation, actor=actor(), key=form.key)
    return redirect(url_for(".show_report", report_id=report.id))


@bp.get("/reports/<uuid:report_id>")
@access(Standings.VIEW_REPORT, queries.get_report)
def show_report(report):
    """The report: what is to be written for its members, what was sent for everybody else."""
    note_read(report)
    return report_page(report)


def report_page(report, *, form=None, check=None, stale=None):
    """The page with a form as it was sent, or fresh; `stale` where a colleague saved meanwhile.

    Who does not write it reads what was sent, not what is written since it was returned.
    """
    me = actor()
    writes = report.state in queries.WRITTEN_BY_MEMBERS and can(me, Standings.WRITE_REPORT, report)
    checks = (
        report.state == ReportState.SUBMITTED
        and can(me, Standings.CHECK_REPORT, report)
        and me.id not in report.hands
    )
    if writes and form is None:
        form = form_for(report)(formdata=None, data=written(report))
    if checks and check is None:
        check = CheckReportForm(formdata=None)
    sent = form or check
    sendings = sendings_of(report)
    shown = sendings[-1] if sendings and not writes else None
    earlier = sendings[:-1] if shown else sendings
    page = render_template(
        "standing/show_report.html",
        report=report,
        accreditation=report.accreditation,
        form=form if writes else None,
        check=check if checks else None,
        papers=[
            row for row in papers_of(report) if writes or row["document"].submitted_at is not None
        ],
        texts=shown.content if shown else texts_of(report),
        earlier=earlier[::-1],
        stale=stale,
        version=(form.version.data if stale is None and form else None) or report.version,
        missing=queries.missing_parts(report) if writes else [],
        may_send=writes and can(me, Standings.SEND_REPORT, report),
        member=can(me, Standings.WRITE_REPORT, report),
        refused=sent,
    )
    return page, 409 if stale else status_of(sent) if sent is not None else 200


def form_for(report) -> type[ReportForm]:
    """What is asked: of a company other things than of other organizations."""
    return RenewalForm if report.accreditation.valid_until else ReportForm


def texts_of(report) -> dict:
    """Its texts as they stand."""
    return {name: getattr(report, name) for name in TEXTS[Report]}


def differing(form, report) -> list[dict]:
    """Answers that a colleague saved otherwise than they were typed here."""
    return [
        {"label": field.label.text, "theirs": getattr(report, field.name), "mine": field.data or ""}
        for field in (form.activities, form.abroad, form.changes)
        if (field.data or "") != getattr(report, field.name)
    ]


def written(report) -> dict:
    """What is saved, as the form takes it."""
    return texts_of(report) | {
        "version": report.version,
        "contacts": "yes" if report.contacts_checked else None,
    }


@bp.post("/reports/<uuid:report_id>/save-report")
@access(Standings.WRITE_REPORT, queries.get_report)
def save_report(report):
    """Keep what is written so far."""
    form = form_for(report)()
    if not form.validate_on_submit():
        return report_page(report, form=form)
    try:
        commands.save_report(
            report,
            actor=actor(),
            activities=form.activities.data or "",
            abroad=form.abroad.data or "",
            changes=form.changes.data or "",
            contacts_checked=form.contacts.data == "yes",
            version=-1 if form.version.data is None else form.version.data,
        )
    except Stale as refusal:
        stale = {"sentence": refusal.sentence, "rows": differing(form, refusal.current)}
        return report_page(report, form=form, stale=stale)
    flash(_("Your report is saved."), "success")
    return redirect(url_for(".show_report", report_id=report.id))


@bp.route("/reports/<uuid:report_id>/send-report", methods=["GET", "POST"])
@access(Standings.SEND_REPORT, queries.get_report)
def send_report(report):
    """Read it once more, say who declares that it is true, send it."""
    form, stale = SendReportForm(), None
    if form.validate_on_submit():
        try:
            commands.send_report(
                report,
                actor=actor(),
                declared_name=form.declared_name.data,
                version=-1 if form.version.data is None else form.version.data,
                key=form.key,
            )
        except Stale as refusal:
            stale = refusal.sentence
        else:
            sent = _("Your report %(number)s is sent. Thank you.", number=report.reference)
            flash(sent, "success")
            return redirect(url_for(".show_report", report_id=report.id))
    if report.state not in queries.WRITTEN_BY_MEMBERS or queries.missing_parts(report):
        if form.is_submitted():
            raise RuleViolation(MOVED_ON)
        return redirect(url_for(".show_report", report_id=report.id))
    return render_template(
        "standing/send_report.html",
        report=report,
        form=form,
        papers=papers_of(report),
        stale=stale,
    ), 409 if stale else status_of(form)


@bp.post("/reports/<uuid:report_id>/check-report")
@access(Standings.CHECK_REPORT, queries.get_report)
def check_report(report):
    """Accept a report, or return it with what has to be completed."""
    form = CheckReportForm()
    if not form.validate_on_submit():
        return report_page(report, check=form)
    if form.answer.data == RETURN:
        commands.return_report(report, actor=actor(), note=form.note.data, key=form.key)
        flash(_("The report is returned, and the organization has been told."), "success")
    else:
        commands.accept_report(report, actor=actor(), key=form.key)
        flash(_("The report is accepted, and the organization has been told."), "success")
    return redirect(url_for(".show_report", report_id=report.id))
