"""Who may do what in the two short tracks."""

from engagement.core import subjects
from engagement.core.permissions import (
    Permission,
    Role,
    all_of,
    any_of,
    has_role,
    register,
    signed_in,
)
from engagement.documents.keepers import keeps_documents
from engagement.protocol.models import (
    Delegate,
    Departure,
    Intergovernmental,
    Note,
    Paper,
    Representative,
    State,
    StateInvitation,
)


class Protocol(Permission):
    """Rights on States' representatives and intergovernmental organizations."""

    LIST = "protocol:state:list"
    VIEW = "protocol:state:view"
    READ = "protocol:record:read"
    CHANGE = "protocol:state:change"
    SEE_CONTACTS = "protocol:contact:view"
    CONFIRM = "protocol:state:confirm"
    KEEP_BACK = "protocol:representative:keep-back"
    ENTER = "protocol:note:enter"
    HANDLE = "protocol:note:handle"
    INVITE = "protocol:delegate:invite"
    INVITE_ADMINISTRATOR = "protocol:administrator:invite"
    REVOKE = "protocol:invitation:revoke"
    VIEW_DELEGATE = "protocol:delegate:view"
    END_DELEGATE = "protocol:delegate:end"
    ACCEPT = "protocol:invitation:accept"


def administers_state(actor, record):
    """The person administers the delegation of the State that the record is about."""
    return record.country in actor.administers


def acts_for_state(actor, record):
    """The person is a delegate of that State."""
    return record.country in actor.delegate_of


def oneself(actor, delegate):
    """It is the person's own standing."""
    return actor.id is not None and delegate.account_id == actor.id


def in_scope(actor, record):
    """It was entered in the period that the auditor's engagement covers; a State is always there.

    Of a State, its page shows what was entered in that period.
    """
    of = getattr(record, "of", record)
    return isinstance(of, State) or actor.audited.covers(of.entered_at)


officer = has_role(Role.PROTOCOL_OFFICER)
auditor = all_of(has_role(Role.AUDITOR), in_scope)
own_or_officer = any_of(officer, administers_state)

register(
    {
        Protocol.LIST: has_role(Role.PROTOCOL_OFFICER, Role.AUDITOR),
        Protocol.VIEW: any_of(officer, acts_for_state, auditor),
        Protocol.READ: any_of(officer, auditor),
        Protocol.CHANGE: officer,
        Protocol.SEE_CONTACTS: own_or_officer,
        Protocol.CONFIRM: administers_state,
        Protocol.KEEP_BACK: own_or_officer,
        Protocol.ENTER: officer,
        Protocol.HANDLE: officer,
        Protocol.INVITE: administers_state,
        Protocol.INVITE_ADMINISTRATOR: officer,
        Protocol.REVOKE: own_or_officer,
        Protocol.VIEW_DELEGATE: any_of(own_or_officer, oneself),
        Protocol.END_DELEGATE: any_of(own_or_officer, oneself),
        Protocol.ACCEPT: signed_in,
    }
)


subjects.register(State, view=Protocol.VIEW, label=lambda state: state.country)
subjects.register(
    Note,
    view=Protocol.READ,
    label=lambda note: f"{note.country} {note.reference}",
    endpoint="protocol.show_note",
    argument="note_id",
    audited=lambda period: subjects.happened_in(Note.entered_at, period),
)
subjects.register(
    Representative,
    view=Protocol.VIEW,
    label=lambda person: person.name,
    audited=lambda period: subjects.happened_in(Representative.entered_at, period),
)
subjects.register(Departure, view=Protocol.READ, label=lambda line: line.to_day.isoformat())
subjects.register(
    Delegate, view=Protocol.VIEW_DELEGATE, label=lambda delegate: delegate.account.name
)
subjects.register(StateInvitation, view=Protocol.REVOKE, label=lambda sent: sent.email)
subjects.register(
    Intergovernmental,
    view=Protocol.READ,
    label=lambda igo: igo.name,
    endpoint="protocol.show_intergovernmental",
    argument="igo_id",
    audited=lambda period: subjects.happened_in(Intergovernmental.entered_at, period),
)
subjects.register(Paper, view=Protocol.READ, label=lambda paper: paper.document.name)
keeps_documents(Paper)
