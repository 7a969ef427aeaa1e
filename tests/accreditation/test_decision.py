"""Deciding: who may, what waits, what leaves, undoing, sending back, several at once."""

import uuid
from datetime import timedelta

import psycopg
import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from engagement.accreditation import commands, queries
from engagement.accreditation.models import (
    Act,
    ApplicationHand,
    ApplicationState,
    Decision,
    Outcome,
    Recommendation,
)
from engagement.audit.models import AuditEvent
from engagement.audit.queries import visible_to
from engagement.core import clock
from engagement.core.clock import now
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.invariants import DECLARED, offenders
from engagement.core.permissions import Role, can
from engagement.mail.models import Message
from engagement.mail.permissions import Mail
from tests.accreditation.cases import effect, leader, recommend, recommended, reviewers
from tests.factories import make_actor, make_application, make_hand

pytestmark = pytest.mark.usefixtures("db")


def actions(db):
    return db.scalars(
        select(AuditEvent.action)
        .where(AuditEvent.action.like("accreditation:%"))
        .order_by(AuditEvent.id)
    ).all()


def decide(application, outcome=Outcome.ACCREDIT, actor=None, **kwargs):
    return commands.decide_application(
        application,
        actor=actor or make_actor(Role.APPROVER),
        outcome=outcome,
        reason="I agree.",
        **kwargs,
    )


def test_a_decision_waits_and_then_takes_effect_with_number_letter_and_trail(db):
    application = recommended()
    approver = make_actor(Role.APPROVER)

    decision = decide(application, actor=approver)
    assert application.state == ApplicationState.RECOMMENDED
    assert db.scalars(select(Message)).all() == []
    commands.effect_decision(decision)
    assert application.state == ApplicationState.RECOMMENDED
    effect(decision)

    accreditation = queries.accreditation_of(application)
    letter = db.scalars(select(Message)).one()
    assert application.state == ApplicationState.ACCREDITED
    assert application.due_on is None
    assert (letter.template, letter.to.split("@")[0][:6]) == (
        "accreditation/application_accredited",
        "person",
    )
    assert accreditation.number in letter.body_text
    assert f"/verify/{accreditation.token}" in letter.body_text
    assert (approver.id, Act.DECIDED) in {(h.person_id, h.act) for h in application.hands}
    assert actions(db)[-2:] == [
        "accreditation:application:decided",
        "accreditation:decision:effective",
    ]


def test_a_decision_takes_effect_once_however_often_its_job_runs(db):
    decision = decide(recommended())

    effect(decision)
    effect(decision)

    assert len(db.scalars(select(Message)).all()) == 1
    assert actions(db).count("accreditation:decision:effective") == 1


@pytest.mark.parametrize("act", Act)
def test_a_decision_is_refused_to_whoever_took_part(db, act):
    application = recommended()
    approver = make_actor(Role.APPROVER)
    make_hand(application, approver.id, act)

    with pytest.raises(RuleViolation, match="took part"):
        decide(application, actor=approver)

    assert db.scalars(select(Decision)).all() == []


@pytest.mark.parametrize("outcome", Outcome)
def test_the_database_itself_refuses_a_decision_by_whoever_took_part(db, outcome):
    application = recommended()
    approver = make_actor(Role.APPROVER)
    make_hand(application, approver.id, Act.ASKED)

    with pytest.raises(DBAPIError, match="took part") as refused:
        write_decision(application, approver, outcome)

    assert isinstance(refused.value.orig, psycopg.errors.RaiseException)


@bookkeeping
def write_decision(application, approver, outcome):
    """Around every rule, straight into the table."""
    from engagement.core.db import db

    db.session.add(
        Decision(
            application=application,
            outcome=outcome,
            reason="No.",
            decided_by_id=approver.id,
            decided_at=now(),
            effective_at=now(),
        )
    )


@pytest.mark.parametrize("role", [role for role in Role if role != Role.APPROVER])
def test_only_approvers_decide_and_send_back(role):
    application = recommended()
    other = make_actor(role)

    with pytest.raises(NotAllowed):
        decide(application, actor=other)
    with pytest.raises(NotAllowed):
        commands.send_back_application(application, actor=other, reason="Look again.")


def test_a_conflicted_approver_cannot_decide():
    application = recommended()

    with pytest.raises(NotAllowed):
        decide(application, actor=make_actor(Role.APPROVER, interest_in=[application.organization]))


@pytest.mark.parametrize(
    "state", [state for state in ApplicationState if state != ApplicationState.RECOMMENDED]
)
def test_a_decision_is_refused_in_every_other_state(state):
    application = make_application(state=state)
    approver = make_actor(Role.APPROVER)

    with pytest.raises((RuleViolation, NotAllowed)):
        decide(application, actor=approver)
    with pytest.raises((RuleViolation, NotAllowed)):
        commands.send_back_application(application, actor=approver, reason="Look again.")


