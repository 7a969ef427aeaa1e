"""The right of reply: the officer's page to ask, the company's to read and answer."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.audit.reading import note_read
from engagement.core.permissions import can
from engagement.documents import receiving
from engagement.documents import settings as document_settings
from engagement.screening import settings
from engagement.screening.commands import replies as commands
from engagement.screening.forms.risk import AnswerForm, AskForm, LetterForm
from engagement.screening.permissions import Cases, Replies
from engagement.screening.queries import cases
from engagement.screening.queries import replies as queries
from engagement.screening.views.acts import act_with_files
from engagement.screening.views.blueprint import bp
from engagement.screening.views.cases import back_to
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.odd_input import takes_file


@bp.route("/screening/cases/<uuid:case_id>/ask", methods=["GET", "POST"])
@takes_file
@access(Cases.HANDLE, cases.get_case)
def ask_for_reply(case):
    """Put an allegation to the company."""
    form = AskForm()
    return act_with_files(
        form,
        lambda files: commands.ask_for_reply(
            case, actor=actor(), allegation=form.allegation.data, files=files
        ),
        done=_("The company has been asked to reply."),
        title=_("Put allegations to the company"),
        send=_("Ask the company"),
        back=back_to(case),
        intro=_(
            "Its focal points get a mail and can reply for %(days)s days, each in their language.",
            days=settings.reply_days(),
        ),
    )


@bp.route("/screening/replies/<uuid:reply_id>/letter", methods=["GET", "POST"])
@takes_file
@access(Cases.HANDLE, queries.get_reply)
def record_letter(reply):
    """An answer that came by post."""
    form = LetterForm()
    return act_with_files(
        form,
        lambda files: commands.record_letter(
            reply,
            actor=actor(),
            answer=form.answer.data,
            letter_of=form.letter_of.data,
            files=files,
        ),
        done=_("The answer is recorded."),
        title=_("Record an answer that came by post"),
        send=_("Record the answer"),
        back=back_to(reply.case),
        quoted=reply.allegation,
    )


@bp.get("/screening/replies")
@access(Replies.LIST)
def list_replies():
    """What was put to the organizations that one leads."""
    return render_template("screening/list_replies.html", replies=queries.listed(actor()))


@bp.get("/screening/replies/<uuid:reply_id>")
@access(Replies.VIEW, queries.get_reply)
def show_reply(reply):
    """What was put to the company, and its answer; a focal point answers here."""
    note_read(reply)
    return reply_page(reply, AnswerForm(formdata=None))


def reply_page(reply, form, status=None):
    """The page of a right of reply, with the form as given."""
    return render_template(
        "screening/show_reply.html",
        reply=reply,
        papers=queries.papers_shown(reply),
        form=form,
        answers=can(actor(), Replies.ANSWER, reply),
        sees_case=can(actor(), Cases.VIEW, reply.case),
        letter=queries.letter_of(reply) if can(actor(), Cases.HANDLE, reply) else None,
        largest=document_settings.largest_megabytes(),
    ), status or status_of(form)


@bp.post("/screening/replies/<uuid:reply_id>/answer")
@takes_file
@access(Replies.ANSWER, queries.get_reply)
def answer_reply(reply):
    """Send the company's answer."""
    form = AnswerForm()
    if not form.validate_on_submit():
        return reply_page(reply, form)
    files = []
    for field in form.chosen_files():
        taken, status = receiving.take_upload(field)
        if taken is None:
            return reply_page(reply, form, status)
        files.append(taken)
    commands.answer_reply(reply, actor=actor(), answer=form.answer.data, files=tuple(files))
    flash(_("Your answer has been sent."), "success")
    return redirect(url_for(".show_reply", reply_id=reply.id))
