"""Who asks for the floor, who runs the list of speakers, who reads what is going to be said.

What an officer does to whoever is next (call, end, skip) is no judgement: it is allowed to all
officers, whose page then names nobody that a conflict of interest keeps from them. Moving somebody,
giving more time or taking out is for officers without a conflict.
"""

from sqlalchemy import select

from engagement.core import subjects
from engagement.core.permissions import (
    Permission,
    all_of,
    any_of,
    has_role,
    is_system,
    register,
    signed_in,
)
from engagement.core.permissions import Role as StaffRole
from engagement.documents.keepers import keeps_documents
from engagement.meetings.models import (
    Interpreter,
    Speaker,
    SpeakerKind,
    SpeakerPaper,
    SpeakersList,
    SpeakerState,
)
from engagement.meetings.permissions import Meetings, called, no_conflict, officer
from engagement.organizations.models import Protection


class Speaking(Permission):
    """Rights on speakers' lists and what stands on them."""

    ASK = "meetings:speaker:ask"
    VIEW = "meetings:speaker:view"
    CHANGE = "meetings:speaker:change"
    HANDLE = "meetings:speaker:handle"
    READ_TEXT = "meetings:speaker:read-text"
    CALL = "meetings:speaker:call"
    RUN = "meetings:speakers_list:run"
    INTERPRETERS = "meetings:interpreter:keep"


def of_speaker(record) -> Speaker:
    """The request for the floor, or that to which a record belongs."""
    return getattr(record, "speaker", record)


def oneself(actor, record):
    """The person is the one who speaks."""
    return actor.id is not None and of_speaker(record).registration.person_id == actor.id


def own_body(actor, record):
    """The person leads the organization, or acts for the State, in whose name it is."""
    speaker = of_speaker(record)
    if speaker.kind in {SpeakerKind.STATE_GROUP, SpeakerKind.MEMBER_STATE}:
        return speaker.country in actor.delegate_of
    return speaker.organization_id in actor.leads


def audits(actor, record):
    """An auditor, for what was asked in the period of the engagement."""
    return StaffRole.AUDITOR in actor.roles and actor.audited.covers(of_speaker(record).asked_at)


def handles(actor, record):
    """An officer without a conflict with its organization."""
    return officer(actor, None) and no_conflict(actor, of_speaker(record))


def spoken_in_public(actor, record):
    """It was said, who asked agreed that all read it, and nobody is put at risk by that."""
    speaker = of_speaker(record)
    organization = speaker.organization
    return (
        speaker.state is SpeakerState.SPOKEN
        and speaker.text_public
        and speaker.speakers_list.published_at is not None
        and speaker.meeting.is_public
        and not speaker.registration.is_minor
        and (organization is None or organization.protection is Protection.NONE)
    )


people = any_of(oneself, own_body)
staff = any_of(handles, all_of(audits, lambda actor, one: no_conflict(actor, of_speaker(one))))
staff.__name__ = "officer or auditor, without a conflict"

register(
    {
        Speaking.ASK: signed_in,
        Speaking.VIEW: any_of(people, staff),
        Speaking.CHANGE: people,
        Speaking.HANDLE: handles,
        Speaking.READ_TEXT: any_of(spoken_in_public, people, staff),
        Speaking.CALL: any_of(is_system, officer),
        Speaking.RUN: has_role(StaffRole.MEETING_OFFICER),
        Speaking.INTERPRETERS: has_role(StaffRole.MEETING_OFFICER),
    }
)


def audited(period):
    """The condition of requests made in a period."""
    return subjects.happened_in(Speaker.asked_at, period)


def item_of(record) -> str:
    """A list of speakers, or what stands on one, in the trail: the item of the agenda."""
    return getattr(record, "speakers_list", record).agenda_item.number


subjects.register(
    SpeakersList,
    view=Meetings.VIEW,
    label=item_of,
    endpoint="meetings.show_queue",
    argument="speakers_list_id",
)
subjects.register(
    Speaker,
    view=Speaking.VIEW,
    label=item_of,
    endpoint="meetings.show_speaker",
    argument="speaker_id",
    audited=audited,
)
subjects.register(
    SpeakerPaper,
    view=Speaking.READ_TEXT,
    label=lambda paper: item_of(paper.speaker),
    audited=lambda period: SpeakerPaper.speaker_id.in_(select(Speaker.id).where(audited(period))),
)
subjects.register(
    Interpreter, view=Speaking.INTERPRETERS, label=lambda one: called(one.session.meeting)
)
keeps_documents(SpeakerPaper)
