"""Side events: the call, drafts, co-organizers, sending in time, the public programme."""

from datetime import timedelta

import pytest
from sqlalchemy import select as select_rows

from engagement.accounts.models import Account
from engagement.accreditation.models import Accreditation
from engagement.core.clock import moved_to, now
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role, can
from engagement.demo.meeting_builders import (
    make_leader,
    make_nominations,
    make_online_meeting,
    make_registration,
)
from engagement.demo.meeting_paper_builders import make_officer
from engagement.demo.side_event_builders import (
    event_data,
    make_call,
    make_side_event,
    make_slot,
    select,
)
from engagement.home.queries import tasks_of
from engagement.mail.models import Message
from engagement.meetings.commands import side_event_calls as calls
from engagement.meetings.commands import side_event_organizers as organizing
from engagement.meetings.commands import side_events as commands
from engagement.meetings.commands.postponing import postpone
from engagement.meetings.models import Agreement, CategoryKind, SideEventState
from engagement.meetings.queries import side_events as queries
from engagement.meetings.queries.own_side_events import own
from engagement.meetings.side_event_permissions import SideEvents
from engagement.organizations.models import Protection
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_actor
from tests.meetings.test_staff_list import suspended


def number_of(db, organization):
    return db.scalar(
        select_rows(Accreditation.number).where(Accreditation.organization_id == organization.id)
    )


def mails(db, message):
    return db.scalars(select_rows(Message).where(Message.template == f"meetings/{message}")).all()


def test_officers_call_by_the_clocks_of_the_meeting_and_pages_lead_to_a_proposal(db, sign_in):
    meeting = make_online_meeting()
    officer = sign_in(make_account(Role.MEETING_OFFICER))
    address = f"/en/meetings/{meeting.id}/side-events"
    form = {
        "opens_on-day": "1",
        "opens_on-month": "1",
        "opens_on-year": "2026",
        "opens_at": "9:00",
        "closes_on-day": "9",
        "closes_on-month": "5",
        "closes_on-year": "2031",
        "closes_at": "23:59",
        "languages": ["en", "es"],
        "places": "12",
        "rules-en": "Nothing is sold.",
    }
    empty = officer.post(f"{address}/call", data=form | {"languages": []})
    assert empty.status_code == 422 and "Nothing is sold." in empty.text
    officer.post(f"{address}/call", data=form)
    call = queries.call_of(meeting)
    assert call.closes_at.isoformat() == "2031-05-09T21:00:00+00:00"
    officer.post(
        f"{address}/slots",
        data={
            "on_day-day": "2",
            "on_day-month": "6",
            "on_day-year": "2031",
            "begins": "13:00",
            "minutes": "75",
            "mode": "online",
        },
    )
    (slot,) = queries.slots_of(meeting)
    assert slot.starts_at.isoformat() == "2031-06-02T10:00:00+00:00"

    organization, _leader = make_leader()
    browser = sign_in(make_account(leads=[organization]))
    page = browser.get(address).text
    assert "Nothing is sold." in page and "12 side events" in page and "23:59" in page
    typed = {"organizer": str(organization.id), "title-es": "Ríos limpios"}
    made = browser.post(f"{address}/propose", data=typed).location
    page = browser.get(made).text
    assert "Write the summary in at least one language." in page
    refused = browser.post(f"{made}/submit", follow_redirects=True)
    assert "Write the summary" in refused.text and "Ríos limpios" in refused.text
    whole = {
        "title-es": "Ríos limpios",
        "summary-es": "Cómo se limpió un río.",
        "format": "panel",
        "languages": ["es"],
        "wished_slot": str(slot.id),
        "action_code": "VIII.A.2",
        "first_time": "yes",
        "speakers_women": "2",
        "speakers_young": "3",
    }
    wrong = browser.post(f"{made}/write", data=whole)
    assert wrong.status_code == 422 and "Cómo se limpió un río." in wrong.text
    browser.post(f"{made}/write", data=whole | {"speakers_young": "1"})
    browser.post(f"{made}/submit")
    (event,) = own(actor_for(make_account(leads=[organization])))
    db.expire_all()
    assert event.state is SideEventState.SUBMITTED
    assert "Take it back to change it" in browser.get(made).text