@pytest.mark.parametrize("outcome", [Outcome.UPHOLD, Outcome.OVERTURN, Outcome.REOPEN])
def test_outcomes_of_a_reconsideration_are_no_first_decisions(outcome):
    with pytest.raises(RuleViolation, match="accredit or to refuse"):
        decide(recommended(), outcome)


def test_a_second_decision_is_refused_while_the_first_waits(db):
    application = recommended()
    decide(application, actor=make_actor(Role.APPROVER, name="Aya First"))

    with pytest.raises(RuleViolation, match="Aya First has decided"):
        decide(application, Outcome.REFUSE)

    assert len(db.scalars(select(Decision)).all()) == 1


def test_the_same_form_twice_is_one_decision(db):
    application, approver, key = recommended(), make_actor(Role.APPROVER), uuid.uuid4()

    first = decide(application, actor=approver, key=key)
    second = decide(application, actor=approver, key=key)

    assert first is second
    assert len(db.scalars(select(Decision)).all()) == 1


def test_an_undone_decision_leaves_no_trace_but_the_trail(db):
    application, approver = recommended(), make_actor(Role.APPROVER)
    decision = decide(application, Outcome.REFUSE, actor=approver)

    commands.undo_decision(decision, actor=approver)
    effect(decision)

    assert application.state == ApplicationState.RECOMMENDED
    assert db.scalars(select(Message)).all() == []
    assert actions(db)[-1] == "accreditation:decision:undone"
    assert decide(application, actor=approver) is not None


def test_only_its_maker_undoes_a_decision_and_only_in_time():
    application, approver = recommended(), make_actor(Role.APPROVER)
    decision = decide(application, actor=approver)

    with pytest.raises(NotAllowed):
        commands.undo_decision(decision, actor=make_actor(Role.APPROVER))
    effect(decision)
    with pytest.raises(RuleViolation, match="taken effect"):
        commands.undo_decision(decision, actor=approver)


def test_a_decision_is_not_undone_once_its_time_has_come():
    application, approver = recommended(), make_actor(Role.APPROVER)
    decision = decide(application, actor=approver)

    with (
        clock.moved_to(decision.effective_at),
        pytest.raises(RuleViolation, match="is over"),
    ):
        commands.undo_decision(decision, actor=approver)

    assert decision.pending


@pytest.mark.parametrize("withdrawn", [False, True])
def test_an_undone_decision_is_not_told_to_auditors_before_it_would_have_been(db, withdrawn):
    application, approver = recommended(), make_actor(Role.APPROVER)
    auditor = make_actor(Role.AUDITOR)
    decision = decide(application, Outcome.REFUSE, actor=approver)
    if withdrawn:
        leader = make_actor(leads=[application.organization])
        commands.withdraw_application(application, actor=leader)
    else:
        commands.undo_decision(decision, actor=approver)

    def seen():
        return [event.action for event in db.scalars(visible_to(auditor))]

    assert decision.undone_at is not None
    assert ("accreditation:application:withdrawn" in seen()) == withdrawn
    assert "accreditation:decision:undone" not in seen()
    with clock.moved_to(decision.effective_at):
        assert "accreditation:decision:undone" in seen()


def test_the_letter_of_an_accreditation_is_no_secret_from_auditors(db):
    application = recommended()
    effect(decide(application))

    letter = db.scalars(
        select(Message).filter_by(template="accreditation/application_accredited")
    ).one()

    assert not letter.holds_link
    assert can(make_actor(Role.AUDITOR), Mail.READ, letter)
    token = queries.accreditation_of(application).token
    assert f"/verify/{token}" in letter.body_text
    assert f"/verify/{token}" in letter.body_html


def test_a_decision_on_a_case_that_was_withdrawn_meanwhile_is_laid_aside(db):
    application = recommended()
    decision = decide(application)
    move_away(application)

    effect(decision)

    assert application.state == ApplicationState.WITHDRAWN
    assert (decision.took_effect_at, decision.pending) == (None, False)
    assert actions(db)[-1] == "accreditation:decision:undone"
    assert db.scalars(select(Message)).one().template == "accreditation/decision_undone_notice"


@bookkeeping
def move_away(application):
    """As if the organization had withdrawn."""
    application.state = ApplicationState.WITHDRAWN


