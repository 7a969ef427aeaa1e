"""Who may read which part of the trail."""

from datetime import timedelta

import pytest

from engagement.audit import queries
from engagement.audit.commands import record
from engagement.core.clock import now, today
from engagement.core.db import command
from engagement.core.permissions import SYSTEM, Role
from tests.factories import make_account, make_actor, make_application, make_organization


@command
def note(action, subject, **data):
    record(action, subject, actor=SYSTEM, **data)


def actions(db, actor, **filters):
    statement = queries.filtered(queries.visible_to(actor), queries.Filters(**filters))
    return set(db.scalars(statement.with_only_columns(queries.AuditEvent.action)))


def test_auditors_read_all_and_administrators_what_is_no_casework(db):
    note("accreditation:application:tried", make_application())
    note("accounts:account:tried", make_account())
    note("organizations:organization:tried", make_organization())

    everything = {
        "accreditation:application:tried",
        "accounts:account:tried",
        "organizations:organization:tried",
    }
    assert actions(db, make_actor(Role.AUDITOR)) == everything
    assert actions(db, make_actor(Role.ADMINISTRATOR)) == everything - {
        "accreditation:application:tried"
    }


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.APPROVER, Role.HEAD_OF_UNIT])
def test_nobody_else_reads_the_trail(db, role):
    note("accounts:account:tried", make_account())

    assert actions(db, make_actor(role)) == set()


def test_cases_of_a_conflict_are_left_out(db):
    kept, seen = make_organization(), make_organization()
    note("organizations:organization:kept", kept)
    note("organizations:organization:seen", seen)

    assert actions(db, make_actor(Role.AUDITOR, interest_in=[kept])) == {
        "organizations:organization:seen"
    }


def test_an_event_about_what_takes_effect_later_shows_when_it_does(db):
    application = make_application()
    note(
        "accreditation:application:decided",
        application,
        effective_at=(now() + timedelta(minutes=10)).isoformat(),
    )
    note(
        "accreditation:application:effective",
        application,
        effective_at=(now() - timedelta(minutes=1)).isoformat(),
    )

    assert actions(db, make_actor(Role.AUDITOR)) == {"accreditation:application:effective"}


def test_filters_limit_by_record_person_action_and_dates(db):
    first, second = make_account(), make_account()
    note("accounts:account:first", first)
    note("accounts:account:second", second)
    auditor = make_actor(Role.AUDITOR)

    assert actions(db, auditor, subject_type="account", subject_id=first.id) == {
        "accounts:account:first"
    }
    assert actions(db, auditor, action="accounts:account:s") == {"accounts:account:second"}
    assert len(actions(db, auditor, actor_name="SYST")) == 2
    assert len(actions(db, auditor, since=today(), until=today())) == 2
    assert actions(db, auditor, until=today() - timedelta(days=1)) == set()
    assert actions(db, auditor, actor_name="%") == set()


def test_batches_give_every_event_once_latest_first(db, monkeypatch):
    monkeypatch.setattr(queries, "BATCH", 2)
    for number in range(5):
        note(f"accounts:account:number{number}", make_account())

    found = [e.action for e in queries.in_batches(queries.visible_to(make_actor(Role.AUDITOR)))]

    assert found == [f"accounts:account:number{number}" for number in (4, 3, 2, 1, 0)]
