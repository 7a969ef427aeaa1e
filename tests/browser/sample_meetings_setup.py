"""Meetings as officers set them up: with lots, shared, cancelled, with hanging questions."""

from datetime import timedelta

from engagement.core.clock import now
from engagement.core.permissions import Role
from engagement.demo.meeting_builders import make_online_meeting, make_question
from engagement.meetings.commands import publishing, sessions
from engagement.meetings.models import (
    AgeBand,
    BodyKey,
    CategoryKind,
    MeetingState,
    QuestionKind,
    WaitingRule,
)
from engagement.organizations.queries import actor_for

NAME = "Green Youth (Kenya) – لقاء"


def setup_samples(samples) -> None:
    """A meeting of each kind that looks different, after the first ones."""
    officer = samples.people[Role.MEETING_OFFICER]
    lots = make_online_meeting(
        state=MeetingState.DRAFT,
        title={"en": NAME},
        kinds=(CategoryKind.PUBLIC, CategoryKind.MEDIA),
        places=30,
        per_organization=2,
        body=BodyKey.ASSEMBLY,
        youngest=AgeBand.CHILD,
        waiting_rule=WaitingRule.LOTTERY,
        lottery_at=now() + timedelta(days=29, hours=12),
        notice={"en": NAME},
        contact_email="meetings@place.example",
        officer=officer,
    )
    visa = make_question(lots, QuestionKind.YES_NO)
    where = make_question(lots, QuestionKind.CHOICE, show_if=visa, show_value="yes")
    start = lots.starts_at + timedelta(days=1)
    second = sessions.add_session(
        lots,
        sessions.SessionData(start, start + timedelta(hours=1), {"en": NAME}, child_friendly=True),
        actor=actor_for(officer),
    )
    publishing.publish(lots, actor=actor_for(officer))
    sessions.cancel_session(second, actor=actor_for(officer))
    joint = make_online_meeting(kinds=(), through=lots, title={"en": NAME}, officer=officer)
    off = make_online_meeting(title={"en": NAME}, officer=officer)
    publishing.cancel_meeting(off, actor=actor_for(officer), reason=NAME)
    samples.values["meeting_id"] += [lots.id, joint.id, off.id]
    samples.values["question_id"] += [visa.id, where.id]
    samples.values["meeting_session_id"] += [second.id]
    samples.values["quota_id"] = [each.id for each in lots.quotas]
