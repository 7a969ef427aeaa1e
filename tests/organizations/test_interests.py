"""Conflicts of interest: declared, derived, and what they hide."""

import re

import pytest
from sqlalchemy import select

from engagement.accreditation.models import ApplicationState
from engagement.audit.models import AuditEvent
from engagement.core.clock import now
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.organizations.commands.interests import declare_interest, end_interest
from engagement.organizations.models import Interest, Membership
from engagement.organizations.permissions import Organizations
from engagement.organizations.queries import actor_for
from engagement.organizations.queries.interests import (
    Why,
    derived_conflicts,
    organizations_named,
)
from engagement.organizations.queries.staff import staff_who_may
from tests.factories import make_account, make_actor, make_application, make_organization


def events(db, action):
    return db.scalars(select(AuditEvent).filter_by(action=f"organizations:interest:{action}")).all()


def test_declare_interest_hides_the_organization_s_cases_at_once(db):
    organization, reviewer = make_organization(), make_account(Role.REVIEWER)

    declare_interest(organization, actor=actor_for(reviewer), reason="My sister leads it.")

    assert actor_for(reviewer).conflicts == {organization.id}
    assert [e.data for e in events(db, "declared")] == [{"reason": "My sister leads it."}]
    assert events(db, "declared")[0].about_organization_id == organization.id


def test_declare_interest_is_refused_twice_and_to_people_without_a_staff_role(db):
    organization, reviewer = make_organization(), make_account(Role.REVIEWER)
    declare_interest(organization, actor=actor_for(reviewer), reason="A friend.")

    with pytest.raises(RuleViolation, match="already"):
        declare_interest(organization, actor=actor_for(reviewer), reason="A friend.")
    with pytest.raises(NotAllowed):
        declare_interest(organization, actor=make_actor(), reason="A friend.")


def test_end_interest_shows_the_cases_again_and_keeps_both_reasons(db):
    organization = make_organization()
    reviewer = make_account(Role.REVIEWER, interest_in=[organization])
    interest = db.scalars(select(Interest)).one()

    end_interest(interest, actor=actor_for(reviewer), reason="She left.")

    assert actor_for(reviewer).conflicts == frozenset()
    assert [e.data for e in events(db, "ended")] == [{"reason": "She left."}]
    with pytest.raises(RuleViolation):
        end_interest(interest, actor=actor_for(reviewer), reason="Again.")


def test_end_interest_is_refused_to_anybody_else(db):
    make_account(Role.REVIEWER, interest_in=[make_organization()])
    interest = db.scalars(select(Interest)).one()

    with pytest.raises(NotAllowed):
        end_interest(interest, actor=make_actor(Role.HEAD_OF_UNIT), reason="Try.")


def test_derived_conflicts_are_those_of_the_rules_each_with_its_reasons(db):
    member_of, left, colleague_s, site, other = (make_organization() for _ in range(5))
    reviewer = make_account(
        Role.REVIEWER, email="rosa@shore.example", member_of=[member_of, left, colleague_s]
    )
    make_account(email="colleague@shore.example", member_of=[colleague_s])
    make_account(email="stranger@elsewhere.example", member_of=[other])
    set_up(db, site, left, reviewer)

    found = {one.organization.id: one.reasons for one in derived_conflicts(reviewer)}

    assert found == {
        member_of.id: [Why.MEMBER],
        left.id: [Why.FORMER_MEMBER],
        colleague_s.id: [Why.MEMBER, Why.COLLEAGUE],
        site.id: [Why.WEBSITE],
    }
    assert set(found) == actor_for(reviewer).conflicts


@bookkeeping
def set_up(db, site, left, reviewer):
    site.web_domain = "shore.example"
    membership = db.scalars(
        select(Membership).filter_by(person_id=reviewer.id, organization_id=left.id)
    ).one()
    membership.ended_at = now()


def test_the_page_names_no_organization_whose_conflict_was_not_declared(db, sign_in):
    declared, derived = make_organization(name="Blue Coast"), make_organization(name="Hidden Bay")
    another = make_organization(name="Hidden Cape")
    reviewer = make_account(Role.REVIEWER, email="r@shore.example", interest_in=[declared])
    make_account(email="colleague@shore.example", member_of=[derived, another])

    page = sign_in(reviewer).get("/en/organizations/interests").text

    assert "Blue Coast" in page
    assert "Hidden" not in page
    assert re.search(r"same domain as yours\.</th>\s*<td[^>]*>.*?2", page, re.DOTALL)


def test_public_mail_providers_make_no_conflict(db):
    make_account(email="a@gmail.com", member_of=[make_organization()])
    reviewer = make_account(Role.REVIEWER, email="b@gmail.com")

    assert derived_conflicts(reviewer) == []
    assert actor_for(reviewer).conflicts == frozenset()


def test_the_search_offers_no_organization_in_conflict(db):
    kept, offered = make_organization(name="Blue Coast"), make_organization(name="Blue Bay")
    actor = make_actor(Role.REVIEWER, interest_in=[kept])

    assert organizations_named(actor, "blue") == [offered]
    assert organizations_named(actor, "  ") == []


def test_an_interest_is_declared_and_ended_on_pages(db, sign_in):
    organization = make_organization(name="Blue Coast")
    reviewer = make_account(Role.REVIEWER)
    browser = sign_in(reviewer)
    page = f"/en/organizations/{organization.id}/declare-interest"

    assert page in browser.get("/en/organizations/interests?q=blue").text
    assert browser.post(page, data={"reason": ""}).status_code == 422
    assert browser.post(page, data={"reason": "A friend."}).status_code == 302
    listed = browser.get("/en/organizations/interests").text
    assert "Blue Coast" in listed and "A friend." in listed
    assert browser.get(page).status_code == 404

    interest = db.scalars(select(Interest)).one()
    end = f"/en/organizations/interests/{interest.id}/end-interest"
    assert browser.get(end).status_code == 200
    assert browser.post(end, data={"reason": "She left."}).status_code == 302
    assert browser.get(page).status_code == 200
    assert sign_in(make_account(Role.REVIEWER)).get(end).status_code == 404
    assert sign_in(make_account()).get("/en/organizations/interests").status_code == 403


def test_mail_about_a_case_goes_to_staff_who_may_see_it(db):
    application = make_application(state=ApplicationState.SUBMITTED)
    free = make_account(Role.REVIEWER)
    make_account(Role.REVIEWER, interest_in=[application.organization])
    make_account(Role.AUDITOR)

    assert staff_who_may(Organizations.VIEW, application.organization, Role.REVIEWER) == [free]
