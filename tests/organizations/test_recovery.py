"""An organization whose focal points have gone: who is told, who can invite a new one."""

import pytest
from sqlalchemy import select

from engagement.accounts import commands as accounts
from engagement.accounts.models import Account
from engagement.audit.models import AuditEvent
from engagement.core.clock import now
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role, can
from engagement.mail.models import Message
from engagement.organizations import commands, queries
from engagement.organizations.models import MembershipRole
from engagement.organizations.permissions import Organizations
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_actor, make_organization


@bookkeeping
def close(account):
    account.deactivated_at = now()


def unled():
    """An organization with one contributor, whose only focal point's account is closed."""
    organization = make_organization()
    close(make_account(leads=[organization]))
    return organization, make_account(member_of=[organization])


def invite(organization, actor, email="new@place.example"):
    return commands.invite_focal_point(
        organization, actor=actor, email=email, language="fr", reason="A letter of its board."
    )


def test_a_head_of_unit_invites_a_focal_point_and_says_why(db):
    organization, contributor = unled()

    invitation = invite(organization, make_actor(Role.HEAD_OF_UNIT), contributor.email)
    event = db.scalars(select(AuditEvent).filter_by(action="organizations:invitation:sent")).one()
    assert event.data["reason"] == "A letter of its board."
    commands.accept_invitation(invitation, actor=actor_for(contributor))

    assert [person.id for person in queries.focal_points(organization.id)] == [contributor.id]


def test_an_open_invitation_to_the_same_address_gives_way(db):
    organization, _ = unled()
    head = make_actor(Role.HEAD_OF_UNIT)
    first = invite(organization, head)

    second = invite(organization, head)

    assert first.revoked_at is not None
    assert queries.open_invitations(organization) == [second]


def test_it_is_refused_while_somebody_leads(db):
    organization = make_organization()
    make_account(leads=[organization])

    with pytest.raises(RuleViolation, match="leads this organization"):
        invite(organization, make_actor(Role.HEAD_OF_UNIT))


@pytest.mark.parametrize("role", [None, *(role for role in Role if role != Role.HEAD_OF_UNIT)])
def test_nobody_else_invites(db, role):
    organization, contributor = unled()

    with pytest.raises(NotAllowed):
        invite(organization, make_actor(*([role] if role else [])))
    with pytest.raises(NotAllowed):
        invite(organization, actor_for(contributor))
    with pytest.raises(NotAllowed):
        invite(organization, make_actor(Role.HEAD_OF_UNIT, interest_in=[organization]))


def test_a_request_to_join_leads_the_head_of_unit_to_a_page_that_works(db, sign_in):
    organization, _ = unled()
    head = make_account(Role.HEAD_OF_UNIT)
    commands.ask_to_join(organization, actor=make_actor(), email="asker@place.example")

    mail = db.scalars(select(Message).filter_by(template="organizations/asks_to_join")).one()
    page = f"/en/organizations/{organization.id}/invite-focal-point"
    assert mail.person_id == head.id
    assert page in mail.body_text
    browser = sign_in(head)
    assert browser.get(page).status_code == 200
    asked = {"email": "asker@place.example", "language": "fr"}
    assert browser.post(page, data=asked).status_code == 422
    assert browser.post(page, data=asked | {"reason": "A letter."}).status_code == 302
    people = browser.get(f"/en/organizations/{organization.id}/people").text
    assert "This organization has no focal point" in people
    assert page in people


@pytest.mark.parametrize("role", [None, *Role])
def test_organizations_that_nobody_leads_are_listed_to_those_who_can_help(db, sign_in, role):
    (organization, _), (hidden, _) = unled(), unled()
    close(make_account(leads=[gone := make_organization()]))
    make_account(leads=[led := make_organization()])
    account = make_account(*([role] if role else []), interest_in=[hidden])
    actor = actor_for(account)

    listed = {row.id for row in db.execute(queries.led_by_nobody(actor))}

    assert led.id not in listed
    expected = {organization.id, gone.id} if role == Role.HEAD_OF_UNIT else set()
    assert listed == expected
    for one in (organization, hidden):
        assert can(actor, Organizations.RECOVER, one) == (one.id in listed)
    page = sign_in(account).get("/en/organizations/led-by-nobody")
    assert page.status_code == (200 if role == Role.HEAD_OF_UNIT else 403)


def test_the_only_focal_point_names_a_colleague_before_asking_to_be_erased(db):
    organization = make_organization(name="Wetland Women")
    leader = make_account(leads=[organization])
    colleague = make_account(member_of=[organization])

    with pytest.raises(RuleViolation, match="only focal point of Wetland Women"):
        accounts.ask_erasure(leader, actor=actor_for(leader))
    membership = queries.open_membership(organization, colleague.id)
    commands.change_role(membership, actor=actor_for(leader), role=MembershipRole.FOCAL_POINT)
    assert accounts.ask_erasure(leader, actor=actor_for(leader)).answer is None


@pytest.mark.parametrize("others", ["none", "closed"])
def test_whoever_is_alone_may_ask_to_be_erased(db, others):
    organization = make_organization()
    leader = make_account(leads=[organization])
    if others == "closed":
        close(make_account(member_of=[organization]))

    accounts.ask_erasure(leader, actor=actor_for(leader))

    assert db.get(Account, leader.id).deactivated_at is None
