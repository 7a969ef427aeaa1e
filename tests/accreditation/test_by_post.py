"""An application that came by post: entered by staff, marked, and by no means decided by them."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from engagement.accreditation import commands, queries
from engagement.accreditation.models import Act, Application, ApplicationState
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.audit.models import AuditEvent
from engagement.core.clock import today
from engagement.core.db import db as database
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role, can
from engagement.mail.models import Message
from engagement.organizations import commands as organizations
from engagement.organizations.models import MembershipRole, Organization, OrganizationKind
from engagement.organizations.queries import actor_for
from tests.factories import (
    ANSWERS,
    make_account,
    make_actor,
    make_application,
    make_documents,
    make_organization,
)

NEW = {
    "name": "Conseil des anciens d'Agadez",
    "country": "NE",
    "kind": "non_profit",
    "major_group": "indigenous",
}


def enter(actor, **changes):
    values = {
        "kind": OrganizationKind.NON_PROFIT,
        "name": "Elders of Agadez",
        "name_language": "fr",
        "country": "NE",
    }
    return organizations.create_organization(actor=actor, on_paper=True, **values | changes)


def start(organization, actor, day=date(2026, 3, 2)):
    return commands.start_application(
        organization,
        actor=actor,
        track=MAJOR_GROUP.key,
        language="fr",
        received_by_post_on=day,
    )


def fields_of(key):
    values = {name: value for name, value in ANSWERS[key].items() if name != "registered_on"}
    if key == "legal_status":
        values |= {f"registered_on-{part}": "5" for part in ("day", "month")}
        values |= {"registered_on-year": "2012"}
    return values | {"version": "0"}


def test_staff_enter_fill_in_and_submit(db, sign_in):
    clerk = make_account(Role.REVIEWER, name="Rosa")
    browser = sign_in(clerk)
    assert "came by post" in browser.get("/en/home").text
    location = browser.post("/en/organizations/enter", data=NEW).location
    assert "cannot decide on it" in browser.get(location).text
    tomorrow = today() + timedelta(days=1)
    when = {"received_on-day": str(tomorrow.day), "received_on-month": str(tomorrow.month)}
    late = when | {"received_on-year": str(tomorrow.year), "language": "fr"}
    assert browser.post(location, data=late).status_code == 422
    given = {"received_on-day": "2", "received_on-month": "3", "received_on-year": "2026"}
    tasks = browser.post(location, data=given | {"language": "fr"}).location
    person = {"name": "Ghoumour", "position": "Amghar", "nationality": "not_stated"}
    assert browser.post(f"{tasks}/people/add", data=person).status_code == 302
    for section in MAJOR_GROUP.sections:
        if section.key in ANSWERS:
            page = f"{tasks}/sections/{section.key}"
            assert browser.post(page, data=fields_of(section.key)).status_code == 302, section.key
    make_documents(db.scalars(select(Application)).one())
    assert "Came by post on" in browser.get(f"{tasks}/check").text
    sent = browser.post(
        f"{tasks}/submit-application", data={"declared_name": "Ghoumour", "declared": "y"}
    )
    assert sent.status_code == 302
    application = db.scalars(select(Application)).one()
    assert application.received_by_post_on == date(2026, 3, 2)
    assert application.snapshot.declared_name == "Ghoumour"
    assert application.snapshot.content["entry"]["received_by_post_on"] == "2026-03-02"
    assert [(hand.person_id, hand.act) for hand in application.hands] == [(clerk.id, Act.SUBMITTED)]
    desk = sign_in(make_account(Role.REVIEWER)).get(f"/en/accreditation/desk/{application.id}")
    assert "came by post" in desk.text
    assert "Rosa" in desk.text
    assert db.scalars(select(Message)).all() == []


@pytest.mark.parametrize("role", [None, Role.APPROVER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_may_not_enter(db, sign_in, role):
    account = make_account(*([role] if role else []))
    assert sign_in(account).get("/en/organizations/enter").status_code == 403
    with pytest.raises(NotAllowed):
        enter(actor_for(account))


def test_the_day_of_arrival_is_needed(db):
    clerk = make_actor(Role.HEAD_OF_UNIT)
    organization = enter(clerk)
    with pytest.raises(RuleViolation, match="came by post"):
        start(organization, clerk, day=None)
    assert start(organization, clerk).received_by_post_on == date(2026, 3, 2)
    actions = [event.action for event in db.scalars(select(AuditEvent).order_by(AuditEvent.id))]
    assert actions == [
        "organizations:organization:created",
        "accreditation:application:started",
    ]


def test_what_an_organization_does_itself_is_not_marked(db):
    organization = make_organization()
    leader = make_actor(leads=[organization])
    assert start(organization, leader).received_by_post_on is None


def test_staff_cannot_touch_an_organization_that_speaks_for_itself(db, sign_in):
    organization = make_organization()
    make_account(leads=[organization])
    application = make_application(organization=organization)
    clerk = make_account(Role.REVIEWER)
    browser = sign_in(clerk)
    page = f"/en/accreditation/applications/{application.id}"
    assert browser.get(page).status_code == 404
    assert browser.get(f"{page}/sections/environment").status_code == 404
    with pytest.raises(NotAllowed):
        start(organization, actor_for(clerk))


def test_the_first_member_takes_over(db, sign_in):
    clerk = make_account(Role.REVIEWER)
    organization = enter(actor_for(clerk))
    start(organization, actor_for(clerk))
    invitation = organizations.invite_colleague(
        organization,
        actor=actor_for(clerk),
        email="elder@agadez.example",
        role=MembershipRole.FOCAL_POINT,
        language="fr",
    )
    elder = make_account(email="elder@agadez.example")
    organizations.accept_invitation(invitation, actor=actor_for(elder))
    assert not organization.kept_by_staff
    assert organization.id in actor_for(elder).leads
    with pytest.raises(NotAllowed):
        organizations.invite_colleague(
            organization,
            actor=actor_for(clerk),
            email="other@agadez.example",
            role=MembershipRole.FOCAL_POINT,
            language="fr",
        )


def test_a_conflict_keeps_staff_from_a_postal_application(db, sign_in):
    organization = enter(make_actor(Role.REVIEWER))
    application = start(organization, make_actor(Role.REVIEWER))
    kept_away = make_account(Role.REVIEWER, interest_in=[organization])
    browser = sign_in(kept_away)
    page = f"/en/accreditation/applications/{application.id}"
    assert browser.get(page).status_code == 404
    offered = browser.post("/en/organizations/enter", data=NEW | {"name": "Elders of Agadez"})
    assert str(organization.id) not in re.sub(r"\s", "", getattr(offered, "text", ""))


@pytest.mark.parametrize("role", [*Role, None])
def test_lists_hold_what_may_be_seen(db, role):
    posted = start(enter(make_actor(Role.REVIEWER)), make_actor(Role.REVIEWER))
    own = make_application()
    sent = make_application(state=ApplicationState.SUBMITTED)
    account = make_account(*([role] if role else []), interest_in=[])
    actor = actor_for(account)

    listed = {row.id for row in database.session.scalars(queries.visible_to(actor))}
    allowed = {one.id for one in (posted, own, sent) if can(actor, Accreditations.VIEW, one)}
    assert listed == allowed
    assert database.session.get(Organization, posted.organization_id).kept_by_staff
