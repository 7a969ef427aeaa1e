"""Pages of decisions: one, several with confirmation, sending back, reconsideration."""

import re

import pytest
from sqlalchemy import select

from engagement.accreditation import commands, queries
from engagement.accreditation.models import Act, ApplicationState, Decision, Outcome
from engagement.core.permissions import Role
from engagement.organizations.queries import actor_for
from tests.accreditation.cases import effect, in_reconsideration, recommended, refused
from tests.factories import make_account, make_actor, make_hand

LIST = "/en/accreditation/decisions"


def desk(application, page):
    return f"/en/accreditation/desk/{application.id}/{page}"


def test_the_decision_page_shows_findings_recommendation_and_both_letters_in_their_language(
    sign_in,
):
    application = recommended(unmet=("environment",), language="ar")
    client = sign_in(make_account(Role.APPROVER))

    page = client.get(desk(application, "decide-application")).text

    assert "Because of environment." in page
    assert "As found." in page
    assert page.count('class="letter" lang="ar" dir="rtl"') == 2
    assert f"/ar/accreditation/applications/{application.id}/ask-reconsideration" in page
    assert "(Your reasons stand here.)" in page


def test_a_refused_decision_form_keeps_what_was_typed_and_shows_it_in_the_letter(sign_in):
    application = recommended()
    client = sign_in(make_account(Role.APPROVER))

    answer = client.post(desk(application, "decide-application"), data={"reason": "Too small."})

    assert answer.status_code == 422
    assert "Choose what you decide." in answer.text
    assert answer.text.count("Too small.") >= 2


@pytest.mark.parametrize(
    ("make", "page", "outcome"),
    [
        (recommended, "decide-application", "refuse"),
        (in_reconsideration, "decide-reconsideration", "uphold"),
    ],
)
def test_the_letter_can_be_read_with_ones_reasons_and_nothing_is_decided(
    sign_in, make, page, outcome
):
    application = make()
    client = sign_in(make_account(Role.APPROVER))
    form = {"outcome": outcome, "reason": "Its main work is another.", "preview": "yes"}

    answer = client.post(desk(application, page), data=form)

    assert answer.status_code == 200
    assert "Nothing is decided yet" in answer.text
    letters = answer.text[answer.text.index('id="letters"') :]
    assert "Its main work is another." in letters
    assert letters.count('<details class="details" open>') == 1
    assert queries.pending_decision(application) is None
    typed = answer.text[answer.text.rindex("<textarea") :]
    assert "Its main work is another." in typed
    assert client.post(desk(application, page), data={"preview": "yes"}).status_code == 422
    del form["preview"]
    assert client.post(desk(application, page), data=form).status_code == 302


def test_several_letters_can_be_read_before_deciding(db, sign_in):
    cases = [recommended(), recommended(unmet=("environment",), language="fr")]
    client = sign_in(make_account(Role.APPROVER))
    ids = [str(case.id) for case in cases]

    asked = client.post(f"{LIST}/confirm", data={"applications": ids}).text
    assert asked.count('class="letter"') == 2
    assert 'class="letter" lang="fr"' in asked
    form = {"applications": ids, "reason": "As the reviewers say.", "preview": "yes"}
    shown = client.post(f"{LIST}/decide", data=form)

    assert shown.status_code == 200
    assert "As the reviewers say." in shown.text[shown.text.index('id="letters"') :]
    assert db.scalars(select(Decision)).all() == []


def test_several_are_ticked_confirmed_and_decided(db, sign_in):
    approver = make_account(Role.APPROVER)
    good, bad, touched = recommended(), recommended(unmet=("environment",)), recommended()
    make_hand(touched, approver.id, Act.ASKED)
    client = sign_in(approver)
    ids = [str(case.id) for case in (good, bad, touched)]

    listed = client.get(LIST).text
    assert [f'value="{each}"' in listed for each in ids] == [True, True, False]
    assert "You took part" in listed
    confirm = client.post(f"{LIST}/confirm", data={"applications": ids})
    assert confirm.status_code == 200
    assert "Amina Otieno" in confirm.text
    assert re.findall(r'name="applications" value="([^"]+)"', confirm.text) == ids[:2]
    empty = client.post(f"{LIST}/decide", data={"applications": ids[:2]})
    assert empty.status_code == 422
    result = client.post(
        f"{LIST}/decide", data={"applications": ids, "reason": "As the reviewers say."}
    )

    assert result.status_code == 200
    assert "Not decided" in result.text
    assert {(d.application_id, d.outcome) for d in db.scalars(select(Decision))} == {
        (good.id, Outcome.ACCREDIT),
        (bad.id, Outcome.REFUSE),
    }
    waiting = client.get(LIST).text
    assert waiting.count("undo-decision") == 2


@pytest.mark.parametrize("chosen", [[], ["not-a-number"]])
def test_nothing_ticked_is_told(sign_in, chosen):
    recommended()
    client = sign_in(make_account(Role.APPROVER))

    answer = client.post(f"{LIST}/confirm", data={"applications": chosen})

    assert answer.status_code == 422
    assert 'href="#applications"' in answer.text


def test_a_conflicted_case_cannot_be_ticked_by_hand(db, sign_in):
    application = recommended()
    client = sign_in(make_account(Role.APPROVER, interest_in=[application.organization]))

    page = client.post(f"{LIST}/confirm", data={"applications": [str(application.id)]})
    client.post(f"{LIST}/decide", data={"applications": [str(application.id)], "reason": "Yes."})

    assert application.reference not in page.text
    assert db.scalars(select(Decision)).all() == []


