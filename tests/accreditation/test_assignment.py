"""Assigning: by hand, least loaded, taking, several at once, handing over."""

import pytest
from sqlalchemy import select

from engagement.accreditation import commands, queries
from engagement.accreditation.models import (
    Act,
    Application,
    ApplicationState,
    Recommendation,
)
from engagement.audit.models import AuditEvent
from engagement.core.clock import now
from engagement.core.db import transaction
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.mail.models import Message
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_actor, make_application

S = ApplicationState


def desk_of(application, step=""):
    return f"/en/accreditation/desk/{application.id}{step}"


def test_a_case_is_assigned_by_hand_with_hand_trail_and_mail(db):
    application = make_application(state=S.SUBMITTED)
    head, rosa = make_actor(Role.HEAD_OF_UNIT), make_account(Role.REVIEWER, name="Rosa")

    commands.assign_application(application, actor=head, reviewer=rosa)

    assert application.reviewer is rosa
    assert [(h.person_id, h.act) for h in application.hands] == [(rosa.id, Act.ASSIGNED)]
    event = db.scalars(select(AuditEvent).filter_by(action="accreditation:application:assigned"))
    assert event.one().data["reviewer"] == [None, str(rosa.id)]
    mail = db.scalars(select(Message)).one()
    assert (mail.template, mail.person_id) == ("accreditation/application_assigned", rosa.id)


def test_the_least_loaded_without_a_conflict_is_chosen_ties_by_name(db):
    application = make_application(state=S.SUBMITTED)
    busy = make_account(Role.REVIEWER, name="Anna")
    make_account(Role.REVIEWER, name="Bea", interest_in=[application.organization])
    make_account(Role.REVIEWER, name="Dora")
    clara = make_account(Role.REVIEWER, name="Clara")
    make_application(state=S.IN_REVIEW, reviewer=busy)
    make_application(state=S.ACCREDITED, reviewer=clara)

    chosen = commands.assign_application(application, actor=make_actor(Role.HEAD_OF_UNIT))

    names = [person.account.name for person in queries.candidates(application)]
    assert chosen.name == "Clara"
    assert "Bea" not in names
    assert names.index("Dora") < names.index("Anna")


def test_who_reads_the_applicant_s_language_is_chosen_before_who_has_less_to_do(db):
    application = make_application(state=S.SUBMITTED, language="fr")
    make_account(Role.REVIEWER, name="Anna")
    busy = make_account(Role.REVIEWER, name="Fatou", language="fr")
    make_application(state=S.IN_REVIEW, reviewer=busy)

    chosen = commands.assign_application(application, actor=make_actor(Role.HEAD_OF_UNIT))

    assert chosen.name == "Fatou"


def test_reassigning_keeps_the_hand_of_who_had_it_and_both_places_differ(db):
    rosa, ravi = make_account(Role.REVIEWER), make_account(Role.REVIEWER)
    application = make_application(state=S.IN_REVIEW)
    head = make_actor(Role.HEAD_OF_UNIT)
    commands.assign_application(application, actor=head, reviewer=rosa)
    commands.assign_application(application, actor=head, reviewer=ravi)
    assert application.reviewer is ravi
    assert {hand.person_id for hand in application.hands} == {rosa.id, ravi.id}
    with pytest.raises(RuleViolation):
        commands.assign_application(application, actor=head, reviewer=ravi, second=True)
    commands.assign_application(application, actor=head, reviewer=rosa, second=True)
    assert application.second_reviewer is rosa


def test_an_assignment_is_refused_to_conflicted_or_wrong_people_and_states(db):
    application = make_application(state=S.SUBMITTED)
    head = make_actor(Role.HEAD_OF_UNIT)
    conflicted = make_account(Role.REVIEWER, interest_in=[application.organization])
    for account in (conflicted, make_account(Role.APPROVER)):
        with pytest.raises(RuleViolation):
            commands.assign_application(application, actor=head, reviewer=account)
    for actor in (make_actor(Role.APPROVER), actor_for(conflicted)):
        with pytest.raises(NotAllowed):
            commands.assign_application(
                application, actor=actor, reviewer=make_account(Role.REVIEWER)
            )
    with pytest.raises(RuleViolation):
        commands.assign_application(
            make_application(state=S.RECOMMENDED), actor=head, reviewer=make_account(Role.REVIEWER)
        )


