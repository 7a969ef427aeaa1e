"""The workflow engine, on the table of accreditation."""

import pytest

from engagement.accreditation.models import ApplicationState as State
from engagement.accreditation.permissions import Accreditations
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.core.transitions import Transition, Workflow
from tests.factories import make_actor, make_application


def refuse(subject, actor):
    raise RuleViolation("Not today.")


GO = Transition("go", {State.SUBMITTED, State.RETURNED}, State.IN_REVIEW, Accreditations.ACCEPT)
STOP = Transition("stop", State.SUBMITTED, State.CLOSED, Accreditations.ACCEPT, refuse)
AGAIN = Transition("go", State.IN_REVIEW, State.SUBMITTED, Accreditations.DECIDE)
FLOW = Workflow(GO, STOP, AGAIN)


@bookkeeping
def fire(transition, subject, actor):
    FLOW.fire(transition, subject, actor=actor)


def test_fire_moves_the_state(db):
    application = make_application(state=State.SUBMITTED)

    fire(GO, application, make_actor(Role.REVIEWER))

    assert application.state == State.IN_REVIEW


def test_fire_refuses_another_state(db):
    application = make_application(state=State.RECOMMENDED)

    with pytest.raises(RuleViolation, match="no longer possible"):
        fire(GO, application, make_actor(Role.REVIEWER))


def test_fire_asks_who_before_it_tells_the_state(db):
    application = make_application(state=State.RECOMMENDED)

    with pytest.raises(NotAllowed):
        fire(GO, application, make_actor(Role.AUDITOR))


def test_fire_asks_the_guards_last_and_leaves_the_state(db):
    application = make_application(state=State.SUBMITTED)

    with pytest.raises(RuleViolation, match="Not today"):
        fire(STOP, application, make_actor(Role.REVIEWER))

    db.refresh(application)
    assert application.state == State.SUBMITTED


def test_available_names_what_this_person_may_do_now_each_once(db):
    application = make_application(state=State.SUBMITTED)
    reviewer, approver = make_actor(Role.REVIEWER), make_actor(Role.APPROVER)

    assert FLOW.available(application, reviewer) == ["go", "stop"]
    assert FLOW.available(application, approver) == []
    assert FLOW.available(application, approver, state=State.IN_REVIEW) == ["go"]


def test_a_transition_reads_as_a_line_of_the_table():
    assert repr(GO) == "<go: returned|submitted -> in_review>"
