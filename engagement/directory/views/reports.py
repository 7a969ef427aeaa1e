"""Report a mistake in an entry or complain, without an account; and what staff do with it."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.core import limits
from engagement.core.clock import today
from engagement.core.text import day_in_words
from engagement.directory import commands, settings
from engagement.directory.forms import AnswerForm, CloseForm, ReportForm
from engagement.directory.models import ReportKind, ReportState
from engagement.directory.permissions import Directory
from engagement.directory.queries import entries, reports
from engagement.directory.views.blueprint import bp
from engagement.organizations.public import public_view
from engagement.web.access import access, actor, public
from engagement.web.base_form import status_of
from engagement.web.i18n import language
from engagement.web.pages import keyset
from engagement.web.security import client_address
from engagement.web.templating import link


@bp.route("/<string(maxlength=60):number>/report", methods=["GET", "POST"])
@public
def report_entry(number):
    """Anybody reports something about an entry, and gets a number."""
    accreditation = entries.entry(number)
    organization = public_view(accreditation.organization) if accreditation else None
    if organization is None:
        abort(404)
    form = ReportForm()
    if form.validate_on_submit():
        limits.count(
            "register-report", client_address(), limit=settings.reports_an_hour(), seconds=3600
        )
        if form.email.data:
            limits.count("register-report", form.email.data, limit=5, seconds=3600)
        report = commands.receive_report(
            accreditation,
            kind=ReportKind(form.kind.data),
            text=form.text.data,
            email=form.email.data,
            language=language(),
            key=form.key,
        )
        flash(
            _(
                "Your report was received. Its number: %(number)s. It will be dealt with by"
                " %(day)s.",
                number=report.reference,
                day=day_in_words(report.due_on),
            ),
            "success",
        )
        return redirect(url_for(".show_entry", number=number))
    return render_template(
        "directory/report_entry.html",
        form=form,
        number=number,
        organization=organization,
        keep_days=settings.keep_reports_days(),
    ), status_of(form)


@bp.get("/reports")
@access(Directory.LIST_REPORTS)
def list_reports():
    """What was reported, the longest waiting first; lanes by state."""
    asked = request.args.get("state", "")
    state = ReportState(asked) if asked in set(ReportState) else ReportState.RECEIVED
    counts = reports.counts(actor())
    return render_template(
        "directory/list_reports.html",
        page=keyset(
            reports.listed(actor(), state),
            reports.ORDER,
            descending=state != ReportState.RECEIVED,
        ),
        lanes=[
            {
                "label": each.label,
                "url": link("directory.list_reports", state=each.value),
                "current": each == state,
                "count": counts.get(each, 0),
            }
            for each in ReportState
        ],
        state=state,
        today=today(),
    )


@bp.get("/reports/<uuid:report_id>")
@access(Directory.ANSWER_REPORT, reports.get_report)
def show_report(report):
    """One report, with the forms that end it."""
    return report_page(report)


@bp.post("/reports/<uuid:report_id>/answer-report")
@access(Directory.ANSWER_REPORT, reports.get_report)
def answer_report(report):
    """Answer by mail."""
    form = AnswerForm()
    if not form.validate_on_submit():
        return report_page(report, answer_form=form)
    commands.answer_report(report, actor=actor(), answer=form.answer.data, key=form.key)
    flash(_("Your answer is on its way."), "success")
    return redirect(url_for(".list_reports"))


@bp.post("/reports/<uuid:report_id>/close-report")
@access(Directory.ANSWER_REPORT, reports.get_report)
def close_report(report):
    """End it without an answer."""
    form = CloseForm()
    if not form.validate_on_submit():
        return report_page(report, close_form=form)
    commands.close_report(report, actor=actor(), note=form.note.data, key=form.key)
    flash(_("The report is closed."), "success")
    return redirect(url_for(".list_reports"))


def report_page(report, *, answer_form=None, close_form=None):
    """The page with the forms as given, or fresh."""
    form = answer_form or close_form
    return render_template(
        "directory/show_report.html",
        report=report,
        organization=report.accreditation.organization,
        answer_form=answer_form or AnswerForm(formdata=None),
        close_form=close_form or CloseForm(formdata=None),
        refused=form,
        is_open=report.state == ReportState.RECEIVED,
        today=today(),
    ), status_of(form) if form else 200