def test_a_reviewer_who_has_recommended_is_not_replaced(db):
    rosa = make_account(Role.REVIEWER)
    application = make_application(state=S.IN_REVIEW, reviewer=rosa)
    with transaction(audited=False):
        db.add(
            Recommendation(
                application_id=application.id,
                reviewer_id=rosa.id,
                accredit=True,
                reason="Fine.",
                made_at=now(),
            )
        )
    with pytest.raises(RuleViolation):
        commands.assign_application(
            application,
            actor=make_actor(Role.HEAD_OF_UNIT),
            reviewer=make_account(Role.REVIEWER),
        )


def test_several_cases_are_spread_and_those_that_cannot_say_why(db):
    head = make_actor(Role.HEAD_OF_UNIT, name="Zoe")
    make_account(Role.REVIEWER, name="Anna")
    make_account(Role.REVIEWER, name="Bea")
    free = [make_application(state=S.SUBMITTED) for _ in range(2)]
    full = make_application(state=S.IN_REVIEW, reviewer=make_account(Role.REVIEWER, name="Zita"))
    commands.assign_application(
        full, actor=head, reviewer=make_account(Role.REVIEWER, name="Zora"), second=True
    )
    decided = make_application(state=S.RECOMMENDED)

    results = commands.assign_applications([*free, full, decided], actor=head)

    assert {result.reviewer.name for result in results[:2]} == {"Anna", "Bea"}
    assert [result.application for result in results] == [*free, full, decided]
    assert "reviewers already" in str(results[2].refusal)
    assert "not under review" in str(results[3].refusal)
    assert decided.reviewer_id is None


def test_cases_are_handed_over_from_one_to_another(db, sign_in):
    rosa, ravi = make_account(Role.REVIEWER, name="Rosa"), make_account(Role.REVIEWER, name="Ravi")
    first = make_application(state=S.IN_REVIEW, reviewer=rosa)
    second = make_application(
        state=S.CLARIFICATION, reviewer=make_account(Role.REVIEWER), second_reviewer=rosa
    )
    other = make_application(state=S.IN_REVIEW)
    chosen = {
        "application": [str(each.id) for each in (first, second, other)],
        "reviewer": str(ravi.id),
        "instead_of": str(rosa.id),
    }
    desk = sign_in(make_account(Role.HEAD_OF_UNIT))
    page = "/en/accreditation/desk/assign-applications"

    plan = desk.get(page, query_string=chosen).text
    done = desk.post(page, data=chosen)

    assert "Assign 2 applications" in plan
    assert "does not review this application" in plan
    assert done.status_code == 200
    for application in (first, second, other):
        db.refresh(application)
    assert (first.reviewer_id, second.second_reviewer_id) == (ravi.id, ravi.id)
    assert other.reviewer_id is None
    told = select(Message.person_id).filter_by(template="accreditation/assignment_ended")
    assert db.scalars(told).all() == [rosa.id, rosa.id]


def test_pages_assign_and_take(db, sign_in):
    application = make_application(state=S.SUBMITTED)
    account = make_account(Role.REVIEWER, name="Own Person")
    ravi = make_account(Role.REVIEWER, name="Ravi")
    desk = sign_in(account)
    assert desk.post(desk_of(application, "/take-application")).status_code == 302
    db.refresh(application)
    assert application.reviewer_id == account.id
    page = desk_of(application, "/assign-application")
    assert desk.post(page, data={"place": "third", "reviewer": "least"}).status_code == 422
    sent = desk.post(page, data={"place": "second_reviewer_id", "reviewer": str(ravi.id)})
    assert sent.status_code == 302
    db.refresh(application)
    assert application.second_reviewer_id == ravi.id
    assert "Ravi" in desk.get(desk_of(application)).text
    assert sign_in(make_account(Role.APPROVER)).get(page).status_code == 403


