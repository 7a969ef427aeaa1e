"""Assigning several: nothing is done but what the confirmation showed."""

import re

import pytest

from engagement.accreditation import commands
from engagement.accreditation.models import ApplicationState
from engagement.core.db import transaction
from engagement.core.permissions import Role
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_actor, make_application

S = ApplicationState
PAGE = "/en/accreditation/desk/assign-applications"


def plain(page: str) -> str:
    """A page without the marks around names."""
    return page.replace("<bdi>", "").replace("</bdi>", "")


def sent(page: str) -> dict:
    """What the confirmation's own form would send."""
    form = page[page.index('<form class="post-form"') :]
    found: dict = {}
    for field in re.findall(r'<input[^>]*type="hidden"[^>]*>', form[: form.index("</form>")]):
        name, value = (re.search(f'{key}="([^"]*)"', field)[1] for key in ("name", "value"))
        found.setdefault(name, []).append(value)
    return found


@pytest.fixture
def desk(db, sign_in):
    """The desk of a head of unit."""
    return sign_in(make_account(Role.HEAD_OF_UNIT, name="Zoe"))


def test_a_reviewer_who_lost_the_role_is_not_replaced_by_whoever_has_least_to_do(db, desk):
    gone = make_account(Role.APPROVER)
    make_account(Role.REVIEWER, name="Anna")
    application = make_application(state=S.SUBMITTED)
    form = {"application": [str(application.id)], "reviewer": str(gone.id)}

    answer = desk.post(PAGE, data=form)

    assert answer.status_code == 422
    assert answer.text.count("The reviewer you chose cannot review any more. Choose again.") == 2
    assert 'href="#bulk-reviewer"' in answer.text and 'id="bulk-reviewer"' in answer.text
    assert "Assign 1 application" not in answer.text
    assert str(application.id) in answer.text
    db.refresh(application)
    assert application.reviewer_id is None


def test_who_holds_no_place_any_more_does_not_make_free_places_be_filled(db, desk):
    rosa, ravi = make_account(Role.REVIEWER, name="Rosa"), make_account(Role.REVIEWER, name="Ravi")
    application = make_application(state=S.SUBMITTED)
    form = {
        "application": [str(application.id)],
        "reviewer": str(ravi.id),
        "instead_of": str(rosa.id),
    }

    answer = desk.post(PAGE, data=form)

    assert answer.status_code == 422
    assert "reviews none of these any more. Choose again." in answer.text
    assert 'id="bulk-instead"' in answer.text
    assert f'selected value="{ravi.id}"' in answer.text, "the other choice is kept"
    db.refresh(application)
    assert application.reviewer_id is None


def test_a_case_whose_reviewers_changed_meanwhile_is_left_and_named(db, desk):
    rosa, ravi = make_account(Role.REVIEWER, name="Rosa"), make_account(Role.REVIEWER, name="Ravi")
    same, taken = (make_application(state=S.IN_REVIEW) for _ in range(2))
    chosen = {"application": [str(same.id), str(taken.id)], "reviewer": str(ravi.id)}
    form = sent(desk.get(PAGE, query_string=chosen).text)
    commands.take_application(taken, actor=actor_for(rosa))

    answer = desk.post(PAGE, data=form)

    assert "1 application was assigned." in answer.text
    assert answer.text.count("Not assigned") == 1
    assert "Rosa is the first reviewer now." in plain(answer.text)
    for application in (same, taken):
        db.refresh(application)
    assert same.reviewer_id == ravi.id
    assert (taken.reviewer_id, taken.second_reviewer_id) == (rosa.id, None)
    again = sent(desk.get(PAGE, query_string=chosen).text)
    assert "1 application was assigned." in desk.post(PAGE, data=again).text


def test_a_handover_sent_twice_is_done_once_and_one_sent_too_late_is_told(db, desk):
    rosa, ravi = make_account(Role.REVIEWER, name="Rosa"), make_account(Role.REVIEWER, name="Ravi")
    application = make_application(state=S.IN_REVIEW, reviewer=rosa)
    chosen = {
        "application": [str(application.id)],
        "reviewer": str(ravi.id),
        "instead_of": str(rosa.id),
    }
    form, late = (sent(desk.get(PAGE, query_string=chosen).text) for _ in range(2))

    for _ in range(2):
        assert "1 application was assigned." in desk.post(PAGE, data=form).text
    answer = desk.post(PAGE, data=late)

    assert answer.status_code == 422
    assert answer.text.count("reviews none of these any more. Choose again.") == 2
    assert desk.post(PAGE, data=late | {"instead_of": ["None"]}).status_code == 422
    db.refresh(application)
    assert (application.reviewer_id, application.second_reviewer_id) == (ravi.id, None)


def test_a_place_that_became_free_meanwhile_is_asked_about_again(db):
    rosa, sena = make_account(Role.REVIEWER), make_account(Role.REVIEWER)
    application = make_application(state=S.IN_REVIEW, reviewer=rosa, second_reviewer=sena)
    seen = {application.id: {"reviewer_id": rosa.id, "second_reviewer_id": sena.id}}
    with transaction(audited=False):
        application.second_reviewer_id = None

    (result,) = commands.assign_applications(
        [application],
        actor=make_actor(Role.HEAD_OF_UNIT),
        reviewer=make_account(Role.REVIEWER),
        holders=seen,
    )

    assert result.reviewer is None
    assert "became free meanwhile" in str(result.refusal)
