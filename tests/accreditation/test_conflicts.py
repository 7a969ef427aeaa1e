"""Declaring an interest takes the cases in work from the person."""

from sqlalchemy import select, text

from engagement.accreditation import jobs
from engagement.accreditation.models import ApplicationState as State
from engagement.audit.models import AuditEvent
from engagement.core.permissions import Role
from engagement.organizations.commands.interests import declare_interest
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_application

ARGUMENTS = text(
    "SELECT args FROM procrastinate_jobs WHERE task_name = 'accreditation.release_cases'"
)


def test_cases_of_a_declared_interest_stand_among_the_unassigned_again(db):
    reviewer = make_account(Role.REVIEWER)
    kept = make_application(state=State.IN_REVIEW, reviewer=reviewer)
    other = make_application(state=State.IN_REVIEW, reviewer=reviewer)
    declare_interest(kept.organization, actor=actor_for(reviewer), reason="A friend leads it.")
    (arguments,) = db.scalars(ARGUMENTS).all()

    for _ in range(2):
        jobs.release_cases(**arguments)
    db.expire_all()

    assert (kept.reviewer_id, other.reviewer_id) == (None, reviewer.id)
    events = db.scalars(
        select(AuditEvent).filter_by(action="accreditation:application:released")
    ).all()
    assert [(event.subject_id, event.data["place"]) for event in events] == [(kept.id, "reviewer")]


def test_finished_cases_and_interests_that_are_over_change_nothing(db):
    reviewer = make_account(Role.REVIEWER)
    finished = make_application(state=State.REFUSED, reviewer=reviewer)
    open_case = make_application(state=State.IN_REVIEW, reviewer=reviewer)
    declare_interest(finished.organization, actor=actor_for(reviewer), reason="A friend.")
    (arguments,) = db.scalars(ARGUMENTS).all()

    jobs.release_cases(**arguments)
    jobs.release_cases(organization_id=str(open_case.organization_id), person_id=str(reviewer.id))
    db.expire_all()

    assert finished.reviewer_id == open_case.reviewer_id == reviewer.id
