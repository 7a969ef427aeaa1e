"""Companies as people live it: they apply, are compared with lists, voted on, registered."""

import re

import pytest

from engagement.accounts.models import Account
from engagement.accounts.queries import with_role
from engagement.accreditation.models import Application, Recommendation
from engagement.accreditation.models import ApplicationState as State
from engagement.accreditation.queries.screening import case_of
from engagement.core.clock import now, today
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import Role
from engagement.demo.screening_builders import listed, make_list
from engagement.organizations.queries import actor_for
from engagement.screening.levels import Level
from engagement.screening.models import CaseState, ListEntry, Source
from tests.factories import (
    make_account,
    make_application,
    make_committee,
    make_company,
    make_screening,
    make_session,
    make_sme,
)

LISTED = {"name": "محمود ترزي أوغلو", "latin_name": "Mahmud Terzioglu Karimov"}
OWNER = {"name": "Ганна Квіст", "latin_name": "Hanna Kvist"}
SPILL = "In May a court found that the dam had leaked for years."
WHY = "Born in another century; the register of the company shows a passport."


@bookkeeping
def name_on_the_list():
    """The Security Council's list names somebody called like one owner, and whom it named before.

    Other tests of the same site go on with the entries that they know.
    """
    there = db.session.query(ListEntry).filter_by(source=Source.UN, until_version_id=None)
    entries = {entry.reference: entry.content for entry in there}
    wanted = listed(LISTED["latin_name"], LISTED["name"], births=[[None, 1899, None, None, False]])
    make_list(Source.UN, **entries | {"QDi999": wanted})


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
        heavy, banned = (make_company(name=name) for name in ("Dams Ltd", "Leaf Tobacco Ltd"))
        accused = make_account(name="Dana", leads=[heavy])
        reviewed = [
            make_application(organization=one, state=State.IN_REVIEW) for one in (heavy, banned)
        ]
        application, small_one = draft.id, small.id
        high, stopped = (each.id for each in reviewed)

    apply(open_as(leader, name="company"), application)
    site.work()
    clear_match(
        [open_as(each, name=f"officer-{n}") for n, each in enumerate(officers)], application
    )
    with site.open_database():
        recommend(application)
    decide(open_as(head, name="head"), application)
    site.end_undo(application)
    find_in_register(open_as(name="visitor"))

    officer = open_as(officers[0], name="officer")
    rate_high(officer, open_as(accused, name="accused"), high)
    stop(officer, stopped)
    with site.open_database():
        secretary, members, meeting, items = in_session(high, stopped)
    vote(open_as(secretary, name="secretary"), meeting, members, items)
    finish_on_a_phone(open_as(owner, name="phone", width=360, phone=True), small_one)


def in_session(*applications):
    """The committee meets on the cases of these applications; one of its members is there."""
    secretary, _new = make_committee()
    members = [actor_for(each) for each in with_role(Role.COMMITTEE_MEMBER)]
    cases = [case_of(db.session.get_one(Application, each)) for each in applications]
    meeting, items = make_session(secretary, members, *cases, present=1)
    account = db.session.get_one(Account, secretary.id)
    return account, [each.id for each in members], meeting.id, [each.id for each in items]


def apply(person, application):
    """Name owners in their own scripts, read everything again, declare."""
    tasks = f"accreditation/applications/{application}"
    for each in (LISTED, OWNER):
        person.go(f"{tasks}/people/add")
        person.send(
            **each,
            nationality="not_stated",
            roles=["director"],
            position="",
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
    first.follow("/desk/matches/", scope="#screening")
    for words in (LISTED["name"], LISTED["latin_name"], "1899"):
        assert words in first.text()
    first.send(outcome="clear", reason="birth", text=WHY)
    match = first.url
    assert "A colleague has to confirm it" in first.go(match).text()
    second.go(match).send(looked_at="The passport, and the register of the company.")
    assert "0 matches open" in second.go(desk).text()


def decide(head, application):
    """At low risk the head of the unit finds it among what is to be decided."""
    head.go("accreditation/decisions").follow(f"/desk/{application}/decide-application")
    head.send(outcome="accredit", reason="I agree.")


def find_in_register(visitor):
    """Anybody reads name, sector and until when; nobody reads of owners or of screening."""
    visitor.go("private-sector?q=Nasosy").follow("/private-sector/PS-")
    assert "Насосы Плюс" in visitor.text()
    sealed = (*LISTED.values(), *OWNER.values(), WHY, "SCR-", "QDi999", "I agree.")
    assert not [each for each in sealed if each in visitor.page.content()]
    for waiting in ("Dams Ltd", "Tiny Pumps"):
        assert visitor.go(f"private-sector?q={waiting}").link("/private-sector/PS-") is None


def rate_high(officer, accused, application):
    """Before it is rated high a company is heard; then a plan says what is done about it."""
    case = (
        officer.go(f"accreditation/desk/{application}")
        .follow("/screening/cases/", scope="#screening")
        .url
    )
    officer.follow("/controversy").send(severity="severe", summary=SPILL, source="A court.")
    officer.press()
    officer.follow("/rate")
    assert "the company has to be heard" in officer.text()
    officer.follow("/ask").send(allegation=SPILL)
    accused.go("screening/replies").follow("/screening/replies/").send(answer="We repaired it.")
    assert "We repaired it." in officer.go(case).text()
    officer.follow("/rate").press()
    officer.follow("/measure").send(
        measure="Have the dam checked.", steps="1", **{"due_on-year": str(today().year + 1)}
    )
    assert "Have the dam checked." in officer.text()


def stop(officer, application):
    """An exclusion criterion is met, so the case goes no further but to the committee."""
    officer.go(f"accreditation/desk/{application}").follow("/screening/cases/", scope="#screening")
    officer.follow("/finding").send(criterion="excl_tobacco", met="yes", source="Its own report.")
    officer.press()
    officer.follow("/rate").press()
    assert "the partnership committee confirms that" in officer.text()


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
        assert f"{len(members)} for, 0 against" in secretary.text()


def finish_on_a_phone(person, application):
    """On the short path the last answers are looked at and sent by touch, at 360 pixels."""
    tasks = f"accreditation/applications/{application}"
    assert "at most 20 questions" in person.go(tasks).text()
    person.follow("/sections/exclusions").send(only=True)
    person.go(f"{tasks}/check").send(declared_name="Small Owner")
    assert re.search(r"PSA-\d{4}-\d{5}", person.text()), person.text()
