"""Rounds of questions: asking, justifying one more, saving and sending answers."""

import uuid

import pytest
from sqlalchemy import select

from engagement.accreditation import commands, queries
from engagement.accreditation.commands import Asked
from engagement.accreditation.models import (
    Act,
    Application,
    ApplicationState,
    ClarificationRound,
    RoundJustification,
)
from engagement.audit.models import AuditEvent
from engagement.core.clock import now
from engagement.core.db import transaction
from engagement.core.errors import NotAllowed, RuleViolation, Stale
from engagement.core.permissions import Role
from engagement.mail.models import Message
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_actor, make_application, make_round

QUESTIONS = [Asked("surplus"), Asked(text="Who is Ms MARKED?")]


def page_of(application, step=""):
    return f"/en/accreditation/applications/{application.id}{step}"


def desk_of(application, step=""):
    return f"/en/accreditation/desk/{application.id}{step}"


def answered(application, number):
    one = make_round(application, questions=["Why?"], number=number)
    with transaction(audited=False):
        one.questions[0].answer = "Because."
        one.answered_at = now()


def test_a_round_asks_numbered_questions_and_stops_the_clock(db):
    application = make_application(state=ApplicationState.IN_REVIEW)
    make_account(leads=[application.organization], language="fr")
    reviewer = make_actor(Role.REVIEWER, name="Rita Secret")

    commands.ask_clarification(application, actor=reviewer, questions=QUESTIONS)

    one = db.scalars(select(ClarificationRound)).one()
    assert application.state == ApplicationState.CLARIFICATION
    assert application.stages[-1].waiting_on == "applicant"
    assert [(q.number, q.library_key, q.text) for q in one.questions] == [
        (1, "surplus", None),
        (2, None, "Who is Ms MARKED?"),
    ]
    assert {(h.person_id, h.act) for h in application.hands} == {
        (reviewer.id, Act.ASSIGNED),
        (reviewer.id, Act.ASKED),
    }
    mail = db.scalars(select(Message)).one()
    assert (mail.template, mail.language) == ("accreditation/clarification_requested", "fr")
    for body in (mail.body_text, mail.body_html):
        assert "Who is Ms MARKED?" in body
        assert "Rita Secret" not in body
    event = db.scalars(select(AuditEvent).filter_by(action="accreditation:clarification:requested"))
    assert event.one().data["questions"] == ["surplus", "Who is Ms MARKED?"]


@pytest.mark.parametrize("questions", [[], [Asked("unknown")], [Asked(text="  ")], [Asked()]])
def test_a_round_needs_questions_that_can_be_asked(db, questions):
    application = make_application(state=ApplicationState.IN_REVIEW)
    with pytest.raises(RuleViolation):
        commands.ask_clarification(
            application, actor=make_actor(Role.REVIEWER), questions=questions
        )
    assert db.get(Application, application.id).state == ApplicationState.IN_REVIEW


def test_asking_is_refused_in_another_state_and_to_others(db):
    submitted = make_application(state=ApplicationState.SUBMITTED)
    in_review = make_application(state=ApplicationState.IN_REVIEW)
    with pytest.raises(RuleViolation):
        commands.ask_clarification(submitted, actor=make_actor(Role.REVIEWER), questions=QUESTIONS)
    for actor in (
        make_actor(Role.APPROVER),
        make_actor(Role.REVIEWER, interest_in=[in_review.organization]),
        make_actor(leads=[in_review.organization]),
    ):
        with pytest.raises(NotAllowed):
            commands.ask_clarification(in_review, actor=actor, questions=QUESTIONS)


def test_a_third_round_needs_a_justification_that_leaves_no_hand_and_is_shown(db, sign_in):
    application = make_application(state=ApplicationState.IN_REVIEW)
    leader = make_account(leads=[application.organization])
    answered(application, 1)
    answered(application, 2)
    reviewer = make_actor(Role.REVIEWER)
    head = make_actor(Role.HEAD_OF_UNIT, name="Hana Secret")

    with pytest.raises(RuleViolation):
        commands.ask_clarification(application, actor=reviewer, questions=QUESTIONS)
    with pytest.raises(NotAllowed):
        commands.justify_round(application, actor=reviewer, text="Please.")
    commands.justify_round(application, actor=head, text="A new law came into force.")
    commands.ask_clarification(application, actor=reviewer, questions=QUESTIONS)

    assert db.scalars(select(RoundJustification)).one().number == 3
    assert head.id not in {hand.person_id for hand in application.hands}
    page = sign_in(leader).get(page_of(application, "/answer-clarification")).text
    assert "A new law came into force." in page
    assert "Hana Secret" not in page
    assert "A new law came into force." in db.scalars(select(Message)).one().body_text


def test_a_justification_is_refused_while_rounds_are_left_and_in_another_state(db):
    head = make_actor(Role.HEAD_OF_UNIT)
    with pytest.raises(RuleViolation):
        commands.justify_round(
            make_application(state=ApplicationState.IN_REVIEW), actor=head, text="Why not?"
        )
    with pytest.raises(RuleViolation):
        commands.justify_round(
            make_application(state=ApplicationState.SUBMITTED), actor=head, text="Why not?"
        )


