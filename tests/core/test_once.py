"""Forms sent twice."""

import uuid

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.db import command
from engagement.core.permissions import Actor
from tests.factories import make_account, make_organization


@command
def work(organization, *, actor, key):
    if earlier := once.take(key, actor):
        return earlier.result_id
    once.remember(key, organization.id)
    record("test:form:taken", organization, actor=actor)
    return organization.id


def test_a_form_sent_twice_gives_the_first_result_and_needs_no_second_audit_event(db):
    account, key = make_account(), uuid.uuid4()
    actor = Actor(account.id, account.name)
    first, second = make_organization(), make_organization()
    assert work(first, actor=actor, key=key) == first.id
    assert work(second, actor=actor, key=key) == first.id


def test_the_key_of_another_person_is_new_work(db):
    key = uuid.uuid4()
    one, other = make_account(), make_account()
    first, second = make_organization(), make_organization()
    assert work(first, actor=Actor(one.id, "one"), key=key) == first.id
    assert work(second, actor=Actor(other.id, "other"), key=key) == second.id
