"""Records as lower pages know them: found, named and linked under their own permission."""

import uuid

import pytest

from engagement.accounts.models import Account
from engagement.accounts.permissions import Accounts
from engagement.accreditation.models import ApplicationState
from engagement.core import subjects
from engagement.core.permissions import Role
from tests.factories import make_account, make_actor, make_application, make_organization


def test_find_gives_a_record_to_whom_may_see_it_and_nothing_else(db):
    application = make_application(state=ApplicationState.SUBMITTED)
    reviewer = make_actor(Role.REVIEWER)
    conflicted = make_actor(Role.REVIEWER, interest_in=[application.organization])
    kind = application.__tablename__

    assert subjects.find(reviewer, kind, application.id) is application
    assert subjects.find(conflicted, kind, application.id) is None
    assert subjects.find(reviewer, kind, uuid.uuid4()) is None
    assert subjects.find(reviewer, "no_such_table", application.id) is None


def test_find_all_gives_what_find_gives_in_one_query_a_kind(db, count_queries):
    cases = [make_application(state=ApplicationState.SUBMITTED) for _ in range(3)]
    organization = make_organization()
    actor = make_actor(Role.REVIEWER, interest_in=[cases[0].organization])
    references = [(case.__tablename__, case.id) for case in cases]
    references += [("organization", organization.id), ("no_such_table", uuid.uuid4())]
    references += [("organization", None)]

    with count_queries() as counted:
        found = subjects.find_all(actor, references)

    assert set(found) == {
        reference
        for reference in references
        if reference[1] and subjects.find(actor, *reference) is not None
    }
    assert len(found) == 3
    assert len(counted) == 2


def test_a_kind_is_registered_once(db):
    with pytest.raises(RuntimeError, match="registered twice"):
        subjects.register(Account, view=Accounts.VIEW, label=str)


def test_operations_are_what_administrators_may_follow(db):
    kinds = subjects.of_operations()

    assert {"account", "mail_message", "organization", "setting"} <= set(kinds)
    assert "accreditation_application" not in kinds
    assert "organization_protection_request" not in kinds
    assert make_account().__tablename__ in kinds
