"""A protected entry tells no more than product 2.1 allows, a withheld one nothing, in any channel.

One organization has two sets of secrets, one after the other. What any reader gets of any public
channel must be the same for both, letter for letter: then nothing of it follows from what is kept
back, not even that a search for it finds something. Of a protected entry all but name, kind, Major
Group and region is a secret, of a withheld one these too. Unprotected, the same entry does differ.
"""

import itertools
import re
from dataclasses import dataclass, replace
from datetime import date

import pytest
from sqlalchemy import select

from engagement.accreditation.models import Accreditation
from engagement.core.clock import now
from engagement.core.countries import COUNTRIES
from engagement.core.db import bookkeeping
from engagement.core.db import db as database
from engagement.core.major_groups import MajorGroup
from engagement.directory import commands as directory
from engagement.matching import duplicates
from engagement.organizations.commands import write_names
from engagement.organizations.models import (
    FormerIdentity,
    OrganizationPerson,
    ProfileSection,
    Protection,
)
from engagement.standing import jobs as standing_jobs
from engagement.web.access import PUBLIC
from tests.browser.addresses import build
from tests.conflict_world import Reader
from tests.factories import make_account, make_accreditation, make_organization, make_person

BEFORE, AFTER = "2021-02-22", "2023-02-22"
CONTROL = "Wetland Women"
TYPED = ("Quokka Women", "Numbat Youth", "Gecko Circle")
"""Names typed by who would learn whether an organization is here; the last one is no secret's."""
LANGUAGES = ("en", "fr", "ar")
OF_ENTRY = {"directory.show_entry", "directory.report_entry", "verification.show_result"}
"""Public pages of one entry."""


@dataclass(frozen=True)
class Secrets:
    """What is kept back of an entry; the city stands in its address."""

    country: str
    city: str
    website: str
    registration_number: str
    leader: str
    name: str = "Quokka Women"
    major_group: MajorGroup = MajorGroup.WOMEN
    former_name: str = "Bettong Mothers"
    former_country: str = "NE"

    def words(self) -> set[str]:
        """What of it could stand on a page, in three languages."""
        names = {COUNTRIES[self.country].name(language) for language in LANGUAGES}
        names |= {COUNTRIES[self.former_country].name(language) for language in LANGUAGES}
        return (
            names
            | {self.former_name}
            | {self.city, self.website, self.registration_number, self.leader}
        )


FIRST = Secrets("ER", "Asmara", "https://hidden-quokka.example", "R-ER-471", "Selam Tesfay")
SECOND = Secrets(
    "LS",
    "Maseru",
    "https://quokka-of-maseru.example",
    "R-LS-15",
    "Palesa Mokoena",
    former_name="Potoroo Aunts",
    former_country="BO",
)
ELSEWHERE = replace(
    SECOND, country="BT", city="Thimphu", name="Numbat Youth", major_group=MajorGroup.CHILDREN_YOUTH
)
EVERY = (FIRST, SECOND, ELSEWHERE)


@bookkeeping
def dress(organization, secrets, protection):
    """Let the organization have these secrets, and write its entry of the register."""
    organization.name, organization.major_group = secrets.name, secrets.major_group
    organization.country = secrets.country
    organization.website, organization.shows_website = secrets.website, True
    organization.registration_number = secrets.registration_number
    organization.registration_key = duplicates.registration_key(
        secrets.registration_number, secrets.country
    )
    organization.web_domain = duplicates.web_domain(secrets.website)
    organization.protection = protection
    organization.protected_since = None if protection == Protection.NONE else now()
    put_in_time(organization, secrets)
    for section in rows(ProfileSection, organization, key="contacts"):
        section.answers = section.answers | {"address": f"P.O. Box 1, {secrets.city}"}
    for person in rows(OrganizationPerson, organization):
        person.name = secrets.leader
    write_names(organization)
    database.session.flush()
    directory.refresh([organization.id])


def put_in_time(organization, secrets):
    """Accredited since 2020; since 2022 under the present name, in the present country."""
    for former in rows(FormerIdentity, organization):
        database.session.delete(former)
    database.session.flush()
    database.session.add(
        FormerIdentity(
            organization_id=organization.id,
            until=date(2022, 1, 1),
            name=secrets.former_name,
            name_language="en",
            country=secrets.former_country,
            major_group=None,
        )
    )
    for accreditation in rows(Accreditation, organization):
        accreditation.since = date(2020, 1, 1)
        for period in accreditation.periods:
            period.valid_from, period.public_note = date(2020, 1, 1), f"Of {secrets.city}."


