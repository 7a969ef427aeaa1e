"""Manuals: everybody reads them, officers write them."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.core.text import LANGUAGES, text_in
from engagement.meetings.commands import manuals as commands
from engagement.meetings.forms.manuals import ManualForm, NewManualForm
from engagement.meetings.manual_text import blocks
from engagement.meetings.models import ManualAudience
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries import manuals as queries
from engagement.meetings.queries.setting_up import meetings_to_come
from engagement.meetings.views.blueprint import bp
from engagement.meetings.views.sending import saved
from engagement.web.access import access, actor, public
from engagement.web.base_form import Form, status_of
from engagement.web.i18n import language

MANUAL = "/manuals/<uuid:manual_id>"


@bp.get("/manuals")
@public
def list_manuals():
    """Guides and manuals, by whom they are for; officers see those being written as well."""
    keeps = can(actor(), Meetings.MANAGE)
    return render_template(
        "meetings/list_manuals.html",
        manuals=queries.kept() if keeps else queries.published(),
        keeps=keeps,
        audiences=list(ManualAudience),
    )


@bp.get(MANUAL)
@public
def show_manual(manual_id):
    """One manual in the reader's language, today's words or those of an earlier version."""
    manual = queries.get_manual(manual_id)
    if manual is None or not can(actor(), Meetings.READ_MANUAL, manual):
        abort(404)
    version = queries.version_of(manual, request.args.get("version", ""))
    keeps = can(actor(), Meetings.MANAGE)
    if version is None and not (keeps and manual.current is None):
        abort(404)
    shown = version or manual.draft
    words, written_in = text_in(shown.text, language())
    return render_template(
        "meetings/show_manual.html",
        manual=manual,
        version=shown,
        blocks=blocks(words),
        written_in=written_in,
        languages_there=[each for each in LANGUAGES if shown.text.get(each)],
        published=[each for each in reversed(manual.versions) if each.published_at],
        keeps=keeps and manual.retired_at is None,
        missing=commands.missing_languages(manual.draft) if manual.draft else [],
        form=Form(formdata=None),
    )


@bp.route("/manuals/new", methods=["GET", "POST"])
@access(Meetings.MANAGE)
def begin_manual():
    """Begin a manual."""
    form = NewManualForm().offer(meetings_to_come(actor()))
    if form.validate_on_submit():
        manual = commands.begin_manual(
            ManualAudience(form.audience.data),
            form.words(),
            meeting=form.chosen,
            actor=actor(),
            key=form.key,
        )
        flash(_("The draft is kept. Nobody else reads it before you publish it."), "success")
        return redirect(url_for(".show_manual", manual_id=manual.id))
    return render_template("meetings/write_manual.html", form=form, manual=None), status_of(form)


@bp.route(f"{MANUAL}/write", methods=["GET", "POST"])
@access(Meetings.MANAGE, queries.get_manual)
def write_manual(manual):
    """Change the draft, or begin the next version."""

    def kept(**more):
        return ManualForm.of(manual.draft or manual.current, **more)

    def write():
        commands.write_manual(manual, form.words(), actor=actor(), seen=form.seen.data)

    form = kept()
    if saved(form, write, lambda: kept(formdata=None)):
        flash(_("The draft is kept. Nobody else reads it before you publish it."), "success")
        return redirect(url_for(".write_manual", manual_id=manual.id))
    return render_template("meetings/write_manual.html", form=form, manual=manual), status_of(form)


@bp.post(f"{MANUAL}/publish")
@access(Meetings.MANAGE, queries.get_manual)
def publish_manual(manual):
    """Let everybody read the draft."""
    try:
        commands.publish_manual(manual, actor=actor())
    except RuleViolation as refusal:
        flash(refusal.sentence, "error")
    else:
        flash(_("The manual is published."), "success")
    return redirect(url_for(".show_manual", manual_id=manual.id))


@bp.post(f"{MANUAL}/retire")
@access(Meetings.MANAGE, queries.get_manual)
def retire_manual(manual):
    """Take it out of the list."""
    commands.retire_manual(manual, actor=actor())
    flash(_("The manual is not in the list any more."), "success")
    return redirect(url_for(".list_manuals"))
