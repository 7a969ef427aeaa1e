"""Documents, rounds and evidence on the pages of those who judge and decide."""

import re

import pytest

from engagement.accreditation import commands, queries
from engagement.accreditation.commands.submission import freeze
from engagement.accreditation.models import ApplicationState, Verdict
from engagement.core.db import bookkeeping
from engagement.core.permissions import Role
from engagement.organizations.queries import actor_for
from tests.accreditation.cases import in_reconsideration, recommended
from tests.factories import make_account, make_actor, make_application, make_document


def desk(application, page=""):
    return f"/en/accreditation/desk/{application.id}{page}"


def answered(application, text="ANSWERGIVEN"):
    """A round of one question that a focal point has answered."""
    reviewer = make_actor(Role.REVIEWER)
    asked = [commands.Asked(text="Since when do you work abroad?")]
    commands.ask_clarification(application, actor=reviewer, questions=asked)
    leader = make_actor(leads=[application.organization])
    commands.answer_clarification(application, actor=leader, answers={1: text}, version=0)
    return actor_for(queries.reviewers_of(application)[0])


def first_document(application):
    return queries.submitted_documents(application)[0]


@bookkeeping
def sent_again(application):
    """What stands there now was submitted, without a change of the state."""
    leader = make_actor(leads=[application.organization])
    freeze(application, actor=leader, declared_name="A. Leader")


@pytest.fixture
def case(db):
    return make_application(state=ApplicationState.IN_REVIEW)


@pytest.mark.parametrize(
    "page", ["", "/criteria/registered", "/ask-clarification", "/recommend-application"]
)
def test_pages_of_a_reviewer_show_files_that_open_beside(case, sign_in, page):
    text = sign_in(make_account(Role.REVIEWER)).get(desk(case, page)).text

    for placed in queries.submitted_documents(case):
        assert f'documents/{placed.id}" target="_blank"' in text
        assert f"documents/{placed.id}/page-picture?page=1" in text
    assert text.count("<img") == text.count('loading="lazy"') == text.count('width="240"')
    assert "What this paper looks like in Kenya" in text
    assert "Public register" in text


def test_an_approver_sees_files_rounds_and_evidence_and_gets_to_the_case(db, sign_in):
    application = make_application(state=ApplicationState.IN_REVIEW)
    first = answered(application)
    placed = first_document(application)
    second = make_actor(Role.REVIEWER)
    for reviewer in (first, second):
        for criterion in queries.track_of(application).criteria:
            commands.judge_criterion(
                application,
                actor=reviewer,
                criterion=criterion.key,
                verdict=Verdict.MET,
                reason="As documented.",
                evidence=[
                    {"document": str(placed.id), "page": 1},
                    {"section": "legal_status", "answer": "legal_form"},
                    {"round": 1, "question": 1},
                ],
            )
        commands.recommend_application(application, actor=reviewer, accredit=True, reason="Yes.")

    page = sign_in(make_account(Role.APPROVER)).get(desk(application, "/decide-application")).text

    assert "ANSWERGIVEN" in page
    assert f'documents/{placed.id}?page=1" target="_blank"' in page
    assert 'href="#answer-legal_status-legal_form"' in page
    assert 'href="#question-1-1"' in page
    assert f'href="{desk(application)}"' in page


def test_the_page_of_a_request_to_look_again_shows_the_files(db, sign_in):
    application = in_reconsideration()
    approver = sign_in(make_account(Role.APPROVER))

    page = approver.get(desk(application, "/decide-reconsideration")).text

    assert f"documents/{first_document(application).id}/page-picture" in page
    assert f'href="{desk(application)}"' in page


def test_what_was_answered_in_a_round_is_shown_and_can_be_cited(case, sign_in):
    answered(case)
    client = sign_in(case.reviewer)
    address = desk(case, "/criteria/registered")

    page = client.get(address).text
    assert "ANSWERGIVEN" in page
    assert 'value="question.1.1"' in page
    form = {"verdict": "met", "reason": "As they say.", "cited": ["question.1.1"]}
    assert client.post(address, data=form).status_code == 302

    assert [finding.evidence for finding in queries.findings_of(case)] == [
        [{"round": 1, "question": 1}]
    ]
    assert "Round 1, answer to question 1" in client.get(desk(case)).text
    again = client.get(address).text
    assert re.search(r'<input checked[^>]* value="question.1.1"', again)


def test_an_open_round_cannot_be_cited(db):
    application = make_application(state=ApplicationState.CLARIFICATION)

    assert queries.answered_questions(application) == frozenset()


def test_a_file_of_another_organization_is_flagged_unless_it_is_kept_from_one(db, sign_in):
    one, other = (make_application(state=ApplicationState.IN_REVIEW) for _ in range(2))
    placed = [make_document(each, submitted=True, content=b"%PDF same") for each in (one, other)]
    for each in (one, other):
        sent_again(each)
    free = make_account(Role.REVIEWER)
    kept = make_account(Role.REVIEWER, interest_in=[other.organization])

    seen = sign_in(free).get(desk(one, "/criteria/registered")).text
    hidden = sign_in(kept).get(desk(one, "/criteria/registered")).text

    assert "exactly the same file" in seen
    assert str(placed[1].id) in seen
    assert "exactly the same file" not in hidden


def test_working_pages_cost_the_same_for_few_files_and_for_many(db, sign_in, count_queries):
    few = recommended()
    many = recommended()
    for number in range(6):
        make_document(many, "other", name=f"more {number}.pdf")
    sent_again(many)
    client = sign_in(make_account(Role.APPROVER))
    for each in (few, many):
        client.get(desk(each, "/decide-application"))

    with count_queries() as with_few:
        client.get(desk(few, "/decide-application"))
    with count_queries() as with_many:
        page = client.get(desk(many, "/decide-application")).text

    assert "more 5.pdf" in page
    assert len(with_many) <= len(with_few) + 1, "the difference of two submissions asks once more"
