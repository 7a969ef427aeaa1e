"""What the trail refuses, and what its seals prove: faults are made by hand, triggers off."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from engagement.audit import sealing
from engagement.audit.commands import record
from engagement.core.db import transaction
from engagement.core.permissions import SYSTEM
from tests.factories import make_organization

KEY = b"a key for this test"


@pytest.fixture
def events(db):
    """Writes so many events about one organization; returns their ids."""
    organization = make_organization()

    def write(count):
        with transaction(audited=True):
            for number in range(count):
                record("test:event:written", organization, actor=SYSTEM, number=number)
        statement = text("SELECT id FROM audit_event ORDER BY id DESC LIMIT :count")
        return sorted(db.scalars(statement, {"count": count}))

    return write


def by_hand(db, statement, **values):
    """What somebody with the database's password can do."""
    for table in ("audit_event", "audit_seal"):
        db.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
    db.connection().execute(text(statement), values)
    db.expire_all()


def faults():
    return sealing.verify(KEY).faults


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET actor_name = 'x'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event CASCADE",
        "UPDATE audit_seal SET digest = '\\x00'",
        "DELETE FROM audit_seal",
        "TRUNCATE audit_seal",
    ],
)
def test_the_database_refuses_to_change_the_trail(db, events, statement):
    events(3)
    sealing.seal(KEY)

    with pytest.raises(DBAPIError, match="append-only"), db.begin_nested():
        db.connection().exec_driver_sql(statement)

    assert faults() == []


def test_seal_takes_every_event_once_and_verify_finds_no_fault(events):
    events(5)

    assert sealing.seal(KEY) == 5
    events(2)
    verdict = sealing.verify(KEY)

    assert (verdict.events, verdict.seals, verdict.unsealed, verdict.faults) == (5, 1, 2, [])
    assert sealing.seal(KEY) == 2
    assert sealing.seal(KEY) == 0


@pytest.mark.parametrize(
    "change",
    [
        "actor_name = 'Somebody else'",
        "data = data || '{\"slipped\": 1}'",
        "happened_at = happened_at + interval '1 microsecond'",
        "about_organization_id = NULL",
    ],
)
@pytest.mark.parametrize("sealed", [True, False], ids=["after sealing", "before sealing"])
def test_verify_names_a_row_changed_by_hand(db, events, sealed, change):
    first, second, _ = events(3)
    if sealed:
        sealing.seal(KEY)

    by_hand(db, f"UPDATE audit_event SET {change} WHERE id = :id", id=second)
    before = faults()
    sealing.seal(KEY)

    assert before == [f"event {second} was changed (test:event:written)"]
    assert faults() == before, "a seal must not cover up what was changed before it"
    assert f"event {first}" not in str(before)


@pytest.mark.parametrize("sealed", [True, False], ids=["after sealing", "before sealing"])
def test_verify_names_a_row_removed_by_hand(db, events, sealed):
    _, second, _ = events(3)
    if sealed:
        sealing.seal(KEY)

    by_hand(db, "DELETE FROM audit_event WHERE id = :id", id=second)
    sealing.seal(KEY)

    assert faults() == [f"event {second} was removed"]


def test_verify_names_a_row_slipped_in_beside_the_trigger(db, events):
    (last,) = events(1)
    by_hand(
        db,
        "INSERT INTO audit_event (happened_at, action, subject_type, subject_id, actor_name, data)"
        " SELECT happened_at, action, subject_type, subject_id, actor_name, data FROM audit_event"
        " WHERE id = :id",
        id=last,
    )

    assert faults() == [f"event {last + 1} is neither sealed nor waiting"]


def test_verify_names_a_seal_that_was_changed(db, events):
    events(2)
    sealing.seal(KEY)
    events(2)
    sealing.seal(KEY)

    by_hand(db, "UPDATE audit_seal SET digest = sha256(digest) WHERE id = 1")

    assert "seal 1 does not fit its digest" in faults()


def test_verify_names_a_seal_that_was_removed_and_the_events_it_covered(db, events):
    first = events(1)
    sealing.seal(KEY)
    events(1)
    sealing.seal(KEY)

    by_hand(db, "DELETE FROM audit_seal WHERE id = 1")

    assert "seal 1 is missing" in faults()
    assert f"event {first[0]} is neither sealed nor waiting" in faults()


def test_verify_needs_the_key_that_sealed(events):
    events(1)
    sealing.seal(KEY)

    assert sealing.verify(b"another key").faults != []
