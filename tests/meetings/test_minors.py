"""Nobody under 18 has a place before a guardian agreed and an adult with a place goes along."""

import io

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from engagement.core import invariants
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.demo.builders import make_account
from engagement.demo.meeting_builders import (
    make_leader,
    make_nominations,
    make_online_meeting,
    make_registration,
)
from engagement.demo.meeting_safeguard_builders import (
    a_guardian,
    make_asked,
    make_company,
    make_consent,
    make_minor,
    make_nominee,
    make_youth_meeting,
    new_link,
)
from engagement.mail.models import Message
from engagement.meetings.commands import changing, chaperones, deciding, leaving, minors
from engagement.meetings.models import AgeBand, Mode, RegistrationState
from engagement.meetings.queries.minors import chaperone_of, consent_by_token, consent_of
from engagement.meetings.queries.obstacles import obstacles
from engagement.organizations.queries import actor_for
from engagement.settings.commands import change_setting
from tests.documents.samples import pdf

S = RegistrationState


@pytest.fixture
def company(db):
    """A minor and an adult of one organization, who leads it, a meeting of three places."""
    meeting = make_youth_meeting(places=3)
    organization, leader = make_leader()
    minor = make_minor(meeting, organization=organization, leader=leader)
    adult = make_nominee(meeting, organization, leader)
    return meeting, minor, adult, leader


COMPANY = invariants.DECLARED[
    "no minor has a place without a guardian's consent and a confirmed adult"
]


def place_of(minor):
    assert invariants.offenders(COMPANY) == []
    return minor.state, [each.value for each in obstacles(minor)]


def test_a_minor_counts_with_consent_and_adult_and_loses_the_place_without_either(company):
    meeting, minor, adult, leader = company
    assert place_of(minor) == (S.SUBMITTED, ["guardian", "chaperone"])

    consent = make_consent(minor, actor=leader)
    assert place_of(minor) == (S.SUBMITTED, ["chaperone"])
    bond = chaperones.name_chaperone(minor, reference=adult.reference.lower(), actor=leader)
    assert place_of(minor) == (S.SUBMITTED, ["chaperone"])
    chaperones.agree(bond)
    assert place_of(minor) == (S.CONFIRMED, [])
    assert meeting.categories[0].taken == 2

    token = new_link(consent)
    minors.withdraw_consent(consent_by_token(token))
    assert place_of(minor) == (S.SUBMITTED, ["guardian"])
    assert meeting.categories[0].taken == 1
    with pytest.raises(RuleViolation):
        minors.withdraw_consent(consent)

    make_consent(minor, actor=leader)
    assert place_of(minor) == (S.CONFIRMED, [])
    leaving.withdraw(adult, actor=leader)
    assert place_of(minor) == (S.SUBMITTED, ["chaperone"])
    assert chaperone_of(minor) is None
    assert meeting.categories[0].taken == 0


def test_a_minor_whose_adult_waits_follows_when_the_adult_gets_a_place_and_loses_it(db):
    meeting = make_youth_meeting(places=2)
    organization, leader = make_leader()
    first, second = make_nominations(meeting, 2, organization=organization, leader=leader)
    adult = make_nominee(meeting, organization, leader)
    minor = make_minor(meeting, organization=organization, leader=leader)
    make_consent(minor, actor=leader)
    make_company(minor, adult, actor=leader)
    assert (adult.state, minor.state) == (S.WAITING, S.SUBMITTED)

    for left in (first, second):
        leaving.withdraw(left, actor=leader)
    leaving.accept_offer(adult, actor=leader)
    assert (adult.state, minor.state) == (S.CONFIRMED, S.CONFIRMED)

    officer = actor_for(make_account(Role.MEETING_OFFICER))
    deciding.refuse(adult, actor=officer, reason="Spoken for twice.")
    assert place_of(minor) == (S.SUBMITTED, ["chaperone"])
    assert meeting.categories[0].taken == 0


