"""Mails as staff see them: what was sent to whom, whether it arrived; send one again."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.audit.reading import note_read
from engagement.core.permissions import can
from engagement.mail import commands, queries
from engagement.mail.models import MessageState
from engagement.mail.permissions import Mail
from engagement.web.access import access, actor
from engagement.web.base_form import Form
from engagement.web.i18n import PREFIX
from engagement.web.pages import keyset
from engagement.web.subject_links import links_to

bp = Blueprint("mail", __name__, url_prefix=f"/{PREFIX}/mail")

TONES = {
    MessageState.QUEUED: "waiting",
    MessageState.SENT: "good",
    MessageState.FAILED: "bad",
    MessageState.RECALLED: "neutral",
    MessageState.KEPT: "attention",
    MessageState.TO_POST: "attention",
    MessageState.POSTED: "good",
}


@bp.get("")
@access(Mail.LIST)
def list_messages():
    """Mails by state, latest first; search by address, and by subject where one may read it."""
    asked = request.args.get("state", "")
    state = MessageState(asked) if asked in set(MessageState) else None
    words = request.args.get("q", "").strip()[:200]
    statement = queries.listed(actor(), state=state, words=words)
    counts = queries.state_counts(actor())
    lanes = [
        {
            "label": one.label,
            "url": url_for(".list_messages", state=one.value),
            "current": one == state,
            "count": counts.get(one, 0),
        }
        for one in MessageState
    ]
    every = {
        "label": _("All"),
        "url": url_for(".list_messages"),
        "current": state is None,
        "count": sum(counts.values()),
    }
    return render_template(
        "mail/list_messages.html",
        page=keyset(statement, queries.LIST_ORDER, descending=True),
        lanes=[every, *lanes],
        words=words,
        state=state,
        tones=TONES,
    )


@bp.get("/<uuid:message_id>")
@access(Mail.VIEW, queries.get_message)
def show_message(message):
    """One mail: its envelope, and its words for whoever may read them."""
    readable = can(actor(), Mail.READ, message)
    if readable:
        note_read(message)
    about = (message.about_type, message.about_id)
    return render_template(
        "mail/show_message.html",
        message=message,
        readable=readable,
        about=links_to(actor(), [about]).get(about),
        form=Form(),
        tones=TONES,
    )


@bp.post("/<uuid:message_id>/resend-message")
@access(Mail.RESEND, queries.get_message)
def resend_message(message):
    """Send a mail again."""
    form = Form()
    if form.validate_on_submit():
        commands.resend_message(
            message,
            actor=actor(),
            can_deliver=bool(current_app.config["SETTINGS"].smtp_url),
            key=form.key,
        )
        flash(_("The mail is on its way again."), "success")
    return redirect(url_for(".show_message", message_id=message.id))
