"""Policies and how they are put together."""

import pytest

from engagement.core.permissions import (
    POLICIES,
    SYSTEM,
    VISITOR,
    Actor,
    Permission,
    Role,
    all_of,
    any_of,
    can,
    has_role,
    is_staff,
    is_system,
    register,
    signed_in,
)

REVIEWER = Actor(id="r", name="R", roles=frozenset({Role.REVIEWER}))
BOTH = Actor(id="b", name="B", roles=frozenset({Role.REVIEWER, Role.APPROVER}))
MEMBER = Actor(id="m", name="M")


class Tried(Permission):
    READ = "tests:thing:read"


@pytest.mark.parametrize(
    ("policy", "allowed"),
    [
        (has_role(Role.APPROVER), [BOTH]),
        (has_role(Role.REVIEWER, Role.AUDITOR), [REVIEWER, BOTH]),
        (all_of(has_role(Role.REVIEWER), has_role(Role.APPROVER)), [BOTH]),
        (any_of(has_role(Role.APPROVER), is_system), [BOTH, SYSTEM]),
        (is_staff, [REVIEWER, BOTH]),
        (signed_in, [REVIEWER, BOTH, MEMBER]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_policy_allows_whom_its_name_says(policy, allowed):
    everybody = [REVIEWER, BOTH, MEMBER, SYSTEM, VISITOR]

    assert [actor for actor in everybody if policy(actor, None)] == allowed


def test_put_together_policies_say_so_in_the_table_of_permissions():
    policy = any_of(is_system, all_of(signed_in, has_role(Role.AUDITOR)))

    assert policy.__name__ == "any_of(is_system, all_of(signed_in, has_role(auditor)))"


def test_register_refuses_a_second_policy_and_can_an_unknown_permission():
    try:
        register({Tried.READ: signed_in})
        assert can(MEMBER, Tried.READ)
        with pytest.raises(RuntimeError, match="two policies"):
            register({Tried.READ: is_staff})
    finally:
        POLICIES.pop(Tried.READ)
    with pytest.raises(KeyError):
        can(MEMBER, Tried.READ)


def test_system_and_visitors_hold_no_role_and_no_right_of_people():
    for actor in (SYSTEM, VISITOR):
        assert (actor.roles, actor.leads, actor.belongs_to) == (frozenset(),) * 3
        assert not signed_in(actor, None)
