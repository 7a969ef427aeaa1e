"""Files of evidence: added and removed by the author, read by everybody once published."""

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _

from engagement.action_plan import commands, queries
from engagement.action_plan.forms import FileForm
from engagement.action_plan.permissions import ActionPlan
from engagement.action_plan.views.blueprint import bp
from engagement.action_plan.views.updates import update_page
from engagement.core import subjects
from engagement.core.errors import RuleViolation
from engagement.documents import opening, receiving
from engagement.web.access import access, actor, public
from engagement.web.base_form import Form
from engagement.web.odd_input import takes_file


@bp.post("/updates/<uuid:update_id>/add-file")
@takes_file
@access(ActionPlan.EDIT, queries.get_update)
def add_file(update):
    """Add a file to a draft, or to what came back."""
    form = FileForm()
    if not form.validate_on_submit():
        return update_page(update, file_form=form)
    taken, status = receiving.take_upload(form.file)
    if taken is None:
        return update_page(update, file_form=form, status=status)
    try:
        commands.add_file(update, actor=actor(), taken=taken, key=form.key)
    except RuleViolation as refusal:
        form.file.errors = [refusal.sentence]
        return update_page(update, file_form=form, status=409)
    flash(_("The file is saved."), "success")
    return redirect(url_for(".show_update", update_id=update.id))


@bp.post("/files/<uuid:file_id>/remove-file")
@access(ActionPlan.EDIT, queries.get_file)
def remove_file(file):
    """Remove a file before the update is published."""
    update_id = file.update_id
    if Form().validate_on_submit():
        commands.remove_file(file, actor=actor())
        flash(_("The file is removed."), "success")
    return redirect(url_for(".show_update", update_id=update_id))


@bp.get("/files/<uuid:file_id>")
@public
def download_file(file_id):
    """The original: for everybody once published, for programme officers before."""
    file = queries.get_file(file_id)
    if file is None or not subjects.can_view(actor(), file):
        abort(404)
    return opening.original(file.document)
