"""What pages weigh on the line, compressed, as a browser loads them."""

import pytest

from engagement.accreditation.models import ApplicationState
from engagement.core.permissions import Role
from engagement.directory import commands as directory
from tests.factories import make_account, make_accreditation, make_application

pytestmark = pytest.mark.browser

FIRST_VIEW = 40_000
MOST_REQUESTS = 5
NEXT_PAGE = 15_000
NEXT_STAFF_PAGE = 25_000
ROWS = 52


class Meter:
    """Bytes and requests of a browser's page since the last reading, as they came over the line."""

    def __init__(self, page):
        self.bytes = self.requests = 0
        self.session = page.context.new_cdp_session(page)
        self.session.send("Network.enable")
        self.session.on("Network.loadingFinished", self.add)

    def add(self, event):
        """Count an answer; one from the browser's own store has no bytes."""
        if event["encodedDataLength"]:
            self.bytes += int(event["encodedDataLength"])
            self.requests += 1

    def read(self, person, path):
        """Open a page; (bytes, requests) until nothing more is loaded."""
        self.bytes = self.requests = 0
        person.page.goto(f"/en/{path}", wait_until="networkidle")
        return self.bytes, self.requests


@pytest.fixture
def full(site):
    """A register of more than a page and a queue; who may see what: account, first, next pages."""
    with site.open_database():
        made = [make_accreditation(name=f"Weighty Women {number:03}") for number in range(ROWS)]
        directory.refresh([each.organization_id for each in made])
        for _ in range(ROWS):
            make_application(state=ApplicationState.SUBMITTED)
        draft = make_application()
        applicant = make_account(leads=[draft.organization])
        reviewer = make_account(Role.REVIEWER)
        return {
            "visitor": (
                None,
                ["", "register", "accreditation/", f"register/{made[0].number}"],
                NEXT_PAGE,
            ),
            "applicant": (
                applicant,
                ["home", f"accreditation/applications/{draft.id}"],
                NEXT_PAGE,
            ),
            "reviewer": (
                reviewer,
                ["home", "accreditation/desk?lane=all"],
                NEXT_STAFF_PAGE,
            ),
        }


@pytest.mark.parametrize("role", ["visitor", "applicant", "reviewer"])
def test_pages_are_light_enough_for_a_bad_line(site, open_as, full, role):
    account, paths, most = full[role]
    person = open_as(account, width=360)
    meter = Meter(person.page)

    weights = {path: meter.read(person, path) for path in paths}

    print(f"\n{role}: {weights}")
    first, *others = weights.values()
    assert first[0] <= FIRST_VIEW
    assert first[1] <= MOST_REQUESTS
    assert [path for path, (size, _) in list(weights.items())[1:] if size > most] == []
    assert others
