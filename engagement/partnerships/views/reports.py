"""Reports on a partnership: partners send them, the unit accepts them or asks for more."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core.errors import RuleViolation
from engagement.partnerships.commands import reports as commands
from engagement.partnerships.forms.desk import BackForm
from engagement.partnerships.forms.proposals import ReportForm
from engagement.partnerships.permissions import Partnerships
from engagement.partnerships.queries import partnerships as queries
from engagement.partnerships.views.blueprint import bp
from engagement.partnerships.views.desk import acted
from engagement.web.access import access, actor
from engagement.web.base_form import Form, status_of

REPORT = "/reports/<uuid:partnership_report_id>"


def get_report(partnership_report_id):
    """A report by the id in the address."""
    return queries.get_report(partnership_report_id)


@bp.route(REPORT, methods=["GET", "POST"])
@access(Partnerships.REPORT, get_report)
def send_report(report):
    """Write and send the report that is due."""
    form = ReportForm(data={"text": report.text, "results": report.results})
    partnership_id = report.partnership_id
    if form.validate_on_submit():
        try:
            commands.send_report(
                report, actor=actor(), text=form.text.data, results=form.results.data or ""
            )
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("The report is sent. Thank you."), "success")
            return redirect(url_for(".show_partnership", partnership_id=partnership_id))
    return render_template("partnerships/send_report.html", form=form, report=report), status_of(
        form
    )


@bp.post(f"{REPORT}/accept-report")
@access(Partnerships.CHECK_REPORT, get_report)
def accept_report(report):
    """It is good."""
    return acted(
        queries.get_partnership(report.partnership_id),
        "form",
        Form(),
        lambda form: commands.accept_report(report, actor=actor()),
        _("The report is accepted."),
    )


@bp.post(f"{REPORT}/send-back-report")
@access(Partnerships.CHECK_REPORT, get_report)
def send_back_report(report):
    """More is needed."""
    return acted(
        queries.get_partnership(report.partnership_id),
        "back_form",
        BackForm(),
        lambda form: commands.send_back_report(report, actor=actor(), reason=form.back_reason.data),
        _("The partners are asked to add what is missing."),
    )