def rows(model, organization, **values):
    return database.session.scalars(
        select(model).filter_by(organization_id=organization.id, **values)
    ).all()


@pytest.fixture
def entry(db):
    """An accredited organization; others stand beside it, protected by nothing.

    To each name that is typed one of them is alike, so that something is offered each time.
    """
    make_accreditation(name=CONTROL, country="KE")
    for name in TYPED:
        make_organization(name=f"{name} Association", country="KE")
    made = make_accreditation(name=FIRST.name, country=FIRST.country)
    make_person(made.organization)
    standing_jobs.issue_list()
    return made


@pytest.fixture
def people(db):
    """A visitor, somebody new, a member of another organization."""
    return {
        "visitor": None,
        "newcomer": make_account(),
        "member": make_account(member_of=[make_organization(name="Other Hills")]),
    }


def asked_for(app, accreditation, language):
    """Every public page there is, and the register asked for all that is kept back."""
    values = {"lang": language, "number": accreditation.number, "token": accreditation.token}
    paths = []
    for rule in app.url_map.iter_rules():
        public = getattr(app.view_functions[rule.endpoint], "access", None) == PUBLIC
        of_entry = rule.endpoint in OF_ENTRY
        if public and "GET" in rule.methods and (of_entry or rule.arguments <= {"lang"}):
            paths.append(build(app, rule, values))
    register = f"/{language}/register"
    words = set().union(*(each.words() | {each.name} for each in EVERY))
    paths += [f"{register}?q={word}" for word in sorted(words)]
    for one in (*words, "quokka", "numbat"):
        paths.append(f"{register}/download.csv?q={one}")
    for one in EVERY:
        paths += [
            f"{register}?country={one.country}",
            f"{register}?country={one.country}&q=quokka",
            f"{register}?group={one.major_group.value}",
            f"{register}?region={COUNTRIES[one.country].region.value}&q=quokka",
            f"{register}/download.csv?country={one.country}",
            f"/{language}/accreditation/evidence?country={one.country}",
        ]
    paths += asked_in_time(register, accreditation, words)
    return [
        *paths,
        f"{register}/{accreditation.number}0",
        f"/verify?number={accreditation.number}",
        f"/verify/{accreditation.token}x",
        "/sitemap.xml",
        "/robots.txt",
    ]


def asked_in_time(register, accreditation, words) -> list[str]:
    """The register of days before the entry was renamed and moved, and after; its other views."""
    paths = []
    for day in (BEFORE, AFTER):
        paths += [
            f"{register}?as_of={day}",
            f"{register}?as_of={day}&view=figures",
            f"{register}/{accreditation.number}?as_of={day}",
            f"{register}/download.csv?as_of={day}",
            *(f"{register}?as_of={day}&q={word}" for word in sorted(words)),
            *(f"{register}?as_of={day}&country={each.country}" for each in EVERY),
            *(f"{register}?as_of={day}&country={each.former_country}" for each in EVERY),
        ]
    for view in ("cards", "table", "figures"):
        paths.append(f"{register}?view={view}")
    for one in EVERY:
        paths += [
            f"{register}?q={one.former_name}",
            f"{register}?as_of={BEFORE}&q={one.former_name}",
            f"{register}?view=figures&country={one.country}",
            f"{register}?from=2020&country={one.country}",
        ]
    return [*paths, f"{register}?order=newest", f"{register}?status=active"]


def typed(name, secrets) -> dict[str, str]:
    """The form of a new organization, by which somebody would learn whether these are here."""
    return {
        "name": f"{name} Society",
        "country": secrets.country,
        "kind": "non_profit",
        "major_group": "women",
        "website": secrets.website,
        "registration_number": secrets.registration_number,
    }


class Visitor(Reader):
    """A browser in which nobody is signed in, each at an address of its own: no limit is hit."""

    addresses = itertools.count(1)

    def __init__(self, app):
        self.app, self.client = app, app.test_client()
        self.client.environ_base["REMOTE_ADDR"] = f"198.51.100.{next(self.addresses)}"


