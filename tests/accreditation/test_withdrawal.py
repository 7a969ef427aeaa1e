"""Taking an application back: a draft is deleted, a submitted one withdrawn; both can be redone."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from engagement.accreditation import commands, queries
from engagement.accreditation import jobs as accreditation_jobs
from engagement.accreditation.models import Application, ApplicationState, Decision, Outcome
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.accreditation.workflow import BEFORE_DECISION
from engagement.audit.models import AuditEvent
from engagement.core.clock import now
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.mail.models import Message
from engagement.organizations.queries import actor_for
from tests.factories import ANSWERS, make_account, make_actor, make_application, make_organization


def case(state, **kwargs):
    organization = make_organization()
    leader = make_account(leads=[organization])
    return make_application(organization=organization, state=state, **kwargs), leader


def mails(db):
    return sorted(message.template for message in db.scalars(select(Message)))


@pytest.mark.parametrize("state", sorted(BEFORE_DECISION))
def test_an_application_is_withdrawn_before_a_decision(db, state):
    reviewer = make_account(Role.REVIEWER)
    application, leader = case(state, reviewer=reviewer)
    commands.withdraw_application(application, actor=actor_for(leader))
    assert application.state == ApplicationState.WITHDRAWN
    open_stage = next(stage for stage in application.stages if stage.left_at is None)
    assert open_stage.state == ApplicationState.WITHDRAWN
    event = db.scalars(select(AuditEvent)).one()
    assert event.action == "accreditation:application:withdrawn"
    assert event.data["state"] == [state, "withdrawn"]
    assert "accreditation/application_withdrawn" in mails(db)


@pytest.mark.parametrize("state", ["draft", "accredited", "refused", "withdrawn", "closed"])
def test_it_is_too_late_or_too_early_to_withdraw(db, state):
    application, leader = case(ApplicationState(state))
    with pytest.raises(RuleViolation):
        commands.withdraw_application(application, actor=actor_for(leader))
    assert application.state == state


def test_only_a_focal_point_withdraws(db):
    application, _ = case(ApplicationState.SUBMITTED)
    helper = make_actor(member_of=[application.organization])
    for actor in (helper, make_actor(Role.REVIEWER), make_actor()):
        with pytest.raises(NotAllowed):
            commands.withdraw_application(application, actor=actor)


def test_a_decision_that_waits_is_undone_and_never_takes_effect(db):
    application, leader = case(ApplicationState.RECOMMENDED)
    commands.decide_application(
        application,
        actor=make_actor(Role.APPROVER),
        outcome=Outcome.ACCREDIT,
        reason="All criteria are met.",
    )
    decision = db.scalars(select(Decision)).one()
    commands.withdraw_application(application, actor=actor_for(leader))
    assert decision.undone_at
    with time_machine.travel(now() + timedelta(minutes=30)):
        accreditation_jobs.effect_decision(str(decision.id))
    assert application.state == ApplicationState.WITHDRAWN
    assert queries.accreditation_of(application) is None


def test_applying_again_carries_the_answers_over(db, sign_in):
    application, leader = case(ApplicationState.IN_REVIEW)
    browser = sign_in(leader)
    page = f"/en/accreditation/applications/{application.id}"
    assert "cannot be undone" in browser.get(f"{page}/withdraw-application").text
    assert browser.post(f"{page}/withdraw-application").status_code == 302
    assert "Apply again" in browser.get(page).text
    again = browser.post(f"/en/accreditation/start/{application.organization_id}").location
    assert again != page
    assert ANSWERS["environment"]["focus"] in browser.get(f"{again}/sections/environment").text
    assert "Check your answers" in browser.get(again).text
    assert browser.get(f"{page}/withdraw-application").status_code == 302


def test_a_draft_is_deleted_and_its_answers_stay(db, sign_in):
    application, leader = case(ApplicationState.DRAFT)
    organization_id = application.organization_id
    browser = sign_in(leader)
    page = f"/en/accreditation/applications/{application.id}"
    helper = sign_in(make_account(member_of=[application.organization]))
    assert helper.post(f"{page}/delete-draft").status_code == 403
    assert "filled in when you apply again" in browser.get(f"{page}/delete-draft").text
    assert browser.post(f"{page}/delete-draft").status_code == 302
    assert db.scalars(select(Application)).all() == []
    again = browser.post(f"/en/accreditation/start/{organization_id}").location
    assert "Completed" in browser.get(again).text
    assert "accreditation:application:deleted" in [
        event.action for event in db.scalars(select(AuditEvent))
    ]


def test_a_submitted_application_cannot_be_deleted(db, sign_in):
    application, leader = case(ApplicationState.SUBMITTED)
    with pytest.raises(RuleViolation, match="Withdraw the application instead"):
        commands.delete_draft(application, actor=actor_for(leader))
    page = f"/en/accreditation/applications/{application.id}/delete-draft"
    answer = sign_in(leader).post(page)
    assert answer.status_code == 409
    assert "Withdraw the application instead" in answer.text
    assert db.scalars(select(Application)).one()
    assert MAJOR_GROUP.key == application.track


def test_whoever_has_an_application_goes_on_with_it_instead_of_starting(db, sign_in):
    application = make_application()
    browser = sign_in(make_account(leads=[application.organization]))

    answer = browser.get(f"/en/accreditation/start/{application.organization_id}")

    assert answer.location.endswith(f"/accreditation/applications/{application.id}")


def test_a_round_that_was_never_answered_is_not_due_any_more(db, sign_in):
    application, leader = case(ApplicationState.CLARIFICATION)
    browser = sign_in(leader)
    page = f"/en/accreditation/applications/{application.id}"
    assert "Answers are due by" in browser.get(page).text

    commands.withdraw_application(application, actor=actor_for(leader))

    after = browser.get(page).text
    assert "Answers are due by" not in after
    assert "Not answered" in after
