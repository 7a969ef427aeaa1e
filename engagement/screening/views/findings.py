"""Pages on what officers record: exclusion criteria, controversies, files."""

from flask import render_template, url_for
from flask_babel import gettext as _

from engagement.documents import opening
from engagement.screening.commands import findings as commands
from engagement.screening.facts import Response, Severity
from engagement.screening.forms.risk import (
    ControversyForm,
    FindingForm,
    PaperForm,
    ReasonForm,
    ResponseForm,
)
from engagement.screening.permissions import Cases, Replies
from engagement.screening.queries import cases, facts, measures
from engagement.screening.views.acts import act, act_with_files
from engagement.screening.views.blueprint import bp
from engagement.screening.views.cases import back_to
from engagement.web.access import access, actor
from engagement.web.odd_input import takes_file


@bp.route("/screening/cases/<uuid:case_id>/finding", methods=["GET", "POST"])
@access(Cases.HANDLE, cases.get_case)
def record_finding(case):
    """Whether an exclusion criterion is met."""
    form = FindingForm()
    return act(
        form,
        lambda: commands.record_finding(
            case,
            actor=actor(),
            criterion=form.criterion.data,
            met=form.met.data == "yes",
            source=form.source.data,
            note=form.note.data,
        ),
        done=_("The finding is saved."),
        title=_("Exclusion criterion"),
        send=_("Save the finding"),
        back=back_to(case),
    )


@bp.route("/screening/cases/<uuid:case_id>/controversy", methods=["GET", "POST"])
@access(Cases.HANDLE, cases.get_case)
def log_controversy(case):
    """A line of the log of its organization."""
    form = ControversyForm(data={"response": Response.NONE.value})
    return act(
        form,
        lambda: commands.log_controversy(
            case.organization,
            actor=actor(),
            happened_on=form.happened_on.data,
            severity=Severity(form.severity.data),
            summary=form.summary.data,
            source=form.source.data,
            response=Response(form.response.data),
            response_note=form.response_note.data,
            key=form.key,
        ),
        done=_("The controversy is in the log."),
        title=_("Log a controversy"),
        send=_("Save it in the log"),
        back=back_to(case),
        intro=_("It belongs to the organization and counts in all its cases."),
    )


def back_from(row):
    """The way back from a controversy: a case of its organization, or the list."""
    found = cases.last_of_organization(row.organization_id)
    return back_to(found) if found else (url_for(".list_cases"), _("Screening cases"))


@bp.route("/screening/controversies/<uuid:controversy_id>/response", methods=["GET", "POST"])
@access(Cases.HANDLE, facts.get_controversy)
def note_response(row):
    """How the company dealt with a controversy."""
    form = ResponseForm(data={"response": row.response.value, "note": row.response_note})
    return act(
        form,
        lambda: commands.note_response(
            row, actor=actor(), response=Response(form.response.data), note=form.note.data
        ),
        done=_("The answer to the controversy is saved."),
        title=_("The company's answer to a controversy"),
        send=_("Save"),
        back=back_from(row),
        quoted=row.summary,
    )


@bp.route("/screening/controversies/<uuid:controversy_id>/withdraw", methods=["GET", "POST"])
@access(Cases.HANDLE, facts.get_controversy)
def withdraw_controversy(row):
    """Take a line out of the log."""
    form = ReasonForm()
    return act(
        form,
        lambda: commands.withdraw_controversy(row, actor=actor(), reason=form.reason.data),
        done=_("The controversy counts no more."),
        title=_("Take a controversy out of the log"),
        send=_("Take it out"),
        back=back_from(row),
        quoted=row.summary,
        kind="warning",
    )


@bp.route("/screening/controversies/<uuid:controversy_id>/file", methods=["GET", "POST"])
@takes_file
@access(Cases.HANDLE, facts.get_controversy)
def add_controversy_paper(row):
    """A file that shows a controversy."""
    return add_paper(row, back_from(row))


@bp.route("/screening/measures/<uuid:measure_id>/file", methods=["GET", "POST"])
@takes_file
@access(Cases.HANDLE, measures.get_measure)
def add_measure_paper(row):
    """A file that proves a measure."""
    return add_paper(row, back_to(row.case))


def add_paper(place, back):
    """The page of one file for a place, or what follows."""
    form = PaperForm()
    return act_with_files(
        form,
        lambda files: commands.add_paper(place, actor=actor(), taken=files[0], key=form.key),
        done=_("The file is saved."),
        title=_("Add a file"),
        send=_("Add the file"),
        back=back,
    )


@bp.get("/screening/files/<uuid:paper_id>")
@access(Replies.READ, facts.get_paper)
def show_case_paper(paper):
    """One page of a file as a picture, its words beside it."""
    return render_template(
        "screening/show_case_paper.html",
        paper=paper,
        file=opening.opened(paper.document, of=paper),
        back=back_of_paper(paper),
    )


@bp.get("/screening/files/<uuid:paper_id>/page-picture")
@access(Replies.READ, facts.get_paper)
def show_case_paper_picture(paper):
    """A page of it as a picture."""
    return opening.page_picture(paper.document, of=paper)


@bp.get("/screening/files/<uuid:paper_id>/download")
@access(Replies.READ, facts.get_paper)
def download_case_paper(paper):
    """The original as an attachment."""
    return opening.original(paper.document, of=paper)


def back_of_paper(paper):
    """Members go back to what was put to them, staff to the case."""
    if paper.organization_id in actor().leads and paper.reply is not None:
        return url_for(".show_reply", reply_id=paper.reply_id), _("What was put to you")
    if paper.controversy is not None:
        return back_from(paper.controversy)
    return back_to((paper.measure or paper.reply).case)