def test_the_database_itself_refuses_a_confirmed_minor_alone(company, db):
    _meeting, minor, adult, leader = company
    alone = (
        "UPDATE meeting_registration SET state = 'confirmed', confirmed_at = now() WHERE id = :id"
    )
    with pytest.raises(IntegrityError, match="minor_in_company"):
        write(db, alone, id=minor.id)
    make_consent(minor, actor=leader)
    make_company(minor, adult, actor=leader)

    leave = (
        "UPDATE meeting_registration SET state = 'submitted', confirmed_at = NULL WHERE id = :id"
    )
    with pytest.raises(IntegrityError, match="without an adult"):
        write(db, leave, "SET CONSTRAINTS ALL IMMEDIATE", id=adult.id)


@bookkeeping
def write(db, *statements, **values):
    with db.begin_nested():
        for statement in statements:
            db.execute(text(statement), values)


def test_who_becomes_a_minor_is_held_and_somebody_else_needs_a_consent_of_their_own(company):
    _meeting, minor, adult, leader = company
    officer = actor_for(make_account(Role.MEETING_OFFICER))
    token = new_link(make_consent(minor, actor=leader))
    make_company(minor, adult, actor=leader)

    def change(registration, **wanted):
        asked = changing.ask_change(registration, wanted, actor=leader, reason="As it is.")
        changing.accept_change(asked, actor=officer)

    change(minor, name="Another Youth of Green Youth (Kenya)")
    assert place_of(minor) == (S.SUBMITTED, ["guardian", "chaperone"])
    assert consent_by_token(token) is None  # the first one's guardian reads nothing of the next
    make_consent(minor, actor=leader)
    make_company(minor, adult, actor=leader)
    assert minor.state is S.CONFIRMED

    change(adult, age_band=AgeBand.YOUTH)
    assert place_of(adult) == (S.SUBMITTED, ["guardian", "chaperone"])
    assert place_of(minor) == (S.SUBMITTED, ["chaperone"])
    change(adult, age_band=AgeBand.ADULT)
    assert adult.state is S.CONFIRMED

    closed = make_online_meeting()
    grown_up = make_registration(closed)
    asked = changing.ask_change(
        grown_up, {"age_band": AgeBand.CHILD}, actor=actor_for(grown_up.person), reason="Younger."
    )
    with pytest.raises(RuleViolation):
        changing.accept_change(asked, actor=officer)


def test_who_comes_to_the_room_needs_an_adult_there(db):
    meeting = make_youth_meeting(mode=Mode.HYBRID, places=3)
    organization, leader = make_leader()
    officer = actor_for(make_account(Role.MEETING_OFFICER))
    minor = make_minor(meeting, organization=organization, leader=leader, mode=Mode.IN_PERSON)
    online = make_nominee(meeting, organization, leader)
    there = make_nominee(meeting, organization, leader, mode=Mode.IN_PERSON)
    make_consent(minor, actor=leader)
    with pytest.raises(RuleViolation, match="online"):
        chaperones.name_chaperone(minor, reference=online.reference, actor=leader)
    make_company(minor, there, actor=leader)
    assert place_of(minor) == (S.CONFIRMED, [])

    for one, mode, state in ((there, Mode.ONLINE, S.SUBMITTED), (minor, Mode.ONLINE, S.CONFIRMED)):
        asked = changing.ask_change(one, {"mode": mode}, actor=leader, reason="The flight.")
        changing.accept_change(asked, actor=officer)
        assert place_of(minor) == (state, [] if state is S.CONFIRMED else ["chaperone"])


