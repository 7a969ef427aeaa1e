"""Companies as people live it: they apply, are compared with lists, voted on, registered."""

import re

import pytest

from engagement.accounts.models import Account
from engagement.accreditation.models import Application, Recommendation
from engagement.accreditation.models import ApplicationState as State
from engagement.core.clock import now
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import Role
from engagement.demo.screening_builders import listed, make_list
from engagement.screening.levels import Level
from engagement.screening.models import CaseState, ListEntry, Source
from tests.factories import (
    make_account,
    make_application,
    make_committee,
    make_committee_case,
    make_company,
    make_screening,
    make_session,
    make_sme,
)

LISTED = {"name": "محمود ترزي أوغلو", "latin_name": "Mahmud Terzioglu Karimov"}
OWNER = {"name": "Ганна Квіст", "latin_name": "Hanna Kvist"}
WHY = "Born in another century; the register of the company shows a passport."


@bookkeeping
def name_on_the_list():
    """The Security Council's list names somebody called like one owner, and whom it named before.

    Other tests of the same site go on with the entries that they know.
    """
    there = db.session.query(ListEntry).filter_by(source=Source.UN, until_version_id=None)
    entries = {entry.reference: entry.content for entry in there}
    wanted = listed(LISTED["latin_name"], LISTED["name"], births=[[None, 1899, None, None, False]])
    make_list(Source.UN, **entries, QDi999=wanted)


@bookkeeping
def recommend(application_id):
    """Two officers have recommended to accredit, after screening at low risk."""
    application = db.session.get_one(Application, application_id)
    for _ in range(2):
        reviewer = make_account(Role.SCREENING_OFFICER)
        db.session.add(
            Recommendation(
                application_id=application.id,
                reviewer_id=reviewer.id,
                accredit=True,
                reason="Every criterion is met.",
                made_at=now(),
            )
        )
    make_screening(application, state=CaseState.DECIDED, level=Level.LOW)
    application.state = State.RECOMMENDED


@pytest.mark.browser
def test_companies_from_the_application_to_the_register(site, open_as):
    with site.open_database():
        name_on_the_list()
        company = make_company(name="Насосы Плюс", latin_name="Nasosy Plyus", country="KZ")
        draft = make_application(organization=company)
        leader = make_account(name="Сауле", leads=[company])
        officers = [make_account(Role.SCREENING_OFFICER, name=f"Officer {n}") for n in "AB"]
        head = make_account(Role.PRIVATE_SECTOR_HEAD, name="Hedda Head")
        small = make_application(organization=make_sme(name="Tiny Pumps"))
        owner = make_account(name="Small Owner", leads=[small.organization])
        application, small_one = draft.id, small.id
        meeting, high, stopped, secretary, members = committee()

    apply(open_as(leader, name="company"), application)
    site.work()
    clear_match([open_as(each, name=f"officer-{each.name[-1]}") for each in officers], application)
    with site.open_database():
        recommend(application)
    decide(open_as(head, name="head"), application)
    site.end_undo(application)
    find_in_register(open_as(name="visitor"))

    vote(open_as(secretary, name="secretary"), meeting, members, (high, stopped))
    finish_on_a_phone(open_as(owner, name="phone", width=360, phone=True), small_one)


def committee():
    """A meeting in session with one of four members there, and a company that is rated high, and
    one that an exclusion criterion stopped."""
    secretary, members = make_committee()
    cases = [
        make_committee_case(level, organization=make_company())
        for level in (Level.HIGH, Level.EXCLUDED)
    ]
    meeting, items = make_session(secretary, members, *cases, present=1)
    account = db.session.get_one(Account, secretary.id)
    return meeting.id, items[0].id, items[1].id, account, [each.id for each in members]


def apply(person, application):
    """Name owners in their own scripts, read everything again, declare."""
    tasks = f"accreditation/applications/{application}"
    for each in (LISTED, OWNER):
        person.go(f"{tasks}/people/add")
        person.send(
            **each,
            nationality="not_stated",
            roles=["director"],
            share="",
            **{"nationalities-1": ""},
            birth_year_is_approximate=False,
        )
    person.go(f"{tasks}/sections/owners").send(has_owners="yes")
    assert LISTED["name"] in person.go(f"{tasks}/check").text()
    person.send(declared_name="Saule")
    assert re.search(r"PSA-\d{4}-\d{5}", person.text()), person.text()


def clear_match(officers, application):
    """One officer explains why it is somebody else, another one agrees."""
    first, second = officers
    desk = f"accreditation/desk/{application}"
    assert "1 match open" in first.go(desk).text()
    first.follow("/screening/matches/")
    for words in (LISTED["name"], LISTED["latin_name"], "1899"):
        assert words in first.text()
    first.send(outcome="clear", reason="birth", text=WHY)
    match = first.url
    assert "A colleague has to confirm it" in first.go(match).text()
    second.go(match).send(text="The passport, and the register of the company.")
    assert "0 matches open" in second.go(desk).text()


def decide(head, application):
    """At low risk the head of the unit finds it among what is to be decided."""
    head.go("accreditation/decisions").follow(f"/desk/{application}/decide-application")
    head.send(outcome="accredit", reason="I agree.")


def find_in_register(visitor):
    """Anybody reads name, sector and until when; nobody reads of owners or of screening."""
    visitor.go("private-sector?q=Nasosy").follow("/private-sector/PS-")
    text = visitor.text()
    assert "Насосы Плюс" in text
    for secret in (*LISTED.values(), *OWNER.values(), "SCR-", "QDi999"):
        assert secret not in text


def vote(secretary, meeting, members, items):
    """No vote counts without a quorum; with it a high risk is voted on, and a stop confirmed."""
    high, stopped = items
    page = f"committee/items/{high}"
    result = secretary.go(page).page.locator('main form[action*="conclude-item"] button')
    secretary.open(result)
    assert "There is no quorum, so no vote counts" in secretary.text()
    secretary.go(f"committee/{meeting}/presence").send(people=[str(each) for each in members])
    for item in (high, stopped):
        secretary.go(page.replace(str(high), str(item)))
        ballots = {f"vote_{each.hex}": "for" for each in members}
        secretary.send(only=True, **ballots)
        secretary.open(secretary.page.locator('main form[action*="conclude-item"] button'))
        assert "4 for, 0 against" in secretary.text()


def finish_on_a_phone(person, application):
    """On the short path the last answers are looked at and sent by touch, at 360 pixels."""
    tasks = f"accreditation/applications/{application}"
    assert "at most 20 questions" in person.go(tasks).text()
    person.follow("/sections/exclusions").send(only=True)
    person.go(f"{tasks}/check").send(declared_name="Small Owner")
    assert re.search(r"PSA-\d{4}-\d{5}", person.text()), person.text()
