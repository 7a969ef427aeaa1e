"""Records are linked by who may see them, and shown to those who may see them."""

import uuid

import pytest

from engagement.action_plan import commands, queries
from engagement.action_plan.models import UpdateState
from engagement.core.errors import NotAllowed
from engagement.core.permissions import Role
from tests.action_plan.cases import ACTION, make_update
from tests.factories import make_account, make_actor, make_organization

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
