"""The page of a registration: what the person, who nominated, and staff see and do."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text

from engagement.accounts.commands.sessions import bind_registrations
from engagement.accounts.models import Account
from engagement.accreditation.commands import decide_application
from engagement.accreditation.commands import status as statuses
from engagement.accreditation.models import AccreditationStatus, Outcome
from engagement.audit.commands import record
from engagement.audit.models import ReadEvent
from engagement.core.clock import moved_to, now
from engagement.core.db import bookkeeping, command
from engagement.core.errors import RuleViolation
from engagement.core.permissions import SYSTEM, Role
from engagement.demo.meeting_builders import (
    make_leader,
    make_nominations,
    make_online_meeting,
    make_question,
    make_registration,
    nominee,
)
from engagement.demo.registering_builders import make_change, make_paper
from engagement.documents.models import Document
from engagement.meetings import jobs
from engagement.meetings.commands import (
    changing,
    deciding,
    departures,
    leaving,
    nominating,
    standing,
)
from engagement.meetings.models import (
    AgeBand,
    ApprovalRule,
    CategoryKind,
    QuestionKind,
    Registration,
    RegistrationPaper,
    RegistrationState,
    Relation,
)
from engagement.meetings.queries.history import history
from engagement.meetings.queries.list_filters import Held, ListFilters, listed
from engagement.meetings.queries.obstacles import Obstacle, obstacles
from engagement.meetings.queries.registrations import get_whole_registration
from engagement.organizations.queries import actor_for
from tests.accreditation.cases import effect, recommended
from tests.documents import samples
from tests.factories import make_account, make_accreditation, make_actor

S = RegistrationState
REVIEWED = (
    "SELECT args ->> 'organization_id' FROM procrastinate_jobs"
    " WHERE task_name = 'meetings.review_registrations'"
)
BOUND = (
    "SELECT args ->> 'account_id' FROM procrastinate_jobs"
    " WHERE task_name = 'meetings.bind_registrations'"
)


def page_of(registration, act=""):
    return f"/en/meetings/registrations/{registration.id}" + (f"/{act}" if act else "")


@pytest.fixture
def offered(db):
    """Somebody who waits is offered the place that somebody else gave back."""
    meeting = make_online_meeting(places=1)
    first, second = make_registration(meeting), make_registration(meeting)
    leave(first)
    return second


def leave(registration):
    leaving.withdraw(registration, actor=actor_for(registration.person))


def test_who_waits_reads_the_place_in_line_and_takes_an_offer(db, sign_in):
    meeting = make_online_meeting(places=1)
    first, second = make_registration(meeting), make_registration(meeting)
    mine = sign_in(second.person)
    page = mine.get(page_of(second)).text
    assert "Place in line: 1" in page
    assert "This is not a confirmation." in page

    other = sign_in(first.person)
    assert "Your place is confirmed" in other.get(page_of(first)).text
    assert "The place goes to the next in line" in other.get(page_of(first, "withdraw")).text
    assert other.post(page_of(first, "withdraw")).status_code == 302

    assert "It is kept until" in mine.get(page_of(second)).text
    assert "A place is offered to you" in mine.get("/en/home").text
    answer = mine.post(page_of(second, "accept-offer"), follow_redirects=True)
    assert "The place is yours." in answer.text
    assert "The place offered was taken" in answer.text
    assert second.state is S.CONFIRMED


def test_its_history_tells_what_happened_to_it_and_to_nobody_else(db):
    meeting = make_online_meeting()
    mine, other = make_registration(meeting), make_registration(meeting)
    make_change(mine)
    make_change(other)
    expected = ["A change was asked for", "Place confirmed", "Sent to the secretariat"]

    for registration in (mine, get_whole_registration(mine.id)):
        said = [str(each.title) for each in history(registration)]
        assert said == [*expected, "Registration begun"]


def test_a_draft_says_the_last_minute_in_which_it_can_be_sent(db, sign_in):
    closes = datetime(2030, 5, 31, 21, 0, tzinfo=UTC)
    meeting = make_online_meeting(
        starts_at=closes + timedelta(days=3), category={"closes_at": closes}
    )
    draft = make_registration(meeting, send=False)

    page = sign_in(draft.person).get(page_of(draft)).text
    said = page.split("Send it by ")[1].split("</p>")[0]
    assert "31 May 2030" in said
    assert "23:59" in said


def test_an_offer_is_declined_and_a_stranger_sees_nothing(db, sign_in, offered):
    assert sign_in(make_account()).get(page_of(offered)).status_code == 404

    sign_in(offered.person).post(page_of(offered, "decline-offer"))

    assert offered.state is S.WITHDRAWN


def test_an_officer_approves_refuses_and_takes_it_back(db, sign_in):
    meeting = make_online_meeting(category={"approval": ApprovalRule.BY_OFFICER})
    registration = make_registration(meeting)
    mine, staff = sign_in(registration.person), sign_in(make_account(Role.MEETING_OFFICER))
    assert "An officer has not looked at it yet" in mine.get(page_of(registration)).text
    assert mine.post(page_of(registration, "approve")).status_code == 403

    assert staff.post(page_of(registration, "refuse"), data={}).status_code == 422
    staff.post(page_of(registration, "refuse"), data={"reason": "No seat for <him>."})
    page = mine.get(page_of(registration)).text
    assert "No seat for &lt;him&gt;." in page
    staff.post(page_of(registration, "reopen"))
    staff.post(page_of(registration, "approve"))

    assert registration.state is S.CONFIRMED
    reads = db.scalars(select(ReadEvent).filter_by(subject_id=registration.id)).all()
    assert {each.actor_id for each in reads} != {registration.person_id}


def test_a_refusal_binds_whoever_begins_anew(db):
    officer = make_actor(Role.MEETING_OFFICER)
    meeting = make_online_meeting(kinds=(CategoryKind.PUBLIC, CategoryKind.ACCREDITED))
    alone = make_registration(meeting)
    organization, leader = make_leader()
    (named,) = make_nominations(meeting, organization=organization, leader=leader)
    for each in (alone, named):
        assert each.state is S.CONFIRMED
        deciding.refuse(each, actor=officer, reason="No seat.")
    again = [make_registration(meeting, account=alone.person)]
    again += nominating.nominate(
        named.category, [nominee(email=named.email)], actor=leader, organization=organization
    )
    assert [obstacles(each) for each in again] == [[Obstacle.APPROVAL]] * 2
    assert {each.state for each in again} == {S.SUBMITTED}
    filters = ListFilters(held=Held.TO_DECIDE)
    found = db.scalars(listed(officer, meeting, filters)).all()
    assert {each.id for each in found} == {each.id for each in again}
    deciding.approve(again[0], actor=officer)
    assert again[0].state is S.CONFIRMED


def test_a_change_of_name_is_asked_for_and_decided_by_somebody_else(db, sign_in):
    registration = make_registration(make_online_meeting())
    mine, staff = sign_in(registration.person), sign_in(make_account(Role.MEETING_OFFICER))
    form = {"name": "Brook of the River", "age_band": "young_adult", "reason": "Married."}

    assert mine.post(page_of(registration, "ask-change"), data={}).status_code == 422
    mine.post(page_of(registration, "ask-change"), data=form)
    again = mine.post(page_of(registration, "ask-change"), data=form)
    assert "still to be decided" in again.text
    (asked,) = registration.changes
    assert "Brook of the River" in staff.get(page_of(registration)).text
    staff.post(f"/en/meetings/registration-changes/{asked.id}/accept")

    assert registration.name == "Brook of the River"


def test_once_the_meeting_is_over_a_name_is_corrected_but_nobody_else_has_come(db, sign_in):
    registration = make_registration(make_online_meeting())
    asked = changing.ask_change(
        registration,
        {"email": "other@engagement.example"},
        actor=actor_for(registration.person),
        reason="I am ill.",
    )
    officer = actor_for(make_account(Role.MEETING_OFFICER))
    with moved_to(registration.meeting.ends_at):
        with pytest.raises(RuleViolation, match="only the name"):
            changing.accept_change(asked, actor=officer)
        changing.refuse_change(asked, actor=officer, reason="Too late.")
        mine = sign_in(registration.person)
        assert "What you need to take part" not in mine.get(page_of(registration)).text
        other = {"name": "Somebody Else", "age_band": "adult", "reason": "Came for me."}
        assert "only the name" in mine.post(page_of(registration, "ask-change"), data=other).text
        name = {"name": "Brook of the River", "age_band": "young_adult", "reason": "Misspelt."}
        mine.post(page_of(registration, "ask-change"), data=name)
        changing.accept_change(registration.changes[-1], actor=officer)
    assert registration.name == "Brook of the River"


def test_details_change_at_once_and_consent_is_the_person_s_own(db, sign_in):
    meeting = make_online_meeting(kinds=(CategoryKind.ACCREDITED,))
    organization, leader = make_leader()
    person = make_account()
    (nominated,) = make_nominations(meeting, organization=organization, leader=leader)
    bind(nominated, person)
    lead, mine = sign_in(db.get(Account, leader.id)), sign_in(person)

    for browser in (lead, mine):
        assert 'name="listed"' not in browser.get(page_of(nominated, "change")).text
    lead.post(page_of(nominated, "change"), data={"position": "Treasurer", "listed": "y"})
    assert (nominated.position, nominated.listed) == ("Treasurer", False)
    assert lead.get(page_of(nominated, "listing")).status_code == 403
    mine.post(page_of(nominated, "listing"), data={"listed": "yes"})
    assert nominated.listed
    mine.post(page_of(nominated, "change"), data={"position": "Chair"})
    assert (nominated.position, nominated.listed) == ("Chair", True)


@bookkeeping
def fill(draft):
    draft.name, draft.represents, draft.relation = "Amina", "Daily", Relation.STAFF


@bookkeeping
def bind(registration, account):
    registration.person_id = account.id


def test_documents_are_added_one_by_one_before_it_is_sent(db, sign_in):
    meeting = make_online_meeting(kinds=(CategoryKind.MEDIA,), category={"papers": True})
    question = make_question(meeting, QuestionKind.FILE, required=True)
    draft = make_registration(meeting, send=False, name="")
    mine = sign_in(draft.person)
    gaps = mine.post(page_of(draft, "send"), follow_redirects=True)
    assert "Something is still missing." in gaps.text
    fill(draft)

    refused = mine.post(page_of(draft, "send"), follow_redirects=True)
    assert "Add the documents that are asked for." in refused.text
    wrong = mine.post(page_of(draft, "add-paper"), data={"file": (io.BytesIO(b"x"), "a.exe")})
    assert wrong.status_code == 422
    for address in ("add-paper", f"add-paper?question={question.id}"):
        file = (io.BytesIO(samples.pdf(text=f"Card {address}")), "card.pdf")
        assert mine.post(page_of(draft, address), data={"file": file}).status_code == 302
    card, answer = draft.papers
    assert (card.kind, answer.question_id) == ("press_card", question.id)
    assert "card.pdf" in mine.get(page_of(draft)).text
    mine.post(f"/en/meetings/registration-papers/{answer.id}/remove")
    assert db.get(RegistrationPaper, answer.id) is None
    file = (io.BytesIO(samples.pdf(text="Once more")), "answer.pdf")
    mine.post(page_of(draft, f"add-paper?question={question.id}"), data={"file": file})

    mine.post(page_of(draft, "send"))
    assert draft.state is S.CONFIRMED
    paper = f"/en/meetings/registration-papers/{card.id}"
    assert mine.post(f"{paper}/remove", follow_redirects=True).status_code == 200
    assert db.get(RegistrationPaper, card.id) is not None
    assert sign_in(make_account()).get(paper).status_code == 404
    assert sign_in(make_account(Role.MEETING_OFFICER)).get(paper).status_code == 200
    assert db.scalars(select(ReadEvent).filter_by(subject_id=card.id)).all()


def test_a_minor_s_address_and_papers_are_hidden_from_officers(db, sign_in):
    meeting = make_online_meeting(youngest=AgeBand.YOUTH)
    registration = make_registration(meeting, age_band=AgeBand.YOUTH)
    paper = make_paper(registration)
    officer = sign_in(make_account(Role.MEETING_OFFICER))

    page = officer.get(page_of(registration)).text
    assert "Not shown to you" in page
    assert registration.email not in page
    assert officer.get(f"/en/meetings/registration-papers/{paper.id}").status_code == 403
    safeguarding = sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    assert registration.email in safeguarding.get(page_of(registration)).text


def test_a_suspension_shows_at_once_and_holds_nothing_else(db, sign_in):
    accreditation = make_accreditation()
    organization, leader = make_leader(accreditation.organization)
    meeting = make_online_meeting(kinds=(CategoryKind.ACCREDITED,))
    (nominated,) = make_nominations(meeting, organization=organization, leader=leader)
    lead = sign_in(db.get(Account, leader.id))
    assert "Organization suspended" not in lead.get(page_of(nominated)).text

    change_status(accreditation, AccreditationStatus.SUSPENDED)
    standing.review_registrations(organization.id)

    assert "Organization suspended" in lead.get(page_of(nominated)).text
    assert nominated.state is S.CONFIRMED


@pytest.mark.parametrize(
    ("unmet", "outcome", "state"),
    [((), Outcome.ACCREDIT, S.CONFIRMED), (("environment",), Outcome.REFUSE, S.WITHDRAWN)],
)
def test_a_provisional_nomination_is_confirmed_or_released_by_the_decision(
    db, unmet, outcome, state
):
    application = recommended(unmet=unmet)
    organization, leader = make_leader(application.organization)
    meeting = make_online_meeting(kinds=(CategoryKind.ACCREDITED,))
    (nominated,) = make_nominations(meeting, organization=organization, leader=leader)
    assert nominated.state is S.CONFIRMED
    db.execute(text("DELETE FROM procrastinate_jobs"))

    effect(
        decide_application(
            application, actor=make_actor(Role.APPROVER), outcome=outcome, reason="As found."
        )
    )
    for organization_id in set(db.scalars(text(REVIEWED))):
        jobs.review_registrations(organization_id)

    assert nominated.state is state


def test_a_nomination_finds_its_person_once_the_address_is_proved(db):
    meeting = make_online_meeting(kinds=(CategoryKind.ACCREDITED,))
    (nominated,) = make_nominations(meeting)
    account = make_account(email=nominated.email, verified=False)
    db.execute(text("DELETE FROM procrastinate_jobs"))

    prove(account)
    (account_id,) = db.scalars(text(BOUND)).all()
    jobs.bind_registrations(account_id)

    assert nominated.person_id == account.id


@command
def prove(account):
    """As a command does that spends a mailed link."""
    record("test:proved", account, actor=SYSTEM)
    bind_registrations(account)


@command
def change_status(accreditation, status):
    record("test:status", accreditation, actor=SYSTEM)
    statuses.change_status(accreditation, status, reason_code="other")


def test_whoever_is_erased_comes_no_more_and_leaves_no_name(db):
    meeting = make_online_meeting(places=1)
    first, second = make_registration(meeting), make_registration(meeting)
    paper, person = make_paper(first), first.person
    document_id, email = paper.document_id, first.email
    make_change(first)
    past = make_registration(make_online_meeting(), account=person)

    erase(person)

    db.expire_all()
    assert (first.state, first.name, first.email, first.person_id) == (S.WITHDRAWN, "", "", None)
    assert (past.name, past.answers) == ("", {})
    assert second.offered_until - now() > timedelta(hours=47)
    assert db.get(Document, document_id) is None
    assert first.changes == []
    assert db.scalars(select(Registration).filter_by(email=email)).all() == []


@command
def erase(person):
    record("test:erased", person, actor=SYSTEM)
    departures.forget_registrations(person, {person.email_key})


def test_my_registrations_stand_with_those_to_come_first(db, sign_in):
    person = make_account()
    make_registration(make_online_meeting(title={"en": "Later"}), account=person)
    soon = now() + timedelta(days=2)
    make_registration(
        make_online_meeting(title={"en": "Sooner"}, starts_at=soon), account=person, send=False
    )

    page = sign_in(person).get("/en/meetings/registrations").text

    assert page.index("Sooner") < page.index("Later")
    assert "Not sent yet" in page
    assert "Send your registration" in sign_in(person).get("/en/home").text
