"""Looking again at a refusal: who asks and until when, who decides, what follows."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.accreditation import commands, queries
from engagement.accreditation.models import (
    Act,
    ApplicationState,
    Outcome,
    Reconsideration,
)
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.audit.models import AuditEvent
from engagement.core import clock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.invariants import DECLARED, offenders
from engagement.core.permissions import Role
from engagement.mail.models import Message
from tests.accreditation.cases import (
    effect,
    in_reconsideration,
    leader,
    recommend,
    refused,
    reviewers,
)
from tests.factories import make_account, make_actor, make_application, make_hand

pytestmark = pytest.mark.usefixtures("db")


def templates(db):
    return db.scalars(select(Message.template).order_by(Message.created_at)).all()


def decide(application, outcome, actor=None):
    return commands.decide_reconsideration(
        application,
        actor=actor or make_actor(Role.APPROVER),
        outcome=outcome,
        reason="The two projects count.",
    )


def test_asking_is_noted_told_and_due(db):
    application = refused()
    focal_point = leader(application)

    commands.ask_reconsideration(application, actor=focal_point, reasons="Look at the projects.")

    request = db.scalars(select(Reconsideration)).one()
    assert application.state == ApplicationState.RECONSIDERATION
    assert (request.asked_by_id, request.reasons) == (focal_point.id, "Look at the projects.")
    assert templates(db).count("accreditation/reconsideration_asked") == 2
    event = db.scalars(
        select(AuditEvent).filter_by(action="accreditation:reconsideration:asked")
    ).one()
    assert event.data == {"reasons": "Look at the projects."}
    assert application.due_on is not None


def test_approvers_who_took_no_part_are_told_that_somebody_asks(db):
    application = refused()
    approver = make_account(Role.APPROVER)
    conflicted = make_account(Role.APPROVER, interest_in=[application.organization])
    touched = make_account(Role.APPROVER)
    make_hand(application, touched.id, Act.JUDGED)

    commands.ask_reconsideration(application, actor=leader(application), reasons="Look again.")

    told = set(
        db.scalars(
            select(Message.person_id).filter_by(
                template="accreditation/reconsideration_asked_notice"
            )
        )
    )
    assert approver.id in told
    assert not told & {conflicted.id, touched.id}
    deciders = {decision.decided_by_id for decision in application.decisions}
    assert not told & deciders


def test_asking_twice_by_the_same_form_is_one_request(db):
    application, key = refused(), uuid.uuid4()
    focal_point = leader(application)

    for _ in range(2):
        commands.ask_reconsideration(application, actor=focal_point, reasons="Look.", key=key)

    assert len(db.scalars(select(Reconsideration)).all()) == 1


def test_only_a_focal_point_asks():
    application = refused()

    for other in (
        make_actor(member_of=[application.organization]),
        make_actor(Role.APPROVER),
        make_actor(),
    ):
        with pytest.raises(NotAllowed):
            commands.ask_reconsideration(application, actor=other, reasons="Look again.")


def test_one_can_ask_until_the_last_day_has_ended_everywhere():
    application = refused()
    focal_point = leader(application)
    over = queries.end_of_day_everywhere(application.due_on)

    with (
        clock.moved_to(over),
        pytest.raises(RuleViolation, match="is over"),
    ):
        commands.ask_reconsideration(application, actor=focal_point, reasons="Look.")
    with clock.moved_to(over - timedelta(seconds=1)):
        commands.ask_reconsideration(application, actor=focal_point, reasons="Look again.")

    assert application.state == ApplicationState.RECONSIDERATION


@pytest.mark.parametrize(
    "state", [state for state in ApplicationState if state != ApplicationState.REFUSED]
)
def test_asking_is_refused_in_every_other_state(state):
    application = make_application(state=state)

    with pytest.raises(RuleViolation):
        commands.ask_reconsideration(application, actor=leader(application), reasons="Look.")


def test_asking_is_refused_while_a_newer_application_is_open():
    application = refused()
    focal_point = leader(application)
    commands.start_application(
        application.organization, actor=focal_point, track=MAJOR_GROUP.key, language="en"
    )

    with pytest.raises(RuleViolation, match="new application"):
        commands.ask_reconsideration(application, actor=focal_point, reasons="Look again.")


@pytest.mark.parametrize(
    ("outcome", "state", "template"),
    [
        (Outcome.UPHOLD, ApplicationState.UPHELD, "accreditation/reconsideration_upheld"),
        (Outcome.OVERTURN, ApplicationState.ACCREDITED, "accreditation/reconsideration_overturned"),
        (Outcome.REOPEN, ApplicationState.IN_REVIEW, "accreditation/reconsideration_reopened"),
    ],
)
def test_each_outcome_waits_takes_effect_and_tells_its_reasons(db, outcome, state, template):
    application = in_reconsideration()

    decision = decide(application, outcome)
    assert application.state == ApplicationState.RECONSIDERATION
    effect(decision)

    letters = db.scalars(select(Message).filter_by(template=template)).all()
    assert application.state == state
    assert len(letters) == 2
    assert "The two projects count." in letters[0].body_text
    assert "The two projects count." in letters[0].body_html
    assert bool(queries.accreditation_of(application)) == (outcome == Outcome.OVERTURN)
    for name in (
        "a decided application was not decided on by somebody who took part",
        "every case in reconsideration was asked for by its organization",
        "an application's open stage is its state",
        "an accredited application opened an accreditation",
    ):
        assert offenders(DECLARED[name]) == []


def test_neither_reviewer_nor_first_decider_reconsiders():
    application = in_reconsideration()
    decider = queries.last_refusal(application).decided_by
    hands = {hand.person_id for hand in application.hands}
    assert decider.id in hands

    for person_id in hands:
        actor = make_actor(Role.APPROVER)
        someone = type(actor)(id=person_id, name="x", roles=actor.roles)
        with pytest.raises(RuleViolation, match="took part"):
            decide(application, Outcome.UPHOLD, someone)


def test_an_undone_reconsideration_waits_again():
    application = in_reconsideration()
    approver = make_actor(Role.APPROVER)
    decision = decide(application, Outcome.UPHOLD, approver)

    commands.undo_decision(decision, actor=approver)
    effect(decision)

    assert application.state == ApplicationState.RECONSIDERATION
    assert decide(application, Outcome.OVERTURN, approver).pending


@pytest.mark.parametrize("outcome", [Outcome.ACCREDIT, Outcome.REFUSE])
def test_first_outcomes_are_none_of_a_reconsideration(outcome):
    with pytest.raises(RuleViolation, match="uphold"):
        decide(in_reconsideration(), outcome)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.APPROVER])
def test_only_approvers_decide_on_a_reconsideration(role):
    with pytest.raises(NotAllowed):
        decide(in_reconsideration(), Outcome.UPHOLD, make_actor(role))


def test_the_reviewers_of_a_reopened_case_are_told_why_by_mail_and_at_the_desk(db, sign_in):
    application = in_reconsideration()
    effect(decide(application, Outcome.REOPEN))

    mails = db.scalars(
        select(Message).filter_by(template="accreditation/reconsideration_reopened_notice")
    ).all()
    assert {mail.person_id for mail in mails} == {one.id for one in reviewers(application)}
    assert "The two projects count." in mails[0].body_text
    assert "The two projects count." in mails[0].body_html
    page = sign_in(queries.reviewers_of(application)[0])
    desk = page.get(f"/en/accreditation/desk/{application.id}").text
    assert "The two projects count." in desk
    assert "Two projects were overlooked." in desk


def test_a_decision_that_waits_is_not_told_at_the_desk(sign_in):
    application = in_reconsideration()
    decide(application, Outcome.REOPEN)

    desk = sign_in(queries.reviewers_of(application)[0]).get(
        f"/en/accreditation/desk/{application.id}"
    )

    assert "The two projects count." not in desk.text


def test_a_reopened_case_is_recommended_anew_and_decided_on_by_a_third_approver():
    application = in_reconsideration()
    second = make_actor(Role.APPROVER)
    with clock.moved_to(clock.now() - timedelta(minutes=20)):
        effect(decide(application, Outcome.REOPEN, second))

    assert queries.recommendations_of(application) == []
    for reviewer in reviewers(application):
        recommend(application, reviewer)
    with pytest.raises(RuleViolation, match="took part"):
        commands.decide_application(
            application, actor=second, outcome=Outcome.ACCREDIT, reason="Yes."
        )
    third = commands.decide_application(
        application, actor=make_actor(Role.APPROVER), outcome=Outcome.ACCREDIT, reason="Yes."
    )
    effect(third)

    assert application.state == ApplicationState.ACCREDITED


class TestRequests:
    @pytest.fixture(scope="class")
    @classmethod
    def cases(cls, db):
        return in_reconsideration(), in_reconsideration()

    @pytest.mark.parametrize("roles", [[], *([role] for role in Role)])
    def test_requests_are_listed_exactly_to_those_who_may_handle_them(self, db, cases, roles):
        open_case, conflicted = cases
        actor = make_actor(*roles, interest_in=[conflicted.organization])

        listed = {row.id for row in db.execute(queries.to_reconsider(actor))}

        assert listed == ({open_case.id} if roles == [Role.APPROVER] else set())
        assert queries.count_to_reconsider(actor) == len(listed)
