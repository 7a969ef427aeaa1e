"""Deputies: with a reviewer's cases, or in the function of a head of unit or an approver."""

import re
import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.accounts.models import SignIn
from engagement.accreditation import commands, queries
from engagement.accreditation.models import ApplicationState, Deputy, Outcome
from engagement.core import clock
from engagement.core.clock import today
from engagement.core.db import transaction
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.mail.models import Message
from engagement.organizations.queries import actor_for
from tests.accreditation.cases import recommended
from tests.factories import make_account, make_actor, make_application

S = ApplicationState


def lend(actor, person, deputy, function, days=7):
    """For so many days from tomorrow on."""
    return commands.name_deputy(
        actor=actor,
        person=person,
        deputy=deputy,
        from_day=today() + timedelta(days=1),
        to_day=today() + timedelta(days=days),
        function=function,
    )


def roles_in(account, days):
    with clock.moved_to(clock.now() + timedelta(days=days)):
        return actor_for(account).roles


def test_a_deputy_is_named_for_days_and_gets_the_mails(db):
    away, deputy = make_account(Role.REVIEWER), make_account(Role.REVIEWER)
    application = make_application(state=S.RETURNED, reviewer=away)
    row = commands.name_deputy(
        actor=actor_for(away),
        person=away,
        deputy=deputy,
        from_day=today(),
        to_day=today() + timedelta(days=7),
    )
    assert queries.stands_in_for(actor_for(deputy)) == [(away.id, away.name)]
    commands.resubmit_application(
        application, actor=make_actor(leads=[application.organization]), declared_name="A. B."
    )
    notice = select(Message.person_id).filter_by(
        template="accreditation/application_resubmitted_notice"
    )
    assert set(db.scalars(notice)) == {away.id, deputy.id}
    commands.end_deputy(row, actor=actor_for(deputy))
    assert queries.stands_in_for(actor_for(deputy)) == []


def test_a_deputy_is_refused_for_others_wrong_people_and_past_days(db):
    one, other = make_account(Role.REVIEWER), make_account(Role.REVIEWER)

    def name(actor, person, deputy, days=7):
        commands.name_deputy(
            actor=actor,
            person=person,
            deputy=deputy,
            from_day=today(),
            to_day=today() + timedelta(days=days),
        )

    with pytest.raises(NotAllowed):
        name(actor_for(one), other, one)
    for person, deputy, days in (
        (one, one, 7),
        (one, make_account(Role.APPROVER), 7),
        (one, other, -1),
    ):
        with pytest.raises(RuleViolation):
            name(actor_for(one), person, deputy, days)
    name(make_actor(Role.HEAD_OF_UNIT), other, one)
    assert len(db.scalars(select(Deputy)).all()) == 1
    with pytest.raises(NotAllowed):
        commands.end_deputy(db.scalars(select(Deputy)).one(), actor=make_actor(Role.REVIEWER))


def test_the_page_of_deputies(db, sign_in):
    account, other = make_account(Role.REVIEWER), make_account(Role.REVIEWER, name="Rosa Deputy")
    desk = sign_in(account)
    assert desk.post("/en/accreditation/desk/deputies", data={}).status_code == 422
    first, last = today(), today() + timedelta(days=3)
    sent = desk.post(
        "/en/accreditation/desk/deputies",
        data={
            "person": str(account.id),
            "deputy": str(other.id),
            "from_day-day": first.day,
            "from_day-month": first.month,
            "from_day-year": first.year,
            "to_day-day": last.day,
            "to_day-month": last.month,
            "to_day-year": last.year,
        },
    )
    assert sent.status_code == 302
    assert "Rosa Deputy" in desk.get("/en/accreditation/desk/deputies").text
    row = db.scalars(select(Deputy)).one()
    assert desk.post(f"/en/accreditation/desk/deputies/{row.id}/end-deputy").status_code == 302
    assert queries.deputies() == []


def typed(person, deputy, last=3, function=""):
    """What is sent to name a deputy from today on."""
    days = {"from_day": today(), "to_day": today() + timedelta(days=last)}
    parts = {
        f"{name}-{part}": getattr(day, part)
        for name, day in days.items()
        for part in ("day", "month", "year")
    }
    people = {"person": str(person.id), "deputy": str(deputy.id)}
    return people | parts | {"function": function}


def assert_told_at(page, field, sentence):
    """At the field and in the summary, which links to it."""
    assert page.status_code == 422
    assert page.text.count(sentence) == 2
    summary = page.text.split('id="error-summary"')[1].split("</ul>")[0]
    assert re.search(rf'<a href="#{field}[^"]*">{sentence}', summary)


