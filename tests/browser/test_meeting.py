"""A meeting as people live it: in Arabic, without script, on 360 pixels, by keyboard alone."""

import re
import uuid
from datetime import date, timedelta

import icalendar
import pytest
from sqlalchemy import select

from engagement.accreditation.models import Accreditation
from engagement.core.clock import now, today
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import Role
from engagement.demo.delegations import make_delegate
from engagement.meetings.models import Meeting, Registration, RegistrationState
from tests.browser.journey import link_in_mail
from tests.factories import make_account
from tests.standing.lives import accredited, in_effect

S = RegistrationState
TITLE = "أنهار بلا بلاستيك"
ADDRESS = "https://meet.example/rivers"
SUSPENDED = "اعتماد المنظمة معلق"
MOTHER = "mariama@place.example"
WORDS = "نطلب أنهارا نظيفة من منبعها إلى البحر."
FIRST_DAY = today() + timedelta(days=40)


@pytest.mark.browser
def test_a_meeting_from_its_setting_up_to_its_postponing(site, open_as):
    hands = {"language": "ar", "script": False, "width": 360, "keyboard": True}
    with site.open_database():
        home, other = (accredited().organization for _ in range(2))
        there = {
            "officer": make_account(Role.MEETING_OFFICER, name="Ofelia", language="ar"),
            "leader": make_account(name="Layla", leads=[home], language="ar"),
            "other": make_account(name="Omar", leads=[other], language="ar"),
            "sixth": make_account(name="Sami", member_of=[home], language="ar"),
            "delegate": make_delegate("WS", name="Sina"),
            "young": make_account(name="Yara", language="ar"),
            "adult": make_account(name="Amina", language="ar"),
        }
        in_apia(there["delegate"])
        emails = {name: each.email for name, each in there.items()}
        number, home_id = accreditation_of(other.id).number, home.id
    people = {
        name: open_as(account, name=f"meeting-{name}", **hands) for name, account in there.items()
    }

    meeting = set_up(people["officer"])
    nominate(site, people["leader"], meeting, emails["sixth"])
    register_from_apia(people["delegate"], meeting)
    register_young(site, people, emails, meeting)
    offer(site, people["leader"], people["sixth"], meeting, emails["sixth"])
    speak(people, meeting, number)
    postpone(site, people["officer"], emails["adult"], meeting)
    with site.open_database():
        in_effect(accreditation_of(home_id))
    assert SUSPENDED in people["leader"].go(f"{meeting}/nominated").text()
    assert (
        SUSPENDED in people["sixth"].go("meetings/registrations").follow("/registrations/").text()
    )
    join(site, people, meeting)


@bookkeeping
def in_apia(account):
    """By whose clocks the person reads."""
    account.time_zone = "Pacific/Apia"


def accreditation_of(organization_id):
    """The accreditation of an organization."""
    return db.session.scalars(
        select(Accreditation).filter_by(organization_id=organization_id)
    ).one()


def three(name, day: date):
    """A day in three boxes."""
    return {
        f"{name}-day": str(day.day),
        f"{name}-month": str(day.month),
        f"{name}-year": str(day.year),
    }


def set_up(officer):
    """Four categories, two sessions, one of them for children; the path of the meeting."""
    officer.go("meetings/desk").follow("/meetings/desk/new")
    officer.fill(
        only=True,
        **{"title-ar": TITLE, "title-en": "Rivers without plastic", "mode": "hybrid"},
        place="Nairobi",
        zone="Africa/Nairobi",
        begins="14:00",
        **three("first_day", FIRST_DAY),
    ).press()
    meeting = re.search(r"/meetings/[0-9a-f-]{36}", officer.url)[0].removeprefix("/")
    places = {"kinds-accredited_places": "5", "kinds-public_places": "50"}
    kinds = ("member_state", "accredited", "media", "public")
    officer.send(only=True, **{f"kinds-{each}": True for each in kinds}, **places)
    officer.follow("/sessions")
    officer.send(
        only=True,
        **{"title-ar": "الأطفال يسألون", "title-en": "Children ask"},
        child_friendly=True,
        begins="10:00",
    )
    officer.go(f"{meeting}/rules").send(only=True, youngest="child")
    officer.go(f"{meeting}/desk").press_at("/publish")
    assert not officer.errors(), officer.errors()
    return meeting


def nominate(site, leader, meeting, sixth):
    """Five colleagues on one page and nothing to upload; the sixth waits, first in line."""
    leader.go(meeting).follow("/nominate")
    assert not leader.page.locator("main input[type=file]").count()
    rows = {}
    for place in range(6):
        email = sixth if place == 5 else f"colleague{place}@oasis.example"
        row = {"name": f"زميل {place}", "email": email, "mode": "online"}
        rows |= {f"people-{place}-{name}": value for name, value in row.items()}
    leader.send(only=True, index=-1, **rows)
    assert states(site, meeting, "accredited") == [S.CONFIRMED] * 5 + [S.WAITING]


def states(site, meeting, kind):
    """The states of a meeting's registrations in a category, in order of acceptance."""
    query = (
        select(Registration)
        .where(Registration.meeting_id == meeting.rpartition("/")[2])
        .order_by(Registration.number)
    )
    with site.open_database() as session:
        return [each.state for each in session.scalars(query) if each.category.kind == kind]


