"""States of a written statement: who moves it, when."""

from flask_babel import lazy_gettext as _l

from engagement.core.errors import RuleViolation
from engagement.core.transitions import Transition, Workflow
from engagement.meetings.models import Agreement, StatementState
from engagement.meetings.paper_permissions import accredited_among
from engagement.meetings.queries import statements as queries
from engagement.meetings.statement_permissions import Statements

S = StatementState


def in_time(statement, actor):
    """It is sent before the deadline; what was sent in time and came back may be sent again."""
    if statement.submitted_at is None and not queries.is_open(statement.about):
        raise RuleViolation(
            _l(
                "This cannot be sent now: the deadline is over, or none is set. What you have"
                " written is kept."
            )
        )


def says_something(statement, actor):
    """It has a text or a document."""
    if not statement.languages:
        raise RuleViolation(_l("Write the statement, or add it as a document."))


def short_enough(statement, actor):
    """Text and document of no language are longer together than the rule for its kind."""
    if any(each.words is None for each in statement.papers):
        raise RuleViolation(
            _l("The words of a document have not been counted. Add the document again.")
        )
    for each in queries.lengths(statement):
        if each.too_long:
            raise RuleViolation(
                _l(
                    "The statement has %(words)d words in one language, and may have %(limit)d."
                    " What you have written is kept.",
                    words=each.words,
                    limit=each.limit,
                )
            )


def all_agreed(statement, actor):
    """Everybody in whose name it speaks has agreed to these words."""
    if any(each.agreement is not Agreement.AGREED for each in statement.remaining):
        raise RuleViolation(
            _l("A co-signing organization has not answered yet. Wait for it, or take it out.")
        )


def belongs_to_commenters(statement, actor):
    """The document is open to such authors; what was sent once came while it was (`in_time`)."""
    if statement.submitted_at is not None or not statement.is_contribution:
        return
    if not queries.may_contribute(statement.paper, statement.organization_id):
        raise RuleViolation(_l("This document is not open to contributions of your side now."))


def still_accredited(statement, actor):
    """Author and co-signers are accredited, where they are organizations."""
    ids = {each.organization_id for each in statement.remaining}
    if statement.organization_id is not None:
        ids.add(statement.organization_id)
    if accredited_among(ids) != ids:
        raise RuleViolation(
            _l("Only accredited organizations send statements, and one of these is not now.")
        )


SUBMIT_STATEMENT = Transition(
    "submit_statement",
    {S.DRAFT, S.RETURNED},
    S.SUBMITTED,
    Statements.WRITE,
    in_time,
    says_something,
    short_enough,
    all_agreed,
    still_accredited,
    belongs_to_commenters,
)
RETURN_STATEMENT = Transition("return_statement", S.SUBMITTED, S.RETURNED, Statements.MODERATE)
PUBLISH_STATEMENT = Transition(
    "publish_statement", S.SUBMITTED, S.PUBLISHED, Statements.MODERATE, still_accredited
)
REFUSE_STATEMENT = Transition("refuse_statement", S.SUBMITTED, S.REFUSED, Statements.MODERATE)
WITHDRAW_STATEMENT = Transition(
    "withdraw_statement",
    {S.DRAFT, S.SUBMITTED, S.RETURNED, S.PUBLISHED},
    S.WITHDRAWN,
    Statements.WRITE,
)
statement_workflow = Workflow(
    SUBMIT_STATEMENT, RETURN_STATEMENT, PUBLISH_STATEMENT, REFUSE_STATEMENT, WITHDRAW_STATEMENT
)
