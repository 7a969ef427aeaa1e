"""People are invited from a list: the report, the invitations, once each."""

import io
import re

import pytest

from engagement.core.clock import now
from engagement.core.permissions import Role
from engagement.demo.meeting_builders import details, make_online_meeting, make_registration
from engagement.mail.models import Message
from engagement.meetings import invitation_lists
from engagement.meetings.commands import leaving, registering
from engagement.meetings.commands.standing import bind_registrations
from engagement.meetings.models import (
    CategoryKind,
    DelegationFunction,
    EndReason,
    Registration,
    RegistrationState,
)
from engagement.organizations.queries import actor_for
from engagement.tables.refusals import Unreadable
from tests.factories import make_account

KINDS = (CategoryKind.PUBLIC, CategoryKind.MEMBER_STATE, CategoryKind.ACCREDITED)
GOOD = """Name;E-mail;Category;Language;Country;Body;Function
Green Youth (Kenya) Amina;amina@place.example;Public;fr;Kenya;Green Youth (Kenya);Editor
Олег;oleg@place.example;member_state;Русский;Russian Federation;;Adviser
"""


@pytest.fixture
def meeting(db):
    return make_online_meeting(kinds=KINDS)


def read(meeting, text):
    content = text.encode() if isinstance(text, str) else text
    return invitation_lists.read(content, meeting, language="en", most_lines=10)


def test_lines_say_in_sentences_what_is_wrong_with_them(app, meeting):
    with app.test_request_context():
        guests = read(
            meeting,
            "Nom,Courriel,Catégorie,Langue,Pays,Organisme,Fonction\n"
            "=cmd(),a@b.example,Public,fr,Kenya,,\n"
            "Ana,ana,Media,xx,Atlantis,,\n"
            "Bo,bo@b.example,Member States,,,,King\n"
            "Cy,cy@b.example,accredited,,,,\n"
            "Di\u202e,BO@b.example,Public,,,,\n"
            ",e@b.example,Public,,,,\n",
        )
        closed = make_online_meeting(kinds=KINDS, category={"closes_at": now()})
        (late,) = read(closed, "Name,E-mail,Category\nAna,ana@b.example,Public\n")
        problems = [
            [f"{column}: {sentence}" for column, sentence in each.problems] for each in guests
        ]
    assert [str(sentence) for _, sentence in late.problems] == ["Registration has closed."]
    assert [len(each) for each in problems] == [1, 4, 2, 1, 2, 1]
    assert "formulas" in problems[0][0]
    assert problems[1][0] == "E-mail address: This is no e-mail address."
    assert "Name the State" in " ".join(problems[2])
    assert "focal point" in problems[3][0]
    assert "earlier line" in " ".join(problems[4])
    assert "has to be filled in" in problems[5][0]
    with pytest.raises(Unreadable):
        read(meeting, "Name\nAmina\n")


def test_good_lines_are_read_with_words_of_any_language(app, meeting):
    with app.test_request_context():
        amina, oleg = read(meeting, GOOD)
    assert (amina.problems, oleg.problems) == ([], [])
    assert (amina.category.kind, amina.language, amina.country) == ("public", "fr", "KE")
    assert (oleg.language, oleg.country, oleg.function) == ("ru", "RU", DelegationFunction.ADVISER)


def test_a_checked_list_invites_each_once_and_the_person_takes_or_declines_it(db, meeting, sign_in):
    address = f"/en/meetings/{meeting.id}/registrations/invite"
    client = sign_in(make_account(Role.MEETING_OFFICER))
    there = make_registration(meeting)
    text = GOOD + f"There,{there.email.upper()},Public,,,,\n".replace(",", ";")

    def report():
        upload = {"file": (io.BytesIO(text.encode()), "list.csv")}
        return client.post(address, data=upload).get_data(as_text=True)

    page = report()
    assert "2 people would be invited." in page
    assert there.reference in page
    assert db.query(Registration).filter_by(state=RegistrationState.INVITED).count() == 0
    form = dict(re.findall(r'name="(form_key|content)"[^>]*value="([^"]+)', page))
    done = client.post(f"{address}/confirm", data=form).get_data(as_text=True)
    assert "2 people were invited." in done
    twin = client.post(f"{address}/confirm", data=form).get_data(as_text=True)
    assert "2 people were invited." in twin
    assert twin.count(there.reference) == done.count(there.reference)
    assert re.findall("REG-....-....", twin) == re.findall("REG-....-....", done)
    assert "Nobody can be invited from this list." in report()

    amina, oleg = (
        db.query(Registration).filter_by(email=f"{name}@place.example").one()
        for name in ("amina", "oleg")
    )
    assert (amina.position, amina.represents) == ("Editor", "Green Youth (Kenya)")
    letters = db.query(Message).filter_by(template="meetings/invited").all()
    assert sorted(each.language for each in letters) == ["fr", "ru"]
    assert all(f"/meetings/{meeting.id}/register" in each.body_text for each in letters)

    person = make_account(email="amina@place.example")
    assert (amina.number, meeting.categories[0].taken) == (None, 1)
    bind_registrations(person)
    registering.revise(amina, details(name="Amina"), actor=actor_for(person))
    assert amina.state is RegistrationState.CONFIRMED
    other = make_account(email="oleg@place.example")
    bind_registrations(other)
    page = sign_in(other).get(f"/en/meetings/{meeting.id}/register").text
    (states,) = re.findall(r'<select[^>]* name="country".*?</select>', page, re.DOTALL)
    assert re.findall('value="([A-Z]+)"', states) == ["RU"]
    leaving.decline(oleg, actor=actor_for(other))
    assert oleg.end_reason is EndReason.DECLINED


def test_files_that_cannot_be_read_and_lists_that_were_changed_are_refused(db, meeting, sign_in):
    address = f"/en/meetings/{meeting.id}/registrations/invite"
    client = sign_in(make_account(Role.MEETING_OFFICER))
    answer = client.post(address, data={"file": (io.BytesIO(b"\0\0"), "list.csv")})
    assert answer.status_code == 422
    assert client.post(f"{address}/confirm", data={"content": "%%%"}).status_code == 422
    assert client.post(f"{address}/confirm", data={}).status_code == 422
    for role in (Role.PROTOCOL_OFFICER, Role.AUDITOR):
        assert sign_in(make_account(role)).get(address).status_code == 403
