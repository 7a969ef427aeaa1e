"""What everybody reads about meetings, and what a reader is told to do next."""

import hashlib
from datetime import timedelta

from engagement.core.clock import now
from engagement.core.permissions import VISITOR, Role
from engagement.demo.meeting_builders import make_leader, make_online_meeting, make_registration
from engagement.meetings.commands import publishing
from engagement.meetings.models import BodyKey, CategoryKind, MeetingState, WaitingRule
from engagement.meetings.queries.next_step import Step, next_step
from engagement.meetings.queries.setting_up import Figures, figures
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_actor

K = CategoryKind


def test_lists_show_published_meetings_by_time_and_body_and_drafts_to_staff_alone(
    db, client, sign_in
):
    make_online_meeting(title={"en": "Rivers"}, body=BodyKey.ASSEMBLY)
    past = make_online_meeting(title={"en": "Lakes"}, starts_at=now() - timedelta(days=3))
    draft = make_online_meeting(title={"en": "Seas"}, state=MeetingState.DRAFT)

    page = client.get("/en/meetings").text
    assert "Rivers" in page and "Lakes" not in page and "Seas" not in page
    assert "Rivers" in client.get("/en/meetings?of=assembly").text
    assert "Rivers" not in client.get("/en/meetings?of=committee").text
    assert "Lakes" in client.get("/en/meetings/past").text
    assert client.get(f"/en/meetings/{draft.id}").status_code == 404
    assert client.get(f"/en/meetings/{past.id}").status_code == 200
    staff = sign_in(make_account(Role.MEETING_OFFICER))
    assert "Seas" in staff.get("/en/meetings/desk?lane=drafts").text
    assert "/en/meetings/desk?lane=drafts" in staff.get("/en/home").text
    assert "Only the secretariat sees this page." in staff.get(f"/en/meetings/{draft.id}").text


def test_each_reader_is_told_the_one_thing_to_do_next(db):
    present = now()
    by_focal_point = make_online_meeting(kinds=(K.ACCREDITED,))
    _organization, leader = make_leader()
    opening = {"opens_at": present + timedelta(days=2)}
    steps = {
        Step.REGISTER: make_online_meeting(),
        Step.FOCAL_POINT: by_focal_point,
        Step.NOT_OPEN: make_online_meeting(category=opening),
        Step.CLOSED: make_online_meeting(
            category={"closes_at": present, "first_closes_at": present}
        ),
        Step.OVER: make_online_meeting(starts_at=present - timedelta(days=2)),
        Step.ELSEWHERE: make_online_meeting(kinds=(), through=by_focal_point),
    }
    found = {step: next_step(meeting, VISITOR) for step, meeting in steps.items()}
    assert {step: each.step for step, each in found.items()} == {step: step for step in steps}
    assert found[Step.NOT_OPEN].opens_at == opening["opens_at"]
    assert not found[Step.FOCAL_POINT].nominates
    assert next_step(by_focal_point, leader).nominates
    own = make_registration(steps[Step.REGISTER])
    registered = next_step(steps[Step.REGISTER], actor_for(own.person))
    assert (registered.step, registered.registration) == (Step.REGISTERED, own)


def test_the_deadline_shown_is_the_last_minute_that_counts(db, client, time_machine):
    deadline = now().replace(hour=21, minute=0, second=0, microsecond=0) + timedelta(days=5)
    meeting = make_online_meeting(category={"closes_at": deadline, "first_closes_at": deadline})
    page = client.get(f"/en/meetings/{meeting.id}?zone=Pacific/Apia").text
    shown = deadline - timedelta(minutes=1) + timedelta(hours=3)
    assert f'<time datetime="{shown:%Y-%m-%dT%H:%M}+03:00">23:59</time> in Nairobi' in page
    assert "in Apia" in page
    time_machine.move_to(deadline - timedelta(milliseconds=1), tick=False)
    assert next_step(meeting, VISITOR).step is Step.REGISTER
    time_machine.move_to(deadline, tick=False)
    assert next_step(meeting, VISITOR).step is Step.CLOSED


def test_the_hash_of_the_seed_is_shown_first_and_the_seed_after_the_draw(db, client):
    officer = actor_for(make_account(Role.MEETING_OFFICER))
    draft = make_online_meeting(state=MeetingState.DRAFT)
    lottery_at = draft.categories[0].closes_at + timedelta(hours=1)
    meeting = make_online_meeting(
        state=MeetingState.DRAFT, waiting_rule=WaitingRule.LOTTERY, lottery_at=lottery_at
    )
    publishing.publish(meeting, actor=officer)
    page = client.get(f"/en/meetings/{meeting.id}").text
    seed = meeting.lottery_seed
    assert hashlib.sha256(seed.encode()).hexdigest() in page
    assert seed not in page


def test_the_join_link_is_on_no_public_page(db, client):
    meeting = make_online_meeting()
    assert meeting.sessions[0].join_url not in client.get(f"/en/meetings/{meeting.id}").text


def test_figures_leave_out_whom_a_conflict_hides(db):
    meeting = make_online_meeting(places=1)
    [category] = meeting.categories
    make_registration(meeting)
    make_registration(meeting)
    officer = make_account(Role.MEETING_OFFICER)
    assert figures(meeting, actor_for(officer)) == {
        category.id: Figures(confirmed=1, offered=0, waiting=1, to_decide=0)
    }
    assert figures(meeting, make_actor()) == {}
