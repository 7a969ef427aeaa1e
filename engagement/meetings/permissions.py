"""Who may do what with meetings and registrations.

Published meetings are for everybody to read. A registration is for the person, for whom it was
nominated by, and for officers without a conflict with its organization; papers and contacts of
minors are for fewer (`SEE_MINOR`).
"""

from sqlalchemy import select

from engagement.core import subjects
from engagement.core.permissions import (
    Permission,
    Role,
    all_of,
    any_of,
    has_role,
    is_system,
    register,
    signed_in,
)
from engagement.core.text import text_in
from engagement.documents.keepers import keeps_documents
from engagement.meetings.models import (
    BulkAct,
    Category,
    CategoryKind,
    ChangeRequest,
    Delegation,
    DelegationPaper,
    Manual,
    Meeting,
    MeetingSession,
    Question,
    Quota,
    Registration,
    RegistrationPaper,
)


class Meetings(Permission):
    """Rights on meetings and what belongs to one."""

    LIST = "meetings:meeting:list"
    VIEW = "meetings:meeting:view"
    MANAGE = "meetings:meeting:manage"
    READ_MANUAL = "meetings:manual:read"


class Registrations(Permission):
    """Rights on registrations."""

    OWN = "meetings:registration:own"
    LIST = "meetings:registration:list"
    VIEW = "meetings:registration:view"
    BEGIN = "meetings:registration:begin"
    NOMINATE = "meetings:registration:nominate"
    SPEAK_FOR = "meetings:registration:speak-for"
    CHANGE = "meetings:registration:change"
    ANSWER = "meetings:registration:answer"
    HANDLE = "meetings:registration:handle"
    MOVE = "meetings:registration:move"
    SEE_CONTACT = "meetings:registration:contact"
    HANDLE_SEVERAL = "meetings:registration:handle-several"
    INVITE = "meetings:registration:invite"


class Delegations(Permission):
    """Rights on States' delegations."""

    LIST = "meetings:delegation:list"
    VIEW = "meetings:delegation:view"
    BEGIN = "meetings:delegation:begin"
    SEND = "meetings:delegation:send"
    COMPOSE = "meetings:delegation:compose"
    EXAMINE = "meetings:delegation:examine"


PROTOCOL_KINDS = frozenset({CategoryKind.MEMBER_STATE, CategoryKind.INTERGOVERNMENTAL})
"""Whose registrations protocol officers work on as well (product 1)."""


def published(actor, meeting):
    """Everybody reads a published meeting."""
    return meeting.is_public


def oneself(actor, registration):
    """It is the person's own registration."""
    return actor.id is not None and registration.person_id == actor.id


def nominator(actor, registration):
    """The person leads the organization, or acts for the State, for which somebody comes."""
    if registration.category.kind.by_organization:
        return registration.organization_id in actor.leads
    return registration.category.kind.by_state and registration.country in actor.administers


def entered_for_state(actor, registration):
    """A protocol officer entered this member of a delegation, whose note came on paper."""
    by_officer = Role.PROTOCOL_OFFICER in actor.roles and registration.nominated_by_id == actor.id
    return by_officer and registration.category.kind.by_state


def no_conflict(actor, record):
    """The cases of its organization are not kept from this person."""
    return record.organization_id is None or record.organization_id not in actor.conflicts


def of_protocol(actor, registration):
    """A protocol officer, for States and intergovernmental organizations."""
    return Role.PROTOCOL_OFFICER in actor.roles and registration.category.kind in PROTOCOL_KINDS


def audits(actor, registration):
    """An auditor, for what was sent in the period of the engagement."""
    return Role.AUDITOR in actor.roles and actor.audited.covers(registration.submitted_at)


def is_of_a_minor(actor, registration):
    """The safeguarding officer, for people under 18."""
    return Role.SAFEGUARDING_OFFICER in actor.roles and registration.is_minor


def of_an_adult(actor, registration):
    """The person is not under 18."""
    return not registration.is_minor


def leads_or_administers(actor, subject):
    """The person leads some organization, or administers some delegation."""
    return bool(actor.leads or actor.administers)


def administers_some(actor, subject):
    """The person administers the delegation of some State."""
    return bool(actor.administers)


def acts_for_delegation(actor, delegation):
    """The person acts for that State."""
    return delegation.country in actor.delegate_of


def administers_delegation(actor, delegation):
    """The person administers the State's delegation."""
    return delegation.country in actor.administers


officer = has_role(Role.MEETING_OFFICER)
handles = all_of(any_of(officer, of_protocol), no_conflict)
own = any_of(oneself, nominator)
reads = all_of(any_of(officer, of_protocol, is_of_a_minor, audits), no_conflict)


def of_registration(policy):
    """The same policy for what belongs to a registration."""

    def of(actor, record):
        return policy(actor, getattr(record, "registration", record))

    of.__name__ = f"of_registration({policy.__name__})"
    return of