def test_answers_are_drafts_until_they_are_sent_together(db, sign_in):
    reviewer = make_account(Role.REVIEWER)
    application = make_application(state=ApplicationState.CLARIFICATION, reviewer=reviewer)
    contributor = make_actor(member_of=[application.organization])
    leader = make_account(leads=[application.organization])

    commands.save_answers(application, actor=contributor, answers={1: "DRAFTED"}, version=0)
    assert "DRAFTED" not in sign_in(reviewer).get(desk_of(application)).text
    with pytest.raises(NotAllowed):
        commands.answer_clarification(
            application, actor=contributor, answers={1: "Since 2015"}, version=1
        )
    key = uuid.uuid4()
    for _twice in range(2):
        commands.answer_clarification(
            application, actor=actor_for(leader), answers={1: "Since 2015"}, version=1, key=key
        )

    assert application.state == ApplicationState.IN_REVIEW
    assert queries.open_round(application) is None
    assert "Since 2015" in sign_in(reviewer).get(desk_of(application)).text
    sent = {(m.template.split("/")[1], m.person_id) for m in db.scalars(select(Message))}
    assert sent == {
        ("clarification_answered", leader.id),
        ("clarification_answered_notice", reviewer.id),
    }


def test_answers_are_refused_while_one_is_empty_and_when_nothing_is_asked(db):
    asked = make_application(state=ApplicationState.CLARIFICATION)
    quiet = make_application(state=ApplicationState.IN_REVIEW)
    leader = make_actor(leads=[asked.organization, quiet.organization])
    with pytest.raises(RuleViolation):
        commands.answer_clarification(asked, actor=leader, answers={1: ""}, version=0)
    with pytest.raises(RuleViolation):
        commands.save_answers(quiet, actor=leader, answers={1: "x"}, version=0)
    with pytest.raises(NotAllowed):
        commands.save_answers(asked, actor=make_actor(), answers={1: "x"}, version=0)


def test_a_stale_save_shows_both_texts(db, sign_in):
    application = make_application(state=ApplicationState.CLARIFICATION)
    leader = make_account(leads=[application.organization])
    colleague = make_actor(member_of=[application.organization])
    commands.save_answers(application, actor=colleague, answers={1: "THEIRS"}, version=0)
    with pytest.raises(Stale):
        commands.save_answers(application, actor=actor_for(leader), answers={1: "m"}, version=0)

    page = sign_in(leader).post(
        page_of(application, "/answer-clarification"),
        data={"answer_1": "MINE", "version": "0", "next": "later"},
    )

    assert page.status_code == 409
    assert "THEIRS" in page.text
    assert "MINE" in page.text
    assert 'name="version" value="1"' in page.text


def test_asking_and_answering_through_pages(db, sign_in):
    application = make_application(state=ApplicationState.IN_REVIEW)
    desk = sign_in(make_account(Role.REVIEWER))
    applicant = sign_in(make_account(leads=[application.organization]))
    form = desk.get(desk_of(application, "/ask-clarification"))
    assert form.status_code == 200
    assert desk.post(desk_of(application, "/ask-clarification"), data={}).status_code == 422
    offered = str(queries.clarification.BY_KEY["surplus"].text)
    asked = desk.post(
        desk_of(application, "/ask-clarification"),
        data={
            "pick_surplus": "y",
            "words_surplus": offered,
            "pick_networks": "y",
            "words_networks": "Is the network CHANGED?",
            "own_1": "Who is the OWN treasurer?",
        },
    )
    assert asked.status_code == 302
    one = db.scalars(select(ClarificationRound)).one()
    assert [(q.library_key, q.text) for q in one.questions] == [
        ("surplus", None),
        (None, "Is the network CHANGED?"),
        (None, "Who is the OWN treasurer?"),
    ]
    page = applicant.get(page_of(application, "/answer-clarification")).text
    assert "OWN treasurer" in page
    assert page_of(application, "/answer-clarification") in applicant.get(page_of(application)).text
    partly = applicant.post(
        page_of(application, "/answer-clarification"), data={"answer_1": "Kept", "version": "0"}
    )
    assert partly.status_code == 422
    assert "Kept" in applicant.get(page_of(application, "/answer-clarification")).text
    sent = applicant.post(
        page_of(application, "/answer-clarification"),
        data={"answer_1": "Kept", "answer_2": "Yes", "answer_3": "Ms A.", "version": "1"},
    )
    assert sent.status_code == 302
    db.refresh(application)
    assert application.state == ApplicationState.IN_REVIEW


def test_a_library_question_is_shown_by_its_key_and_every_key_is_of_a_criterion(db):
    from engagement.accreditation.question_library import LIBRARY
    from engagement.accreditation.tracks import MAJOR_GROUP

    assert len({question.key for question in LIBRARY}) == len(LIBRARY)
    assert all(MAJOR_GROUP.criterion(question.criterion) for question in LIBRARY)


def test_answers_sent_too_late_are_shown_for_copying(db, sign_in):
    application = make_application(state=ApplicationState.IN_REVIEW)
    applicant = sign_in(make_account(leads=[application.organization]))
    page = page_of(application, "/answer-clarification")
    late = applicant.post(page, data={"answer_1": "TYPEDWORDS", "version": "0"})
    assert late.status_code == 409
    assert "TYPEDWORDS" in late.text
    assert applicant.get(page).status_code == 302


def test_questions_that_are_incomplete_and_late_are_shown_for_copying(db, sign_in):
    application = make_application(state=ApplicationState.CLARIFICATION)
    desk = sign_in(make_account(Role.REVIEWER))
    page = desk_of(application, "/ask-clarification")
    late = desk.post(page, data={"own_1": "TYPEDWORDS " + "x" * 1000, "own_2": "OTHERWORDS"})
    assert late.status_code == 409
    assert "TYPEDWORDS" in late.text
    assert "OTHERWORDS" in late.text
    assert desk.get(page).status_code == 302
