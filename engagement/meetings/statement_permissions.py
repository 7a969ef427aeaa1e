"""Who writes, co-signs, moderates and reads written statements."""

from sqlalchemy import ColumnElement, or_, select

from engagement.core import subjects
from engagement.core.permissions import Permission, Role, all_of, any_of, has_role, register
from engagement.documents.keepers import keeps_documents
from engagement.meetings.models import (
    AgendaItem,
    MeetingStatement,
    StatementCosigner,
    StatementPaper,
    StatementState,
)
from engagement.meetings.paper_permissions import reads
from engagement.meetings.permissions import officer


class Statements(Permission):
    """Rights on written statements."""

    LIST = "meetings:statement:list"
    LIST_OWN = "meetings:statement:own"
    VIEW = "meetings:statement:view"
    READ_PAPER = "meetings:statement:read-paper"
    BEGIN = "meetings:statement:begin"
    WRITE = "meetings:statement:write"
    COSIGN = "meetings:statement:cosign"
    MODERATE = "meetings:statement:moderate"


def of_statement(record) -> MeetingStatement:
    """The statement, or that to which a record belongs."""
    return getattr(record, "statement", record)


def writes_for_somebody(actor, subject):
    """The person leads an organization or acts for a State."""
    return bool(actor.leads or actor.delegate_of)


def author(actor, record):
    """The person leads the organization, or acts for the State, whose statement it is."""
    statement = of_statement(record)
    return statement.organization_id in actor.leads or statement.country in actor.delegate_of


def member(actor, record):
    """The person belongs to one of its organizations; who declined reads no later words."""
    return not of_statement(record).remaining_ids.isdisjoint(actor.belongs_to)


def leads_cosigner(actor, cosigner):
    """The person leads the organization that was asked to co-sign."""
    return cosigner.organization_id in actor.leads


def no_conflict(actor, record):
    """The cases of none of its organizations are kept from this person."""
    return actor.conflicts.isdisjoint(of_statement(record).organization_ids)


def was_sent(actor, record):
    """Its author has sent it: a draft is nobody else's business."""
    return of_statement(record).submitted_at is not None


def audits(actor, record):
    """An auditor, for what was sent in the period of the engagement."""
    moment = of_statement(record).submitted_at
    return Role.AUDITOR in actor.roles and actor.audited.covers(moment)


def is_published(actor, record):
    """Everybody reads it, and that it was withdrawn afterwards.

    A contribution is for those who may read the document.
    """
    statement = of_statement(record)
    if statement.published_at is None or not statement.meeting.is_public:
        return False
    return not statement.is_contribution or reads(actor, statement.paper)


def is_in_force(actor, paper):
    """A document of a published statement whose organizations may all be named."""
    statement = paper.statement
    hidden = any(each.protection == "withheld" for each in organizations_of(statement))
    return (
        statement.state is StatementState.PUBLISHED and statement.meeting.is_public and not hidden
    )


def organizations_of(statement) -> list:
    """Its author, where that is an organization, and who signs with it."""
    own = [statement.organization] if statement.organization else []
    return [*own, *(each.organization for each in statement.remaining)]


staff = all_of(any_of(officer, audits), was_sent, no_conflict)
people = any_of(author, member)

register(
    {
        Statements.LIST: has_role(Role.MEETING_OFFICER, Role.AUDITOR),
        Statements.LIST_OWN: writes_for_somebody,
        Statements.VIEW: any_of(is_published, people, staff),
        Statements.READ_PAPER: any_of(is_in_force, people, staff),
        Statements.BEGIN: writes_for_somebody,
        Statements.WRITE: author,
        Statements.COSIGN: leads_cosigner,
        Statements.MODERATE: all_of(officer, was_sent, no_conflict),
    }
)


def touches(organizations) -> ColumnElement[bool]:
    """The condition that a statement is one of these organizations', or was to be."""
    return or_(
        MeetingStatement.organization_id.in_(organizations),
        select(StatementCosigner.id)
        .where(
            StatementCosigner.statement_id == MeetingStatement.id,
            StatementCosigner.organization_id.in_(organizations),
        )
        .exists(),
    )


def _part(model):
    """The same condition for what belongs to a statement."""
    return lambda organizations: model.statement_id.in_(
        select(MeetingStatement.id).where(touches(organizations))
    )


def audited(period):
    """The condition of statements sent in a period."""
    return subjects.happened_in(MeetingStatement.submitted_at, period)


def _audited_part(model):
    return lambda period: model.statement_id.in_(select(MeetingStatement.id).where(audited(period)))


def called(record) -> str:
    """A statement in the trail: the item of the agenda, or the document, for which it is."""
    about = of_statement(record).about
    return about.number if isinstance(about, AgendaItem) else about.symbol


subjects.register(
    MeetingStatement,
    view=Statements.VIEW,
    label=called,
    endpoint="meetings.show_statement",
    argument="statement_id",
    audited=audited,
    touching=touches,
)
for _model, _view in (
    (StatementCosigner, Statements.VIEW),
    (StatementPaper, Statements.READ_PAPER),
):
    subjects.register(
        _model,
        view=_view,
        label=called,
        audited=_audited_part(_model),
        touching=_part(_model),
    )
keeps_documents(StatementPaper)
