"""The UN list of ineligible vendors, looked at by hand: who sees what was found."""

import uuid
from datetime import timedelta

import pytest

from engagement.core.clock import today
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, Role, can
from engagement.screening.commands.ineligibility import Finding, record_ineligibility
from engagement.screening.models import IneligibilityResult
from engagement.screening.permissions import Ineligibility
from engagement.screening.queries import ineligibility as queries
from tests.factories import make_actor, make_organization

FOUND = Finding(today(), "Green Youth", IneligibilityResult.NOT_LISTED, "Printout 12")


def test_lists_show_what_the_policy_allows_and_never_a_conflict(db):
    open_one, hidden = make_organization(), make_organization()
    officer = make_actor(Role.SCREENING_OFFICER)
    checks = {record_ineligibility(each, FOUND, actor=officer) for each in (open_one, hidden)}

    for role in Role:
        conflict = frozenset({hidden.id})
        actor = Actor(uuid.uuid4(), "", roles=frozenset({role}), conflicts=conflict)
        allowed = {check for check in checks if can(actor, Ineligibility.VIEW, check)}
        assert set(db.scalars(queries.visible_to(actor))) == allowed
        assert hidden.id not in {check.organization_id for check in allowed}
        assert set(queries.of_organization(open_one, actor)) == allowed


def test_a_conflict_and_another_role_record_nothing(db):
    organization = make_organization()
    for actor in (
        make_actor(Role.SCREENING_OFFICER, interest_in=[organization]),
        make_actor(Role.ADMINISTRATOR),
    ):
        with pytest.raises(NotAllowed):
            record_ineligibility(organization, FOUND, actor=actor)


def test_a_day_to_come_is_refused(db):
    tomorrow = Finding(today() + timedelta(days=1), "x", IneligibilityResult.LISTED, "x")
    with pytest.raises(RuleViolation, match="still to come"):
        record_ineligibility(
            make_organization(), tomorrow, actor=make_actor(Role.SCREENING_OFFICER)
        )
