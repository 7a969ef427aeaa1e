"""Cases are taken from people who may not work on them any more, whatever the reason is."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from engagement.accounts import commands as accounts
from engagement.accounts import tokens
from engagement.accounts.models import TokenPurpose
from engagement.accreditation import commands, jobs, queries
from engagement.accreditation.invariants import reviewers_who_may_not
from engagement.accreditation.models import ApplicationState as State
from engagement.accreditation.models import Outcome
from engagement.audit.models import AuditEvent
from engagement.core import invariants
from engagement.core.clock import today
from engagement.core.db import transaction
from engagement.core.permissions import Role
from engagement.jobs.queue import queue
from engagement.mail.models import Message
from engagement.organizations.commands import accept_invitation, invite_colleague
from engagement.organizations.commands.interests import declare_interest
from engagement.organizations.models import MembershipRole
from engagement.organizations.queries import actor_for
from tests.accreditation.cases import recommend, recommended
from tests.factories import make_account, make_actor, make_application

JOBS = text(
    "DELETE FROM procrastinate_jobs WHERE task_name = 'accreditation.release_cases' RETURNING args"
)


def run_jobs(db):
    """Run what waits, twice, as a worker that was killed in between would."""
    with transaction(audited=False):
        db.info["wrote"] = True
        waiting = db.scalars(JOBS).all()
    for _twice in range(2):
        for arguments in waiting:
            queue.tasks["accreditation.release_cases"].func(**arguments)
    db.expire_all()
    return len(waiting)


def released(db):
    return [
        (event.subject_id, event.data["place"])
        for event in db.scalars(
            select(AuditEvent).filter_by(action="accreditation:application:released")
        )
    ]


def test_cases_of_a_declared_interest_stand_among_the_unassigned_again(db):
    reviewer = make_account(Role.REVIEWER)
    kept = make_application(state=State.IN_REVIEW, reviewer=reviewer)
    other = make_application(state=State.IN_REVIEW, reviewer=reviewer)
    declare_interest(kept.organization, actor=actor_for(reviewer), reason="A friend leads it.")

    assert run_jobs(db) == 1

    assert (kept.reviewer_id, other.reviewer_id) == (None, reviewer.id)
    assert released(db) == [(kept.id, "reviewer")]


def test_finished_cases_and_interests_that_are_over_change_nothing(db):
    reviewer = make_account(Role.REVIEWER)
    finished = make_application(state=State.REFUSED, reviewer=reviewer)
    open_case = make_application(state=State.IN_REVIEW, reviewer=reviewer)
    declare_interest(finished.organization, actor=actor_for(reviewer), reason="A friend.")

    run_jobs(db)
    jobs.release_cases(person_id=str(reviewer.id))
    jobs.release_cases(organization_id=str(open_case.organization_id))
    db.expire_all()

    assert finished.reviewer_id == open_case.reviewer_id == reviewer.id


def close(account, application):
    accounts.deactivate(account, actor=make_actor(Role.ADMINISTRATOR), reason="Left.")


def take_role(account, application):
    accounts.change_roles(account, actor=make_actor(Role.ADMINISTRATOR), roles=[], reason="Moved.")


def change_address(account, application):
    make_account(email="amina@wetland.example", leads=[application.organization])
    with transaction(audited=False):
        token = tokens.issue(
            account,
            TokenPurpose.CHANGE_EMAIL,
            timedelta(days=1),
            new_email="rosa@wetland.example",
        )
    accounts.change_email(tokens.valid(token, TokenPurpose.CHANGE_EMAIL))


def colleague_joins(account, application):
    with transaction(audited=False):
        account.email = account.email_key = "rosa@wetland.example"
    colleague = make_account(email="amina@wetland.example")
    invitation = invite_colleague(
        application.organization,
        actor=make_actor(leads=[application.organization]),
        email=colleague.email,
        role=MembershipRole.CONTRIBUTOR,
        language="en",
    )
    accept_invitation(invitation, actor=actor_for(colleague))


@pytest.mark.parametrize("change", [close, take_role, change_address, colleague_joins])
def test_each_change_of_rights_frees_the_cases_and_the_invariant_sees_what_is_left(db, change):
    rosa = make_account(Role.REVIEWER, email="rosa@office.example")
    other = make_account(Role.REVIEWER)
    application = make_application(state=State.RETURNED, reviewer=other, second_reviewer=rosa)

    change(rosa, application)

    assert list(reviewers_who_may_not()) == [], "a job waits"
    assert run_jobs(db) == 1
    assert (application.reviewer_id, application.second_reviewer_id) == (other.id, None)
    assert list(reviewers_who_may_not()) == []
    with transaction(audited=False):
        application.second_reviewer_id = rosa.id
    assert list(reviewers_who_may_not()) == [f"{application.reference}: {rosa.id}"]


def test_deputies_end_with_the_function(db):
    away, deputy = make_account(Role.REVIEWER), make_account(Role.REVIEWER)
    commands.name_deputy(
        actor=actor_for(away), person=away, deputy=deputy, from_day=today(), to_day=today()
    )
    take_role(deputy, None)
    assert len(queries.deputies()) == 1
    run_jobs(db)
    assert queries.deputies() == []


def test_a_recommendation_of_somebody_released_does_not_stand_and_the_heads_are_told(db):
    application = recommended()
    first, second = queries.reviewers_of(application)
    head = make_account(Role.HEAD_OF_UNIT)
    make_account(Role.HEAD_OF_UNIT, interest_in=[application.organization])
    decision = commands.decide_application(
        application, actor=make_actor(Role.APPROVER), outcome=Outcome.ACCREDIT, reason="Yes."
    )
    declare_interest(application.organization, actor=actor_for(first), reason="A friend.")

    run_jobs(db)

    assert application.state == State.IN_REVIEW
    assert application.stages[-1].state == State.IN_REVIEW
    assert (application.reviewer_id, application.second_reviewer_id) == (None, second.id)
    assert [each.reviewer_id for each in queries.recommendations_of(application)] == [second.id]
    assert decision.undone_at is not None
    for name in (
        "every decision, its effect and its undoing stand in the trail",
        "applications went from state to state as the workflow allows",
    ):
        assert invariants.offenders(invariants.DECLARED[name]) == []
    mails = select(Message.person_id).filter_by(template="accreditation/recommendation_withdrawn")
    assert db.scalars(mails).all() == [head.id]


def test_one_of_two_recommendations_goes_with_its_reviewer_while_the_review_is_on(db):
    application = make_application(state=State.IN_REVIEW)
    account = make_account(Role.REVIEWER)
    recommend(application, actor_for(account))
    close(account, application)
    run_jobs(db)
    assert (application.state, application.reviewer_id) == (State.IN_REVIEW, None)
    assert queries.recommendations_of(application) == []
    assert len(application.stages) == 1
