"""The page on which somebody registers: what is asked, what is kept, what twins come to."""

import re
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.core.clock import now
from engagement.core.db import bookkeeping
from engagement.core.permissions import Role
from engagement.demo.meeting_builders import (
    category_of,
    make_online_meeting,
    make_question,
    make_registration,
)
from engagement.mail.models import Message
from engagement.meetings.commands.questions import QuestionData, add_question
from engagement.meetings.models import (
    CategoryKind,
    MeetingState,
    Mode,
    QuestionKind,
    Registration,
    RegistrationState,
)
from engagement.settings.commands import change_setting
from tests.factories import make_account, make_actor

S = RegistrationState


def address(meeting, **query):
    """The page; as in an address."""
    tail = "&".join(f"{key}={value}" for key, value in query.items())
    return f"/en/meetings/{meeting.id}/register" + (f"?{tail}" if tail else "")


def whole(**values):
    """What somebody types who leaves nothing out that is needed."""
    return {
        "name": "Amina of Green Youth (Kenya)",
        "age_band": "young_adult",
        "country": "KE",
        "notice": "y",
        "form_key": str(uuid.uuid4()),
    } | values


@bookkeeping
def set_papers(category):
    """Let a category ask for a paper."""
    category.papers = True


def registrations(db):
    return db.scalars(select(Registration)).all()


@pytest.fixture
def person(db, sign_in):
    """Somebody new, signed in."""
    account = make_account()
    return sign_in(account)


def test_one_page_registers_and_a_second_sending_leads_to_the_same_registration(db, person):
    meeting = make_online_meeting()
    form = whole(listed="y", gender="woman", first_time="yes", position="Adviser")

    first = person.post(address(meeting), data=form)
    twin = person.post(address(meeting), data=form)
    other_tab = person.post(address(meeting), data=whole(name="Another name"))

    (made,) = registrations(db)
    assert first.status_code == 302
    assert {first.location, twin.location, other_tab.location} == {
        f"/en/meetings/registrations/{made.id}"
    }
    assert (made.state, made.name, made.country) == (
        S.CONFIRMED,
        "Amina of Green Youth (Kenya)",
        "KE",
    )
    assert (made.listed, made.first_time, made.mode) == (True, True, Mode.ONLINE)
    assert made.notice_version == 1
    assert db.scalars(select(Message.template)).all() == ["meetings/confirmed"]
    assert person.get(address(meeting)).location == first.location


def test_a_refused_page_keeps_what_was_typed_and_makes_nothing(db, person):
    meeting = make_online_meeting(mode=Mode.HYBRID)

    page = person.post(
        address(meeting), data=whole(age_band="", notice="", position="Adviser of <Kenya>")
    )

    assert page.status_code == 422
    assert "Say which age group" in page.text
    assert "Choose how you take part." in page.text
    assert "Read the privacy notice" in page.text
    assert "Adviser of &lt;Kenya&gt;" in page.text
    assert registrations(db) == []


def test_who_comes_too_late_keeps_what_was_written_as_a_draft(db, person, time_machine):
    soon = now() + timedelta(minutes=5)
    meeting = make_online_meeting(category={"closes_at": soon, "first_closes_at": soon})
    assert f'action="{address(meeting, category="public")}"' in person.get(address(meeting)).text
    time_machine.move_to(soon)

    page = person.post(address(meeting, category="public"), data=whole(), follow_redirects=True)

    (draft,) = registrations(db)
    assert (draft.state, draft.name) == (S.DRAFT, "Amina of Green Youth (Kenya)")
    assert "Registration in this category has closed. What you wrote is kept" in page.text
    assert db.scalars(select(Message.template)).all() == []


def test_a_draft_is_kept_with_little_and_goes_on_later(db, person):
    meeting = make_online_meeting(mode=Mode.HYBRID)

    person.post(address(meeting), data={"name": "", "position": "Adviser", "next": "later"})
    page = person.get(address(meeting))
    person.post(address(meeting), data=whole(mode="in_person"))

    (made,) = registrations(db)
    assert "Adviser" in page.text
    assert (made.state, made.mode) == (S.CONFIRMED, Mode.IN_PERSON)


def test_a_question_is_required_only_where_it_applies(db, person):
    meeting = make_online_meeting()
    first = make_question(meeting, QuestionKind.YES_NO, required=True, text={"en": "Interpreter?"})
    day = make_question(
        meeting, QuestionKind.DATE, required=True, show_if=first, show_value="yes", position=9
    )
    one, two = f"question_{first.id.hex}", f"question_{day.id.hex}"
    page = person.get(address(meeting)).text
    assert "Only if you answered <bdi>Yes</bdi> to the question before" in page

    missing = person.post(address(meeting), data=whole(**{one: "yes"}))
    assert missing.status_code == 422
    assert missing.text.count("Answer this question.") == 2
    broken = {f"{two}-day": "99", f"{two}-month": "x", f"{two}-year": "y"}
    assert person.post(address(meeting), data=whole(**{one: "yes"} | broken)).status_code == 422
    assert person.post(address(meeting), data=whole(**{one: "no"} | broken)).status_code == 302

    (made,) = registrations(db)
    assert made.answers == {str(first.id): "no"}


