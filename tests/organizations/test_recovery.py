"""An organization whose focal points have gone: who proposes a new one, who confirms."""

import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.accounts import commands as accounts
from engagement.accounts.models import Account
from engagement.audit.models import AuditEvent
from engagement.core.clock import moved_to, now
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role, can
from engagement.demo.papers import page
from engagement.documents.intake import take_in
from engagement.mail.models import Message
from engagement.organizations import commands, jobs, queries
from engagement.organizations.models import ClaimState, Invitation, MembershipRole
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


def letter():
    return take_in(io.BytesIO(page("The board names a new focal point.")), "letter.pdf")


def propose(organization, actor, email="new@place.example"):
    return commands.open_recovery(
        organization,
        actor=actor,
        email=email,
        language="fr",
        reason="A letter of its board.",
        taken=letter(),
    )


def mails(db, template):
    return db.scalars(select(Message).filter_by(template=f"organizations/{template}")).all()


def invited(db):
    """Who has an open invitation."""
    return db.scalars(select(Invitation).where(Invitation.revoked_at.is_(None))).all()


def take_effect(claim, days=8):
    with moved_to(now() + timedelta(days=days)):
        jobs.effect_claim(str(claim.id))


def test_two_of_staff_and_time_to_object_stand_before_the_invitation(db):
    organization, contributor = unled()
    gone = db.scalars(select(Account).where(Account.deactivated_at.is_not(None))).one()

    claim = propose(organization, make_actor(Role.HEAD_OF_UNIT), contributor.email)
    event = db.scalars(
        select(AuditEvent).filter_by(action="organizations:claim:recovery_opened")
    ).one()
    assert event.data["reason"] == "A letter of its board."
    assert contributor.email not in str(event.data)
    assert [one.to for one in mails(db, "claim_notice")] == [gone.email]
    assert claim.letter is not None
    take_effect(claim)
    assert invited(db) == [], "not before a second person has confirmed"
    commands.confirm_claim(claim, actor=make_actor(Role.REVIEWER))
    jobs.effect_claim(str(claim.id))
    assert invited(db) == [], "not before the time to object is over"
    take_effect(claim)

    assert claim.state == ClaimState.GRANTED
    (invitation,) = invited(db)
    assert (invitation.email, invitation.language) == (contributor.email, "fr")
    commands.accept_invitation(invitation, actor=actor_for(contributor))
    assert [person.id for person in queries.focal_points(organization.id)] == [contributor.id]


def test_a_former_focal_point_objects(db, client):
    organization, _ = unled()
    claim = propose(organization, make_actor(Role.HEAD_OF_UNIT))
    commands.confirm_claim(claim, actor=make_actor(Role.REVIEWER))
    link = re.search(r"/en/organizations/claims/object/\S+", mails(db, "claim_notice")[0].body_text)

    assert client.post(link[0], data={"words": "I lead it still."}).status_code == 302
    take_effect(claim)

    assert claim.state == ClaimState.OBJECTED
    assert invited(db) == []


def test_who_proposed_does_not_confirm(db):
    organization, _ = unled()
    head = make_actor(Role.HEAD_OF_UNIT)
    claim = propose(organization, head)

    with pytest.raises(RuleViolation, match="somebody else"):
        commands.confirm_claim(claim, actor=head)


def test_an_organization_has_one_proposal_at_a_time(db):
    organization, _ = unled()
    head = make_actor(Role.HEAD_OF_UNIT)
    propose(organization, head)

    with pytest.raises(RuleViolation, match="already"):
        propose(organization, head, "other@place.example")


def test_it_is_refused_while_somebody_leads(db):
    organization = make_organization()
    make_account(leads=[organization])

    with pytest.raises(RuleViolation, match="leads this organization"):
        propose(organization, make_actor(Role.HEAD_OF_UNIT))


@bookkeeping
def silent(organization):
    """A focal point who has not been here for a year, with the mailbox of then."""
    person = make_account(leads=[organization])
    person.created_at = now() - timedelta(days=400)
    return person


def test_where_no_focal_point_has_signed_in_for_long_another_is_proposed_and_they_are_told(db):
    organization = make_organization()
    leader = silent(organization)
    claim = propose(organization, make_actor(Role.HEAD_OF_UNIT))
    assert [one.to for one in mails(db, "claim_notice")] == [leader.email]
    commands.confirm_claim(claim, actor=make_actor(Role.REVIEWER))
    take_effect(claim, days=20)
    assert invited(db) == [], "they may be away: there is more time"

    take_effect(claim, days=31)

    assert [one.email for one in invited(db)] == ["new@place.example"]


def test_the_proposal_ends_when_a_focal_point_is_seen_again(db, sign_in):
    organization = make_organization()
    leader = silent(organization)
    claim = propose(organization, make_actor(Role.HEAD_OF_UNIT))
    commands.confirm_claim(claim, actor=make_actor(Role.REVIEWER))
    with moved_to(now() + timedelta(days=1)):
        sign_in(leader)

    take_effect(claim, days=31)

    assert claim.state == ClaimState.EXPIRED
    assert invited(db) == []


@pytest.mark.parametrize("role", [None, *(role for role in Role if role != Role.HEAD_OF_UNIT)])
def test_nobody_else_proposes(db, role):
    organization, contributor = unled()

    with pytest.raises(NotAllowed):
        propose(organization, make_actor(*([role] if role else [])))
    if role is None:
        with pytest.raises(NotAllowed):
            propose(organization, actor_for(contributor))
        with pytest.raises(NotAllowed):
            propose(organization, make_actor(Role.HEAD_OF_UNIT, interest_in=[organization]))


def test_a_request_to_join_leads_the_head_of_unit_to_a_page_that_works(db, sign_in):
    organization, _ = unled()
    head = make_account(Role.HEAD_OF_UNIT)
    commands.ask_to_join(organization, actor=make_actor(), email="asker@place.example")

    (mail,) = mails(db, "asks_to_join")
    path = f"/en/organizations/{organization.id}/invite-focal-point"
    assert mail.person_id == head.id
    assert path in mail.body_text
    browser = sign_in(head)
    assert browser.get(path).status_code == 200
    asked = {"email": "asker@place.example", "language": "fr", "reason": "A letter."}
    assert browser.post(path, data=asked).status_code == 422
    bad = asked | {"file": (io.BytesIO(b"MZ"), "letter.exe")}
    assert browser.post(path, data=bad).status_code == 422
    good = asked | {"file": (io.BytesIO(page("A letter")), "letter.pdf")}
    assert browser.post(path, data=good).status_code == 302
    people = browser.get(f"/en/organizations/{organization.id}/people").text
    assert "This organization has no focal point" in people
    assert path in people


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
    answer = sign_in(account).get("/en/organizations/led-by-nobody")
    assert answer.status_code == (200 if role == Role.HEAD_OF_UNIT else 403)


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
