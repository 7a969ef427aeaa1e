"""Contributions to documents: officers open a document, organizations and States contribute."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.audit.reading import note_export
from engagement.core.clock import today
from engagement.core.deadlines import end_of_minute, last_minute
from engagement.core.permissions import can
from engagement.core.text import NATIVE_NAMES, text_in
from engagement.meetings import settings
from engagement.meetings.commands import contributions as commands
from engagement.meetings.forms.statements import (
    CommentsForm,
    ContributionForm,
    NewContributionForm,
)
from engagement.meetings.models import Commenters, MeetingDocument, MeetingStatement
from engagement.meetings.paper_permissions import Papers
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries import contributions as queries
from engagement.meetings.queries import statements
from engagement.meetings.queries.meeting_documents import get_paper
from engagement.meetings.statement_permissions import Statements
from engagement.meetings.views.blueprint import bp
from engagement.meetings.views.meeting_documents import PAPER
from engagement.meetings.views.sending import done, saved
from engagement.meetings.views.statements import STATEMENT, TONES
from engagement.organizations.public import public_view
from engagement.printing.lists import KINDS, list_answer
from engagement.web.access import access, actor, public
from engagement.web.base_form import status_of
from engagement.web.i18n import country_name, label, language
from engagement.web.two_zones import reader_zone


@bp.get(f"{PAPER}/contributions")
@public
def list_contributions(meeting_document_id):
    """Published contributions to a document in its order, for whoever may read it."""
    paper = get_paper(meeting_document_id)
    if paper is None or not can(actor(), Papers.READ, paper):
        abort(404)
    found = queries.published_on(paper) if paper.meeting.is_public else []
    organizations, states = queries.authors(paper, actor())
    handles = can(actor(), Statements.LIST)
    return render_template(
        "meetings/list_contributions.html",
        paper=paper,
        meeting=paper.meeting,
        groups=queries.by_part(found),
        found=found,
        answered=statements.answered(found),
        is_open=statements.is_open(paper),
        writes=bool(organizations or states),
        sent=queries.sent_on(paper, actor()) if handles else [],
        handles=handles,
        tones=TONES,
        keeps=can(actor(), Meetings.MANAGE),
        file_kinds=[(each, each.upper()) for each in KINDS],
        limit=settings.words_of_contribution(),
        public_view=public_view,
        reader_zone=reader_zone(),
    )


@bp.route(f"{PAPER}/contribute", methods=["GET", "POST"])
@access(Statements.BEGIN, get_paper)
def begin_contribution(paper):
    """Contribute to a document or a part of it."""
    if not can(actor(), Papers.READ, paper):
        abort(404)
    form, made = NewContributionForm().offer(*queries.authors(paper, actor())), []

    def begin():
        made.append(
            commands.begin_contribution(
                paper, **form.words(), actor=actor(), key=form.key, **form.speaker()
            )
        )

    if done(form, begin):
        flash(_("Your contribution is kept. It is not sent yet."), "success")
        return redirect(url_for(".show_statement", statement_id=made[0].id))
    return contribution_form_page(form, paper)


@bp.route(f"{STATEMENT}/write-contribution", methods=["GET", "POST"])
@access(Statements.WRITE, statements.get_statement)
def write_contribution(statement):
    """Change a contribution that is not sent."""
    if not statement.is_contribution:
        abort(404)
    form = ContributionForm.of(statement)

    def write():
        words, seen = form.words(), form.seen.data
        commands.write_contribution(statement, **words, actor=actor(), seen=seen)

    if saved(form, write, lambda: ContributionForm.of(statement, formdata=None)):
        flash(_("Your contribution is kept. It is not sent yet."), "success")
        return redirect(url_for(".show_statement", statement_id=statement.id))
    return contribution_form_page(form, statement.paper, statement)


def contribution_form_page(form, paper: MeetingDocument, statement=None):
    """The form of a contribution."""
    return render_template(
        "meetings/write_contribution.html",
        form=form,
        paper=paper,
        meeting=paper.meeting,
        statement=statement,
        limit=settings.words_of_contribution(),
        reader_zone=reader_zone(),
    ), status_of(form)


@bp.route(f"{PAPER}/open", methods=["GET", "POST"])
@access(Meetings.MANAGE, get_paper)
def open_document(paper):
    """Open a document for contributions until a minute by the clocks of the meeting."""
    until, zone = paper.comments_until, paper.meeting.zone
    local = last_minute(until).astimezone(ZoneInfo(zone)) if until else None
    kept = {"commenters": paper.commenters.value if paper.commenters else ""}
    hours = {"day": local.date(), "clock": local.time()} if local else {}
    form = CommentsForm(clocks=zone, data=kept | hours)

    def keep():
        who = Commenters(form.commenters.data) if form.commenters.data else None
        day, clock = form.day.data, form.clock.data
        commands.open_document(
            paper, who, end_of_minute(day, clock, zone) if who else None, actor=actor()
        )

    if done(form, keep):
        flash(_("What can be contributed is kept."), "success")
        return redirect(url_for(".list_contributions", meeting_document_id=paper.id))
    return render_template(
        "meetings/open_document.html", form=form, paper=paper, meeting=paper.meeting
    ), status_of(form)


def _of_file(meeting_document_id, file_kind):
    return get_paper(meeting_document_id)


@bp.get(f"{PAPER}/contributions.<any({', '.join(KINDS)}):file_kind>")
@access(Statements.LIST, _of_file)
def download_contributions(paper):
    """All that was sent on a document, in its order."""
    found = queries.sent_on(paper, actor())
    note_export("meetings:contributions:exported", "meeting_document", paper.id, count=len(found))
    return list_answer(
        request.view_args["file_kind"],
        f"contributions-{today().isoformat()}",
        _("Contributions: %(symbol)s", symbol=paper.symbol),
        heads(paper),
        list(rows_of(found, paper)),
        designations=True,
    )


def heads(paper: MeetingDocument) -> list[str]:
    """The heads of the file; hours are by the clocks of the meeting."""
    return [
        _("Paragraph or section"),
        _("Author"),
        _("Co-signing organizations"),
        _("State"),
        f"{_('Sent')} ({paper.meeting.zone})",
        _("In time"),
        _("Language"),
        _("Text"),
        _("Proposed wording"),
        _("Answer"),
        _("Explanation"),
    ]


def rows_of(found: list[MeetingStatement], paper: MeetingDocument) -> Iterator[list]:
    """A row for each contribution and language."""
    zone = ZoneInfo(paper.meeting.zone)
    for each in found:
        owner = each.organization
        for code in each.languages:
            yield [
                each.part or _("The whole document"),
                owner.name if owner else country_name(each.country),
                "; ".join(one.organization.name for one in each.remaining),
                label(each.state),
                f"{each.submitted_at.astimezone(zone):%Y-%m-%d %H:%M}",
                _("No") if each.is_late else _("Yes"),
                NATIVE_NAMES[code],
                each.text.get(code, ""),
                each.wording.get(code, ""),
                label(each.disposition) if each.disposition else "",
                text_in(each.answer_text, language())[0],
            ]