def register_from_apia(delegate, meeting):
    """No mission in Nairobi: both hours and the word on the day, on the way and afterwards."""
    delegate.go(meeting)
    both = re.compile("14:00.{,40}نيروبي.{,40}00:00.{,40}أبيا.{,40}حيث حل بالفعل", re.DOTALL)
    assert both.search(delegate.text()), ascii(
        [x for x in delegate.text().split("\n") if "أبيا" in x][:2]
    )
    delegate.follow("/register").follow("category=member_state")
    delegate.send(only=True, mode="online", age_band="adult", notice=True)
    assert "/meetings/registrations/" in delegate.url
    assert both.search(delegate.text()), ascii(
        [x for x in delegate.text().split("\n") if "أبيا" in x][:2]
    )


def register_young(site, people, emails, meeting):
    """Sixteen years old: no place before a guardian agreed and an adult goes along."""
    young, adult = people["young"], people["adult"]
    young.go(f"{meeting}/register?category=public")
    young.send(only=True, mode="online", age_band="youth", country="NE", notice=True)
    adult.go(f"{meeting}/register?category=public")
    adult.send(only=True, mode="online", age_band="adult", country="NE", notice=True)
    reference = re.search(r"REG-\w{4}-\w{4}", adult.text())[0]
    assert states(site, meeting, "public") == [S.SUBMITTED, S.CONFIRMED]

    young.follow("/guardian")
    young.fill(
        only=True, at="ask-guardian", name="Mariama", email=MOTHER, language="ar", relation="parent"
    )
    young.press_at("ask-guardian")
    adult.go(link_in_mail(site, MOTHER, "/guardian/"))
    adult.send(only=True, answer="yes")
    assert states(site, meeting, "public") == [S.SUBMITTED, S.CONFIRMED]
    adult.send(only=True, reference=reference)
    adult.go(link_in_mail(site, emails["adult"], "/go-along/")).send(answer="yes")
    assert states(site, meeting, "public") == [S.CONFIRMED] * 2


def offer(site, leader, sixth, meeting, email):
    """A colleague withdraws; the first in line has a place kept, by mail and on the page."""
    sixth.go("meetings/registrations").follow("/meetings/registrations/")
    leader.go(f"{meeting}/nominated").follow("/withdraw-nominee")
    leader.send(only=True)
    sixth.go(link_in_mail(site, email, "/meetings/registrations/")).press_at("accept-offer")
    assert states(site, meeting, "accredited").count(S.CONFIRMED) == 5


def speak(people, meeting, number):
    """Two organizations sign one statement; an officer publishes it; everybody reads it."""
    officer, leader, other = people["officer"], people["leader"], people["other"]
    officer.go(f"{meeting}/documents").follow("/agenda/new")
    officer.send(only=True, **{"number": "3", "position": "1", "title-ar": "الأنهار"})
    officer.go(f"{meeting}/statements/deadline").send(
        only=True, clock="18:00", **three("day", FIRST_DAY)
    )
    leader.go(f"{meeting}/statements").follow("/statement")
    leader.send(only=True, **{"text-ar": WORDS})
    leader.fill(only=True, at="name-cosigner", number=number).press_at("name-cosigner")
    statement = leader.url
    leader.press_at("submit")
    assert "لم ترد بعد إحدى المنظمات" in leader.text()
    other.go(statement).press_at("/answer")
    leader.go(statement).press_at("submit")
    officer.go(statement).follow("/moderate").send(only=True, outcome="publish")
    assert WORDS in other.go(f"{meeting}/statements").follow("/statements/").text()


def postpone(site, officer, email, meeting):
    """A day later in one act: the calendar file that everybody gets, and the deadlines."""
    site.work()
    before = last_calendar(site, email)
    officer.go(f"{meeting}/postpone")
    officer.send(
        only=True,
        begins="14:00",
        reason="القاعة مشغولة.",
        **three("on_day", FIRST_DAY + timedelta(days=1)),
    )
    officer.press()
    for _ in range(3):  # the notice, its batches, their mails
        site.work()
    after = last_calendar(site, email)
    day = timedelta(days=1)
    assert [(uid, at + day) for uid, at, _ in before] == [(uid, at) for uid, at, _ in after]
    assert all(new > old for (_, _, old), (_, _, new) in zip(before, after, strict=True))
    deadline = officer.go(f"{meeting}/statements/deadline").page
    assert deadline.input_value("[name=day-day]") == str((FIRST_DAY + day).day)


def last_calendar(site, email):
    """(UID, beginning, SEQUENCE) of each entry of the newest mail with a calendar file."""
    files = [
        part.get_content()
        for mail in site.mailbox.to(email)
        for part in mail.walk()
        if part.get_content_type() == "text/calendar"
    ]
    entries = icalendar.Calendar.from_ical(files[-1]).walk("VEVENT")
    return sorted((str(each["UID"]), each.decoded("DTSTART"), each["SEQUENCE"]) for each in entries)


def join(site, people, meeting):
    """On the day the link opens for who has a place, and for nobody else."""
    officer = people["officer"]
    officer.go(f"{meeting}/sessions").follow("/meetings/sessions/")
    officer.send(only=True, join_url=ADDRESS)
    with site.open_database():
        begin_soon(meeting.rpartition("/")[2])
    go = 'main button[name=act][value="go"]'
    assert people["adult"].go(f"{meeting}/join").page.locator(go).count()
    for name in ("delegate", "sixth", "other"):
        there = people[name].go(f"{meeting}/join").page
        assert not there.locator(go).count() and ADDRESS not in there.content()


@bookkeeping
def begin_soon(meeting_id):
    """The first session begins in half an hour."""
    meeting = db.session.get_one(Meeting, uuid.UUID(meeting_id))
    first = meeting.sessions[0]
    earlier = first.starts_at - now() - timedelta(minutes=30)
    first.starts_at -= earlier
    first.ends_at -= earlier
    meeting.starts_at -= earlier
