"""Written statements: limits, deadline, co-signers, moderation, what became of them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.accreditation.models import Accreditation
from engagement.core.clock import moved_to, now
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role, can
from engagement.demo import papers
from engagement.demo.meeting_builders import make_leader, make_online_meeting
from engagement.demo.meeting_paper_builders import (
    make_agenda_item,
    make_officer,
    make_statement,
    open_for_statements,
)
from engagement.home.queries import tasks_of
from engagement.mail.models import Message
from engagement.meetings.commands import cosigning, moderating, statements
from engagement.meetings.commands.postponing import postpone
from engagement.meetings.models import Agreement, Disposition, StatementState
from engagement.meetings.queries import statements as queries
from engagement.meetings.statement_permissions import Statements
from engagement.meetings.word_counts import count_words
from engagement.organizations.models import Protection
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_actor
from tests.meetings.test_staff_list import suspended


def number_of(db, organization):
    return db.scalar(
        select(Accreditation.number).where(Accreditation.organization_id == organization.id)
    )


def mails(db, message, person=None):
    found = select(Message).where(Message.template == f"meetings/{message}")
    return db.scalars(found.where(Message.person_id == person.id) if person else found).all()


@bookkeeping
def protect(organization, how):
    organization.protection = how
    organization.protected_since = now()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Clean rivers, now.", 3),
        ("L'eau n'est pas l’affaire d'un seul : 3,5 % !", 7),
        ("¿Qué piden los pueblos?", 4),
        ("Чистая вода — право людей.", 4),
        ("السَّلامُ على الأنهار", 3),
        ("我们要求清洁的河流。", 9),
        ("支持 UNEP/EA.7 决议", 5),
        ("  \n ", 0),
    ],
)
def test_words_are_counted_in_six_languages(text, words):
    assert count_words(text) == words


def test_a_statement_too_long_or_too_late_is_kept_and_not_sent(db):
    organization, leader = make_leader()
    statement = make_statement(
        organization=organization, leader=leader, send=False, text={"fr": "mot " * 501}
    )
    with pytest.raises(RuleViolation):
        statements.submit_statement(statement, actor=leader)
    statements.write_statement(statement, {"fr": "mot " * 500}, actor=leader)
    with moved_to(statement.meeting.statements_until):
        statements.write_statement(statement, {"fr": "mot tardif"}, actor=leader)
        with pytest.raises(RuleViolation):
            statements.submit_statement(statement, actor=leader)
    assert statement.text == {"fr": "mot tardif"}
    assert statement.state is StatementState.DRAFT
    with moved_to(statement.meeting.statements_until - timedelta(seconds=1)):
        statements.submit_statement(statement, actor=leader)
    assert statement.languages == ["fr"]


def test_a_refused_page_shows_what_was_typed(db, sign_in):
    item = make_agenda_item(open_for_statements(make_online_meeting()))
    organization, _leader = make_leader()
    browser = sign_in(make_account(leads=[organization]))
    typed = {"author": str(organization.id), "text-es": "Agua limpia para todos"}
    address = f"/en/meetings/agenda/{item.id}/statement"
    with moved_to(item.meeting.statements_until + timedelta(minutes=1)):
        refused = browser.post(address, data=typed)
        assert refused.status_code == 422 and "Agua limpia para todos" in refused.text
    sent = browser.post(address, data=typed)
    assert "Agua limpia para todos" in browser.get(sent.location).text
    again = browser.post(address, data=typed)
    assert again.status_code == 422 and "already" in again.text


def test_a_joint_statement_waits_for_everybody_who_remains(db):
    organization, leader = make_leader()
    others = [make_leader() for _ in range(2)]
    joint = make_statement(
        organization=organization, leader=leader, send=False, text={"en": "word " * 700}
    )
    named = [
        cosigning.name_cosigner(joint, number_of(db, other), actor=leader) for other, _ in others
    ]
    assert len(mails(db, "cosign_asked")) == 2
    titles = {str(task.title) for task in tasks_of(others[0][1])}
    assert "Joint statements to answer" in titles
    cosigning.answer_cosigning(named[0], True, actor=others[0][1])
    with pytest.raises(RuleViolation):
        statements.submit_statement(joint, actor=leader)
    with pytest.raises(NotAllowed):
        cosigning.answer_cosigning(named[1], True, actor=leader)
    assert can(others[1][1], Statements.VIEW, joint)
    cosigning.answer_cosigning(named[1], False, actor=others[1][1])
    assert not can(others[1][1], Statements.VIEW, joint)  # nor any later words
    assert can(others[0][1], Statements.VIEW, joint)
    statements.write_statement(joint, {"en": "other " * 700}, actor=leader)
    assert named[0].agreement is Agreement.ASKED  # it had agreed to other words
    with pytest.raises(RuleViolation):
        statements.submit_statement(joint, actor=leader)
    cosigning.answer_cosigning(named[0], True, actor=others[0][1])
    statements.submit_statement(joint, actor=leader)
    assert joint.state is StatementState.SUBMITTED
    assert len(mails(db, "cosign_answered")) == 3


def test_who_signs_with_others_has_no_other_statement_on_the_item(db):
    joint = make_statement(send=False)
    leader = actor_for(make_account(leads=[joint.organization]))
    other, other_leader = make_leader()
    named = cosigning.name_cosigner(joint, number_of(db, other), actor=leader)
    alone = make_statement(joint.agenda_item, organization=other, leader=other_leader, send=False)
    with pytest.raises(RuleViolation):
        cosigning.answer_cosigning(named, True, actor=other_leader)
    statements.withdraw_statement(alone, actor=other_leader)
    cosigning.answer_cosigning(named, True, actor=other_leader)
    with pytest.raises(RuleViolation):
        make_statement(joint.agenda_item, organization=other, leader=other_leader)
    make_statement(make_agenda_item(joint.meeting), organization=other, leader=other_leader)
    with pytest.raises(RuleViolation):
        cosigning.name_cosigner(joint, "NO-SUCH-NUMBER", actor=leader)


def test_officers_without_a_conflict_return_publish_and_answer(db, client):
    statement = make_statement()
    focal_point = make_account(leads=[statement.organization])
    author, officer = actor_for(focal_point), make_officer()
    conflicted = make_actor(Role.MEETING_OFFICER, interest_in=[statement.organization])
    assert statement in db.scalars(queries.handled_by(officer)).all()
    assert statement not in db.scalars(queries.handled_by(conflicted)).all()
    assert not can(conflicted, Statements.VIEW, statement)
    with pytest.raises(NotAllowed):
        moderating.publish_statement(statement, actor=conflicted)

    address = f"/en/meetings/statements/{statement.id}"
    assert client.get(address).status_code == 404
    moderating.return_statement(statement, "Name the river.", actor=officer)
    (mail,) = mails(db, "statement_returned", focal_point)
    assert "Name the river." in mail.body_text
    with moved_to(statement.meeting.statements_until + timedelta(hours=1)):
        statements.submit_statement(statement, actor=author)  # it had come in time
    moderating.publish_statement(statement, actor=officer)
    page = client.get(address).text
    assert "clean rivers" in page and "not answered yet" in page
    listed = f"/en/meetings/{statement.meeting.id}/statements"
    assert "0 of 1 statement is answered." in client.get(listed).text
    moderating.dispose_statement(
        statement, Disposition.PARTLY, {"en": "In paragraph 4."}, actor=officer
    )
    page = client.get(address).text
    assert "Taken up in part" in page and "In paragraph 4." in page
    assert "1 of 1 statement is answered." in client.get(listed).text
    statements.withdraw_statement(statement, actor=author)
    page = client.get(address)
    assert page.status_code == 200 and "clean rivers" not in page.text


def test_nothing_of_an_organization_that_was_suspended_meanwhile_is_published(db):
    statement = make_statement()
    suspended(statement.organization)
    with pytest.raises(RuleViolation, match="accredited"):
        moderating.publish_statement(statement, actor=make_officer())
    assert statement.state is StatementState.SUBMITTED


def test_people_at_risk_are_not_named(db, client):
    leader = make_leader()
    statement = make_statement(organization=leader[0], leader=leader[1], send=False)
    paper = statements.add_statement_paper(
        statement, "en", papers.taken(papers.page("Rivers")), words=1, actor=leader[1]
    )
    statements.submit_statement(statement, actor=leader[1])
    moderating.publish_statement(statement, actor=make_officer())
    file = f"/en/meetings/statements/papers/{paper.id}"
    assert client.get(file, buffered=True).status_code == 200
    name = statement.organization.name
    pages = [
        f"/en/meetings/{statement.meeting.id}/statements",
        f"/en/meetings/statements/{statement.id}",
    ]
    assert all(name in client.get(each).text for each in pages)
    protect(statement.organization, Protection.WITHHELD)
    for each in pages:
        assert name not in client.get(each).text
        assert "not named for the safety" in client.get(each).text
    assert client.get(file).status_code == 404


def test_a_state_sends_one_of_its_own_length(db):
    item = make_agenda_item(open_for_statements(make_online_meeting()))
    delegate = make_actor()
    state = type(delegate)(**{**delegate.__dict__, "delegate_of": frozenset({"KE"})})
    statement = statements.begin_statement(item, {"en": "word " * 331}, actor=state, country="KE")
    with pytest.raises(RuleViolation):
        statements.submit_statement(statement, actor=state)
    statements.write_statement(statement, {"en": "word " * 330}, actor=state)
    statements.submit_statement(statement, actor=state)
    with pytest.raises(RuleViolation):
        statements.begin_statement(item, {"en": "Again"}, actor=state, country="KE")
    with pytest.raises(NotAllowed):
        statements.begin_statement(item, {"en": "Other"}, actor=state, country="UG")


def test_officers_set_the_deadline_by_the_clocks_of_the_meeting(db, sign_in):
    meeting = make_online_meeting()
    browser = sign_in(make_account(Role.MEETING_OFFICER))
    browser.post(
        f"/en/meetings/{meeting.id}/statements/deadline",
        data={"day-day": "9", "day-month": "5", "day-year": "2031", "clock": "23:59"},
    )
    db.expire_all()
    assert meeting.statements_until.isoformat() == "2031-05-09T21:00:00+00:00"
    page = browser.get(f"/en/meetings/{meeting.id}/statements").text
    assert "23:59" in page


def test_a_postponed_meeting_takes_statements_for_longer(db):
    meeting = open_for_statements(make_online_meeting())
    before = meeting.statements_until
    postpone(
        meeting.sessions[0],
        starts_at=meeting.starts_at + timedelta(days=2),
        alone=True,
        actor=make_officer(),
        reason="The hall is not free.",
    )
    assert meeting.statements_until == before + timedelta(days=2)


def test_the_pages_lead_from_words_to_an_answer(db, sign_in):
    item = make_agenda_item(open_for_statements(make_online_meeting()))
    organization, _leader = make_leader()
    other, _other = make_leader()
    browser = sign_in(make_account(leads=[organization]))
    second, officer = (
        sign_in(make_account(leads=[other])),
        sign_in(make_account(Role.MEETING_OFFICER)),
    )
    page = browser.post(
        f"/en/meetings/agenda/{item.id}/statement",
        data={"author": str(organization.id), "text-en": "Let rivers run"},
    ).location
    (statement,) = queries.own(actor_for(make_account(leads=[organization])))
    wrong = browser.post(f"{page}/name-cosigner", data={"number": "X-1"})
    assert wrong.status_code == 422 and "X-1" in wrong.text
    browser.post(f"{page}/name-cosigner", data={"number": number_of(db, other)})
    assert "Let rivers run" in second.get(page).text
    (asked,) = statement.cosigners
    second.post(f"/en/meetings/statements/cosigners/{asked.id}/answer", data={"answer": "agree"})
    assert "Send the statement" in browser.get(page).text
    assert "Let rivers run" in browser.get(f"{page}/write").text
    browser.post(f"{page}/submit")
    assert "Decide on the statement" in officer.get(page).text
    empty = officer.post(f"{page}/moderate", data={"outcome": "return", "reason": ""})
    assert empty.status_code == 422
    officer.post(f"{page}/moderate", data={"outcome": "publish"})
    officer.post(
        f"{page}/dispose", data={"disposition": "taken_up", "answer-en": "In the draft decision"}
    )
    db.expire_all()
    assert statement.disposition is Disposition.TAKEN_UP
