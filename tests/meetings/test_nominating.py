"""Focal points nominate on one page: batches, quotas that combine, standing, addresses."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from engagement.accounts.models import Account
from engagement.accreditation.models import ApplicationState
from engagement.core.clock import now
from engagement.core.db import bookkeeping
from engagement.core.db import db as database
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.demo import papers as documents
from engagement.demo.meeting_builders import (
    category_of,
    make_leader,
    make_nominations,
    make_online_meeting,
    make_question,
    nominee,
)
from engagement.home.queries import own_organizations
from engagement.mail.models import Message
from engagement.meetings import jobs
from engagement.meetings.commands import (
    categories,
    changing,
    deciding,
    leaving,
    nominating,
    papers,
    questions,
    registering,
    standing,
)
from engagement.meetings.models import (
    ApprovalRule,
    CategoryKind,
    ChangeRequest,
    Mode,
    Question,
    QuestionKind,
    Quota,
    QuotaScope,
    Registration,
    RegistrationState,
)
from engagement.meetings.queries import nominations
from engagement.meetings.queries.obstacles import Obstacle, obstacles, obstacles_of
from engagement.meetings.queries.papers import asked_papers
from engagement.meetings.queries.registrations import position
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_application, make_organization
from tests.meetings.test_setup import category_data
from tests.standing.lives import accredited, in_effect

S = RegistrationState
ACCREDITED = CategoryKind.ACCREDITED
SETTLED = (
    "SELECT args ->> 'meeting_id' FROM procrastinate_jobs WHERE task_name = 'meetings.settle_held'"
)


def rows(*people, **more):
    """What the page sends: some rows filled, the others empty."""
    sent = dict(more)
    for place, values in enumerate(people):
        whole = {"relation": "staff", "language": "en", "age_band": "adult", "position": ""}
        for name, value in (whole | values).items():
            sent[f"people-{place}-{name}"] = value
    return sent


def person(number, **values):
    return {"name": f"Person {number}", "email": f"person{number}@place.example"} | values


def many(db):
    return db.scalar(select(func.count()).select_from(Registration))


def test_six_are_nominated_on_one_page_and_the_sixth_waits_with_a_position(db, sign_in):
    meeting = make_online_meeting(kinds=(ACCREDITED,), per_organization=5)
    organization = accredited().organization
    leader = make_account(leads=[organization])
    colleague = make_account(member_of=[organization])
    browser = sign_in(leader)
    address = f"/en/meetings/{meeting.id}/nominate"
    page = browser.get(address).text
    assert "5 places for each organization" in page and "Accredited" in page
    assert 'type="file"' not in page and page.count("<legend") >= 6

    people = [person(number) for number in range(5)]
    filled = browser.post(address, data=rows(*people, members=str(colleague.id), fill="1"))
    assert (filled.status_code, colleague.email in filled.text, many(db)) == (200, True, 0)
    sent = browser.post(address, data=rows(*people, members=str(colleague.id)))
    assert sent.status_code == 302
    shown = browser.get(sent.headers["Location"]).text
    assert "Confirmed: 5. On the waiting list: 1. Being checked: 0." in shown
    assert "Position 1" in shown

    named = db.scalars(select(Registration).order_by(Registration.number)).all()
    assert [each.state for each in named] == [S.CONFIRMED] * 5 + [S.WAITING]
    assert {each.organization_id for each in named} == {organization.id}
    assert named[-1].person_id == colleague.id
    assert not any(each.listed for each in named)
    assert "5 taken" in browser.get(address).text
    assert colleague.email not in browser.get(address).text


def test_a_fault_in_one_row_keeps_everything_and_registers_nobody(db, sign_in):
    meeting = make_online_meeting(kinds=(ACCREDITED,), mode=Mode.HYBRID)
    organization, leader = make_leader()
    known = make_nominations(meeting, 1, organization=organization, leader=leader)[0]
    browser = sign_in(make_account(leads=[organization]))
    address = f"/en/meetings/{meeting.id}/nominate"
    sent = rows(
        person(1, mode="online", position="Poet of Lamu"),
        person(2),
        {"name": "Nobody", "email": "", "mode": "online"},
        person(4, email="PERSON1@place.example", mode="online"),
        person(5, email=known.email, mode="online"),
        person(6, email="not an address", mode="online"),
    )
    page = browser.post(address, data=sent)
    assert page.status_code == 422
    for words in (
        "Poet of Lamu",
        "Choose how the person takes part.",
        "Enter the e-mail address of the person.",
        "The same e-mail address is there twice.",
        "This person is registered for this meeting already.",
        "Enter an e-mail address, for example",
        'href="#people-1-mode"',
        'href="#people-3-email"',
    ):
        assert words in page.text, words
    assert browser.post(address, data=rows()).status_code == 422
    assert many(db) == 1


def test_a_batch_is_registered_whole_or_not_at_all(db):
    meeting = make_online_meeting(kinds=(ACCREDITED,))
    organization, leader = make_leader()
    known = make_nominations(meeting, 1)[0]
    twice = nominee()
    for people in ([nominee(), nominee(email=known.email)], [twice, twice], []):
        with pytest.raises(RuleViolation):
            nominating.nominate(
                category_of(meeting, ACCREDITED), people, actor=leader, organization=organization
            )
        assert many(db) == 1


def test_nobody_nominates_for_an_organization_of_others(db, sign_in):
    meeting = make_online_meeting(kinds=(ACCREDITED,))
    organization, _leader = make_leader()
    other, other_leader = make_leader()
    named = make_nominations(meeting, 1, organization=other, leader=other_leader)[0]
    browser = sign_in(make_account(leads=[organization]))
    page = f"/en/meetings/{meeting.id}"
    assert browser.get(f"{page}/nominate?organization={other.id}").status_code == 404
    sent = browser.post(f"{page}/nominate?organization={other.id}", data=rows(person(1)))
    assert sent.status_code == 404
    assert browser.get(f"{page}/nominated?organization={other.id}").status_code == 404
    assert browser.get(f"{page}/nominate?state=KE").status_code == 404
    for act in ("withdraw-nominee", "replace-nominee"):
        path = f"/en/meetings/registrations/{named.id}/{act}"
        assert browser.post(path, data={}).status_code == 404
    member = sign_in(make_account(member_of=[organization]))
    assert member.get(f"{page}/nominate").status_code == 403
    with pytest.raises(NotAllowed):
        nominating.nominate(
            category_of(meeting, ACCREDITED),
            [nominee()],
            actor=other_leader,
            organization=organization,
        )


def test_standing_decides_and_is_said(db, sign_in):
    meeting = make_online_meeting(kinds=(ACCREDITED,))
    held_back = accredited()
    in_effect(held_back)
    provisional = make_organization()
    make_application(organization=provisional, state=ApplicationState.IN_REVIEW)
    nothing = make_organization()
    leader = make_account(leads=[held_back.organization, provisional, nothing])
    browser = sign_in(leader)
    page = f"/en/meetings/{meeting.id}/nominate"
    choice = browser.get(page).text
    assert all(each.name in choice for each in (held_back.organization, provisional, nothing))

    for organization, words in (
        (held_back.organization, "The accreditation is suspended."),
        (nothing, "The organization is not accredited"),
    ):
        address = f"{page}?organization={organization.id}"
        seen = browser.get(address).text
        assert words in seen and 'name="people-0-name"' not in seen
        refused = browser.post(address, data=rows(person(1)))
        assert (refused.status_code, "Person 1" in refused.text) == (422, True)
        assert many(db) == 0
    address = f"{page}?organization={provisional.id}"
    assert "you take part provisionally" in browser.get(address).text
    assert browser.post(address, data=rows(person(1))).status_code == 302
    assert db.scalars(select(Registration)).one().state is S.CONFIRMED


def test_quotas_combine_and_each_has_to_have_room(db):
    meeting = make_online_meeting(
        kinds=(ACCREDITED,), mode=Mode.HYBRID, per_organization=5, places=8
    )
    group = accredited()
    organization, leader = make_leader(group.organization)
    same = accredited(major_group=organization.major_group)
    add_quota(meeting, scope=QuotaScope.MAJOR_GROUP, mode=Mode.IN_PERSON, places=2)
    category = category_of(meeting, ACCREDITED)

    def name(by, of, *modes):
        return [
            each.state
            for each in nominating.nominate(
                category, [nominee(mode=mode) for mode in modes], actor=by, organization=of
            )
        ]

    room, line = Mode.IN_PERSON, Mode.ONLINE
    assert name(leader, organization, room, line) == [S.CONFIRMED] * 2
    other, other_leader = make_leader(same.organization)
    assert name(other_leader, other, room, room) == [S.CONFIRMED, S.WAITING]
    assert name(leader, organization, room, line, line, line, line) == [
        S.WAITING,
        *[S.CONFIRMED] * 3,
        S.WAITING,
    ]
    assert name(other_leader, other, line, line, line) == [*[S.CONFIRMED] * 2, S.WAITING]
    assert category.taken == 8
    lines = nominations.quota_lines(category, organization=organization)
    assert sorted((each.quota.places, each.taken, each.left) for each in lines) == [
        (2, 2, 0),
        (5, 5, 0),
    ]


@bookkeeping
def add_quota(meeting, **values):
    """Another quota of a meeting."""
    meeting.quotas.append(Quota(**values))
    database.session.flush()


def test_an_unknown_address_is_bound_once_somebody_has_verified_it(db):
    meeting = make_online_meeting(kinds=(ACCREDITED,))
    (named,) = make_nominations(meeting, 1)
    assert named.person_id is None
    mail = db.scalars(select(Message).filter_by(template="meetings/confirmed")).one()
    assert mail.to == named.email
    account = make_account(email=named.email)
    standing.bind_registrations(account)
    assert named.person_id == account.id
    leaving.withdraw(named, actor=actor_for(account))
    assert named.state is S.WITHDRAWN


def test_required_questions_hold_who_was_nominated_until_they_are_answered(db):
    meeting = make_online_meeting(kinds=(ACCREDITED,), places=1)
    question: Question = make_question(meeting, required=True)
    organization, leader = make_leader()
    (named,) = make_nominations(meeting, 1, organization=organization, leader=leader)
    assert (named.state, obstacles(named)) == (S.SUBMITTED, [Obstacle.ANSWERS])
    details = registering.Details(
        name=named.name, language="en", mode=named.mode, answers={str(question.id): "Much."}
    )
    changing.change_details(named, details, actor=leader)
    assert named.state is S.CONFIRMED


def test_a_nominee_is_replaced_by_a_request_and_withdrawn_at_once(db, sign_in):
    meeting = make_online_meeting(kinds=(ACCREDITED,), per_organization=1)
    organization, leader = make_leader()
    first, second = make_nominations(meeting, 2, organization=organization, leader=leader)
    browser = sign_in(make_account(leads=[organization]))
    path = f"/en/meetings/registrations/{first.id}"
    said = {"name": "Wangari", "email": "wangari@place.example", "reason": "Amina is ill."}
    said |= {"age_band": "adult"}
    assert browser.post(f"{path}/replace-nominee", data=said | {"reason": ""}).status_code == 422
    assert browser.post(f"{path}/replace-nominee", data=said).status_code == 302
    asked = db.scalars(select(ChangeRequest)).one()
    assert first.name != "Wangari"
    assert browser.post(f"{path}/replace-nominee", data=said).status_code == 422
    changing.accept_change(asked, actor=actor_for(make_account(Role.MEETING_OFFICER)))
    assert (first.name, first.state) == ("Wangari", S.CONFIRMED)

    assert browser.get(f"{path}/withdraw-nominee").status_code == 200
    assert browser.post(f"{path}/withdraw-nominee", data={}).status_code == 302
    assert first.state is S.WITHDRAWN
    assert second.offered_until is not None


def test_a_deadline_that_is_near_stands_on_the_first_page_until_somebody_is_named(db, sign_in):
    organization, leader = make_leader()
    soon = now() + timedelta(days=5)
    meeting = make_online_meeting(kinds=(ACCREDITED,), category={"closes_at": soon})
    make_online_meeting(kinds=(ACCREDITED,))
    (row,) = own_organizations(leader)
    assert [each.meeting for each in row.chances] == [meeting]
    browser = sign_in(make_account(leads=[organization]))
    address = f"/en/meetings/{meeting.id}/nominate?organization={organization.id}"
    assert address in browser.get(f"/en/organizations/{organization.id}").text
    assert address in browser.get("/en/home").text
    make_nominations(meeting, 1, organization=organization, leader=leader)
    assert own_organizations(leader)[0].chances == ()


def test_required_documents_hold_who_was_nominated_until_they_have_come(db):
    meeting = make_online_meeting(kinds=(ACCREDITED,))
    make_question(meeting, QuestionKind.FILE, required=True)
    organization, leader = make_leader()
    (named,) = make_nominations(meeting, organization=organization, leader=leader)
    assert (named.state, obstacles(named)) == (S.SUBMITTED, [Obstacle.PAPERS])
    (wanted,) = asked_papers(named)
    taken = documents.taken(documents.page("Proof of Green Youth (Kenya)"))
    papers.add_paper(named, wanted, actor=leader, taken=taken)
    assert named.state is S.CONFIRMED


def test_the_list_of_those_named_costs_the_same_for_few_and_for_many(db, sign_in, count_queries):
    meeting = make_online_meeting(kinds=(ACCREDITED,), per_organization=2)
    question = make_question(meeting, QuestionKind.FILE, required=True)
    organization, leader = make_leader()
    category, officer = meeting.categories[0], actor_for(make_account(Role.MEETING_OFFICER))
    browser = sign_in(db.get_one(Account, leader.id))
    address = f"/en/meetings/{meeting.id}/nominated?organization={organization.id}"

    def name(count, **values):
        people = [nominee(**values) for _ in range(count)]
        return nominating.nominate(category, people, actor=leader, organization=organization)

    def asked():
        browser.get(address)  # what commands made stale in the session of the test is read again
        with count_queries() as counted:
            assert browser.get(address).status_code == 200
        return counted

    named = name(1)
    few = len(asked())
    named += name(3)
    deciding.refuse(named[0], actor=officer, reason="Not this time.")
    named += name(1, email=named[0].email)
    assert len(asked()) == few
    questions.remove_question(question, actor=officer)
    named += name(4)
    assert len(asked()) <= few + 1  # places in line, of all at once

    checked = [each for each in named if each.state is S.SUBMITTED]
    assert obstacles_of(checked) == {each.id: obstacles(each) for each in checked}
    assert any(Obstacle.APPROVAL in each for each in obstacles_of(checked).values())
    places = [each.position for each in nominations.outcomes(named)]
    assert places == [position(each) for each in named] and any(places)


def test_whom_a_rule_alone_held_up_is_settled_in_order_once_it_asks_for_less(db):
    category = {"approval": ApprovalRule.BY_OFFICER}
    meeting = make_online_meeting(kinds=(ACCREDITED,), places=2, category=category)
    question = make_question(meeting, required=True)
    named = make_nominations(meeting, 3)
    officer = actor_for(make_account(Role.MEETING_OFFICER))

    def settled():
        found = db.scalars(text(SETTLED)).all()
        assert found, "the change lets a job look at who is held"
        for meeting_id in found:
            jobs.settle_held(meeting_id)
        return [each.state for each in named]

    automatic = category_data(meeting.categories[0], approval=ApprovalRule.AUTOMATIC)
    categories.change_category(meeting.categories[0], automatic, actor=officer)
    assert settled() == [S.SUBMITTED] * 3
    lax = questions.QuestionData(question.kind, question.text)
    questions.change_question(question, lax, actor=officer)
    assert settled() == [S.CONFIRMED, S.CONFIRMED, S.WAITING]
