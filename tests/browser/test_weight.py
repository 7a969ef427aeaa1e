"""What pages weigh on the line, compressed, as a browser loads them."""

import pytest

from engagement.accreditation.models import ApplicationState
from engagement.core.permissions import Role
from engagement.directory import commands as directory
from tests.browser.addresses import addresses
from tests.factories import make_account, make_accreditation, make_application
from tests.thorough import THOROUGH

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("weight")]

FIRST_VIEW = 40_000
MOST_REQUESTS = 5
NEXT_PAGE = 15_000
NEXT_STAFF_PAGE = 25_000
ROWS = 52
"""More than a page of the longest list."""
OPENED = 10
"""The heaviest pages, opened in the browser."""
ROLES = ("visitor", "focal_point", "staff", *(Role if THOROUGH else ()))
"""`staff` is somebody in all functions at once: their pages show more than anybody's."""
HEAVIEST = "ar"
"""Letters of two bytes each: pages weigh less in Latin, and Chinese needs fewer of three."""


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

    def read(self, page, path, *, first=False):
        """Open a page; (bytes, requests) until nothing more is loaded."""
        if first:
            self.session.send("Network.clearBrowserCache")
        self.bytes = self.requests = 0
        page.goto(path, wait_until="networkidle")
        return self.bytes, self.requests


@pytest.fixture(scope="module")
def full(site, samples):
    """A register and a queue of more than a page."""
    with site.open_database():
        made = [make_accreditation(name=f"Weighty Women {number:03}") for number in range(ROWS)]
        directory.refresh([each.organization_id for each in made])
        for _ in range(ROWS):
            make_application(state=ApplicationState.SUBMITTED)
    return samples


@pytest.mark.parametrize("role", ROLES)
def test_pages_are_light_enough_for_a_bad_line(site, open_as, full, role):
    with site.open_database():
        paths = addresses(site.app, full, HEAVIEST)
        people = full.people | {"staff": make_account(*Role)}
    person = open_as(people[role], language=HEAVIEST, width=360)
    most = NEXT_PAGE if role in {"visitor", "focal_point"} else NEXT_STAFF_PAGE

    sizes = sizes_of(site, person, paths)
    heaviest = sorted(sizes, key=sizes.get, reverse=True)[:OPENED]
    meter = Meter(person.page)
    door = f"/{HEAVIEST}/" if role == "visitor" else f"/{HEAVIEST}/home"
    first = {path: meter.read(person.page, path, first=True) for path in (door, *heaviest[:2])}
    later = {path: meter.read(person.page, path)[0] for path in heaviest}

    tell(f"{role}, {HEAVIEST}, {len(sizes)} pages", first, later)
    assert {path: size for path, size in sizes.items() if size > most} == {}
    assert {path: size for path, size in later.items() if size > most} == {}
    assert {path: size for path, (size, _) in first.items() if size > FIRST_VIEW} == {}
    assert {path: many for path, (_, many) in first.items() if many > MOST_REQUESTS} == {}


def tell(who, first, later) -> None:
    """Print what was measured; `pytest -rP` shows it."""
    print(f"\n{who}")
    for path, (size, requests) in first.items():
        print(f"  first view {size / 1000:5.1f} kB in {requests} requests  {path}")
    for path, size in sorted(later.items(), key=lambda each: -each[1])[:3]:
        print(f"  next page  {size / 1000:5.1f} kB  {path}")


def sizes_of(site, person, paths) -> dict[str, int]:
    """What each page itself weighs as it is sent to this person's browser, with its head."""
    get, sizes = site.asked_by(person, packed=True), {}
    for path in paths:
        answer = get(path)
        assert answer.status_code < 500, path
        if answer.status_code < 300 and answer.mimetype == "text/html":
            sizes[path] = len(answer.data) + len(str(answer.headers))
    assert sizes
    return sizes
