"""Written statements as documents, with the words that they have."""

from flask import abort
from flask_babel import gettext as _

from engagement.core.permissions import can
from engagement.documents import opening, receiving
from engagement.meetings.commands import statements as commands
from engagement.meetings.forms.statements import StatementPaperForm
from engagement.meetings.queries import statements as queries
from engagement.meetings.statement_permissions import Statements
from engagement.meetings.views.blueprint import bp
from engagement.meetings.views.statements import STATEMENT, acted, statement_page
from engagement.meetings.views.words_of_files import words_in
from engagement.web.access import access, actor, public
from engagement.web.odd_input import takes_file

PAPER = "/statements/papers/<uuid:statement_paper_id>"


@bp.post(f"{STATEMENT}/add-paper")
@takes_file
@access(Statements.WRITE, queries.get_statement)
def add_statement_paper(statement):
    """Add the statement as a document."""
    form = StatementPaperForm()
    if not form.validate_on_submit():
        return statement_page(statement, paper_form=form, status=422)
    taken, status = receiving.take_upload(form.file)
    if taken is None:
        return statement_page(statement, paper_form=form, status=status)
    counted = words_in(taken)
    words = counted or form.words.data
    if words is None:
        form.words.errors = [
            _(
                "The words of this document cannot be counted by machine. Enter how many it has,"
                " and choose the file again; the figure is shown as yours."
            )
        ]
        return statement_page(statement, paper_form=form, status=422)
    return acted(
        lambda: commands.add_statement_paper(
            statement,
            form.language.data,
            taken,
            words=words,
            counted=counted is not None,
            actor=actor(),
            key=form.key,
        ),
        statement,
        _("The document is kept with your statement."),
    )


@bp.post(f"{PAPER}/remove")
@access(Statements.WRITE, queries.get_statement_paper)
def remove_statement_paper(paper):
    """Take a document out."""
    return acted(
        lambda: commands.remove_statement_paper(paper, actor=actor()),
        paper.statement,
        _("The document is removed."),
    )


@bp.get(PAPER)
@public
def download_statement_paper(statement_paper_id):
    """The original, for who may read the statement."""
    paper = queries.get_statement_paper(statement_paper_id)
    if paper is None or not can(actor(), Statements.READ_PAPER, paper):
        abort(404)
    return opening.original(paper.document)
