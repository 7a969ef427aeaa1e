"""Officers' pages of what a meeting asks of those who register."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.core.errors import RuleViolation
from engagement.core.transitions import MOVED_ON
from engagement.meetings.commands import questions as commands
from engagement.meetings.forms.meetings import MoveForm
from engagement.meetings.forms.questions import QuestionForm, answer_in_words
from engagement.meetings.models import MeetingState
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries import meetings as queries
from engagement.meetings.views.blueprint import MEETING, bp
from engagement.meetings.views.sending import done
from engagement.web.access import access, actor
from engagement.web.base_form import status_of

QUESTION = "/questions/<uuid:question_id>"


@bp.route(f"{MEETING}/questions", methods=["GET", "POST"])
@access(Meetings.MANAGE, queries.get_meeting)
def list_questions(meeting):
    """All questions in order, and a new one."""
    form = QuestionForm().offer(meeting)

    def add():
        commands.add_question(meeting, form.question(), actor=actor(), key=form.key)

    if done(form, add):
        flash(_("The question is added."), "success")
        return redirect(url_for(".list_questions", meeting_id=meeting.id))
    return questions_page(meeting, form, form)


@bp.route(QUESTION, methods=["GET", "POST"])
@access(Meetings.MANAGE, queries.get_question)
def change_question(question):
    """One question."""
    form = QuestionForm.of(question).offer(question.meeting, question)

    def change():
        commands.change_question(question, form.question(), actor=actor())

    if done(form, change):
        flash(_("The question is changed."), "success")
        return redirect(url_for(".list_questions", meeting_id=question.meeting_id))
    return question_page(question, form, form)


@bp.post(f"{QUESTION}/move")
@access(Meetings.MANAGE, queries.get_question)
def move_question(question):
    """One place up or down."""
    form, up = MoveForm(), request.form.get("to") == "up"
    meeting = question.meeting
    if done(form, lambda: commands.move_question(question, actor=actor(), up=up)):
        return redirect(url_for(".list_questions", meeting_id=meeting.id))
    return questions_page(meeting, QuestionForm(formdata=None).offer(meeting), form)


@bp.post(f"{QUESTION}/remove")
@access(Meetings.MANAGE, queries.get_question)
def remove_question(question):
    """Take out one that nobody has answered."""
    form, meeting = MoveForm(), question.meeting
    if done(form, lambda: commands.remove_question(question, actor=actor())):
        flash(_("The question is removed."), "success")
        return redirect(url_for(".list_questions", meeting_id=meeting.id))
    kept = QuestionForm.of(question, formdata=None).offer(meeting, question)
    return question_page(question, kept, form)


def questions_page(meeting, form, refused):
    """The list with the form of a new question; conditions in words, by question.

    RuleViolation where it was sent and is not there any more: the meeting was cancelled meanwhile.
    """
    if refused.errors and meeting.state is MeetingState.CANCELLED:
        raise RuleViolation(MOVED_ON)
    conditions = {
        each.id: answer_in_words(each.show_if, each.show_value)
        for each in meeting.questions
        if each.show_if is not None
    }
    return render_template(
        "meetings/list_questions.html",
        meeting=meeting,
        conditions=conditions,
        form=form,
        move_form=MoveForm(formdata=None),
        refused=refused,
    ), status_of(refused)


def question_page(question, form, refused):
    """The form of a question, and the button that takes it out."""
    return render_template(
        "meetings/change_question.html",
        question=question,
        meeting=question.meeting,
        form=form,
        remove_form=MoveForm(formdata=None),
        refused=refused,
    ), status_of(refused)
