"""The register of accredited companies: its own list, never that of the Major Groups."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from engagement.accreditation import queries
from engagement.accreditation.models import ApplicationState
from engagement.accreditation.queries.clock import service_clock
from engagement.core.clock import today
from engagement.core.db import bookkeeping
from engagement.core.sectors import Sector
from engagement.directory import commands as directory
from engagement.directory.models import RegisterRow, RegisterSpan
from engagement.directory.queries.projection import differing_ids
from engagement.organizations.models import Protection
from tests.factories import make_accreditation, make_application, make_company, make_sme

REGISTER = "/en/private-sector"


def accredited(organization):
    application = make_application(organization=organization, state=ApplicationState.ACCREDITED)
    directory.refresh([organization.id])
    return queries.accreditation_of(application)


@bookkeeping
def protect(organization, protection):
    organization.protection = protection
    organization.protected_since = func.now()


@pytest.fixture
def companies(db):
    return [
        accredited(make_company(name="Borealis Glass Ltd", sector=Sector.MANUFACTURING)),
        accredited(make_sme(name="Acacia Honey Ltd", sector=Sector.AGRICULTURE)),
    ]


def test_companies_stand_in_their_own_register_alone(db, client, companies):
    civil = make_accreditation(name="Wetland Friends")
    assert db.scalar(select(func.count()).select_from(RegisterRow)) == 1
    assert db.scalar(select(func.count()).select_from(RegisterSpan)) == 1
    assert not differing_ids()
    page = client.get(REGISTER).text
    assert page.index("Acacia Honey Ltd") < page.index("Borealis Glass Ltd")
    assert "Wetland Friends" not in page
    assert "no endorsement" in page
    register = client.get("/en/register").text
    assert "Wetland Friends" in register
    assert "Acacia" not in register
    assert service_clock().ends.get(ApplicationState.ACCREDITED) == 1
    entry = client.get(f"/en/register/{companies[0].number}")
    assert entry.location.endswith(f"{REGISTER}/{companies[0].number}")
    assert client.get(f"{REGISTER}/{civil.number}").status_code == 404


def test_the_list_is_narrowed_and_read_as_a_file(client, companies):
    small = client.get(f"{REGISTER}?size=sme").text
    assert "Acacia" in small
    assert "Borealis" not in small
    assert "Borealis" in client.get(f"{REGISTER}?sector=C&q=BOREALIS").text
    assert "No company found" in client.get(f"{REGISTER}?sector=B").text
    assert client.get(f"{REGISTER}?as_of=nonsense").status_code == 422
    before = (today() - timedelta(days=1)).isoformat()
    assert "No company is accredited on this day" in client.get(f"{REGISTER}?as_of={before}").text
    lines = client.get(f"{REGISTER}/download.csv").text.splitlines()
    assert companies[1].number in lines[1]
    assert "no endorsement" in "\n".join(lines)


def test_an_entry_says_what_the_public_may_know(client, companies):
    page = client.get(f"{REGISTER}/{companies[1].number}").text
    for words in ("screened private-sector participant", "A – Agriculture", "Holds until", "Kenya"):
        assert words in page
    assert "Amina" not in page  # people are not public


def test_protected_and_withheld_companies(client, companies):
    protect(companies[0].organization, Protection.PROTECTED)
    protect(companies[1].organization, Protection.WITHHELD)
    page = client.get(REGISTER).text
    assert "Borealis" in page
    assert "Kenya" not in page.split("<table")[1]
    assert "Acacia" not in page
    assert "1 entry is withheld" in page
    assert "Borealis" not in client.get(f"{REGISTER}/download.csv").text
    for prefix in (REGISTER, "/en/register"):
        assert client.get(f"{prefix}/{companies[1].number}").status_code == 404


def test_a_term_that_is_over_is_said(client, companies):
    @bookkeeping
    def end():
        companies[0].valid_until = today() - timedelta(days=1)

    end()
    assert "has not been renewed" in client.get(f"{REGISTER}/{companies[0].number}").text
