"""Certificates of participation: for whom, in which language, what whoever checks one reads."""

import re

import pytest

from engagement.core.clock import now
from engagement.core.db import transaction
from engagement.core.permissions import Role
from engagement.demo.builders import make_account
from engagement.demo.meeting_attendance_builders import (
    before,
    make_confirmed_minor,
    make_list,
    make_meeting_in_the_past,
    note_all,
)
from engagement.demo.meeting_builders import make_registration
from engagement.demo.meeting_safeguard_builders import new_link
from engagement.meetings.models import AgeBand, CategoryKind
from engagement.meetings.queries.certificates import certificate_of
from engagement.meetings.queries.minors import consent_of
from engagement.organizations.queries import actor_for
from tests.meetings.told import mails
from tests.papers import Paper, need_pdf

TITLE = {"en": "Briefing on rivers", "ar": "إحاطة عن الأنهار"}


@pytest.fixture
def world(db):
    """A past meeting: an adult and a minor who took part, one who did not come."""
    meeting = make_meeting_in_the_past(
        title=TITLE, kinds=(CategoryKind.PUBLIC, CategoryKind.ACCREDITED), youngest=AgeBand.CHILD
    )
    with before(meeting):
        adult = make_registration(meeting, name="ليلى حداد", language="ar")
        absent = make_registration(meeting)
        minor = make_confirmed_minor(meeting)
    actor = actor_for(make_account(Role.MEETING_OFFICER))
    make_list(meeting.sessions[0], [(adult, 100), (minor, 180)], actor=actor)
    note_all(meeting)
    return meeting, adult, absent, minor, actor


def linked(mail):
    return re.search(r"/\w\w/meetings/certificates/[\w-]{43}", mail.body_text)[0]


def test_whoever_took_part_gets_one_in_their_language_and_others_none(client, db, sign_in, world):
    _meeting, adult, absent, minor, _actor = world
    told = mails(db, "certificate")
    assert set(told) == {adult.email, consent_of(minor).email}
    page = f"/en/meetings/registrations/{adult.id}"
    browser = sign_in(adult.person)
    assert f"{page}/certificate" in browser.get(page).text
    shown = browser.get(f"{page}/certificate")
    assert 'lang="ar" dir="rtl"' in shown.text and TITLE["ar"] in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    assert certificate_of(adult).code in client.get(linked(told[adult.email])).text
    assert (
        "There is no certificate"
        in sign_in(absent.person).get(f"/en/meetings/registrations/{absent.id}/certificate").text
    )
    for other in (absent.person, make_account(Role.MEETING_OFFICER)):
        assert sign_in(other).get(f"{page}/certificate").status_code in {403, 404}


def test_the_pdf_is_in_the_language_of_the_person_and_its_code_leads_to_the_check(
    client, db, sign_in, world
):
    need_pdf()
    _meeting, adult, *_rest = world
    file = sign_in(adult.person).get(f"/en/meetings/registrations/{adult.id}/certificate.pdf")
    paper, code = Paper(file.data), certificate_of(adult).code
    assert file.mimetype == "application/pdf" and len(paper) == 1 and paper.boxes() == 0
    assert paper.language() == "ar" and paper.is_tagged()
    assert paper.codes() == [f"http://localhost/participation/{code}"]


def test_the_check_says_whose_it_is_and_when_it_does_not_hold_any_more(client, db, world):
    meeting, adult, absent, _minor, actor = world
    code = certificate_of(adult).code
    typed = client.get(f"/participation?code={code.replace('-', ' ').lower()}")
    assert typed.headers["Location"] == f"/participation/{code}"
    page = client.get(f"/participation/{code}", headers={"Accept-Language": "en"})
    assert "This certificate is valid." in page.text and "ليلى حداد" in page.text
    assert page.headers["X-Robots-Tag"] == "noindex"
    wrong = client.get("/participation?code=AAAA-AAAA-AAAA")
    assert wrong.status_code == 404 and "AAAA-AAAA-AAAA" in wrong.text
    link = linked(mails(db, "certificate")[adult.email])

    make_list(meeting.sessions[0], [(absent, 100)], actor=actor)

    page = client.get(f"/participation/{code}")
    assert "This certificate is not valid." in page.text and "ليلى حداد" not in page.text
    assert client.get(link).status_code == 404


def test_of_a_minor_nothing_is_said_but_that_it_is_valid(client, db, sign_in, world):
    _meeting, adult, _absent, minor, _actor = world
    consent, paper = consent_of(minor), certificate_of(minor)
    told = mails(db, "certificate")[consent.email]
    assert minor.name in client.get(linked(told)).text
    guardian = f"/en/meetings/guardian/{new_link(consent)}"
    assert f"{guardian}/certificate" in client.get(guardian).text
    assert minor.name in client.get(f"{guardian}/certificate").text
    checked = client.get(f"/participation/{paper.code}").text
    assert "This certificate is valid." in checked
    for word in (minor.name, TITLE["en"], "under 18", minor.organization.name):
        assert word not in checked
    with transaction(audited=False):
        adult.forgotten_at, adult.name = now(), ""
    forgotten = client.get(f"/participation/{certificate_of(adult).code}").text
    same = forgotten.replace(certificate_of(adult).code, paper.code)
    assert re.sub(r"nonce\S+", "", same) == re.sub(r"nonce\S+", "", checked)
