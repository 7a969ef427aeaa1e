"""What the walks over all pages stand on: every page is drawn for somebody."""

import pytest

from engagement.core.permissions import Role
from tests.browser.addresses import by_endpoint

pytestmark = pytest.mark.xdist_group("walks")
DRAWN_ELSEWHERE = {
    "home.choose_language": "sends every reader on to a page in a language",
    "accounts.enter_code": "opens for half a session, see tests/browser/test_answers.py",
    "accounts.set_up_at_sign_in": "opens for half a session, see tests/browser/test_answers.py",
    "accreditation.show_eligibility": "opens after questions, see tests/browser/test_answers.py",
    "accreditation.show_company_result": "opens after questions, see tests/browser/test_answers.py",
    "outreach.ask_follow_up": "opens after questions, see tests/browser/test_answers.py",
}
ROLES = ("visitor", "newcomer", "focal_point", "administrator_of_state", *Role)


def test_the_samples_draw_every_page_for_somebody(app, samples, client, sign_in):
    browsers = {
        role: sign_in(samples.people[role]) if samples.people[role] else client for role in ROLES
    }
    likely = list(reversed(ROLES))
    never = {
        endpoint: sorted(paths)
        for endpoint, paths in by_endpoint(app, samples, "en").items()
        if not is_drawn_for_somebody(browsers, paths, likely)
    }

    assert set(never) == set(DRAWN_ELSEWHERE), never


def is_drawn_for_somebody(browsers, paths, likely) -> bool:
    """Whether one of these pages is drawn; `likely` begins with those who got the last ones."""
    for role in list(likely):
        if any(browsers[role].get(path, buffered=True).status_code == 200 for path in paths):
            likely.remove(role)
            likely.insert(0, role)
            return True
    return False
