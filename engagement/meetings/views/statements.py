"""Written statements: everybody reads what is published, organizations and States write."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.core.transitions import MOVED_ON
from engagement.documents import serving
from engagement.documents import settings as document_settings
from engagement.meetings.commands import cosigning
from engagement.meetings.commands import statements as commands
from engagement.meetings.forms.statements import (
    CosignerForm,
    NewStatementForm,
    StatementForm,
    StatementPaperForm,
)
from engagement.meetings.models import OVER, WRITABLE, StatementState
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries import meeting_documents as papers
from engagement.meetings.queries import statements as queries
from engagement.meetings.queries.meetings import get_meeting
from engagement.meetings.statement_permissions import Statements
from engagement.meetings.views.blueprint import MEETING, bp
from engagement.meetings.views.sending import saved
from engagement.organizations.public import public_view
from engagement.web.access import access, actor, public
from engagement.web.base_form import Form, status_of
from engagement.web.two_zones import reader_zone

STATEMENT = "/statements/<uuid:statement_id>"
COSIGNER = "/statements/cosigners/<uuid:cosigner_id>"
TONES = {
    StatementState.DRAFT: "neutral",
    StatementState.SUBMITTED: "waiting",
    StatementState.RETURNED: "attention",
    StatementState.PUBLISHED: "good",
    StatementState.REFUSED: "bad",
    StatementState.WITHDRAWN: "neutral",
}


@bp.get(f"{MEETING}/statements")
@public
def list_statements(meeting_id):
    """Published statements by item, with the share that was answered."""
    meeting = get_meeting(meeting_id)
    if meeting is None or not can(actor(), Meetings.VIEW, meeting):
        abort(404)
    found = queries.published_for(meeting) if meeting.is_public else []
    items = papers.agenda(meeting)
    return render_template(
        "meetings/list_statements.html",
        meeting=meeting,
        groups=[(each, [one for one in found if one.agenda_item == each]) for each in items],
        found=found,
        answered=queries.answered(found),
        is_open=queries.is_open(meeting),
        writes=can(actor(), Statements.BEGIN),
        keeps=can(actor(), Meetings.MANAGE),
        public_view=public_view,
        reader_zone=reader_zone(),
    )


@bp.get(STATEMENT)
@public
def show_statement(statement_id):
    """One statement at its stable address; its author and officers see more of it."""
    statement = queries.get_statement(statement_id)
    if statement is None or not can(actor(), Statements.VIEW, statement):
        abort(404)
    return statement_page(statement)


@bp.get("/statements/own")
@access(Statements.LIST_OWN)
def list_own_statements():
    """Statements of one's organizations and States, and requests to co-sign."""
    return render_template(
        "meetings/list_own_statements.html",
        statements=queries.own(actor()),
        asked=queries.asked_to_cosign(actor()),
        tones=TONES,
    )


@bp.route("/agenda/<uuid:agenda_item_id>/statement", methods=["GET", "POST"])
@access(Statements.BEGIN, papers.get_item)
def begin_statement(item):
    """Write a statement on an item of the agenda."""
    form = NewStatementForm().offer(queries.may_speak(actor()), actor().delegate_of)
    if form.validate_on_submit():
        try:
            statement = commands.begin_statement(
                item, form.text.texts, actor=actor(), key=form.key, **form.speaker()
            )
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("Your statement is kept. It is not sent yet."), "success")
            return redirect(url_for(".show_statement", statement_id=statement.id))
    return render_template(
        "meetings/write_statement.html",
        form=form,
        item=item,
        meeting=item.meeting,
        statement=None,
        reader_zone=reader_zone(),
    ), status_of(form)


@bp.route(f"{STATEMENT}/write", methods=["GET", "POST"])
@access(Statements.WRITE, queries.get_statement)
def write_statement(statement):
    """Change the words of a statement that is not sent."""
    if statement.is_contribution:
        abort(404)
    form = StatementForm.of(statement)

    def write():
        words, seen = form.text.texts, form.seen.data
        commands.write_statement(statement, words, actor=actor(), seen=seen)

    if saved(form, write, lambda: StatementForm.of(statement, formdata=None)):
        flash(_("Your statement is kept. It is not sent yet."), "success")
        return redirect(url_for(".show_statement", statement_id=statement.id))
    return render_template(
        "meetings/write_statement.html",
        form=form,
        item=statement.agenda_item,
        meeting=statement.meeting,
        statement=statement,
        reader_zone=reader_zone(),
    ), status_of(form)


