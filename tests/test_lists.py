"""A list of cases shows exactly what the policies allow on the objects, for every role."""

import pytest

from engagement.accreditation import queries
from engagement.accreditation.models import ApplicationState as State
from engagement.accreditation.permissions import Accreditations
from engagement.core.permissions import Role, can
from tests.factories import make_actor, make_application

EVERY_ROLE = [[], *([role] for role in Role), list(Role)]


@pytest.mark.parametrize("roles", EVERY_ROLE, ids=str)
def test_lists_of_applications_show_exactly_what_the_policies_allow(db, roles):
    own, conflicted, other = (make_application(state=State.SUBMITTED) for _ in range(3))
    drafts = [make_application() for _ in range(2)]
    actor = make_actor(
        *roles,
        member_of=[own.organization, drafts[0].organization],
        interest_in=[conflicted.organization],
    )
    every = {own, conflicted, other, *drafts}

    for listed, permission in [
        (queries.visible_to(actor), Accreditations.VIEW),
        (queries.handled_by(actor), Accreditations.HANDLE),
    ]:
        assert set(db.scalars(listed)) == {a for a in every if can(actor, permission, a)}


@pytest.mark.parametrize("roles", EVERY_ROLE, ids=str)
def test_lanes_and_their_counts_hold_no_case_that_the_policy_hides(db, roles):
    conflicted = [make_application(state=state) for state in State if state != State.DRAFT]
    others = [make_application(state=state) for state in State if state != State.DRAFT]
    actor = make_actor(*roles, interest_in=[case.organization for case in conflicted])
    allowed = {case.id for case in others if can(actor, Accreditations.HANDLE, case)}

    counts = queries.lane_counts(actor)

    for lane in queries.LANES:
        rows = {row.id for row in db.execute(queries.queue(actor, lane))}
        assert rows <= allowed
        assert counts[lane.key] == len(rows)
    every = next(lane for lane in queries.LANES if lane.key == "all")
    assert {row.id for row in db.execute(queries.queue(actor, every))} == allowed