def test_a_proposal_too_long_too_late_or_too_many_is_kept_and_not_sent(db):
    organization, leader = make_leader()
    long = {"en": "word " * 251}
    event = make_side_event(organization=organization, leader=leader, send=False, summary=long)
    with pytest.raises(RuleViolation, match="251"):
        commands.submit_side_event(event, actor=leader)
    call = queries.call_of(event.meeting)
    with moved_to(call.closes_at):
        commands.write_side_event(event, event_data(), actor=leader)
        with pytest.raises(RuleViolation):
            commands.submit_side_event(event, actor=leader)
    assert event.state is SideEventState.DRAFT
    with moved_to(call.closes_at - timedelta(seconds=1)):
        commands.submit_side_event(event, actor=leader)
        commands.take_back_side_event(event, actor=leader)
        commands.submit_side_event(event, actor=leader)
    make_side_event(event.meeting, organization=organization, leader=leader, send=False)
    with pytest.raises(RuleViolation, match="at most"):
        make_side_event(event.meeting, organization=organization, leader=leader)
    commands.withdraw_side_event(event, actor=leader)
    make_side_event(event.meeting, organization=organization, leader=leader)
    with pytest.raises(NotAllowed):
        commands.begin_side_event(
            event.meeting, event_data(), actor=make_actor(), organization_id=organization.id
        )


def test_a_state_proposes_through_who_administers_its_delegation(db):
    meeting = make_call().meeting
    delegate = make_actor()
    acts = type(delegate)(**{**delegate.__dict__, "delegate_of": frozenset({"KE"})})
    administers = type(acts)(**{**acts.__dict__, "administers": frozenset({"KE"})})
    with pytest.raises(NotAllowed):
        commands.begin_side_event(meeting, event_data(), actor=acts, country="KE")
    event = commands.begin_side_event(meeting, event_data(), actor=administers, country="KE")
    commands.submit_side_event(event, actor=administers)
    assert event.state is SideEventState.SUBMITTED


def test_co_organizers_agree_to_these_words_before_it_is_proposed(db):
    organization, leader = make_leader()
    event = make_side_event(organization=organization, leader=leader, send=False)
    other, other_leader = make_leader()
    named = organizing.name_organizer(event, number_of(db, other), actor=leader)
    assert len(mails(db, "side_event_asked")) == 1
    assert "Side events to answer" in {str(task.title) for task in tasks_of(other_leader)}
    with pytest.raises(RuleViolation, match="has not answered"):
        commands.submit_side_event(event, actor=leader)
    with pytest.raises(NotAllowed):
        organizing.answer_organizing(named, True, actor=leader)
    organizing.answer_organizing(named, True, actor=other_leader)
    commands.write_side_event(event, event_data(title={"en": "Other words"}), actor=leader)
    assert named.agreement is Agreement.ASKED
    organizing.answer_organizing(named, True, actor=other_leader)
    commands.submit_side_event(event, actor=leader)
    assert event in own(other_leader)
    with pytest.raises(RuleViolation):
        organizing.answer_organizing(named, False, actor=other_leader)
    commands.take_back_side_event(event, actor=leader)
    organizing.answer_organizing(named, False, actor=other_leader)
    assert not can(other_leader, SideEvents.VIEW, event)
    with pytest.raises(RuleViolation):
        organizing.name_organizer(
            make_side_event(organization=organization, leader=leader, send=False),
            "NO-SUCH-NUMBER",
            actor=leader,
        )


