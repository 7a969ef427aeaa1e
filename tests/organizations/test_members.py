"""Members: roles, leaving, removal; never without a focal point."""

import pytest
from sqlalchemy import select, text

from engagement.audit.models import AuditEvent
from engagement.core import invariants
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.mail.models import Message
from engagement.organizations import commands, queries
from engagement.organizations.models import MembershipRole
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_actor, make_organization


def membership_of(organization, account):
    return queries.open_membership(organization, account.id)


def test_a_role_is_changed_told_and_audited(db):
    organization = make_organization()
    leader = make_account(leads=[organization])
    helper = make_account(member_of=[organization], language="ar")
    membership = membership_of(organization, helper)
    commands.change_role(membership, actor=actor_for(leader), role=MembershipRole.FOCAL_POINT)
    assert organization.id in actor_for(helper).leads
    mail = db.scalars(select(Message)).one()
    assert (mail.template, mail.to) == ("organizations/role_changed", helper.email)
    event = db.scalars(select(AuditEvent)).one()
    assert event.data["role"] == ["contributor", "focal_point"]


def test_only_a_focal_point_changes_roles(db):
    organization = make_organization()
    make_account(leads=[organization])
    helper = make_account(member_of=[organization])
    with pytest.raises(NotAllowed):
        commands.change_role(
            membership_of(organization, helper),
            actor=actor_for(helper),
            role=MembershipRole.FOCAL_POINT,
        )


def test_the_last_focal_point_stays(db):
    organization = make_organization()
    leader = make_account(leads=[organization])
    make_account(member_of=[organization])
    membership = membership_of(organization, leader)
    with pytest.raises(RuleViolation, match="always has a focal point"):
        commands.end_membership(membership, actor=actor_for(leader))
    with pytest.raises(RuleViolation, match="always has a focal point"):
        commands.change_role(membership, actor=actor_for(leader), role=MembershipRole.CONTRIBUTOR)
    assert membership.ended_at is None


def test_a_removed_person_is_shut_out_at_the_next_request(db, sign_in):
    organization = make_organization()
    leader = make_account(leads=[organization])
    helper = make_account(member_of=[organization])
    browser = sign_in(helper)
    page = f"/en/organizations/{organization.id}"
    assert browser.get(page).status_code == 200
    commands.end_membership(membership_of(organization, helper), actor=actor_for(leader))
    assert browser.get(page).status_code == 404
    assert browser.get(f"{page}/people").status_code == 404
    mail = db.scalars(select(Message)).one()
    assert (mail.template, mail.to) == ("organizations/membership_ended", helper.email)


def test_somebody_leaves_and_the_focal_points_hear_of_it(db, sign_in):
    organization = make_organization()
    leader = make_account(leads=[organization])
    helper = make_account(member_of=[organization])
    membership = membership_of(organization, helper)
    browser = sign_in(helper)
    page = f"/en/organizations/memberships/{membership.id}/end-membership"
    assert "You lose access" in browser.get(page).text
    assert browser.post(page).location.endswith("/en/home")
    assert db.scalars(select(Message)).one().to == leader.email
    assert browser.get(f"/en/organizations/{organization.id}").status_code == 404
    with pytest.raises(RuleViolation, match="does not belong"):
        commands.end_membership(membership, actor=actor_for(leader))


def test_a_member_cannot_remove_another(db, sign_in):
    organization = make_organization()
    leader = make_account(leads=[organization])
    helper = make_account(member_of=[organization])
    membership = membership_of(organization, leader)
    page = f"/en/organizations/memberships/{membership.id}/end-membership"
    assert sign_in(helper).post(page).status_code == 403
    assert sign_in(make_account()).post(page).status_code == 404
    with pytest.raises(NotAllowed):
        commands.end_membership(membership, actor=make_actor())


def test_the_page_of_a_role_explains_and_saves(db, sign_in):
    organization = make_organization()
    leader = make_account(leads=[organization])
    other = make_account(leads=[organization])
    browser = sign_in(leader)
    page = f"/en/organizations/memberships/{membership_of(organization, other).id}/change-role"
    assert "cannot submit or invite" in browser.get(page).text
    assert browser.post(page, data={"role": "contributor"}).status_code == 302
    own = f"/en/organizations/memberships/{membership_of(organization, leader).id}/change-role"
    response = browser.post(own, data={"role": "contributor"})
    assert response.status_code == 422
    assert "always has a focal point" in response.text


@pytest.mark.parametrize(
    ("name", "breaking"),
    [
        (
            "an organization with members has a focal point",
            "UPDATE organization_membership SET role = 'contributor'",
        ),
        (
            "an organization with members is not kept by staff",
            "UPDATE organization SET kept_by_staff = true",
        ),
    ],
)
def test_an_invariant_finds_a_broken_row(db, name, breaking):
    organization = make_organization()
    make_account(leads=[organization])
    assert invariants.offenders(invariants.DECLARED[name]) == []
    db.connection().execute(text(breaking))
    assert invariants.offenders(invariants.DECLARED[name]) == [str(organization.id)]
