"""What an applicant can do besides answering: see what was submitted, withdraw, delete a draft."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.accreditation import commands, queries
from engagement.accreditation.forms.applicant import StartForm
from engagement.accreditation.models import ApplicationState
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.snapshots import is_intact
from engagement.accreditation.views import answers
from engagement.accreditation.views.blueprint import bp
from engagement.accreditation.workflow import WITHDRAW
from engagement.core.clock import now
from engagement.web.access import access, actor


@bp.get("/applications/<uuid:application_id>/submitted")
@access(Accreditations.VIEW, queries.get_application)
def show_submitted(application):
    """What was submitted last, to be read, printed or kept; its fingerprint recomputed."""
    snapshot = application.snapshot
    if snapshot is None:
        return redirect(url_for(".show_application", application_id=application.id))
    return render_template(
        "accreditation/show_submitted.html",
        application=application,
        snapshot=snapshot,
        intact=is_intact(snapshot),
        sections=answers.sections_with_answers(application, snapshot.content),
        files=[one for one in queries.received(snapshot) if one.name],
        printed_at=now(),
    )


@bp.route("/applications/<uuid:application_id>/withdraw-application", methods=["GET", "POST"])
@access(Accreditations.WITHDRAW, queries.get_application)
def withdraw_application(application):
    """Withdraw, after a page that says what follows."""
    form = StartForm()
    if form.validate_on_submit():
        commands.withdraw_application(application, actor=actor(), key=form.key)
        flash(_("The application is withdrawn. You can apply again at any time."), "success")
        return redirect(url_for(".show_application", application_id=application.id))
    if application.state not in WITHDRAW.sources:
        flash(_("There is nothing to withdraw now. This is how the application stands."), "info")
        return redirect(url_for(".show_application", application_id=application.id))
    return render_template(
        "accreditation/withdraw_application.html", application=application, form=form
    )


@bp.route("/applications/<uuid:application_id>/delete-draft", methods=["GET", "POST"])
@access(Accreditations.SUBMIT, queries.get_application)
def delete_draft(application):
    """Delete a draft, after a page that says what stays."""
    form = StartForm()
    if application.state != ApplicationState.DRAFT and not form.is_submitted():
        flash(_("This is no draft any more: the application has been sent meanwhile."), "info")
        return redirect(url_for(".show_application", application_id=application.id))
    if form.validate_on_submit():
        commands.delete_draft(application, actor=actor())
        flash(_("The draft is deleted. Your answers are kept in the profile."), "success")
        return redirect(url_for("home.show_home"))
    return render_template("accreditation/delete_draft.html", application=application, form=form)
