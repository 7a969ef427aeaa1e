"""One more round than usual: a reviewer asks for it, heads of unit see it, reviewers hear of it."""

import pytest
from sqlalchemy import select

from engagement.accreditation import commands, queries
from engagement.accreditation.commands import Asked
from engagement.accreditation.models import ApplicationState, RoundRequest
from engagement.core.clock import now
from engagement.core.db import transaction
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.home.queries import tasks_of
from engagement.mail.models import Message
from engagement.organizations.queries import actor_for
from tests.accreditation.cases import recommend
from tests.factories import make_account, make_actor, make_application, make_round


def used_up(**kwargs):
    """A case in review whose usual rounds were asked and answered."""
    application = make_application(state=ApplicationState.IN_REVIEW, **kwargs)
    for number in (1, 2):
        one = make_round(application, questions=["Why?"], number=number)
        with transaction(audited=False):
            one.questions[0].answer = "Because."
            one.answered_at = now()
    return application


def desk_of(application, step=""):
    return f"/en/accreditation/desk/{application.id}{step}"


def recipients(db, template):
    return set(
        db.scalars(select(Message.person_id).filter_by(template=f"accreditation/{template}"))
    )


def test_a_request_is_kept_mailed_to_heads_without_a_conflict_and_made_once(db):
    rosa = make_account(Role.REVIEWER)
    application = used_up(reviewer=rosa)
    head = make_account(Role.HEAD_OF_UNIT)
    make_account(Role.HEAD_OF_UNIT, interest_in=[application.organization])

    commands.request_round(application, actor=actor_for(rosa), text="The law is MARKED.")

    row = db.scalars(select(RoundRequest)).one()
    assert (row.number, row.requested_by_id) == (3, rosa.id)
    assert recipients(db, "round_requested") == {head.id}
    assert "The law is MARKED." in db.scalars(select(Message)).one().body_text
    with pytest.raises(RuleViolation, match="already"):
        commands.request_round(application, actor=make_actor(Role.REVIEWER), text="Me, too.")


def test_a_request_is_refused_while_rounds_are_left_and_to_those_who_do_not_review(db):
    early = make_application(state=ApplicationState.IN_REVIEW)
    with pytest.raises(RuleViolation):
        commands.request_round(early, actor=make_actor(Role.REVIEWER), text="More.")
    application = used_up(reviewer=make_account(Role.REVIEWER))
    done = make_actor(Role.REVIEWER)
    recommend(application, done)
    for actor in (done, make_actor(Role.REVIEWER)):
        with pytest.raises(RuleViolation):
            commands.request_round(application, actor=actor, text="More.")
    with pytest.raises(NotAllowed):
        commands.request_round(application, actor=make_actor(Role.APPROVER), text="More.")


def test_heads_find_it_among_what_waits_until_it_is_justified_and_reviewers_hear_of_it(db, sign_in):
    rosa = make_account(Role.REVIEWER, name="Rosa Reviewer")
    application = used_up(reviewer=rosa)
    used_up()
    head = make_account(Role.HEAD_OF_UNIT)

    def waiting(account):
        return {str(task.title): task.count for task in tasks_of(actor_for(account))}

    assert waiting(head)["Rounds to justify"] == 0
    commands.request_round(application, actor=actor_for(rosa), text="The law is MARKED.")
    assert waiting(head)["Rounds to justify"] == 1
    assert "Rounds to justify" not in waiting(rosa)
    desk = sign_in(head)
    lane = desk.get("/en/accreditation/desk?lane=justify").text
    assert application.reference in lane
    case = desk.get(desk_of(application)).text
    assert "asked for one more round of questions" in case
    justify = desk_of(application, "/justify-round")
    assert justify in case
    assert "The law is MARKED." in desk.get(justify).text

    assert desk.post(justify, data={"text": "A new law."}).status_code == 302

    assert waiting(head)["Rounds to justify"] == 0
    assert recipients(db, "round_justified") == {rosa.id}
    commands.ask_clarification(application, actor=actor_for(rosa), questions=[Asked("surplus")])
    assert application.state == ApplicationState.CLARIFICATION


def test_a_reviewer_asks_for_it_through_pages(db, sign_in):
    rosa = make_account(Role.REVIEWER)
    application = used_up(reviewer=rosa)
    desk = sign_in(rosa)
    page = desk_of(application, "/request-round")
    assert page in desk.get(desk_of(application)).text
    assert page in desk.get(desk_of(application, "/ask-clarification")).text
    assert desk.post(page, data={}).status_code == 422
    assert desk.post(page, data={"text": "The statutes changed."}).status_code == 302
    assert queries.round_request(application).text == "The statutes changed."
    assert page not in desk.get(desk_of(application)).text
    assert 'name="text"' not in desk.get(page).text