def test_the_programme_is_public_with_stable_addresses_and_calendar_files(db, client):
    event = make_side_event()
    meeting = event.meeting
    address = f"/en/meetings/{meeting.id}/side-events"
    page = f"/en/meetings/side-events/{event.id}"
    title = event.title["en"]
    select(event, make_slot(meeting))
    assert client.get(page).status_code == 404
    assert title not in client.get(address).text
    assert client.get(f"{address}.ics").status_code == 404
    calls.publish_programme(meeting, actor=make_officer())

    assert title in client.get(address).text
    assert "Side events" in client.get(f"/en/meetings/{meeting.id}").text
    shown = client.get(page).text
    assert "how a river was cleaned" in shown and "meet.example" not in shown
    file = client.get(f"{page}/calendar.ics").text
    assert "SEQUENCE:1" in file and f"UID:{event.id}@" in file
    before = event.slot.starts_at
    postpone(
        meeting.sessions[0],
        starts_at=meeting.starts_at + timedelta(days=2),
        alone=True,
        actor=make_officer(),
        reason="The hall is not free.",
    )
    assert event.slot.starts_at == before + timedelta(days=2)
    moved = client.get(f"{page}/calendar.ics").text
    assert f"UID:{event.id}@" in moved and "SEQUENCE:3" in moved
    assert len(mails(db, "side_event_slot")) == 2
    commands.withdraw_side_event(event, actor=actor_for(make_account(leads=[event.organization])))
    gone = client.get(page)
    assert gone.status_code == 200 and "not in the programme any more" in gone.text
    assert title not in gone.text and title not in client.get(address).text


def test_whoever_has_a_place_finds_how_to_join(db, sign_in):
    event = make_side_event()
    select(event, make_slot(event.meeting))
    calls.publish_programme(event.meeting, actor=make_officer())
    page = f"/en/meetings/side-events/{event.id}"
    confirmed = make_account()
    make_registration(event.meeting, account=confirmed)
    assert "meet.example/side-event" in sign_in(confirmed).get(page).text
    assert "meet.example/side-event" not in sign_in(make_account()).get(page).text


@bookkeeping
def protect(organization, how):
    organization.protection = how
    organization.protected_since = now()


@bookkeeping
def belongs_to(registration, account):
    registration.person = account


def test_nobody_of_a_suspended_organization_finds_how_to_join(db, sign_in):
    organization, leader = make_leader()
    meeting = make_online_meeting(kinds=(CategoryKind.PUBLIC, CategoryKind.ACCREDITED))
    event = make_side_event(meeting)
    select(event, make_slot(meeting))
    calls.publish_programme(meeting, actor=make_officer())
    [registration] = make_nominations(meeting, organization=organization, leader=leader)
    belongs_to(registration, db.get_one(Account, leader.id))
    page = f"/en/meetings/side-events/{event.id}"
    browser = sign_in(registration.person)
    assert "meet.example/side-event" in browser.get(page).text
    suspended(organization)
    assert "meet.example/side-event" not in browser.get(page).text


def test_suspension_shows_at_once_and_people_at_risk_are_not_named(db, client):
    event = make_side_event()
    select(event, make_slot(event.meeting))
    calls.publish_programme(event.meeting, actor=make_officer())
    pages = [
        f"/en/meetings/{event.meeting_id}/side-events",
        f"/en/meetings/side-events/{event.id}",
    ]
    name = event.organization.name
    assert all(name in client.get(each).text for each in pages)
    suspended(event.organization)
    assert all("organizer suspended" in client.get(each).text for each in pages)
    other = make_side_event(event.meeting)
    suspended(other.organization)
    with pytest.raises(RuleViolation):
        make_side_event(
            event.meeting,
            organization=other.organization,
            leader=actor_for(make_account(leads=[other.organization])),
        )
    protect(event.organization, Protection.WITHHELD)
    for each in pages:
        assert name not in client.get(each).text
        assert "not named for the safety" in client.get(each).text
