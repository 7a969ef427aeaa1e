"""The right of reply: what the company gets, its answer, its silence, letters by post."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.core.clock import today
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import SYSTEM, Role
from engagement.mail.models import Message, MessageState
from engagement.organizations.queries import actor_for
from engagement.screening.commands import ratings, replies
from engagement.screening.jobs import risk
from engagement.screening.levels import Level
from engagement.screening.models import CaseState
from engagement.screening.queries import replies as queries
from tests.factories import make_account, make_actor, make_organization, make_reply
from tests.screening.risk_world import change, mails, open_case, spill

SEALED = "Sealed summary of the officer"

pytestmark = pytest.mark.usefixtures("db")


def asked(organization=None, officer=None):
    """An allegation put to a company."""
    officer = officer or make_actor(Role.SCREENING_OFFICER)
    case = open_case(organization)
    spill(case, officer, summary=SEALED)
    ratings.assess_case(case, actor=officer)
    return replies.ask_for_reply(case, actor=officer, allegation="What of the spill?")


def test_the_company_gets_a_mail_in_each_language_with_nothing_of_the_case(db):
    organization = make_organization()
    people = [make_account(leads=[organization], language=lang) for lang in ("en", "fr", "ar")]
    make_account(member_of=[organization])

    reply = asked(organization)

    sent = db.scalars(select(Message).filter_by(template="screening/reply_asked")).all()
    assert sorted(mail.to for mail in sent) == sorted(person.email for person in people)
    for mail in sent:
        words = mail.subject + mail.body_text + mail.body_html
        assert SEALED not in words
        assert "spill" not in words
        assert reply.case.reference not in words
        assert str(reply.case.id) not in words
    assert reply.due_on == today() + timedelta(days=20)
    assert reply.case.state == CaseState.ASKED


def test_where_nobody_leads_it_a_letter_waits_to_be_posted(db):
    reply = asked()

    letter = db.scalars(select(Message).filter_by(template="screening/reply_asked")).one()

    assert letter.state == MessageState.TO_POST
    assert letter.about_organization_id == reply.organization_id
    assert reply.allegation in letter.body_text
    assert f"/screening/replies/{reply.id}" not in letter.body_text


def test_a_focal_point_answers_once_and_nobody_else(db):
    organization = make_organization()
    officer = make_account(Role.SCREENING_OFFICER)
    leader = make_actor(leads=[organization])
    reply = asked(organization, actor_for(officer))
    for other in (make_actor(member_of=[organization]), make_actor(Role.SCREENING_OFFICER)):
        with pytest.raises(NotAllowed):
            replies.answer_reply(reply, actor=other, answer="No.")

    replies.answer_reply(reply, actor=leader, answer="We cleaned it up.")

    assert (reply.answer, reply.case.state) == ("We cleaned it up.", CaseState.REPLIED)
    assert mails(db, "reply_answered") == [officer.email]
    with pytest.raises(RuleViolation):
        replies.answer_reply(reply, actor=leader, answer="And more.")


def test_an_answer_by_post_is_recorded_by_staff_with_its_day():
    officer, reply = make_actor(Role.SCREENING_OFFICER), asked()
    with pytest.raises(RuleViolation, match="between"):
        replies.record_letter(
            reply, actor=officer, answer="No.", letter_of=today() - timedelta(days=1)
        )

    replies.record_letter(reply, actor=officer, answer="We deny it.", letter_of=today())

    assert (reply.letter_of, reply.case.state) == (today(), CaseState.REPLIED)
    assert reply.answered_by_id == officer.id


def test_silence_ends_the_time_and_the_case_can_be_rated(db):
    organization = make_organization()
    leader = make_actor(leads=[organization])
    reply = asked(organization)
    risk.watch_replies()
    assert reply.waits

    change(reply, due_on=today() + timedelta(days=5))
    risk.watch_replies()
    risk.watch_replies()
    assert len(mails(db, "reply_reminder")) == 1
    change(reply, due_on=today() - timedelta(days=1))
    risk.watch_replies()

    assert (reply.waits, reply.case.state) == (False, CaseState.REPLIED)
    with pytest.raises(RuleViolation):
        replies.answer_reply(reply, actor=leader, answer="Too late.")
    ratings.rate_case(reply.case, actor=make_actor(Role.SCREENING_OFFICER))
    assert reply.case.inherent == Level.HIGH


def test_a_hearing_of_before_the_case_was_opened_again_does_not_count(db):
    reply = make_reply(asked_by=make_account(Role.SCREENING_OFFICER))
    change(reply, ended_at=reply.asked_at)
    assert queries.was_heard(reply.case)

    change(reply.case, reopened_at=reply.asked_at + timedelta(seconds=1))

    assert not queries.was_heard(reply.case)


def test_only_the_night_ends_and_reminds():
    reply = asked()
    with pytest.raises(NotAllowed):
        replies.remind_reply(reply, actor=make_actor(Role.SCREENING_OFFICER))
    replies.end_reply(reply, actor=SYSTEM)
    assert reply.waits
