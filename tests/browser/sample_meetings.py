"""Meetings for which people register, with registrations of the samples' people."""

from datetime import timedelta

from engagement.core.clock import now
from engagement.core.permissions import Role
from engagement.core.text import LANGUAGES
from engagement.demo.meeting_builders import (
    make_nominations,
    make_online_meeting,
    make_question,
    make_registration,
)
from engagement.meetings.commands.feeds import make_feed
from engagement.meetings.commands.manuals import ManualWords, begin_manual, publish_manual
from engagement.meetings.models import CategoryKind, ManualAudience, MeetingState, Mode
from engagement.meetings.queries.nominations import led_by
from engagement.meetings.queries.standing import Standing, standing_of
from engagement.organizations.queries import actor_for
from tests.browser.sample_meetings_attendance import attendance_samples
from tests.browser.sample_meetings_day import day_samples
from tests.browser.sample_meetings_desk import desk_samples
from tests.browser.sample_meetings_nominating import nomination_samples
from tests.browser.sample_meetings_papers import paper_samples
from tests.browser.sample_meetings_registering import registering_samples
from tests.browser.sample_meetings_safeguards import safeguard_samples
from tests.browser.sample_meetings_setup import setup_samples
from tests.browser.sample_meetings_speaking import speaking_samples
from tests.browser.sample_meetings_voices import voice_samples

NAME = "Green Youth (Kenya) – لقاء"


def meeting_samples(samples) -> None:
    """One meeting to come, a draft and a past one, and registrations in several states."""
    leader = actor_for(samples.people["focal_point"])
    meeting = make_online_meeting(
        mode=Mode.HYBRID,
        kinds=(CategoryKind.ACCREDITED, CategoryKind.PUBLIC, CategoryKind.MEMBER_STATE),
        per_organization=1,
        title={"en": NAME, "ar": NAME},
        description={"en": NAME},
        officer=samples.people[Role.MEETING_OFFICER],
    )
    question = make_question(meeting)
    draft = make_online_meeting(state=MeetingState.DRAFT, title={"en": NAME})
    past = make_online_meeting(starts_at=now() - timedelta(days=3), title={"fr": NAME})
    accredited = next(each for each in led_by(leader) if may_nominate(each))
    nominated = make_nominations(meeting, 2, organization=accredited, leader=leader)
    own = make_registration(
        meeting, account=samples.people["newcomer"], kind=CategoryKind.PUBLIC, name=NAME
    )
    officer = actor_for(samples.people[Role.MEETING_OFFICER])
    newcomer = samples.people["newcomer"]
    written = dict.fromkeys(LANGUAGES, NAME)
    manual = begin_manual(
        ManualAudience.EVERYBODY, ManualWords(written, written), actor=officer, meeting=meeting
    )
    publish_manual(manual, actor=officer)
    words = ManualWords({"en": NAME}, {"en": f"## {NAME}\n\n- {NAME}\n\n1. {NAME}"})
    begun = begin_manual(ManualAudience.STATES, words, actor=officer)
    samples.values |= {
        "feed_token": [make_feed(newcomer, actor=actor_for(newcomer))],
        "manual_id": [manual.id, begun.id],
        "meeting_id": [meeting.id, draft.id, past.id],
        "meeting_session_id": [meeting.sessions[0].id],
        "category_id": [each.id for each in meeting.categories],
        "question_id": [question.id],
        "registration_id": [own.id, *(each.id for each in nominated)],
    }
    setup_samples(samples)
    nomination_samples(samples, accredited)
    registering_samples(samples)
    safeguard_samples(samples, accredited)
    desk_samples(samples, meeting, [own, *nominated])
    paper_samples(samples, meeting, accredited)
    attendance_samples(samples)
    voice_samples(samples, meeting, accredited)
    day_samples(samples)
    speaking_samples(samples, accredited)

    keep_few(samples)


def keep_few(samples) -> None:
    """Most pages look alike for every meeting and registration; the others are given all."""
    meetings = [{"meeting_id": each} for each in samples.values["meeting_id"]]
    registrations = [{"registration_id": each} for each in samples.values["registration_id"]]
    samples.values["meeting_id"] = [meetings[0]["meeting_id"], meetings[-1]["meeting_id"]]
    samples.values["registration_id"] = [
        registrations[place]["registration_id"] for place in (0, 1, -1)
    ]
    samples.given |= {
        "meetings.show_meeting": meetings,
        "meetings.register": meetings,
        "meetings.show_desk": meetings[:5],
        "meetings.list_documents": meetings[:5],
        "meetings.list_statements": meetings[:5],
        "meetings.show_registration": registrations,
        "meetings.show_guardian": registrations,
        "meetings.add_registration_paper": registrations,
        "meetings.enter_consent": registrations,
        "meetings.show_participants": meetings,
        "meetings.download_participants": meetings,
    }


def may_nominate(organization) -> bool:
    """Whether it is accredited, and not in review alone."""
    return standing_of(organization.id, CategoryKind.ACCREDITED) is Standing.ACCREDITED