@bp.post(f"{STATEMENT}/submit")
@access(Statements.WRITE, queries.get_statement)
def submit_statement(statement):
    """Send it."""
    return acted(
        lambda: commands.submit_statement(statement, actor=actor()),
        statement,
        _("Your statement is sent. You get a mail when it has been looked at."),
    )


@bp.post(f"{STATEMENT}/withdraw")
@access(Statements.WRITE, queries.get_statement)
def withdraw_statement(statement):
    """Take it back."""
    return acted(
        lambda: commands.withdraw_statement(statement, actor=actor()),
        statement,
        _("Your statement is withdrawn."),
    )


@bp.post(f"{STATEMENT}/name-cosigner")
@access(Statements.WRITE, queries.get_statement)
def name_cosigner(statement):
    """Ask an organization to co-sign."""
    form = CosignerForm()
    if form.validate_on_submit():
        try:
            cosigning.name_cosigner(statement, form.number.data, actor=actor())
        except RuleViolation as refusal:
            form.number.errors = [refusal.sentence]
        else:
            flash(_("The organization is asked by mail."), "success")
            return redirect(url_for(".show_statement", statement_id=statement.id))
    return statement_page(statement, cosigner_form=form, status=422)


@bp.post(f"{COSIGNER}/remove")
@access(Statements.WRITE, queries.get_cosigner)
def remove_cosigner(cosigner):
    """Take an organization out of a joint statement."""
    return acted(
        lambda: cosigning.remove_cosigner(cosigner, actor=actor()),
        cosigner.statement,
        _("The organization is taken out."),
    )


@bp.post(f"{COSIGNER}/answer")
@access(Statements.COSIGN, queries.get_cosigner)
def answer_cosigning(cosigner):
    """Agree to a joint statement, or decline."""
    agrees = request.form.get("answer") == "agree"
    return acted(
        lambda: cosigning.answer_cosigning(cosigner, agrees, actor=actor()),
        cosigner.statement,
        _("Your organization co-signs.") if agrees else _("Your organization does not co-sign."),
    )


def acted(act, statement, words):
    """Do something to a statement, and lead back to its page; who declined reads it no more."""
    statement_id = statement.id
    try:
        act()
    except RuleViolation as refusal:
        flash(refusal.sentence, "error")
    else:
        flash(words, "success")
        if not can(actor(), Statements.VIEW, statement):
            return redirect(url_for(".list_own_statements"))
    return redirect(url_for(".show_statement", statement_id=statement_id))


def statement_page(statement, *, paper_form=None, cosigner_form=None, status=200):
    """A statement for whoever reads it, with what this person can do."""
    me = actor()
    own = can(me, Statements.WRITE, statement)
    staff = can(me, Statements.MODERATE, statement)
    inside = own or staff or not statement.remaining_ids.isdisjoint(me.belongs_to)
    writable = statement.state in WRITABLE
    if (paper_form or cosigner_form) and not (own and writable):
        raise RuleViolation(MOVED_ON)
    if cosigner_form and statement.organization_id is None:
        raise RuleViolation(MOVED_ON)
    form = cosigner_form or paper_form or Form(formdata=None)
    return render_template(
        "meetings/show_statement.html",
        statement=statement,
        meeting=statement.meeting,
        own=own,
        staff=staff,
        inside=inside,
        writable=writable,
        over=statement.state in OVER,
        to_answer=[
            each for each in statement.cosigners if writable and each.organization_id in me.leads
        ],
        lengths=queries.lengths(statement) if inside else [],
        limit=queries.limit_of(statement),
        form=form,
        plain=Form(formdata=None),
        paper_form=paper_form or StatementPaperForm(formdata=None),
        cosigner_form=cosigner_form or CosignerForm(formdata=None),
        may_download=serving.may_download,
        may_read=lambda paper: can(me, Statements.READ_PAPER, paper),
        largest=document_settings.largest_megabytes(),
        public_view=public_view,
        tones=TONES,
        reader_zone=reader_zone(),
    ), status
