"""One mail for whoever asked for it, confirmed the address, and has not applied."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.accounts import departures
from engagement.accreditation.models import ApplicationState as State
from engagement.audit.models import AuditEvent
from engagement.core import retention
from engagement.core.clock import moved_to, now, today
from engagement.core.db import transaction
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.mail.forgetting import NOBODY
from engagement.mail.models import Message
from engagement.outreach import settings
from engagement.outreach.commands import follow_ups as commands
from engagement.outreach.jobs import write_follow_ups
from engagement.outreach.models import FollowUp, FollowUpTally, Result
from engagement.outreach.queries import follow_ups as queries
from tests.factories import (
    make_account,
    make_actor,
    make_application,
    make_follow_up,
    make_organization,
)

ADDRESS = "reader@outreach.example"
CAN = {
    "registered": "yes",
    "since": "2010-02-01",
    "independent": "yes",
    "distributes_profit": "no",
    "main_focus": "yes",
    "active_abroad": "yes",
}
TYPED = {"email": "Reader@Outreach.example", "language": "fr", "consent": "y"}


def ask(client, answers=CAN, **values):
    return client.post("/en/follow-up", query_string=answers, data=TYPED | values)


def kept(db):
    return db.scalars(select(FollowUp)).all()


def mails(db, template="follow_up"):
    return db.scalars(select(Message).filter_by(template=f"outreach/{template}")).all()


def link_in(mail):
    return re.search(r"http://localhost(/\S+/follow-up/link/\S+)", mail.body_text)[1]


def in_days(days):
    return moved_to(now() + timedelta(days=days))


def make_applicant(email=ADDRESS, state=State.SUBMITTED):
    organization = make_organization()
    make_account(email=email, leads=[organization])
    return make_application(organization=organization, state=state, complete=False)


def test_the_result_leads_to_the_form_where_a_day_is_known(client, db):
    young = CAN | {"since": (today() - timedelta(days=300)).isoformat()}
    hopeless = CAN | {"independent": "no"}
    pages = [
        client.get("/en/accreditation/eligibility/result", query_string=answers).text
        for answers in (CAN, young, hopeless)
    ]

    assert ["/en/follow-up?" in page for page in pages] == [True, True, False]
    assert client.get("/en/follow-up", query_string=CAN).status_code == 200
    assert client.get("/en/follow-up", query_string=hopeless).status_code == 302
    assert client.get("/en/follow-up").headers["Location"].endswith("/accreditation/eligibility")


def test_an_address_is_kept_with_the_result_alone_and_gets_a_link(client, db):
    answer = ask(client)

    assert answer.status_code == 302
    (asked,) = kept(db)
    assert (asked.result, asked.apply_from) == (Result.CAN_APPLY, None)
    assert asked.write_on == today() + timedelta(days=30)
    assert asked.confirmed_at is None
    (mail,) = mails(db, "confirm")
    assert (mail.to, mail.language, mail.holds_link) == (TYPED["email"], "fr", True)
    names = set(FollowUp.__table__.columns.keys())
    assert not names & {"country", "registered_on", "independent", "name"}


def test_who_cannot_apply_yet_is_told_on_the_day(client, db):
    since = today() - timedelta(days=300)
    ask(client, CAN | {"since": since.isoformat()})

    (asked,) = kept(db)
    assert asked.result == Result.NOT_YET
    assert asked.apply_from == asked.write_on > today()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"email": ""}, "Enter an e-mail address"),
        ({"email": "nobody"}, "Enter an e-mail address"),
        ({"language": "xx"}, "Choose one of the options."),
        ({"consent": ""}, "Tick the box if you agree."),
    ],
)
def test_without_address_or_consent_nothing_is_kept(client, db, values, words):
    answer = ask(client, **values)

    assert answer.status_code == 422
    assert words in answer.text
    assert kept(db) == [] and mails(db, "confirm") == []


def test_the_link_confirms_and_may_be_used_twice(client, db):
    ask(client)
    path = link_in(mails(db, "confirm")[0])

    assert client.get(path).status_code == 200
    assert kept(db)[0].confirmed_at is None
    for _ in range(2):
        assert client.post(f"{path}/confirm").status_code == 302
    assert kept(db)[0].confirmed_at is not None
    confirmed = select(AuditEvent).filter_by(action="outreach:follow-up:confirmed")
    assert len(db.scalars(confirmed).all()) == 1


def test_a_link_that_comes_too_late_or_is_wrong_opens_nothing(client, db):
    asked = make_follow_up(confirmed=False)
    path = link_in(mails(db, "confirm")[0])

    assert client.get("/en/follow-up/link/nonsense").status_code == 410
    with in_days(8):
        assert client.get(path).status_code == 410
        for act in ("confirm", "delete"):
            assert client.post(f"{path}/{act}").status_code == 410
        with pytest.raises(RuleViolation):
            commands.confirm_follow_up(asked)


def test_the_last_request_of_an_address_is_the_one_that_counts(db):
    make_follow_up(wait=100)
    last = make_follow_up("READER@outreach.example")

    assert kept(db) == [last]


def test_nobody_is_written_to_who_has_not_confirmed(db):
    make_follow_up(confirmed=False)
    with in_days(60):
        write_follow_ups()

    assert mails(db) == []


def test_one_mail_is_written_when_the_day_has_come(client, db):
    asked = make_follow_up(language="ar", wait=50)
    with in_days(49):
        write_follow_ups()
        assert mails(db) == []
    with in_days(50):
        write_follow_ups()
        write_follow_ups()
        assert not commands.write_follow_up(asked.id)

    (mail,) = mails(db)
    assert (mail.to, mail.language, mail.holds_link) == (ADDRESS, "ar", True)
    assert asked.written_at == asked.closed_at
    assert "no further mail" in client.get(link_in(mail).replace("/ar/", "/en/")).text


@pytest.mark.parametrize(
    ("when", "state", "written"),
    [(5, State.SUBMITTED, False), (5, State.DRAFT, True), (-5, State.SUBMITTED, True)],
)
def test_who_has_applied_since_gets_none(db, when, state, written):
    if when < 0:
        with in_days(when):
            make_applicant(state=state)
    asked = make_follow_up()
    if when > 0:
        with in_days(when):
            make_applicant(ADDRESS.title(), state)
    with in_days(30):
        assert commands.write_follow_up(asked.id) is written

    assert len(mails(db)) == written
    assert asked.closed_at is not None


def test_only_the_night_writes(db):
    asked = make_follow_up()
    with in_days(31), pytest.raises(NotAllowed):
        commands.write_follow_up(asked.id, actor=make_actor(*Role))


@pytest.mark.parametrize("template", ["confirm", "follow_up"])
def test_each_mail_has_a_link_that_deletes_at_once(client, db, template):
    make_follow_up()
    with in_days(30):
        write_follow_ups()
    path = link_in(mails(db, template)[0])

    assert client.post(f"{path}/delete").status_code == 302

    assert kept(db) == []
    assert {mail.to for mail in db.scalars(select(Message))} == {NOBODY}
    assert not any(mail.body_text for mail in db.scalars(select(Message)))
    assert client.get(path).status_code == 410


def test_no_address_is_in_the_trail(db):
    asked = make_follow_up()
    with in_days(30):
        write_follow_ups()
        commands.delete_follow_up(asked)

    events = db.scalars(select(AuditEvent).where(AuditEvent.action.startswith("outreach:"))).all()
    assert len(events) == 4
    assert "outreach.example" not in str([event.data for event in events])


def test_too_many_requests_are_refused(client, db):
    answers = [ask(client).status_code for _ in range(4)]

    assert answers == [302, 302, 302, 429]


def test_the_erasure_of_a_person_takes_the_address_along(db):
    make_follow_up()
    with transaction(audited=False):
        departures.say_farewell(make_account(), {ADDRESS})

    assert kept(db) == []


def test_the_share_does_not_change_when_addresses_are_deleted(db, client):
    with transaction(audited=False):
        db.add(FollowUpTally(year=2001, people=12, applied=7))
    everybody = [make_follow_up(f"r{number}@outreach.example") for number in range(4)]
    for asked in everybody[:2]:
        make_applicant(asked.email)
    with in_days(31):
        write_follow_ups()
    assert queries.share_that_applied() == queries.Share(16, 9)

    make_follow_up("open@outreach.example")
    with in_days(32):
        commands.delete_follow_up(everybody[0])
        commands.delete_follow_up(everybody[-1])
        with transaction(audited=False):
            departures.say_farewell(make_account(), {"r1@outreach.example"})
            departures.say_farewell(make_account(), {"open@outreach.example"})
        assert len(kept(db)) == 1
        assert queries.share_that_applied() == queries.Share(16, 9)
    with in_days(31 + settings.keep_follow_ups_days()), transaction(audited=False):
        assert retention.apply()["outreach.follow_ups"] == 1
    assert kept(db) == []
    assert queries.share_that_applied() == queries.Share(16, 9)


@pytest.mark.parametrize(
    ("people", "applied", "words"),
    [
        (4, 4, "Fewer than five people"),
        (6, 3, "How many applied since is not shown"),
        (10, 5, "Of 10 people"),
        (9, 5, "How many applied since is not shown"),
    ],
)
def test_the_share_of_those_who_applied_is_hidden_where_it_is_small(
    db, sign_in, people, applied, words
):
    everybody = [make_follow_up(f"r{number}@outreach.example") for number in range(people)]
    for asked in everybody[:applied]:
        make_applicant(asked.email)
    with in_days(31):
        write_follow_ups()

    page = sign_in(make_account(Role.REGIONAL_OFFICER)).get("/en/outreach").text
    assert words in page
    assert "@outreach.example" not in page
    share = queries.share_that_applied()
    assert share.applied == (5 if people == 10 else None)
