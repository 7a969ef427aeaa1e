"""Records are linked by who may see them, and shown to those who may see them."""

import uuid

import pytest

from engagement.action_plan import commands, queries
from engagement.action_plan.models import UpdateState
from engagement.bodies.commands import MeetingData, add_meeting
from engagement.bodies.commands import remove as remove_from_bodies
from engagement.bodies.models import BodyKey, Mode
from engagement.core.clock import today
from engagement.core.errors import NotAllowed
from engagement.core.permissions import Role
from engagement.organizations.models import Protection
from engagement.outreach.commands.records import RecordData, enter_record
from engagement.outreach.models import OutreachKind
from tests.action_plan.cases import ACTION, make_update
from tests.directory.rows import begin_earlier
from tests.factories import make_account, make_accreditation, make_actor, make_organization

PAGE = f"/en/plan/actions/{ACTION}"


@pytest.fixture
def organization(db):
    return make_organization(name="Wetland Women")


def test_an_officer_links_a_record_by_its_address_and_removes_it(sign_in, client, organization):
    desk = sign_in(make_account(Role.PROGRAMME_OFFICER))
    address = f"http://localhost/fr/organizations/{organization.id}?x=1"

    for _twice in range(2):
        sent = desk.post(f"{PAGE}/link-record", data={"address": address})
        assert sent.status_code == 302
    assert desk.get(PAGE).text.count("Wetland Women") == 1
    assert "Wetland Women" not in client.get(PAGE).text
    assert "Linked records" not in client.get(PAGE).text
    assert "Wetland Women" in sign_in(make_account(leads=[organization])).get(PAGE).text
    (link,) = queries.links_of(ACTION)
    assert link.about_organization_id == organization.id
    assert desk.post(f"/en/plan/links/{link.id}/end-link").status_code == 302
    assert queries.links_of(ACTION) == []
    assert desk.post(f"/en/plan/links/{link.id}/end-link").status_code == 404


def test_an_address_of_nothing_or_of_what_is_hidden_is_told_alike(sign_in, organization):
    desk = sign_in(make_account(Role.PROGRAMME_OFFICER, interest_in=[organization]))
    hidden = f"/en/organizations/{organization.id}"

    answers = {
        address: desk.post(f"{PAGE}/link-record", data={"address": address})
        for address in (
            hidden,
            f"/en/organizations/{uuid.uuid4()}",
            "/en/plan",
            "https://elsewhere.example/en/plan",
            "http://[broken",
            "nonsense",
            "",
        )
    }
    for address, answer in answers.items():
        assert answer.status_code == 422, address
        sentence = "No record that you may see" if address else "Copy the address"
        assert sentence in answer.text, address
    assert queries.links_of(ACTION) == []


def link(desk, address):
    return desk.post(f"{PAGE}/link-record", data={"address": address}).status_code


def test_public_records_are_linked_by_their_public_address_and_everybody_follows(
    db, sign_in, client
):
    keeper = make_actor(Role.PROTOCOL_OFFICER)
    given = MeetingData({"en": "Seventh session"}, today(), today(), "Nairobi", Mode.IN_PERSON)
    meeting = add_meeting(BodyKey.ASSEMBLY, given, actor=keeper)
    entry = make_accreditation(name="Wetland Women")
    desk = sign_in(make_account(Role.PROGRAMME_OFFICER))
    shown = {
        f"/en/bodies/assembly/meetings#meeting-{meeting.id}": "Seventh session",
        f"/en/register/{entry.number}": "Wetland Women",
    }

    for address in shown:
        assert link(desk, address) == 302
    page = client.get(PAGE).text
    for address, name in shown.items():
        assert f'href="{address}"' in page and name in page
        there = client.get(address).text
        assert f'href="{PAGE}"' in there.split("Actions this belongs to:")[1]
    assert client.get("/en/bodies/assembly/meetings").text.count(f'id="meeting-{meeting.id}"') == 1
    assert link(desk, "/en/bodies/assembly/meetings#meeting-x") == 422
    assert link(desk, f"/en/bodies/assembly/meetings#meeting-{uuid.uuid4()}") == 422

    remove_from_bodies(meeting, actor=keeper, reason="Entered twice.")
    assert "Seventh session" not in client.get(PAGE).text
    assert link(desk, f"/en/bodies/assembly/meetings#meeting-{meeting.id}") == 422


def test_a_protected_entry_is_not_named_on_the_action(db, sign_in, client):
    entry = make_accreditation(name="Wetland Women")
    path = f"/en/register/{entry.number}"
    desk = sign_in(make_account(Role.PROGRAMME_OFFICER))
    assert link(desk, path) == 302
    begin_earlier(entry, entry.since, Protection.PROTECTED)

    assert "Wetland Women" not in client.get(PAGE).text
    assert "Actions this belongs to" not in client.get(path).text
    assert link(desk, path) == 422


def test_the_page_of_a_record_names_its_actions(db, sign_in):
    officer = make_account(Role.PROGRAMME_OFFICER, Role.REGIONAL_OFFICER)
    given = RecordData(OutreachKind.VISIT, "Visit", today(), None, "Four networks.")
    record = enter_record(given, actor=make_actor(Role.REGIONAL_OFFICER))
    desk = sign_in(officer)
    path = f"/en/outreach/{record.id}"
    assert "Actions this belongs to" not in desk.get(path).text

    assert link(desk, path) == 302
    assert link(desk, path) == 302

    words = desk.get(path).text.split("Actions this belongs to:")[1].split("</p>")[0]
    assert words.count(f'href="{PAGE}"') == 1


def test_a_conflict_hides_a_link_that_a_colleague_made(sign_in, organization):
    commands.link_record(ACTION, organization, actor=make_actor(Role.PROGRAMME_OFFICER))

    shown = sign_in(make_account(Role.PROGRAMME_OFFICER)).get(PAGE).text
    kept = sign_in(make_account(Role.PROGRAMME_OFFICER, interest_in=[organization])).get(PAGE).text
    assert "Wetland Women" in shown
    assert "Wetland Women" not in kept


def test_only_officers_link_and_only_what_they_may_see(organization):
    draft = make_update(UpdateState.DRAFT)
    officer = make_actor(Role.PROGRAMME_OFFICER, interest_in=[organization])

    for actor, subject in ((make_actor(Role.REVIEWER), draft), (officer, organization)):
        with pytest.raises(NotAllowed):
            commands.link_record(ACTION, subject, actor=actor)
    with pytest.raises(NotAllowed):
        commands.link_record("IX.A.1", draft, actor=officer)