def everything(app, accreditation, people):
    """By reader and channel, what is read there; the visitor reads in three languages."""
    found = {}
    for (who, account), language in itertools.product(people.items(), LANGUAGES):
        if account and language != ("fr" if who == "newcomer" else "en"):
            continue
        reader = Reader(app, account) if account else Visitor(app)
        reader.client.environ_base["REMOTE_ADDR"] = f"198.51.100.{next(Visitor.addresses)}"
        for path in asked_for(app, accreditation, language) if who != "member" else ():
            status, text = reader.open(path)
            found[who, path] = status, stable(text, path)
        for name, secrets in itertools.product(TYPED if account else (), EVERY):
            path = f"/{language}/organizations/new"
            status, text = reader.open(path, "POST", data=typed(name, secrets))
            assert (status, f"{name} Association" in text) == (200, True)
            found[who, path, name, secrets.country] = status, stable(text, path)
    return found


def stable(text, path):
    """A page without what differs from one request to the next."""
    if path in {"/metrics", "/healthz", "/readyz"}:
        return sorted(word for each in EVERY for word in each.words() | {each.name} if word in text)
    return re.sub(r'<input[^>]*type="hidden"[^>]*>', "", text)


def differing(one, other):
    assert one.keys() == other.keys()
    return [key for key in one if one[key] != other[key]]


@pytest.mark.parametrize(
    ("protection", "other"), [(Protection.PROTECTED, SECOND), (Protection.WITHHELD, ELSEWHERE)]
)
def test_nothing_anybody_reads_follows_from_what_is_kept_back(
    app, entry, people, protection, other
):
    dress(entry.organization, FIRST, protection)
    first = everything(app, entry, people)
    dress(entry.organization, other, protection)
    second = everything(app, entry, people)

    assert differing(first, second) == []
    assert len(first) > 200
    listed = first["visitor", "/en/register"][1]
    assert CONTROL in listed
    assert (FIRST.name in listed) == (protection == Protection.PROTECTED)


def test_unprotected_it_is_told_in_every_channel_that_shows_it(app, entry, people):
    """Without this the test above could not fail."""
    people = {"visitor": None, "member": people["member"]}
    dress(entry.organization, FIRST, Protection.NONE)
    first = everything(app, entry, people)
    dress(entry.organization, SECOND, Protection.NONE)
    second = everything(app, entry, people)

    due = {("member", "/en/organizations/new", name, "ER") for name in TYPED[::2]}
    for language in LANGUAGES:
        register = f"/{language}/register"
        due |= {
            ("visitor", path)
            for path in (
                register,
                f"{register}/{entry.number}",
                f"{register}/download.csv",
                f"{register}?country=ER",
                f"{register}?q={FIRST.name}",
                f"/verify/{entry.token}",
                f"{register}?as_of={BEFORE}",
                f"{register}?as_of={BEFORE}&q={FIRST.former_name}",
                f"{register}?as_of={BEFORE}&country={FIRST.former_country}",
                f"{register}/{entry.number}?as_of={BEFORE}",
                f"{register}/download.csv?as_of={BEFORE}",
                f"{register}?as_of={AFTER}",
                f"{register}/changes",
                f"{register}/changes.atom",
            )
        }
    assert due <= set(differing(first, second))
    assert FIRST.website in first["visitor", f"/en/register/{entry.number}"][1]


@pytest.mark.parametrize("country", ["PR", "ER"])
def test_a_protected_entry_is_offered_and_shown_whether_its_seat_has_a_region(
    app, entry, people, country
):
    dress(entry.organization, replace(FIRST, country=country), Protection.PROTECTED)
    newcomer = Reader(app, people["newcomer"])

    form = typed("Quokka Women", SECOND)
    status, text = newcomer.open("/en/organizations/new", "POST", data=form)

    assert (status, "<bdi>Quokka Women</bdi>" in text) == (200, True)
    assert ("Africa" in text.split("<bdi>Quokka Women</bdi>")[1][:60]) == (country == "ER")
    for path in ("/en/register", f"/en/register/{entry.number}", f"/verify/{entry.token}"):
        status, text = newcomer.open(path)
        assert (status, "Quokka Women" in text) == (200, True), path
