"""Who is in danger disappears with the command itself: no worker runs in these tests."""

import pytest

from engagement.core.permissions import Role
from engagement.directory.models import RegisterRow, TermVariant
from engagement.organizations.commands.protection import (
    confirm_protection,
    end_protection,
    request_protection,
)
from engagement.organizations.models import Protection
from tests.conftest import browser
from tests.factories import make_accreditation, make_actor
from tests.organizations.test_protection import allow_withholding

PAGES = (
    "/en/register",
    "/en/register?q=Quokka",
    "/en/register?country=NE",
    "/en/register?region=africa",
    "/en/register/download.csv",
    "/en/register/download.csv?country=NE",
    "/en/register/{number}",
    "/verify?number={number}",
    "/verify/{number}",
    "/ar/register",
)
SEATS = ("Niger<", "Niger,", ",NE,", "النيجر<")


@pytest.fixture
def listed(db, app):
    """An accredited organization in Niger, and a visitor for whom pages are kept."""
    accreditation = make_accreditation(name="Quokka Women", country="NE")
    make_accreditation(name="Wetland Women", country="KE")
    app.config["KEEP_PAGES"] = True
    yield accreditation
    app.config["KEEP_PAGES"] = False
    app.extensions["kept_pages"].__init__()


def told(app, accreditation):
    """What anybody reads on every public page about the entry."""
    seen = {}
    for path in PAGES:
        answer = browser(app).get(path.format(number=accreditation.number), follow_redirects=True)
        seen[path] = answer.get_data(as_text=True)
    return seen


def seats_told(pages):
    return sorted(
        path
        for path, text in pages.items()
        if any(seat in text.split("<main", 1)[-1] and "Quokka" in text for seat in SEATS)
    )


def protect(organization):
    leader = make_actor(leads=[organization])
    return request_protection(
        organization, actor=leader, wanted=Protection.PROTECTED, reason="Threats."
    )


def test_a_protected_entry_tells_its_country_nowhere_before_any_job_has_run(app, db, listed):
    assert seats_told(told(app, listed)), "the pages must show the country before"

    protect(listed.organization)

    pages = told(app, listed)
    assert seats_told(pages) == []
    assert "Quokka" in pages["/en/register"]
    for path in ("/en/register?country=NE", "/en/register/download.csv"):
        assert "Quokka" not in pages[path], path


def test_a_page_that_a_browser_has_kept_is_sent_anew_once_the_entry_is_protected(app, db, listed):
    """The tag of a page kept from before is no longer that of the page: no "not modified"."""
    visitor = browser(app)
    paths = [
        path
        for language in ("en", "fr", "ar")
        for path in (
            f"/{language}/register",
            f"/{language}/register?country=NE",
            f"/{language}/register/{listed.number}",
        )
    ] + [f"/verify/{listed.token}"]
    tags = {path: visitor.get(path).headers["ETag"] for path in paths}

    def asked_again(path):
        return visitor.get(path, headers={"If-None-Match": tags[path]}).status_code

    assert {asked_again(path) for path in paths} == {304}
    protect(listed.organization)
    assert {asked_again(path) for path in paths} == {200}


def test_a_withheld_entry_is_nowhere_before_any_job_has_run(app, db, listed):
    allow_withholding()
    asked = protect(listed.organization)
    told(app, listed)

    confirm_protection(
        asked,
        actor=make_actor(Role.SAFEGUARDING_OFFICER),
        protection=Protection.WITHHELD,
        note="",
    )

    for path, text in told(app, listed).items():
        assert "Quokka Women" not in text, path
    assert [row.organization_id for row in db.query(RegisterRow)] != [listed.organization_id]
    assert db.query(TermVariant).filter_by(term="quokka").count() == 0


def test_an_entry_that_needs_no_protection_any_more_is_listed_as_before(app, db, listed):
    asked = protect(listed.organization)
    end_protection(asked, actor=make_actor(Role.SAFEGUARDING_OFFICER), note="Over.")

    assert "Quokka" in told(app, listed)["/en/register?country=NE"]
