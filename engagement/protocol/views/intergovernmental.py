"""The officers' pages of intergovernmental organizations."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.audit.reading import note_read
from engagement.core.clock import today
from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.documents import settings as document_settings
from engagement.protocol import queries
from engagement.protocol.commands import intergovernmental as commands
from engagement.protocol.forms.intergovernmental import EndForm, IntergovernmentalForm
from engagement.protocol.forms.notes import PaperForm, ReturnForm
from engagement.protocol.models import Intergovernmental, PaperKind, ShortTrackState
from engagement.protocol.permissions import Protocol
from engagement.protocol.views.blueprint import bp
from engagement.protocol.workflow import hands_in, of_intergovernmental
from engagement.web.access import access, actor
from engagement.web.base_form import Form, status_of
from engagement.web.i18n import language
from engagement.web.pages import keyset

KINDS = (PaperKind.LETTER, PaperKind.TREATY, PaperKind.OTHER)


@bp.get("/protocol/intergovernmental")
@access(Protocol.LIST)
def list_intergovernmental():
    """All of them by name; those in one state, if asked."""
    asked = request.args.get("state", "")
    state = ShortTrackState(asked) if asked in set(ShortTrackState) else None
    return render_template(
        "protocol/list_intergovernmental.html",
        page=keyset(
            queries.listed_igos(actor(), state), (Intergovernmental.name, Intergovernmental.id)
        ),
        state=state,
        states=list(ShortTrackState),
    )


@bp.route("/protocol/intergovernmental/new", methods=["GET", "POST"])
@access(Protocol.ENTER)
def enter_intergovernmental():
    """A letter came."""
    form = IntergovernmentalForm(data={"received_on": today(), "name_language": language()})
    if form.validate_on_submit():
        try:
            igo = commands.enter_intergovernmental(form.organization(), actor=actor(), key=form.key)
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("The organization is entered. Add the letter and the treaty."), "success")
            return redirect(url_for(".show_intergovernmental", igo_id=igo.id))
    return form_page(form, None)


@bp.route("/protocol/intergovernmental/<uuid:igo_id>/change", methods=["GET", "POST"])
@access(Protocol.HANDLE, queries.get_intergovernmental)
def change_intergovernmental(igo):
    """Correct what was entered."""
    form, igo_id = IntergovernmentalForm.of(igo), igo.id
    if form.validate_on_submit():
        try:
            commands.change_intergovernmental(igo, form.organization(), actor=actor())
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("The organization is corrected."), "success")
            return redirect(url_for(".show_intergovernmental", igo_id=igo_id))
    return form_page(form, igo)


def form_page(form, igo):
    """The form, new or filled."""
    return render_template("protocol/enter_intergovernmental.html", form=form, igo=igo), status_of(
        form
    )


@bp.get("/protocol/intergovernmental/<uuid:igo_id>")
@access(Protocol.READ, queries.get_intergovernmental)
def show_intergovernmental(igo):
    """What the letter says, its files, and what can be done with it now."""
    return igo_page(igo)


def igo_page(igo, *, paper_form=None, return_form=None, end_form=None):
    """The page, with the forms as given or fresh."""
    note_read(igo)
    form = paper_form or return_form or end_form
    return render_template(
        "protocol/show_intergovernmental.html",
        igo=igo,
        papers=queries.papers_of(igo),
        available=of_intergovernmental.available(igo, actor()),
        own=actor().id in hands_in(igo),
        editable=igo.state == ShortTrackState.RECEIVED and can(actor(), Protocol.HANDLE, igo),
        form=Form(formdata=None),
        paper_form=paper_form or PaperForm(formdata=None).offer(*KINDS),
        return_form=return_form or ReturnForm(formdata=None),
        end_form=end_form or EndForm(formdata=None),
        proposed_end=igo.ended_on is not None and igo.end_confirmed_at is None,
        own_end=igo.end_proposed_by_id == actor().id,
        may_handle=can(actor(), Protocol.HANDLE, igo),
        refused=form,
        largest=document_settings.largest_megabytes(),
    ), status_of(form) if form else 200


@bp.post("/protocol/intergovernmental/<uuid:igo_id>/check")
@access(Protocol.HANDLE, queries.get_intergovernmental)
def check_intergovernmental(igo):
    """A second officer finds it right."""
    if Form().validate_on_submit():
        commands.check_intergovernmental(igo, actor=actor())
        flash(_("The organization is checked. Record it to put it on the public list."), "success")
    return redirect(url_for(".show_intergovernmental", igo_id=igo.id))


@bp.post("/protocol/intergovernmental/<uuid:igo_id>/record")
@access(Protocol.HANDLE, queries.get_intergovernmental, fresh=True)
def record_intergovernmental(igo):
    """Put it on the public list."""
    if Form().validate_on_submit():
        commands.record_intergovernmental(igo, actor=actor())
        flash(_("The organization is recorded and stands on the public list."), "success")
    return redirect(url_for(".show_intergovernmental", igo_id=igo.id))


@bp.post("/protocol/intergovernmental/<uuid:igo_id>/return")
@access(Protocol.HANDLE, queries.get_intergovernmental)
def return_intergovernmental(igo):
    """Send it back with a reason."""
    form = ReturnForm()
    if not form.validate_on_submit():
        return igo_page(igo, return_form=form)
    commands.return_intergovernmental(igo, actor=actor(), reason=form.reason.data)
    flash(_("The letter is returned; write the reason to the organization."), "success")
    return redirect(url_for(".show_intergovernmental", igo_id=igo.id))


@bp.post("/protocol/intergovernmental/<uuid:igo_id>/propose-end")
@access(Protocol.HANDLE, queries.get_intergovernmental)
def propose_end(igo):
    """It is an observer no more after a day."""
    form = EndForm()
    if not form.validate_on_submit():
        return igo_page(igo, end_form=form)
    try:
        commands.propose_end(
            igo, actor=actor(), ended_on=form.ended_on.data, reason=form.reason.data
        )
    except RuleViolation as refusal:
        form.form_errors.append(refusal.sentence)
        return igo_page(igo, end_form=form)
    flash(_("The end is entered. A colleague has to confirm it."), "success")
    return redirect(url_for(".show_intergovernmental", igo_id=igo.id))


@bp.post("/protocol/intergovernmental/<uuid:igo_id>/confirm-end")
@access(Protocol.HANDLE, queries.get_intergovernmental, fresh=True)
def confirm_end(igo):
    """A second officer finds that it ended."""
    if Form().validate_on_submit():
        commands.confirm_end(igo, actor=actor())
        flash(_("The end is confirmed. After that day the public list leaves it out."), "success")
    return redirect(url_for(".show_intergovernmental", igo_id=igo.id))


@bp.post("/protocol/intergovernmental/<uuid:igo_id>/drop-end")
@access(Protocol.HANDLE, queries.get_intergovernmental)
def drop_end(igo):
    """The proposed end was wrong."""
    if Form().validate_on_submit():
        commands.drop_end(igo, actor=actor())
        flash(_("The proposed end is dropped."), "success")
    return redirect(url_for(".show_intergovernmental", igo_id=igo.id))