def test_the_list_of_decisions_costs_the_same_for_one_and_for_three(sign_in, count_queries):
    client = sign_in(make_account(Role.APPROVER))
    recommended()
    client.get(LIST)
    with count_queries() as one:
        client.get(LIST)
    recommended()
    recommended(unmet=("environment",))

    with count_queries() as three:
        assert client.get(LIST).text.count('name="applications"') == 3

    assert len(three) == len(one)


def test_undo_is_for_the_maker_alone(db, sign_in):
    application = recommended()
    maker, other = sign_in(make_account(Role.APPROVER)), sign_in(make_account(Role.APPROVER))
    form = {"outcome": "refuse", "reason": "Not enough."}
    assert maker.post(desk(application, "decide-application"), data=form).status_code == 302

    late = other.post(
        desk(application, "decide-application"),
        data={"outcome": "accredit", "reason": "I had thought about this for long."},
    )
    assert late.status_code == 409
    assert "I had thought about this for long." in late.text
    assert other.post(desk(application, "undo-decision")).status_code == 403
    assert maker.post(desk(application, "undo-decision")).status_code == 302
    assert queries.pending_decision(application) is None


@pytest.mark.parametrize(
    ("happened", "told"),
    [
        ("nothing", "There was nothing to undo: nothing has been decided."),
        ("effect", "There was nothing to undo: the decision has taken effect."),
        ("undone", "There was nothing to undo: the decision was undone before."),
        ("withdrawn", "There was nothing to undo: the application was withdrawn."),
    ],
)
def test_an_undo_that_finds_nothing_says_what_became_of_the_decision(sign_in, happened, told):
    application, account = recommended(), make_account(Role.APPROVER)
    if happened != "nothing":
        decision = commands.decide_application(
            application, actor=actor_for(account), outcome=Outcome.ACCREDIT, reason="Good."
        )
    if happened == "effect":
        effect(decision)
    elif happened == "undone":
        commands.undo_decision(decision, actor=actor_for(account))
    elif happened == "withdrawn":
        leader = make_actor(leads=[application.organization])
        commands.withdraw_application(application, actor=leader)
    client = sign_in(account)

    assert client.post(desk(application, "undo-decision")).status_code == 302
    assert told in client.get(LIST).text


def test_an_approver_sends_back_with_a_reason(sign_in):
    application = recommended()
    client = sign_in(make_account(Role.APPROVER))
    page = desk(application, "send-back-application")

    assert client.get(page).status_code == 200
    assert client.post(page, data={}).status_code == 422
    assert client.post(page, data={"reason": "Look again."}).status_code == 302

    assert application.state == ApplicationState.IN_REVIEW


def test_a_focal_point_asks_and_an_uninvolved_approver_answers(sign_in):
    application = refused(language="fr")
    focal_point = sign_in(make_account(leads=[application.organization]))
    case = f"/en/accreditation/applications/{application.id}"

    assert "Ask for reconsideration" in focal_point.get(case).text
    assert focal_point.get(f"{case}/ask-reconsideration").status_code == 200
    assert focal_point.post(f"{case}/ask-reconsideration", data={}).status_code == 422
    asked = focal_point.post(f"{case}/ask-reconsideration", data={"reasons": "Two projects."})
    assert asked.status_code == 302
    assert "An approver who took no part in the case" in focal_point.get(case).text

    approver = sign_in(make_account(Role.APPROVER))
    assert "1 request for reconsideration" in approver.get(LIST).text
    assert application.reference in approver.get("/en/accreditation/reconsiderations").text
    page = desk(application, "decide-reconsideration")
    shown = approver.get(page).text
    assert "Two projects." in shown
    assert shown.count('class="letter" lang="fr" dir="ltr"') == 3
    assert approver.post(page, data={"reason": "Indeed."}).status_code == 422
    assert approver.post(page, data={"outcome": "overturn", "reason": "Indeed."}).status_code == 302
    assert queries.pending_decision(application).outcome == Outcome.OVERTURN


def test_a_contributor_sees_how_it_stands_but_is_not_offered_to_ask(sign_in):
    application = refused()
    client = sign_in(make_account(member_of=[application.organization]))
    case = f"/en/accreditation/applications/{application.id}"

    page = client.get(case).text

    assert "a focal point can ask for reconsideration until" in page
    assert f"{case}/ask-reconsideration" not in page
    assert client.get(f"{case}/ask-reconsideration").status_code == 403


def test_the_page_of_a_request_says_why_one_cannot_decide(db, sign_in):
    application = in_reconsideration()
    decider = queries.last_refusal(application).decided_by

    page = sign_in(decider).get(desk(application, "decide-reconsideration")).text
    listed = sign_in(decider).get("/en/accreditation/reconsiderations").text

    assert "You took part" in page
    assert 'name="outcome"' not in page
    assert "Took part: another approver decides" in listed


@pytest.mark.parametrize(
    "page",
    ["decide-application", "send-back-application", "decide-reconsideration"],
)
@pytest.mark.parametrize("role", [Role.REVIEWER, Role.AUDITOR, Role.HEAD_OF_UNIT])
def test_pages_of_approvers_are_closed_to_other_staff(sign_in, page, role):
    application = recommended()

    assert sign_in(make_account(role)).get(desk(application, page)).status_code == 403