def test_sending_back_leaves_no_hand_and_tells_the_reviewers_alone(db):
    application = recommended()
    approver = make_actor(Role.APPROVER)

    commands.send_back_application(application, actor=approver, reason="Two papers are not read.")

    mails = db.scalars(select(Message)).all()
    assert application.state == ApplicationState.IN_REVIEW
    assert {mail.person_id for mail in mails} == {each.id for each in reviewers(application)}
    assert {mail.template for mail in mails} == {"accreditation/application_sent_back"}
    assert "Two papers are not read." in mails[0].body_text
    assert all(row.withdrawn_at is not None for row in db.scalars(select(Recommendation)))
    assert queries.recommendations_of(application) == []
    assert approver.id not in set(db.scalars(select(ApplicationHand.person_id)))
    assert actions(db)[-1] == "accreditation:application:sent_back"

    for reviewer in reviewers(application):
        recommend(application, reviewer)
    assert decide(application, actor=approver).pending


def test_sending_back_is_refused_while_a_decision_waits():
    application = recommended()
    decide(application)

    with pytest.raises(RuleViolation, match="has decided"):
        commands.send_back_application(
            application, actor=make_actor(Role.APPROVER), reason="Look again."
        )


def test_several_are_decided_as_recommended_and_one_that_cannot_be_stops_no_other(db):
    approver = make_actor(Role.APPROVER)
    good, bad, touched, taken, differing = (
        recommended(),
        recommended(unmet=("environment",)),
        recommended(),
        recommended(),
        recommended(),
    )
    make_hand(touched, approver.id, Act.ASKED)
    decide(taken, actor=make_actor(Role.APPROVER, name="Aya First"))
    add_recommendation(differing, make_actor(Role.REVIEWER), accredit=False)

    results = commands.decide_as_recommended(
        [good, bad, touched, taken, differing], actor=approver, reason="As recommended."
    )

    assert [(r.decision.outcome if r.decision else None) for r in results] == [
        Outcome.ACCREDIT,
        Outcome.REFUSE,
        None,
        None,
        None,
    ]
    assert [
        word
        for word, result in zip(
            ["took part", "Aya First", "different things"], results[2:], strict=True
        )
        if word in str(result.refusal)
    ] == ["took part", "Aya First", "different things"]


@bookkeeping
def add_recommendation(application, reviewer, *, accredit):
    """What a second reviewer advises."""
    from engagement.core.db import db

    db.session.add(
        Recommendation(
            application_id=application.id,
            reviewer_id=reviewer.id,
            accredit=accredit,
            reason="I see it otherwise.",
            made_at=now(),
        )
    )


def test_several_sent_twice_are_decided_once(db):
    approver, key = make_actor(Role.APPROVER), uuid.uuid4()
    both = [recommended(), recommended()]

    first = commands.decide_as_recommended(both, actor=approver, reason="Yes.", key=key)
    second = commands.decide_as_recommended(both, actor=approver, reason="Yes.", key=key)

    assert [r.decision for r in first] == [r.decision for r in second]
    assert len(db.scalars(select(Decision)).all()) == 2


class TestWaiting:
    @pytest.fixture(scope="class")
    @classmethod
    def cases(cls, db):
        return recommended(), recommended(), recommended()

    @pytest.mark.parametrize("roles", [[], *([role] for role in Role)])
    def test_what_waits_for_approvers_is_exactly_what_is_theirs_to_decide(self, db, cases, roles):
        open_case, conflicted, own = cases
        actor = make_actor(
            *roles, interest_in=[conflicted.organization], member_of=[own.organization]
        )

        listed = {row.id for row in db.execute(queries.to_decide(actor))}

        assert listed == ({open_case.id} if Role.APPROVER in roles else set())
        staff = {Role.REVIEWER, Role.HEAD_OF_UNIT, Role.APPROVER, Role.AUDITOR}
        handled = set(queries.cases(actor, [open_case.id, conflicted.id, own.id]))
        assert handled == ({open_case.id} if set(roles) & staff else set())


def test_invariants_of_decisions_hold_after_a_decision_and_fail_on_a_broken_row(db):
    name = "a decided application was not decided on by somebody who took part"
    application, approver = recommended(), make_actor(Role.APPROVER)
    decision = decide(application, actor=approver)
    assert offenders(DECLARED[name]) == []

    effect(decision)
    assert offenders(DECLARED[name]) == []
    with time_machine.travel(now() - timedelta(days=2)):
        make_hand(application, approver.id, Act.JUDGED)

    assert offenders(DECLARED[name]) == [str(application.id)]


def test_a_leader_of_the_organization_may_not_decide_even_as_approver():
    application = recommended()
    both = make_actor(Role.APPROVER, leads=[application.organization])

    with pytest.raises(NotAllowed):
        decide(application, actor=both)
    assert leader(application).roles == frozenset()
