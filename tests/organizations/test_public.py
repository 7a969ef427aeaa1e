"""What anybody may know of an organization."""

from sqlalchemy import select

from engagement.core.clock import now
from engagement.core.countries import Region
from engagement.core.db import bookkeeping
from engagement.directory import commands as directory
from engagement.organizations.models import Organization, Protection
from engagement.organizations.public import (
    in_bulk,
    listed,
    public_columns,
    public_view,
    withheld,
)
from tests.factories import make_accreditation, make_organization


@bookkeeping
def with_protection(organization, protection):
    organization.protection = protection
    organization.protected_since = now()
    organization.website = "https://example.org"
    organization.shows_website = True
    return organization


def names(db, *conditions):
    return set(db.scalars(select(Organization.name).where(*conditions)))


def test_public_view_shows_country_and_a_website_shown_by_choice(db):
    organization = make_organization(country="NE", website="https://example.org")

    assert (public_view(organization).country, public_view(organization).website) == ("NE", None)

    organization.shows_website = True
    assert public_view(organization).website == "https://example.org"
    assert public_view(organization).region == Region.AFRICA
    db.rollback()


def test_public_view_of_a_protected_entry_has_a_region_and_neither_country_nor_website(db):
    seen = public_view(with_protection(make_organization(country="NE"), Protection.PROTECTED))

    assert (seen.country, seen.region, seen.website, seen.is_protected) == (
        None,
        Region.AFRICA,
        None,
        True,
    )


def test_public_view_of_a_withheld_entry_is_none(db):
    assert public_view(with_protection(make_organization(), Protection.WITHHELD)) is None


def test_columns_say_of_every_listed_organization_what_the_view_says(db):
    make_organization(name="Open", country="FR", website="https://open.example")
    with_protection(make_organization(name="Protected", country="NE"), Protection.PROTECTED)
    with_protection(make_organization(name="Withheld", country="TN"), Protection.WITHHELD)
    make_organization(name="Nowhere", country="AQ")

    rows = db.execute(select(Organization, *public_columns()).where(listed())).all()

    assert {row.name for row in rows} == {"Open", "Protected", "Nowhere"}
    for row in rows:
        seen = public_view(row[0])
        assert {key: getattr(row, key) for key in seen.__annotations__} == vars(seen)


def test_bulk_files_have_no_protected_entry_and_withheld_ones_are_counted(db):
    make_organization(name="Open", country="NE")
    with_protection(make_organization(name="Protected", country="NE"), Protection.PROTECTED)
    with_protection(make_organization(name="Withheld", country="NE"), Protection.WITHHELD)

    assert names(db, in_bulk()) == {"Open"}
    assert withheld() == 1
    assert withheld(Organization.country == "FR") == 0


def test_no_public_page_tells_more_of_a_protected_or_withheld_entry(db, client):
    shown = make_accreditation(name="Quiet Rivers", country="NE")
    hidden = make_accreditation(name="Hidden Springs", country="NE")
    with_protection(shown.organization, Protection.PROTECTED)
    with_protection(hidden.organization, Protection.WITHHELD)
    directory.refresh([shown.organization_id, hidden.organization_id])
    pages = {
        url: client.get(url, follow_redirects=True).text
        for url in (
            "/en/register",
            "/en/register?q=rivers",
            "/en/register?q=hidden+springs",
            "/en/register?country=NE",
            f"/en/register/{shown.number}",
            f"/en/register/{hidden.number}",
            f"/verify?number={shown.number}",
            f"/verify?number={hidden.number}",
            f"/verify/{hidden.token}",
        )
    }

    told = {url: "Quiet Rivers" in text for url, text in pages.items()}
    assert told == {
        "/en/register": True,
        "/en/register?q=rivers": True,
        "/en/register?q=hidden+springs": False,
        "/en/register?country=NE": False,
        f"/en/register/{shown.number}": True,
        f"/en/register/{hidden.number}": False,
        f"/verify?number={shown.number}": True,
        f"/verify?number={hidden.number}": False,
        f"/verify/{hidden.token}": False,
    }
    assert not [url for url, text in pages.items() if "Hidden Springs" in text]
    for url in (f"/en/register/{shown.number}", f"/verify?number={shown.number}"):
        assert "Niger" not in pages[url]
        assert "Africa" in pages[url]
    assert client.get(f"/en/register/{hidden.number}").status_code == 404
    assert hidden.number in pages[f"/verify/{hidden.token}"]