def of_delegation(policy):
    """The same policy for the papers of a delegation."""

    def of(actor, record):
        return policy(actor, getattr(record, "delegation", record))

    of.__name__ = f"of_delegation({policy.__name__})"
    return of


def of_meeting(policy):
    """The same policy for what belongs to a meeting."""

    def of(actor, record):
        return policy(actor, getattr(record, "meeting", record))

    of.__name__ = f"of_meeting({policy.__name__})"
    return of


def is_published_manual(actor, manual):
    """Everybody reads a manual once a version of it is published."""
    return manual.current is not None


DESK = (
    Role.MEETING_OFFICER,
    Role.PROTOCOL_OFFICER,
    Role.SAFEGUARDING_OFFICER,
    Role.AUDITOR,
)
EXAMINERS = (Role.MEETING_OFFICER, Role.PROTOCOL_OFFICER, Role.AUDITOR)
desk = has_role(*DESK)

register(
    {
        Meetings.LIST: desk,
        Meetings.VIEW: of_meeting(any_of(published, desk)),
        Meetings.MANAGE: officer,
        Meetings.READ_MANUAL: any_of(is_published_manual, desk),
        Registrations.OWN: signed_in,
        Registrations.LIST: desk,
        Registrations.VIEW: of_registration(any_of(own, reads)),
        Registrations.BEGIN: signed_in,
        Registrations.NOMINATE: any_of(leads_or_administers, has_role(Role.PROTOCOL_OFFICER)),
        Registrations.SPEAK_FOR: of_registration(nominator),
        Registrations.CHANGE: of_registration(any_of(own, entered_for_state)),
        Registrations.ANSWER: oneself,
        Registrations.HANDLE: of_registration(handles),
        Registrations.MOVE: is_system,
        Registrations.SEE_CONTACT: of_registration(
            any_of(own, is_of_a_minor, all_of(any_of(handles, audits), of_an_adult))
        ),
        Registrations.HANDLE_SEVERAL: has_role(Role.MEETING_OFFICER, Role.PROTOCOL_OFFICER),
        Registrations.INVITE: officer,
        Delegations.LIST: has_role(*EXAMINERS),
        Delegations.VIEW: of_delegation(any_of(acts_for_delegation, has_role(*EXAMINERS))),
        Delegations.BEGIN: any_of(administers_some, has_role(Role.PROTOCOL_OFFICER)),
        Delegations.SEND: any_of(administers_delegation, has_role(Role.PROTOCOL_OFFICER)),
        Delegations.COMPOSE: any_of(administers_delegation, has_role(Role.PROTOCOL_OFFICER)),
        Delegations.EXAMINE: has_role(Role.PROTOCOL_OFFICER),
    }
)


def called(meeting: Meeting) -> str:
    """A meeting in the trail: its title in English, else in the first language it has."""
    return text_in(meeting.title, "en")[0]


def audited(period):
    """The condition of registrations sent in a period."""
    return subjects.happened_in(Registration.submitted_at, period)


def belongs_to_audited(model):
    """That of what belongs to such registrations."""
    return lambda period: model.registration_id.in_(select(Registration.id).where(audited(period)))


subjects.register(
    Meeting,
    view=Meetings.VIEW,
    label=called,
    endpoint="meetings.show_meeting",
    argument="meeting_id",
)
subjects.register(
    Manual,
    view=Meetings.READ_MANUAL,
    label=lambda manual: text_in(manual.versions[-1].title, "en")[0],
    endpoint="meetings.show_manual",
    argument="manual_id",
)
for _part in (MeetingSession, Category, Quota, Question):
    subjects.register(_part, view=Meetings.VIEW, label=lambda part: called(part.meeting))
subjects.register(
    Registration,
    view=Registrations.VIEW,
    label=lambda registration: registration.reference,
    endpoint="meetings.show_registration",
    argument="registration_id",
    audited=audited,
)
subjects.register(
    RegistrationPaper,
    view=Registrations.VIEW,
    label=lambda paper: paper.registration.reference,
    audited=belongs_to_audited(RegistrationPaper),
)
subjects.register(
    ChangeRequest,
    view=Registrations.VIEW,
    label=lambda asked: asked.registration.reference,
    audited=belongs_to_audited(ChangeRequest),
)
subjects.register(
    BulkAct,
    view=Registrations.HANDLE_SEVERAL,
    label=lambda bulk_act: called(bulk_act.meeting),
    endpoint="meetings.show_bulk_act",
    argument="bulk_act_id",
)
subjects.register(
    Delegation,
    view=Delegations.VIEW,
    label=lambda delegation: called(delegation.meeting),
    endpoint="meetings.show_delegation",
    argument="delegation_id",
)
subjects.register(
    DelegationPaper, view=Delegations.VIEW, label=lambda paper: called(paper.delegation.meeting)
)
keeps_documents(RegistrationPaper)
keeps_documents(DelegationPaper)