def test_what_cannot_be_is_told_at_the_field_and_nothing_chosen_is_lost(db, sign_in):
    head, rosa = make_account(Role.HEAD_OF_UNIT), make_account(Role.REVIEWER)
    approver = make_account(Role.APPROVER)
    desk = sign_in(head)

    def send(*args, **kwargs):
        return desk.post("/en/accreditation/desk/deputies", data=typed(*args, **kwargs))

    assert_told_at(send(rosa, head, last=-1), "to_day", "Choose a last day that is not over")
    assert_told_at(send(rosa, rosa), "deputy", "Choose two different people.")
    assert_told_at(send(rosa, approver), "deputy", "Choose people who review applications.")
    assert_told_at(send(approver, rosa), "person", "Choose people who review applications.")
    lent = send(rosa, head, function="approver")
    assert_told_at(lent, "person", "This person does not have the function.")
    assert_told_at(lent, "deputy", "Nobody can give a function to themselves.")
    assert re.search(r'<input[^>]*checked[^>]*value="approver"', lent.text)
    assert re.search(rf'<option selected value="{rosa.id}"', lent.text)
    assert re.search(rf'<option selected value="{head.id}"', lent.text)
    assert f'name="from_day-day" value="{today().day}"' in lent.text
    assert queries.deputies() == []


def test_a_deputy_is_named_once_by_a_double_click(db, sign_in):
    away, deputy = make_account(Role.REVIEWER), make_account(Role.REVIEWER)
    desk = sign_in(away)
    sent = typed(away, deputy) | {"form_key": str(uuid.uuid4())}
    for _click in range(2):
        answer = desk.post("/en/accreditation/desk/deputies", data=sent)
        assert answer.status_code == 302
    assert len(queries.deputies()) == 1


def test_a_function_is_lent_for_its_days_and_while_its_holder_has_it(db):
    approver, deputy = make_account(Role.APPROVER), make_account(Role.REVIEWER)
    row = lend(actor_for(approver), approver, deputy, Role.APPROVER)

    assert roles_in(deputy, 0) == {Role.REVIEWER}
    assert roles_in(deputy, 1) == roles_in(deputy, 7) == {Role.REVIEWER, Role.APPROVER}
    assert roles_in(deputy, 8) == {Role.REVIEWER}
    assert queries.stands_in_for(actor_for(deputy)) == []
    with clock.moved_to(clock.now() + timedelta(days=2)):
        assert set(queries.in_function(Role.APPROVER)) == {approver, deputy}
    with transaction(audited=False):
        approver.role_names = [Role.AUDITOR]
    assert roles_in(deputy, 2) == {Role.REVIEWER}
    with transaction(audited=False):
        approver.role_names = [Role.APPROVER]
    commands.end_deputy(row, actor=actor_for(deputy))
    assert roles_in(deputy, 2) == {Role.REVIEWER}


def test_a_lent_function_sleeps_with_the_second_factor(db):
    head, deputy = make_account(Role.HEAD_OF_UNIT), make_account(Role.REVIEWER)
    lend(actor_for(head), head, deputy, Role.HEAD_OF_UNIT)
    deputy.sign_in = SignIn(second_factor_at=None)
    assert roles_in(deputy, 2) == frozenset()


def test_a_deputy_of_an_approver_decides_but_never_on_a_case_of_their_own(db):
    approver = make_account(Role.APPROVER)
    other = recommended()
    own = recommended()
    deputy = queries.reviewers_of(own)[0]
    lend(actor_for(approver), approver, deputy, Role.APPROVER)

    with clock.moved_to(clock.now() + timedelta(days=2)):
        actor = actor_for(deputy)
        commands.decide_application(other, actor=actor, outcome=Outcome.ACCREDIT, reason="Yes.")
        with pytest.raises(RuleViolation, match="You took part"):
            commands.decide_application(own, actor=actor, outcome=Outcome.ACCREDIT, reason="Yes.")


def test_who_lends_what_to_whom(db):
    approver, head = make_account(Role.APPROVER), make_account(Role.HEAD_OF_UNIT)
    rosa, clerk = make_account(Role.REVIEWER), make_account(Role.AUDITOR)
    for actor, person, deputy, function in (
        (head, rosa, head, Role.APPROVER),
        (head, approver, head, Role.APPROVER),
        (head, approver, clerk, Role.APPROVER),
        (approver, approver, make_account(Role.APPROVER), Role.APPROVER),
        (head, head, rosa, Role.AUDITOR),
    ):
        with pytest.raises(RuleViolation):
            lend(actor_for(actor), person, deputy, function)
    for actor in (rosa, approver):
        with pytest.raises(NotAllowed):
            lend(actor_for(actor), head, rosa, Role.HEAD_OF_UNIT)
    lend(actor_for(head), approver, rosa, Role.APPROVER)
    lend(actor_for(head), head, rosa, Role.HEAD_OF_UNIT)
    assert len(queries.deputies()) == 2


def test_a_function_is_lent_through_the_page(db, sign_in):
    approver = make_account(Role.APPROVER)
    rosa = make_account(Role.REVIEWER, name="Rosa Deputy")
    desk = sign_in(approver)
    assert "/en/accreditation/desk/deputies" in desk.get("/en/accreditation/desk").text
    day = today()
    days = {
        f"{name}-{part}": getattr(day, part)
        for name in ("from_day", "to_day")
        for part in ("day", "month", "year")
    }
    sent = desk.post(
        "/en/accreditation/desk/deputies",
        data={"function": "approver", "person": str(approver.id), "deputy": str(rosa.id)} | days,
    )
    assert sent.status_code == 302
    assert Role.APPROVER in actor_for(rosa).roles
    assert "Rosa Deputy" in desk.get("/en/accreditation/desk/deputies").text
    assert sign_in(rosa).get("/en/accreditation/decisions").status_code == 200