def test_open_cases_are_counted_without_those_kept_from_the_reader(db, sign_in):
    ravi = make_account(Role.REVIEWER, name="Ravi")
    _seen, hidden = (make_application(state=S.IN_REVIEW, reviewer=ravi) for _ in range(2))
    free = make_application(state=S.SUBMITTED)
    page = desk_of(free, "/assign-application")
    assert "2 open cases" in sign_in(make_account(Role.HEAD_OF_UNIT)).get(page).text
    kept = make_account(Role.HEAD_OF_UNIT, interest_in=[hidden.organization])
    text = sign_in(kept).get(page).text
    assert "1 open case" in text and "2 open cases" not in text
    assert queries.open_cases()[ravi.id] == 2, "who has least to do is decided by all of them"


def test_a_place_is_taken_only_while_one_is_free(db, sign_in):
    first, second = make_account(Role.REVIEWER), make_account(Role.REVIEWER, name="Sena Second")
    application = make_application(state=S.IN_REVIEW, reviewer=first, second_reviewer=second)

    late = sign_in(make_account(Role.REVIEWER)).post(desk_of(application, "/take-application"))

    assert late.status_code == 409
    assert "has its reviewers" in late.text
    assert "Sena Second" in late.text
    db.refresh(application)
    assert (application.reviewer_id, application.second_reviewer_id) == (first.id, second.id)
    with pytest.raises(RuleViolation):
        commands.take_application(application, actor=actor_for(first))
    with pytest.raises(NotAllowed):
        commands.take_application(
            application, actor=make_actor(Role.REVIEWER, interest_in=[application.organization])
        )


def test_a_place_that_changed_hands_meanwhile_is_asked_about_again(db, sign_in):
    rosa, ravi = make_account(Role.REVIEWER, name="Rosa"), make_account(Role.REVIEWER, name="Ravi")
    application = make_application(state=S.IN_REVIEW)
    page = desk_of(application, "/assign-application")
    head = sign_in(make_account(Role.HEAD_OF_UNIT))
    before = head.get(page)
    assert 'name="holder_reviewer_id"' in before.text
    commands.take_application(application, actor=actor_for(rosa))
    form = {"place": "reviewer_id", "reviewer": str(ravi.id)}

    late = head.post(page, data=form | {"holder_reviewer_id": ""})

    assert late.status_code == 409
    assert "Rosa is the first reviewer now" in late.text.replace("<bdi>", "").replace("</bdi>", "")
    assert f'value="{ravi.id}"' in late.text
    assert f'name="holder_reviewer_id" type="hidden" value="{rosa.id}"' in late.text
    assert db.scalars(select(Application.reviewer_id).filter_by(id=application.id)).one() == rosa.id
    assert head.post(page, data=form | {"holder_reviewer_id": str(rosa.id)}).status_code == 302
    db.refresh(application)
    assert application.reviewer_id == ravi.id


def test_whoever_is_replaced_is_told_unless_the_case_is_kept_from_them(db):
    rosa, ravi = make_account(Role.REVIEWER), make_account(Role.REVIEWER)
    application = make_application(state=S.IN_REVIEW, reviewer=rosa)
    conflicted = make_account(Role.REVIEWER, interest_in=[application.organization])
    with transaction(audited=False):
        application.second_reviewer_id = conflicted.id
    head = make_actor(Role.HEAD_OF_UNIT)

    commands.assign_application(application, actor=head, reviewer=ravi)
    commands.assign_application(application, actor=head, second=True)

    told = select(Message.person_id).filter_by(template="accreditation/assignment_ended")
    assert db.scalars(told).all() == [rosa.id]
