"""The history on the page of a screening case: what happened, and who reads which part."""

import html
import re

import pytest

from engagement.core.permissions import Role
from engagement.demo.screening_builders import make_match
from engagement.organizations.queries import actor_for
from engagement.screening.commands import cases, decisions
from engagement.screening.facts import Severity
from engagement.screening.models import ClearReason, Outcome
from engagement.screening.queries import indexes
from tests.factories import make_account, make_actor, make_organization
from tests.screening.risk_world import change, open_case, rated

TITLE = re.compile(r'timeline__title">([^<]*)<')


@pytest.fixture(autouse=True)
def own_indexes():
    """No index of another test."""
    indexes.forget()
    yield
    indexes.forget()


def test_the_history_tells_what_happened_latest_first_to_who_may_know_it(db, sign_in):
    account = make_account(Role.SCREENING_OFFICER)
    officer = actor_for(account)
    organization = make_organization(name="Sami Karlov Berg")
    before = open_case(organization)
    cases.close_case(before, actor=officer, reason="withdrawn")
    case = open_case(organization)
    match = make_match(organization)
    decisions.propose(
        match, actor=officer, outcome=Outcome.CLEAR, reason=ClearReason.NAME, text="A town."
    )
    decisions.confirm(match, actor=make_actor(Role.SCREENING_OFFICER), text="Agreed.")
    rated(case, officer, Severity.SEVERE)
    cases.take_back_case(case, actor=officer, reason="A new report.")
    change(case, for_committee_at=case.opened_at)

    def told(role_or_account, shown=case):
        page = sign_in(role_or_account).get(f"/en/screening/cases/{shown.id}").text
        return [html.unescape(each) for each in TITLE.findall(page)], page

    of_lists = [
        "Match cleared",
        "Decision on a match proposed",
        "Compared with the lists",
        "Match opened",
    ]
    of_case = [
        "Taken back",
        "Rated: High",
        "The company answered",
        "The company was asked to reply",
        "Assessed",
    ]
    titles, page = told(account)
    assert titles == [*of_case, *of_lists, "Opened"]
    assert "A new report." in page
    assert f"/screening/desk/matches/{match.id}" in page
    titles, page = told(make_account(Role.COMMITTEE_MEMBER))
    assert titles == [*of_case, "Opened"]
    assert str(match.id) not in page
    titles, _page = told(account, before)
    assert titles == ["Closed: no longer needed", "Opened"]
