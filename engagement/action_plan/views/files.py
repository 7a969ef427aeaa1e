"""Files of evidence: added and removed by the author, read by everybody once published."""

import structlog
from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from markupsafe import Markup, escape

from engagement.action_plan import commands, queries
from engagement.action_plan.forms import FileForm
from engagement.action_plan.permissions import ActionPlan
from engagement.action_plan.views.blueprint import bp
from engagement.action_plan.views.updates import update_page
from engagement.core import limits, subjects
from engagement.core.errors import RuleViolation
from engagement.documents import serving
from engagement.documents import settings as document_settings
from engagement.documents.file_names import display_name
from engagement.documents.file_types import REASONS
from engagement.documents.intake import OUR_FAULT, take_in
from engagement.documents.limits import Refused
from engagement.documents.storage import Damaged, Missing
from engagement.web.access import access, actor, public
from engagement.web.base_form import Form
from engagement.web.i18n import bdi_text
from engagement.web.odd_input import takes_file

log = structlog.get_logger()
DAY = 24 * 60 * 60


@bp.post("/updates/<uuid:update_id>/add-file")
@takes_file
@access(ActionPlan.EDIT, queries.get_update)
def add_file(update):
    """Add a file to a draft, or to what came back."""
    form = FileForm()
    limits.count("upload", str(actor().id), limit=document_settings.files_a_day(), seconds=DAY)
    if not form.validate_on_submit():
        return update_page(update, file_form=form)
    upload = form.file.data
    try:
        taken = take_in(upload.stream, upload.filename)
        commands.add_file(update, actor=actor(), taken=taken, key=form.key)
    except Refused as refused:
        log.info("upload_refused", code=refused.code)
        name = bdi_text(display_name(upload.filename))
        form.file.errors = [Markup(escape(str(REASONS[refused.code]))) % {"name": name}]
        return update_page(update, file_form=form, status=503 if refused.code in OUR_FAULT else 422)
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
    if not serving.may_download(file.document):
        abort(404)
    try:
        return serving.download(file.document)
    except (Missing, Damaged):
        log.exception("document_unreadable", document=str(file.document_id))
        abort(503)
