"""A pending decision is undone when its maker may not decide any more, or its ground is gone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.accounts import commands as accounts
from engagement.accreditation import commands, jobs, queries
from engagement.accreditation.models import Act, Outcome
from engagement.accreditation.models import ApplicationState as State
from engagement.audit.models import AuditEvent
from engagement.audit.queries import visible_to
from engagement.core import clock, invariants
from engagement.core.permissions import Role
from engagement.mail.models import Message
from engagement.organizations.commands.interests import declare_interest
from engagement.organizations.queries import actor_for
from tests.accreditation.cases import effect, in_reconsideration, leader, recommended
from tests.factories import make_account, make_actor, make_hand

pytestmark = pytest.mark.usefixtures("db")

UNDONE = "accreditation:decision:undone"
TO_MAKER = "accreditation/decision_undone_notice"


def decided(application, maker, outcome=Outcome.ACCREDIT):
    decide = commands.decide_application
    if application.state == State.RECONSIDERATION:
        decide = commands.decide_reconsideration
    return decide(application, actor=actor_for(maker), outcome=outcome, reason="I agree.")


def why(db):
    return db.scalars(select(AuditEvent).filter_by(action=UNDONE)).one().data


def told(db, template):
    return set(
        db.scalars(
            select(Message.person_id).filter_by(template=template).order_by(Message.created_at)
        )
    )


def interest(account, application):
    declare_interest(application.organization, actor=actor_for(account), reason="A friend.")


def close(account, application):
    accounts.deactivate(account, actor=make_actor(Role.ADMINISTRATOR), reason="Left.")


def take_role(account, application):
    accounts.change_roles(account, actor=make_actor(Role.ADMINISTRATOR), roles=[], reason="Moved.")


def take_part(account, application):
    make_hand(application, account.id, Act.JUDGED)


CHANGES = [
    (interest, "conflict"),
    (close, "account_closed"),
    (take_role, "role_lost"),
    (take_part, "took_part"),
]


@pytest.mark.parametrize(("change", "cause"), CHANGES)
def test_a_decision_of_somebody_who_may_not_decide_any_more_does_not_take_effect(db, change, cause):
    application = recommended()
    maker, other = make_account(Role.APPROVER), make_account(Role.APPROVER)
    decision = decided(application, maker)
    change(maker, application)

    effect(decision)
    effect(decision)

    assert application.state == State.RECOMMENDED
    assert queries.accreditation_of(application) is None
    assert (decision.took_effect_at, decision.pending) == (None, False)
    assert why(db)["cause"] == cause
    assert told(db, "accreditation/application_recommended_notice") == {other.id}
    assert told(db, TO_MAKER) == ({maker.id} if change is take_part else set())
    assert maker.id not in told(db, "accreditation/application_accredited")
    effect(decided(application, other))
    assert application.state == State.ACCREDITED


def test_a_reconsideration_waits_for_another_approver_just_so(db):
    application = in_reconsideration()
    maker, other = make_account(Role.APPROVER), make_account(Role.APPROVER)
    decision = decided(application, maker, Outcome.OVERTURN)
    interest(maker, application)

    effect(decision)

    assert application.state == State.RECONSIDERATION
    assert why(db)["cause"] == "conflict"
    assert other.id in told(db, "accreditation/reconsideration_asked_notice")
    assert maker.id not in told(db, "accreditation/reconsideration_asked_notice")
    effect(decided(application, other, Outcome.UPHOLD))
    assert application.state == State.UPHELD


@pytest.mark.parametrize(("change", "cause"), CHANGES[:3])
@pytest.mark.parametrize("case", [recommended, in_reconsideration])
def test_it_is_undone_as_soon_as_the_job_after_the_change_runs(db, case, change, cause):
    application, maker = case(), make_account(Role.APPROVER)
    outcome = Outcome.UPHOLD if case is in_reconsideration else Outcome.REFUSE
    decision = decided(application, maker, outcome)
    state = application.state
    change(maker, application)

    jobs.release_cases(person_id=str(maker.id))
    jobs.release_cases(person_id=str(maker.id))
    db.expire_all()

    assert application.state == state
    assert decision.undone_at is not None
    assert why(db)["cause"] == cause
    assert hidden_until_then(db, decision)
    for name in (
        "every decision, its effect and its undoing stand in the trail",
        "applications went from state to state as the workflow allows",
    ):
        assert invariants.offenders(invariants.DECLARED[name]) == []


def test_a_decision_of_somebody_who_still_may_is_left_alone(db):
    application, maker = recommended(), make_account(Role.APPROVER)
    decision = decided(application, maker)
    interest(maker, recommended())

    jobs.release_cases(person_id=str(maker.id))
    jobs.release_cases(organization_id=str(application.organization_id))
    effect(decision)

    assert application.state == State.ACCREDITED


def hidden_until_then(db, decision):
    """Whether auditors read of the undoing, and the outcome, only when it would have counted."""
    auditor = make_actor(Role.AUDITOR)

    def seen():
        return [event.data for event in db.scalars(visible_to(auditor)) if event.action == UNDONE]

    early = seen()
    with clock.moved_to(decision.effective_at + timedelta(seconds=1)):
        return early == [] and len(seen()) == 1


def test_a_recommendation_that_falls_takes_the_decision_with_it_unseen_and_its_maker_is_told(db):
    application, maker = recommended(), make_account(Role.APPROVER)
    decision = decided(application, maker, Outcome.REFUSE)
    reviewer = queries.reviewers_of(application)[0]
    interest(reviewer, application)

    jobs.release_cases(person_id=str(reviewer.id))
    db.expire_all()

    assert application.state == State.IN_REVIEW
    assert why(db)["cause"] == "recommendation_withdrawn"
    assert hidden_until_then(db, decision)
    (released,) = db.scalars(
        select(AuditEvent).filter_by(action="accreditation:application:released")
    )
    assert "pending_decision" not in released.data, "it would tell auditors that one was made"
    mail = db.scalars(select(Message).filter_by(template=TO_MAKER)).one()
    assert mail.person_id == maker.id
    assert "back in review" in mail.body_text
    assert "refuse" not in mail.body_text.lower()


def test_the_maker_is_told_that_the_organization_withdrew_meanwhile(db):
    application, maker = recommended(), make_account(Role.APPROVER)
    decided(application, maker)

    commands.withdraw_application(application, actor=leader(application))

    mail = db.scalars(select(Message).filter_by(template=TO_MAKER)).one()
    assert mail.person_id == maker.id
    assert "has withdrawn" in mail.body_text


def test_a_maker_who_undoes_a_decision_needs_no_mail(db):
    application, maker = recommended(), make_account(Role.APPROVER)

    commands.undo_decision(decided(application, maker), actor=actor_for(maker))

    assert told(db, TO_MAKER) == set()
