"""An officer sets a meeting up: by pages from beginning to end, and what commands refuse."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from engagement.core.clock import now
from engagement.core.db import bookkeeping
from engagement.core.deadlines import beginning_of_minute
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.demo.meeting_builders import make_online_meeting, make_question, make_registration
from engagement.demo.side_event_builders import make_call, make_slot
from engagement.meetings.commands import categories, copying, meetings, publishing, questions
from engagement.meetings.commands import quotas as quota_commands
from engagement.meetings.commands import sessions as session_commands
from engagement.meetings.models import (
    AgeBand,
    BodyKey,
    CategoryKind,
    EndReason,
    Meeting,
    MeetingState,
    Mode,
    QuestionKind,
    QuotaScope,
    RegistrationState,
    WaitingRule,
)
from engagement.meetings.queries import side_events
from engagement.meetings.queries.readiness import missing
from engagement.organizations.queries import actor_for
from tests.factories import make_account

K = CategoryKind


@pytest.fixture
def officer(db):
    return actor_for(make_account(Role.MEETING_OFFICER))


def rules_of(meeting, **changes):
    """The rules that a meeting has, some of them changed."""
    return replace(
        meetings.Rules(
            youngest=meeting.youngest,
            waiting_rule=meeting.waiting_rule,
            offer_hours=meeting.offer_hours,
            retention_days=meeting.retention_days,
            lottery_at=meeting.lottery_at,
            notice=meeting.notice,
        ),
        **changes,
    )


def category_data(category, **changes):
    return categories.CategoryData(
        **{
            "opens_at": category.opens_at,
            "closes_at": category.closes_at,
            "places": category.places,
            "approval": category.approval,
            "legal_basis": category.legal_basis,
            "papers": category.papers,
        }
        | changes
    )


class FormReader(HTMLParser):
    """What a browser would send of the main form of a page: values as they stand there."""

    def __init__(self, page, action=None):
        super().__init__()
        self.values, self.reading, self.option, self.select, self.area = {}, False, None, None, None
        self.action = action
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.reading = given.get("method") == "post" and given.get("action") == self.action
        if not self.reading or (given.get("name") is None and tag != "option"):
            return
        if tag == "select":
            self.select = given["name"]
        elif tag == "option" and "selected" in given:
            self.values[self.select] = given["value"]
        elif tag == "textarea":
            self.area = given["name"]
            self.values[self.area] = ""
        elif tag == "input":
            ticked = given.get("type") not in {"checkbox", "radio"} or "checked" in given
            if ticked:
                self.values.setdefault(given["name"], given.get("value", ""))

    def handle_data(self, data):
        if self.area:
            self.values[self.area] += data.strip()

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = None


class Hand:
    """Somebody at a browser whose every click and every field filled is counted."""

    def __init__(self, browser):
        self.browser, self.count, self.page, self.path = browser, 0, "", ""

    def go(self, path):
        """Follow a link of the page."""
        assert not self.page or f'href="{path}"' in self.page, path
        self.count += 1
        self._at(self.browser.get(path))

    def send(self, action=None, **filled):
        """Fill fields, or tick them, and press the button."""
        values = FormReader(self.page, action).values
        assert values, "no form"
        self.count += len(filled) + 1
        to = action or self.path
        self._at(self.browser.post(to, data=values | filled, follow_redirects=True))

    def _at(self, answer):
        assert answer.status_code == 200, answer.text
        self.page, self.path = answer.text, answer.request.path


def test_a_hybrid_meeting_with_four_categories_is_set_up_and_published_in_few_clicks(db, sign_in):
    first_day = now().date() + timedelta(days=60)
    hand = Hand(sign_in(make_account(Role.MEETING_OFFICER)))
    hand.page, hand.count = "", 0
    hand.go("/en/meetings/desk")
    hand.go("/en/meetings/desk/new")
    hand.send(
        **{
            "title-en": "Rivers without plastic",
            "mode": "hybrid",
            "place": "Nairobi",
            "zone": "Africa/Nairobi",
            "body": "",
            "first_day-day": first_day.day,
            "first_day-month": first_day.month,
            "first_day-year": first_day.year,
            "begins": "14:00",
        }
    )
    meeting = db.scalars(select(Meeting)).one()
    at = f"/en/meetings/{meeting.id}"
    hand.send(
        **{
            "kinds-member_state": "y",
            "kinds-accredited": "y",
            "kinds-media": "y",
            "kinds-public": "y",
            "kinds-public_places": "50",
        }
    )
    hand.go(f"{at}/sessions")
    hand.send(**{"title-en": "Children ask", "child_friendly": "y", "begins": "10:00"})
    hand.go(f"{at}/desk")
    hand.go(f"{at}/rules")
    hand.send(youngest="child")
    hand.send(action=f"{at}/publish")

    assert "published" in hand.page
    assert hand.count <= 60
    assert meeting.state is MeetingState.PUBLISHED
    assert [each.kind for each in meeting.categories] == [
        K.MEMBER_STATE,
        K.ACCREDITED,
        K.MEDIA,
        K.PUBLIC,
    ]
    assert [each.places for each in meeting.categories] == [None, None, None, 50]
    assert all(each.legal_basis["en"] for each in meeting.categories)
    assert [each.papers for each in meeting.categories] == [False, False, True, False]
    assert meeting.starts_at == beginning_of_minute(first_day, time(14), "Africa/Nairobi")
    assert meeting.ends_at == beginning_of_minute(
        first_day + timedelta(days=1), time(13), "Africa/Nairobi"
    )
    last = datetime.combine(first_day - timedelta(days=1), time(21), UTC)
    assert {each.closes_at for each in meeting.categories} == {last}
    assert meeting.youngest is AgeBand.CHILD


def test_a_refused_form_keeps_what_was_typed_and_says_what_to_do(db, sign_in):
    browser = sign_in(make_account(Role.MEETING_OFFICER))
    answer = browser.post(
        "/en/meetings/desk/new",
        data={
            "title-fr": "Rivières",
            "mode": "online",
            "zone": "Africa/Nairobi",
            "begins": "25:00",
            "place": "Gigiri",
        },
    )
    assert answer.status_code == 422
    assert "Rivières" in answer.text and "25:00" in answer.text and "Gigiri" in answer.text
    assert "Enter the first day of the meeting." in answer.text
    draft = make_online_meeting(state=MeetingState.DRAFT, kinds=())
    answer = browser.post(f"/en/meetings/{draft.id}/publish")
    assert answer.status_code == 422
    assert "Say who may register: add at least one category." in answer.text


def test_hours_are_shown_by_regions_before_anything_is_made_and_exist_on_their_clocks(db, sign_in):
    browser = sign_in(make_account(Role.MEETING_OFFICER))
    new, show = "/en/meetings/desk/new", {"preview": "regions"}
    day = dict(
        zip(("first_day-day", "first_day-month", "first_day-year"), (28, 3, 2027), strict=True)
    )
    typed = day | {"title-en": "Rivers", "mode": "online", "zone": "Europe/Paris", "minutes": "60"}
    assert "by the clocks of the regions" not in browser.get(new).text
    shown = browser.post(new, data=typed | show | {"title-en": "", "begins": "14:00"})
    assert shown.status_code == 200 and "2027-03-28T15:00+03:00" in shown.text  # in Nairobi
    assert 'value="2027"' in shown.text and 'value="14:00"' in shown.text
    assert "Check these answers" not in shown.text
    missing_hour = browser.post(new, data=typed | show)
    assert missing_hour.status_code == 422 and "Enter the hour" in missing_hour.text
    for sent in (typed, typed | show):
        skipped = browser.post(new, data=sent | {"begins": "02:30"})
        assert skipped.status_code == 422
        assert "The clocks there leave this hour out on that day." in skipped.text
    assert db.scalars(select(Meeting)).all() == []

    session = make_online_meeting(zone="Europe/Paris").sessions[0]
    before = session.starts_at
    typed = {key.replace("first_day", "on_day"): value for key, value in typed.items()}
    for path in (
        f"/en/meetings/sessions/{session.id}",
        f"/en/meetings/{session.meeting_id}/sessions",
    ):
        shown = browser.post(path, data=typed | show | {"begins": "14:00"})
        assert shown.status_code == 200 and "2027-03-28T15:00+03:00" in shown.text, path
        refused = browser.post(path, data=typed | {"begins": "14:00", "capacity": "x"})
        assert refused.status_code == 422 and "2027-03-28T15:00+03:00" in refused.text
        assert browser.post(path, data=typed | {"begins": "02:30"}).status_code == 422
    assert session.starts_at == before and len(session.meeting.sessions) == 1
    category = session.meeting.categories[0]
    kept = FormReader(browser.get(f"/en/meetings/categories/{category.id}").text).values
    moved = {"closes_day-day": 28, "closes_day-month": 3, "closes_day-year": 2027}
    assert (
        "leave this hour out"
        in browser.post(
            f"/en/meetings/categories/{category.id}", data=kept | moved | {"closes_clock": "02:30"}
        ).text
    )


def test_only_officers_change_meetings_and_nobody_a_cancelled_one(db, officer):
    other = actor_for(make_account(Role.PROTOCOL_OFFICER))
    meeting = make_online_meeting(state=MeetingState.DRAFT)
    with pytest.raises(NotAllowed):
        publishing.publish(meeting, actor=other)
    publishing.publish(meeting, actor=officer)
    publishing.cancel_meeting(meeting, actor=officer, reason="No quorum.")
    with pytest.raises(RuleViolation):
        categories.change_places(meeting.categories[0], 5, actor=officer)


def test_publishing_says_everything_that_is_missing(db, officer):
    soon = now() + timedelta(days=3)
    meeting = make_online_meeting(
        state=MeetingState.DRAFT,
        mode=Mode.HYBRID,
        place=None,
        starts_at=soon,
        title={"fr": "Rivières"},
        category={"closes_at": soon + timedelta(days=9)},
        waiting_rule=WaitingRule.LOTTERY,
        lottery_at=soon + timedelta(hours=1),
    )
    assert [str(each) for each in missing(meeting)] == [
        "Write the title in English.",
        "Say where people meet.",
        "Registration has to close before the meeting ends: change the deadlines.",
        "Lots have to be drawn before the meeting begins.",
        "Lots have to be drawn after registration has closed in every category.",
    ]
    with pytest.raises(RuleViolation):
        publishing.publish(meeting, actor=officer)
    assert not meeting.is_public


def test_a_session_for_children_is_not_published_where_children_may_not_register(db, officer):
    meeting = make_online_meeting(state=MeetingState.DRAFT)
    _for_children(meeting.sessions[0])
    with pytest.raises(RuleViolation, match="nobody under 18 may register"):
        publishing.publish(meeting, actor=officer)

    younger = rules_of(meeting, youngest=AgeBand.YOUTH)
    meetings.change_rules(meeting, younger, actor=officer)
    publishing.publish(meeting, actor=officer)
    with pytest.raises(RuleViolation, match="nobody under 18 may register"):
        meetings.change_rules(meeting, rules_of(meeting, youngest=AgeBand.ADULT), actor=officer)


@bookkeeping
def _for_children(session):
    session.child_friendly = True


def test_a_meeting_without_quotas_says_so(db, sign_in):
    officer = sign_in(make_account(Role.MEETING_OFFICER))
    path = "/en/meetings/{}/quotas"
    assert "There is no quota" in officer.get(path.format(make_online_meeting().id)).text
    limited = make_online_meeting(per_organization=2)
    assert "There is no quota" not in officer.get(path.format(limited.id)).text


def test_the_seed_of_lots_is_made_with_publication_and_stays(db, officer):
    meeting = make_online_meeting(state=MeetingState.DRAFT)
    lottery_at = meeting.categories[0].closes_at + timedelta(hours=1)
    lots = rules_of(meeting, waiting_rule=WaitingRule.LOTTERY, lottery_at=lottery_at)
    meetings.change_rules(meeting, lots, actor=officer)
    assert meeting.lottery_seed is None
    publishing.publish(meeting, actor=officer)
    seed = meeting.lottery_seed
    assert len(seed) == 32
    meetings.change_rules(meeting, replace(lots, offer_hours=72), actor=officer)
    assert meeting.lottery_seed == seed
    make_registration(meeting)
    by_date = replace(lots, waiting_rule=WaitingRule.BY_DATE, lottery_at=None)
    with pytest.raises(RuleViolation, match="announced"):
        meetings.change_rules(meeting, by_date, actor=officer)


def test_a_changed_notice_gets_a_version_and_younger_people_keep_their_terms(db, officer):
    meeting = make_online_meeting(youngest=AgeBand.YOUTH)
    meetings.change_rules(meeting, rules_of(meeting), actor=officer)
    assert meeting.notice_version == 1
    meetings.change_rules(meeting, rules_of(meeting, notice={"en": "We record."}), actor=officer)
    assert meeting.notice_version == 2
    make_registration(meeting, age_band=AgeBand.YOUTH)
    with pytest.raises(RuleViolation, match="Younger"):
        meetings.change_rules(meeting, rules_of(meeting, youngest=AgeBand.ADULT), actor=officer)


def test_companies_come_where_the_body_admits_them_and_papers_only_where_nobody_knows(db, officer):
    meeting = make_online_meeting(state=MeetingState.DRAFT, body=BodyKey.ASSEMBLY, kinds=())
    window = {"opens_at": now(), "closes_at": meeting.starts_at}
    with pytest.raises(RuleViolation, match="private sector"):
        categories.add_categories(meeting, {K.PRIVATE_SECTOR: 5}, **window, actor=officer)
    [added] = categories.add_categories(meeting, {K.ACCREDITED: 5}, **window, actor=officer)
    with pytest.raises(RuleViolation, match="register knows"):
        categories.change_category(added, category_data(added, papers=True), actor=officer)


def test_more_places_are_offered_at_once_and_fewer_than_are_held_are_refused(db, officer):
    meeting = make_online_meeting(places=1)
    _first, second, third = (make_registration(meeting) for _ in range(3))
    category = meeting.categories[0]
    data = category_data(category, places=2, closes_at=category.closes_at + timedelta(hours=1))
    categories.change_category(category, data, actor=officer)
    assert second.offered_until is not None and third.offered_until is None
    assert (category.taken, category.closes_at - category.first_closes_at) == (
        2,
        timedelta(hours=1),
    )
    with pytest.raises(RuleViolation, match="2 places are confirmed or offered"):
        categories.change_places(category, 1, actor=officer)
    with pytest.raises(RuleViolation, match="People have registered"):
        categories.remove_category(category, actor=officer)
    assert category.places == 2


def test_a_quota_may_not_be_less_than_is_held_and_its_end_frees_places(db, officer):
    meeting = make_online_meeting()
    make_registration(meeting)
    make_registration(meeting)
    one = quota_commands.QuotaData(QuotaScope.ALL, 1)
    with pytest.raises(RuleViolation, match="2 places"):
        quota_commands.add_quota(meeting, one, actor=officer)
    quota = quota_commands.add_quota(meeting, replace(one, places=2), actor=officer)
    third = make_registration(meeting)
    assert third.state is RegistrationState.WAITING
    quota_commands.remove_quota(quota, actor=officer)
    assert third.offered_until is not None


def test_the_meeting_begins_and_ends_with_its_sessions(db, officer):
    meeting = make_online_meeting()
    before, [first] = meeting.starts_at, meeting.sessions
    later = session_commands.SessionData(
        before + timedelta(days=1), before + timedelta(days=1, hours=2)
    )
    second = session_commands.add_session(meeting, later, actor=officer)
    assert meeting.ends_at == later.ends_at
    moved = session_commands.SessionData(
        before + timedelta(hours=2), before + timedelta(hours=3), {"en": "Opening"}
    )
    session_commands.change_session(first, moved, actor=officer)
    assert (meeting.starts_at, first.first_starts_at) == (moved.starts_at, before)
    assert (first.sequence, meeting.sequence) == (1, 2)
    session_commands.cancel_session(second, actor=officer)
    assert meeting.ends_at == moved.ends_at
    with pytest.raises(RuleViolation, match="at least one session"):
        session_commands.cancel_session(first, actor=officer)


def test_a_question_hangs_on_an_earlier_answer_and_stays_once_answered(db, officer):
    meeting = make_online_meeting()
    [category] = meeting.categories
    asked = questions.QuestionData(QuestionKind.YES_NO, {"en": "Do you need a visa?"})
    visa = questions.add_question(meeting, asked, actor=officer)
    where = questions.add_question(
        meeting,
        questions.QuestionData(
            QuestionKind.CHOICE,
            {"en": "Where?"},
            choices=[{"en": "Paris", "fr": "Paris"}, {"en": "Rome"}],
            show_if_id=visa.id,
            show_value="yes",
        ),
        actor=officer,
    )
    assert [each["key"] for each in where.choices] == ["a", "b"]
    with pytest.raises(RuleViolation, match="stays after"):
        questions.move_question(where, actor=officer, up=True)
    with pytest.raises(RuleViolation, match="earlier one"):
        questions.change_question(
            visa, replace(asked, show_if_id=where.id, show_value="a"), actor=officer
        )
    with pytest.raises(RuleViolation, match="hangs on"):
        questions.remove_question(visa, actor=officer)

    make_registration(meeting, answers={str(visa.id): "yes", str(where.id): "b"})
    kept = questions.QuestionData(
        QuestionKind.CHOICE,
        {"en": "Where?"},
        choices=[{"en": "Lima"}, {"en": "Rome", "es": "Roma"}],
        show_if_id=visa.id,
        show_value="yes",
    )
    questions.change_question(where, kept, actor=officer)
    assert where.choices == [
        {"key": "c", "text": {"en": "Lima"}},
        {"key": "b", "text": {"en": "Rome", "es": "Roma"}},
    ]
    gone = replace(kept, choices=[{"en": "Lima"}, {"en": "Oslo"}])
    with pytest.raises(RuleViolation, match="missing now"):
        questions.change_question(where, gone, actor=officer)
    with pytest.raises(RuleViolation, match="have answered"):
        questions.remove_question(where, actor=officer)
    assert category.meeting.questions == [visa, where]


def test_a_cancelled_meeting_ends_its_registrations_and_offers_no_place(db, officer):
    meeting = make_online_meeting(places=1)
    first, second = make_registration(meeting), make_registration(meeting)
    publishing.cancel_meeting(meeting, actor=officer, reason="No quorum.")
    assert publishing.end_registrations(meeting.id) == 2
    assert publishing.end_registrations(meeting.id) == 0
    assert {each.end_reason for each in (first, second)} == {EndReason.MEETING_CANCELLED}
    assert second.offered_at is None and meeting.categories[0].taken == 0


def test_a_copy_keeps_hours_and_deadlines_by_the_clock_and_nothing_of_people(db, officer):
    """Clocks in Geneva are put back between the two: 10:00 stays 10:00 there."""
    zone = ZoneInfo("Europe/Zurich")
    starts_at = datetime(2027, 10, 20, 10, tzinfo=zone).astimezone(UTC)
    meeting = make_online_meeting(starts_at=starts_at, zone="Europe/Zurich", per_organization=2)
    visa = make_question(meeting, QuestionKind.YES_NO, category=meeting.categories[0])
    make_question(meeting, show_if=visa, show_value="yes")
    make_registration(meeting)
    call, slot = make_call(meeting), make_slot(meeting)

    copied = copying.copy_meeting(meeting, date(2027, 11, 10), actor=officer)
    assert copied.starts_at.astimezone(zone) == datetime(2027, 11, 10, 10, tzinfo=zone)
    [category], [session], [quota] = copied.categories, copied.sessions, copied.quotas
    assert category.closes_at.astimezone(zone) == datetime(2027, 11, 9, 10, tzinfo=zone)
    assert (category.taken, session.join_url, quota.places) == (0, None, 2)
    first, second = copied.questions
    assert (second.show_if, first.category) == (first, category)
    assert copied.state is MeetingState.DRAFT and copied.copied_from_id == meeting.id
    called, [hours] = side_events.call_of(copied), side_events.slots_of(copied)
    assert (called.places, called.rules, called.published_at) == (20, call.rules, None)
    assert hours.starts_at.astimezone(zone) == datetime(2027, 11, 10, 11, tzinfo=zone)
    assert (hours.place, hours.join_url) == (slot.place, None)
    make_registration(publish(copied, officer))


def publish(meeting, officer):
    publishing.publish(meeting, actor=officer)
    meeting.categories[0].opens_at = now() - timedelta(hours=1)
    return meeting


def test_another_zone_keeps_what_the_clocks_show_until_publication(db, officer):
    meeting = make_online_meeting(state=MeetingState.DRAFT)
    hour = meeting.starts_at.astimezone(ZoneInfo("Africa/Nairobi")).time()
    data = meetings.MeetingData(meeting.title, Mode.ONLINE, "America/Lima")
    meetings.change_meeting(meeting, data, actor=officer)
    assert meeting.starts_at.astimezone(ZoneInfo("America/Lima")).time() == hour
    assert meeting.sessions[0].starts_at == meeting.starts_at
    publishing.publish(meeting, actor=officer)
    with pytest.raises(RuleViolation, match="zone"):
        meetings.change_meeting(meeting, replace(data, zone="Asia/Tokyo"), actor=officer)


def test_several_meetings_share_one_registration(db, officer):
    main = make_online_meeting()
    joint = make_online_meeting(state=MeetingState.DRAFT, kinds=())
    meetings.change_rules(joint, rules_of(joint, through_id=main.id), actor=officer)
    publishing.publish(joint, actor=officer)
    with pytest.raises(RuleViolation, match="share the registration"):
        publishing.cancel_meeting(main, actor=officer, reason="Moved.")
    with pytest.raises(RuleViolation, match="of its own"):
        meetings.change_rules(main, rules_of(main, through_id=joint.id), actor=officer)
