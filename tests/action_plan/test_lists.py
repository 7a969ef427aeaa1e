"""Lists of updates show exactly what the policies allow on the objects, for every role."""

import pytest
from sqlalchemy import select

from engagement.action_plan import queries
from engagement.action_plan.models import ProgressUpdate, UpdateState
from engagement.action_plan.permissions import ActionPlan
from engagement.core.permissions import VISITOR, Role, can
from engagement.home.queries import tasks_of
from tests.action_plan.cases import make_update
from tests.factories import make_account, make_actor

S = UpdateState
EVERY_ROLE = [[], *([role] for role in Role), list(Role)]


@pytest.mark.parametrize("roles", EVERY_ROLE, ids=str)
def test_updates_are_listed_and_counted_as_the_policies_allow(db, sign_in, roles):
    for state in S:
        make_update(state)
    person = make_account(*roles)
    actor = make_actor(*roles)
    every = db.scalars(select(ProgressUpdate)).all()
    allowed = {one for one in every if can(actor, ActionPlan.VIEW, one)}

    assert set(db.scalars(queries.visible_to(actor))) == allowed
    counts = queries.lane_counts(actor)
    for lane in queries.LANES:
        listed = set(db.scalars(queries.listed(actor, lane)))
        assert listed <= allowed
        assert counts[lane.key] == len(listed)
    assert counts["all"] == len(allowed)
    page = sign_in(person).get("/en/plan/updates?lane=all")
    if can(actor, ActionPlan.LIST):
        assert all(str(one.id) in page.text for one in every)
    else:
        assert page.status_code == 403
    for task in tasks_of(actor):
        if task.endpoint == "action_plan.list_updates":
            assert task.count == counts[task.arguments["lane"]]


def test_a_visitor_sees_what_was_published(db):
    updates = [make_update(state) for state in S]

    seen = set(db.scalars(queries.visible_to(VISITOR)))
    assert seen == {one for one in updates if one.state in {S.PUBLISHED, S.WITHDRAWN}}
    assert seen == {one for one in updates if can(VISITOR, ActionPlan.VIEW, one)}
