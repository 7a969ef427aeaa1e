"""Evidence of findings."""

import pytest

from engagement.accreditation import citations, commands, queries
from engagement.accreditation.citations import Citation
from engagement.accreditation.models import ApplicationState, Verdict
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Role
from tests.factories import make_account, make_actor, make_application

CONTENT = {
    "sections": {"legal_status": {"legal_form": "Association"}},
    "documents": [{"id": "d1", "name": "Statutes.pdf", "pages": 3}, {"id": "d2", "pages": None}],
}


@pytest.mark.parametrize(
    "stored",
    [
        {"section": "legal_status"},
        {"section": "legal_status", "answer": "legal_form"},
        {"document": "d1", "page": 3},
        {"document": "d2", "page": 9},
    ],
)
def test_what_was_submitted_can_be_cited(stored):
    citation = citations.read(stored)
    assert citation.stored() == stored
    assert citations.is_in(citation, CONTENT)


def test_an_answer_of_a_round_can_be_cited_once_it_was_sent():
    citation = citations.read({"round": 2, "question": 1})

    assert citations.is_in(citation, CONTENT, {(2, 1)})
    assert not citations.is_in(citation, CONTENT, {(1, 1)})


@pytest.mark.parametrize(
    "citation",
    [
        Citation(section="finances"),
        Citation(section="legal_status", answer="colour"),
        Citation(document="d1", page=4),
        Citation(document="d3", page=1),
    ],
)
def test_what_was_not_submitted_cannot(citation):
    assert not citations.is_in(citation, CONTENT)


@pytest.mark.parametrize(
    "stored",
    [
        {},
        {"url": "https://example.org"},
        {"document": "d1"},
        {"document": "d1", "page": 0},
        {"document": "d1", "page": "1"},
        {"document": "d1", "page": 1, "section": "legal_status"},
        {"document": "d1", "page": 1, "answer": "legal_form"},
        {"round": 1},
        {"round": 1, "question": "2"},
        {"round": 1, "question": 1, "section": "legal_status"},
    ],
)
def test_what_is_no_citation_is_refused(stored):
    with pytest.raises(ValueError):
        citations.read(stored)


def test_a_finding_keeps_each_citation_once_and_refuses_others(db):
    application = make_application(state=ApplicationState.IN_REVIEW)
    reviewer = make_actor(Role.REVIEWER)

    def judge(evidence):
        return commands.judge_criterion(
            application,
            actor=reviewer,
            criterion="registered",
            verdict=Verdict.MET,
            reason="As documented.",
            evidence=evidence,
        )

    cited = {"section": "legal_status", "answer": "legal_form"}
    assert judge([cited, cited]).evidence == [cited]
    for wrong in ([{"section": "nonsense"}], [{"page": 1}], ["text"], [{"document": "x"}]):
        with pytest.raises(RuleViolation):
            judge(wrong)


def test_ticked_answers_are_shown_as_links_beside_the_finding(db, sign_in):
    application = make_application(state=ApplicationState.IN_REVIEW)
    desk = sign_in(make_account(Role.REVIEWER))
    page = f"/en/accreditation/desk/{application.id}"
    form = desk.get(f"{page}/criteria/registered").text
    assert 'value="legal_status.legal_form"' in form
    sent = desk.post(
        f"{page}/criteria/registered",
        data={"verdict": "met", "reason": "Seen.", "cited": ["legal_status.legal_form"]},
    )
    assert sent.status_code == 302
    finding = queries.findings_of(application)[0]
    assert finding.evidence == [{"section": "legal_status", "answer": "legal_form"}]
    review = desk.get(page).text
    assert f'href="{page}#answer-legal_status-legal_form"' in review
    assert 'id="answer-legal_status-legal_form"' in review
    again = desk.get(f"{page}/criteria/registered").text
    assert 'checked id="cited' in again
