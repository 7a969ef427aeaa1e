"""Inviting colleagues: mail, link, sign-up on the way, revoking, sending again."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from engagement.audit.models import AuditEvent
from engagement.core.clock import now
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.mail.models import Message
from engagement.organizations import commands, queries
from engagement.organizations.models import Invitation, MembershipRole
from engagement.organizations.queries import actor_for
from tests.factories import PASSWORD, make_account, make_actor, make_organization


def invite(organization, actor, email="new@place.example", role=MembershipRole.CONTRIBUTOR):
    return commands.invite_colleague(
        organization, actor=actor, email=email, role=role, language="fr"
    )


def link_of(db):
    mail = db.scalars(
        select(Message)
        .filter_by(template="organizations/invitation")
        .order_by(Message.created_at.desc())
    ).first()
    return re.search(r"http://localhost(\S+/join/\S+)", mail.body_text)[1]


def actions(db):
    return [event.action for event in db.scalars(select(AuditEvent).order_by(AuditEvent.id))]


def test_an_invitation_is_mailed_in_its_language_and_audited(db):
    organization = make_organization()
    invitation = invite(organization, make_actor(leads=[organization]))
    mail = db.scalars(select(Message)).one()
    assert (mail.to, mail.language, mail.person_id) == ("new@place.example", "fr", None)
    assert "/fr/organizations/join/" in mail.body_text
    assert (invitation.expires_at - invitation.created_at).days == 7
    assert actions(db) == ["organizations:invitation:sent"]


@pytest.mark.parametrize("relation", ["member_of", None])
def test_only_a_focal_point_may_invite(db, relation):
    organization = make_organization()
    actor = make_actor(**({relation: [organization]} if relation else {}))
    with pytest.raises(NotAllowed):
        invite(organization, actor)
    assert db.scalars(select(Message)).all() == []


def test_an_address_is_invited_once_and_not_when_it_belongs(db):
    organization = make_organization()
    leader = make_account(leads=[organization])
    actor = actor_for(leader)
    invite(organization, actor)
    with pytest.raises(RuleViolation, match="invited already"):
        invite(organization, actor, email="NEW@place.example")
    with pytest.raises(RuleViolation, match="belongs to the organization"):
        invite(organization, actor, email=leader.email.upper())


def test_the_link_works_once_for_somebody_with_an_account(db, sign_in):
    organization = make_organization()
    leader = make_account(leads=[organization])
    invite(organization, actor_for(leader))
    colleague = make_account()
    browser = sign_in(colleague)
    path = link_of(db)
    assert browser.get(path).status_code == 200
    assert not queries.open_membership(organization, colleague.id)
    assert browser.post(path).status_code == 302
    membership = queries.open_membership(organization, colleague.id)
    assert membership.role == MembershipRole.CONTRIBUTOR
    assert browser.get(path).status_code == 410
    joined = db.scalars(select(Message).filter_by(template="organizations/member_joined")).one()
    assert joined.to == leader.email
    assert "organizations:invitation:accepted" in actions(db)


def test_somebody_without_account_signs_up_and_comes_back(db, client):
    organization = make_organization()
    invite(organization, make_actor(leads=[organization]))
    path = link_of(db)
    assert "Create an account" in client.get(path.replace("/fr/", "/en/")).text
    client.post(
        "/en/sign-up", data={"name": "Nour", "email": "other@place.example", "password": PASSWORD}
    )
    mail = db.scalars(select(Message).filter_by(template="accounts/verify_email")).one()
    confirm = re.search(r"http://localhost(/en/confirm-email/\S+)", mail.body_text)[1]
    assert client.post(confirm).location == path.replace("/fr/", "/en/")
    assert client.post(path).status_code == 302
    assert "other@place.example" in {
        one.person.email for one in queries.open_memberships(organization)
    }


def test_an_invitation_to_ones_own_address_is_found_without_its_link(db, sign_in):
    organization = make_organization()
    account = make_account(email="own@place.example")
    invitation = invite(organization, make_actor(leads=[organization]), email="Own@place.example")
    browser = sign_in(account)
    assert "invites you" in browser.get("/en/home").text
    assert organization.name in browser.get("/en/organizations/invitations").text
    stranger = sign_in(make_account())
    form = {"invitation": str(invitation.id)}
    assert stranger.post("/en/organizations/invitations", data=form).status_code == 404
    assert browser.post("/en/organizations/invitations", data=form).status_code == 302
    assert queries.open_membership(organization, account.id)


def test_a_link_dies_after_seven_days(db, client):
    organization = make_organization()
    invitation = invite(organization, make_actor(leads=[organization]))
    path = link_of(db)
    with time_machine.travel(now() + timedelta(days=7, minutes=1)):
        assert client.get(path).status_code == 410
        with pytest.raises(RuleViolation, match="too old"):
            commands.accept_invitation(invitation, actor=make_actor())


def test_sending_again_ends_the_earlier_link(db, client):
    organization = make_organization()
    actor = make_actor(leads=[organization])
    invitation = invite(organization, actor)
    earlier = link_of(db)
    with time_machine.travel(now() + timedelta(days=8)):
        commands.resend_invitation(invitation, actor=actor)
        assert client.get(earlier).status_code == 410
        assert client.get(link_of(db)).status_code == 200


def test_a_revoked_invitation_cannot_be_accepted_or_sent_again(db, client):
    organization = make_organization()
    actor = make_actor(leads=[organization])
    invitation = invite(organization, actor)
    with pytest.raises(NotAllowed):
        commands.revoke_invitation(invitation, actor=make_actor(member_of=[organization]))
    commands.revoke_invitation(invitation, actor=actor)
    assert client.get(link_of(db)).status_code == 410
    with pytest.raises(RuleViolation, match="revoked"):
        commands.accept_invitation(invitation, actor=make_actor())
    with pytest.raises(RuleViolation, match="revoked"):
        commands.resend_invitation(invitation, actor=actor)
    assert invite(organization, actor).id != invitation.id


def test_a_session_token_or_another_links_token_opens_no_invitation(db, client):
    organization = make_organization()
    invite(organization, make_actor(leads=[organization]))
    token = link_of(db).rsplit("/", 1)[1]
    assert client.get(f"/en/confirm-email/{token}").status_code == 410
    assert client.get(f"/en/sign-in/{token}").status_code == 410
    client.set_cookie("session_id", token)
    assert client.get("/en/home").status_code == 302


def test_the_page_of_people_shows_invitations_to_those_who_may_invite(db, sign_in, count_queries):
    organization = make_organization()
    leader = make_account(leads=[organization])
    invite(organization, actor_for(leader), email="first@place.example")
    page = f"/en/organizations/{organization.id}/people"
    browser = sign_in(leader)
    text = browser.get(page).text
    assert "first@place.example" in text
    assert "One focal point only" in text
    helper = sign_in(make_account(member_of=[organization]))
    assert "first@place.example" not in helper.get(page).text
    assert sign_in(make_account()).get(page).status_code == 404
    assert sign_in(make_account(Role.REVIEWER)).get(page).status_code == 200
    db.expire_all()
    with count_queries() as before:
        browser.get(page)
    for number in range(3):
        make_account(member_of=[organization])
        invite(organization, actor_for(leader), email=f"more{number}@place.example")
    db.expire_all()
    with count_queries() as after:
        browser.get(page)
    assert len(after) == len(before)


def test_a_form_with_errors_says_what_to_do(db, sign_in):
    organization = make_organization()
    browser = sign_in(make_account(leads=[organization]))
    page = f"/en/organizations/{organization.id}/invitations/new"
    response = browser.post(page, data={"email": "nobody", "language": "en"})
    assert response.status_code == 422
    assert "Choose what your colleague may do." in response.text
    data = {"email": "a@place.example", "role": "contributor", "language": "ar"}
    assert browser.post(page, data=data).status_code == 302
    assert browser.post(page, data=data).status_code == 422
    invitation = db.scalars(select(Invitation)).one()
    assert (
        browser.post(f"/en/organizations/invitations/{invitation.id}/resend-invitation").status_code
        == 302
    )
    assert (
        browser.post(f"/en/organizations/invitations/{invitation.id}/revoke-invitation").status_code
        == 302
    )
    assert invitation.revoked_at
