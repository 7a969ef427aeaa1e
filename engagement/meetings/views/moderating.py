"""Officers moderate written statements and say what became of them."""

from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core.deadlines import end_of_minute, last_minute
from engagement.core.errors import RuleViolation
from engagement.meetings.commands import moderating as commands
from engagement.meetings.commands.statements import set_statement_deadline
from engagement.meetings.forms.statements import (
    DispositionForm,
    ModerateForm,
    StatementDeadlineForm,
)
from engagement.meetings.models import Disposition
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries import statements as queries
from engagement.meetings.queries.meetings import get_meeting
from engagement.meetings.statement_permissions import Statements
from engagement.meetings.views.blueprint import MEETING, bp
from engagement.meetings.views.statements import STATEMENT, TONES
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.pages import keyset


@bp.get("/statements/desk")
@access(Statements.LIST)
def list_statements_desk():
    """Statements that were sent, the latest first, without those of a conflict."""
    statement = queries.handled_by(actor())
    return render_template(
        "meetings/list_statements_desk.html",
        page=keyset(statement, queries.ORDER, descending=True),
        tones=TONES,
    )


@bp.route(f"{STATEMENT}/moderate", methods=["GET", "POST"])
@access(Statements.MODERATE, queries.get_statement)
def moderate_statement(statement):
    """Publish it, return it or refuse it."""
    form = ModerateForm()
    if form.validate_on_submit():
        reason = form.reason.data or ""
        try:
            if form.outcome.data == "publish":
                commands.publish_statement(statement, actor=actor())
            elif form.outcome.data == "return":
                commands.return_statement(statement, reason, actor=actor())
            else:
                commands.refuse_statement(statement, reason, actor=actor())
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("What you decided is kept, and its author told by mail."), "success")
            return redirect(url_for(".show_statement", statement_id=statement.id))
    return render_template(
        "meetings/moderate_statement.html", form=form, statement=statement
    ), status_of(form)


@bp.route(f"{STATEMENT}/dispose", methods=["GET", "POST"])
@access(Statements.MODERATE, queries.get_statement)
def dispose_statement(statement):
    """Say what became of it."""
    form = DispositionForm(
        data={
            "disposition": statement.disposition.value if statement.disposition else None,
            "answer": statement.answer_text,
        }
    )
    if form.validate_on_submit():
        try:
            commands.dispose_statement(
                statement,
                Disposition(form.disposition.data),
                form.answer.texts,
                actor=actor(),
            )
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("Everybody reads now what became of it."), "success")
            return redirect(url_for(".show_statement", statement_id=statement.id))
    return render_template(
        "meetings/dispose_statement.html", form=form, statement=statement
    ), status_of(form)


@bp.route(f"{MEETING}/statements/deadline", methods=["GET", "POST"])
@access(Meetings.MANAGE, get_meeting)
def change_statement_deadline(meeting):
    """Call for statements until a minute by the clocks of the meeting, or for none."""
    until = meeting.statements_until
    local = last_minute(until).astimezone(ZoneInfo(meeting.zone)) if until else None
    form = StatementDeadlineForm(
        clocks=meeting.zone, data={"day": local.date(), "clock": local.time()} if local else None
    )
    if form.validate_on_submit():
        day, clock = form.day.data, form.clock.data
        set_statement_deadline(
            meeting, end_of_minute(day, clock, meeting.zone) if day else None, actor=actor()
        )
        flash(_("The deadline for statements is kept."), "success")
        return redirect(url_for(".list_statements", meeting_id=meeting.id))
    return render_template(
        "meetings/change_statement_deadline.html", form=form, meeting=meeting
    ), status_of(form)