def test_the_choice_names_what_is_open_and_who_nominates_for_the_others(db, person):
    kinds = (
        CategoryKind.PUBLIC,
        CategoryKind.MEDIA,
        CategoryKind.ACCREDITED,
        CategoryKind.MEMBER_STATE,
    )
    meeting = make_online_meeting(kinds=kinds)
    set_papers(category_of(meeting, CategoryKind.MEDIA))

    page = person.get(address(meeting)).text
    assert "register?category=media" in page
    assert "register?category=accredited" not in page
    assert "register?category=member_state" not in page
    assert "Ask the focal point of your organization" in page

    asked = person.get(address(meeting, category="media")).text
    assert "For which body do you come?" in asked
    assert "Save and go on to the documents" in asked
    refused = person.post(address(meeting, category="accredited"), data=whole())
    assert refused.status_code == 200
    assert registrations(db) == []


@pytest.mark.parametrize("state", [MeetingState.DRAFT, MeetingState.CANCELLED])
def test_what_does_not_take_place_takes_nobody(db, person, state):
    cancelled = {"cancelled_at": now(), "published_at": now()}
    columns = cancelled if state is MeetingState.CANCELLED else {}
    meeting = make_online_meeting(state=state, **columns)

    page = person.get(address(meeting))

    assert page.status_code == (404 if state is MeetingState.DRAFT else 200)
    assert "name=&#34;age_band" not in page.text
    assert 'name="age_band"' not in page.text


def test_who_is_too_young_is_not_offered_the_choice(db, person):
    meeting = make_online_meeting()

    page = person.post(address(meeting), data=whole(age_band="child"))

    assert page.status_code == 422
    assert registrations(db) == []


def test_the_page_and_its_sending_are_cheap(db, person, count_queries):
    meeting = make_online_meeting(places=1, mode=Mode.HYBRID)
    for _ in range(3):
        make_question(meeting)
    make_registration(meeting)
    person.post(address(meeting), data=whole())  # what is read once a process is read now
    person.get(address(meeting))  # the blank form is kept now

    db.expire_all()
    with count_queries() as asked:
        person.get(address(meeting))
    db.expire_all()
    with count_queries() as sent:
        assert person.post(address(meeting), data=whole(mode="online")).status_code == 302

    assert len(asked) <= 4, "\n".join(asked)
    sent = [each for each in sent if "FROM setting" not in each.replace("\n", " ")]
    # settings are kept in each process until one changes
    assert len(sent) <= 9, "\n".join(each[:60] + each[-60:] for each in sent)


def test_the_blank_form_is_alike_for_all_but_the_name_and_follows_the_meeting(db, sign_in):
    meeting = make_online_meeting()
    pages = [sign_in(make_account(name=f"{name} Green Youth (Kenya)")) for name in ("Ama", "Bo")]

    ama, bo = (each.get(address(meeting)).text for each in pages)
    keys = [re.search(r'name="form_key"[^>]*value="([^"]+)"', each).group(1) for each in (ama, bo)]
    asked = QuestionData(kind=QuestionKind.TEXT, text={"en": "What brings you here?"})
    add_question(meeting, asked, actor=make_actor(Role.MEETING_OFFICER))
    later = pages[0].get(address(meeting)).text

    assert "Ama Green" in ama
    assert "Bo Green" in bo
    assert "Ama Green" not in bo
    assert keys[0] != keys[1]
    assert without_own(ama) == without_own(bo)
    assert "What brings you here?" not in ama
    assert "What brings you here?" in later


def without_own(page):
    """The form without what is of one reader: the name, the keys."""
    form = page[page.index('<form class="post-form"') :]
    return re.sub(r'value="[^"]*"', "", form[: form.index("</form>")])


def test_what_was_written_stands_in_the_fields_again(db, person):
    meeting = make_online_meeting()
    person.get(address(meeting))  # the blank form is kept now

    refused = person.post(address(meeting), data=whole(position="Adviser", country=""))
    person.post(address(meeting), data=whole(position="Envoy", country="", next="later"))
    draft = person.get(address(meeting))

    assert refused.status_code == 422
    assert 'value="Adviser"' in refused.text
    assert 'value="Envoy"' in draft.text


def test_nobody_begins_more_registrations_in_an_hour_than_the_setting_says(db, person):
    change_setting(
        "meetings.registrations_an_hour",
        actor=make_actor(Role.ADMINISTRATOR),
        value=5,
        reason="A test.",
    )
    meeting = make_online_meeting()

    answers = [person.post(address(meeting), data=whole(notice="")) for _ in range(6)]

    assert [each.status_code for each in answers] == [422] * 5 + [429]


def test_a_shared_registration_happens_at_the_other_meeting(db, person):
    meeting = make_online_meeting()
    joined = make_online_meeting(through_id=meeting.id)

    answer = person.get(address(joined, category="public"))

    assert answer.location == address(meeting, category="public")
    closed = make_online_meeting(
        category={"opens_at": now() + timedelta(days=1), "closes_at": now() + timedelta(days=2)}
    )
    assert "opens on" in person.get(address(closed)).text