def test_an_adult_goes_along_with_so_many_and_no_more_and_only_of_the_same_organization(company):
    meeting, minor, adult, leader = company
    change_setting(
        "meetings.minors_per_chaperone", actor=administrator(), value=1, reason="Few adults."
    )
    second = make_minor(meeting, organization=adult.organization, leader=leader)
    make_company(minor, adult, actor=leader)
    with pytest.raises(RuleViolation):
        make_company(second, adult, actor=leader)

    (stranger,) = make_nominations(meeting, 1)
    with pytest.raises(RuleViolation):
        chaperones.name_chaperone(second, reference=stranger.reference, actor=leader)
    consent = make_consent(second, actor=leader)
    bond = chaperones.name_chaperone_as_guardian(consent, reference=stranger.reference)
    with pytest.raises(NotAllowed):
        chaperones.agree(bond, actor=leader)
    chaperones.agree(bond)
    assert second.chaperone_id == stranger.id
    chaperones.step_back(bond)
    assert second.chaperone_id is None


def administrator():
    return actor_for(make_account(Role.ADMINISTRATOR))


def test_mails_about_a_minor_go_to_an_adult(company, db):
    _meeting, minor, adult, leader = company
    consent = make_consent(minor, actor=leader, language="fr")
    make_company(minor, adult, actor=leader)

    sent = db.scalars(select(Message).where(Message.about_id == minor.id)).all()
    assert minor.email not in {each.to for each in sent}
    by_template = {each.template: each for each in sent}
    assert by_template["meetings/confirmed"].to == consent.email
    assert by_template["meetings/confirmed"].language == "fr"
    assert by_template["meetings/submitted"].to == minor.nominated_by.email


def test_a_link_ends_and_a_new_one_takes_its_place(company, time_machine):
    _meeting, minor, _adult, leader = company
    with pytest.raises(RuleViolation):
        minors.ask_guardian(minor, a_guardian(email=minor.email.upper()), actor=leader)
    first = make_asked(minor, actor=leader)
    token = new_link(first)
    assert consent_by_token(token) is first
    second = make_asked(minor, actor=leader)
    assert consent_by_token(token) is None

    token = new_link(second)
    time_machine.move_to(second.expires_at)
    assert consent_by_token(token) is None
    with pytest.raises(RuleViolation):
        minors.give_consent(second, media=False, language="en")


def test_a_guardian_answers_by_the_link_and_staff_enter_a_paper(company, client, sign_in, db):
    _meeting, minor, adult, leader = company
    consent = make_asked(minor, actor=leader)
    path = f"/ar/meetings/guardian/{new_link(consent)}"
    page = client.get(path)
    assert minor.name in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert client.post(path, data={}).status_code == 422
    client.post(path, data={"answer": "yes", "media": "y"})
    assert (consent.is_given, consent.media, consent.language) == (True, True, "ar")
    assert consent.text_version
    client.post(f"{path}/media", data={})
    assert not consent.media
    client.post(f"{path}/chaperone", data={"reference": adult.reference})
    bond = chaperone_of(minor)
    assert bond.by_guardian
    client.post(f"/en/meetings/go-along/{new_link(bond)}", data={"answer": "yes"})
    assert minor.state is S.CONFIRMED
    client.post(f"{path}/withdraw")
    assert minor.state is S.SUBMITTED

    officer = sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    answer = officer.post(
        f"/en/meetings/registrations/{minor.id}/enter-consent",
        data={
            "name": "Guardian of Green Youth (Kenya)",
            "relation": "parent",
            "language": "en",
            "file": (io.BytesIO(pdf()), "consent.pdf"),
        },
    )
    assert answer.status_code == 302, answer.text
    assert minor.state is S.CONFIRMED
    paper = f"/en/meetings/guardians/{consent_of(minor).id}/paper"
    assert officer.get(paper, buffered=True).data == pdf()
    for role in (Role.MEETING_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR):
        browser = sign_in(make_account(role))
        for hidden in (paper, f"/en/meetings/registrations/{minor.id}/guardian"):
            assert browser.get(hidden).status_code in {403, 404}, role


def test_after_the_meeting_a_withdrawal_leaves_what_was(company, time_machine):
    meeting, minor, adult, leader = company
    consent = make_consent(minor, actor=leader)
    make_company(minor, adult, actor=leader)
    time_machine.move_to(meeting.ends_at)

    minors.withdraw_consent(consent)
    assert minor.state is S.CONFIRMED
    assert not consent.is_given
