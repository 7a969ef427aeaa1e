"""New rows written at once: as the session would write them, and in its hands afterwards."""

import uuid
from contextlib import contextmanager

import pytest
from sqlalchemy import event, inspect, select
from sqlalchemy.exc import IntegrityError

from engagement.audit.commands import record
from engagement.audit.models import AuditEvent
from engagement.core.db import command
from engagement.core.permissions import SYSTEM
from engagement.core.writing import write_new
from engagement.settings.models import Setting

ACTION = "settings:setting:tried"


@command
def add(db, key, *others, events=1):
    """A setting with others and with so many events about it; then its value is doubled."""
    row = Setting(id=uuid.uuid4(), key=key, value=1)
    db.add(row)
    for number in range(events):
        record(ACTION, row, actor=SYSTEM, number=number)
    db.add_all(Setting(key=each, value=7) for each in others)
    write_new(row, Setting, AuditEvent)
    assert not db.new
    assert inspect(row).persistent
    row.value *= 2
    return row


@pytest.mark.parametrize("events", [1, 3])
@pytest.mark.parametrize("others", [[], ["other"], ["other", "third"]])
def test_rows_are_written_in_order_and_the_first_stays_in_the_session(db, events, others):
    row = add(db, "tried", *others, events=events)

    kept = db.execute(select(Setting.key, Setting.value).where(Setting.key.in_(["tried", *others])))
    noted = db.scalars(
        select(AuditEvent).where(AuditEvent.action == ACTION).order_by(AuditEvent.id)
    ).all()
    assert dict(kept.all()) == {"tried": 2} | dict.fromkeys(others, 7)
    assert [each.data for each in noted] == [{"number": number} for number in range(events)]
    assert {each.subject_id for each in noted} == {row.id}


def test_what_a_flush_wrote_before_is_not_written_again(db):
    @command
    def add_late():
        row = Setting(id=uuid.uuid4(), key="tried", value=1)
        db.add(row)
        record(ACTION, row, actor=SYSTEM)
        db.flush()
        write_new(row, AuditEvent)
        row.value = 3

    add_late()

    assert db.scalars(select(Setting.value).where(Setting.key == "tried")).all() == [3]


def test_what_postgresql_refuses_is_told(db):
    add(db, "tried")

    with pytest.raises(IntegrityError):
        add(db, "tried")


@pytest.mark.parametrize("flushed", [False, True])
def test_another_row_s_new_value_is_written_along(db, flushed):
    other = add(db, "other")

    @command
    def change():
        row = Setting(id=uuid.uuid4(), key="tried", value=1)
        db.add(row)
        other.value = 11
        record(ACTION, row, actor=SYSTEM)
        if flushed:
            db.flush()
        with no_flush(db):
            write_new(row, AuditEvent, changed=(other, "value"))
            assert not db.is_modified(other)

    change()

    db.expire_all()
    assert other.value == 11


@contextmanager
def no_flush(db):
    """Nothing of the block is written by the session."""
    wrote = []

    def note(session, context, instances):
        wrote.append(session)

    event.listen(db, "before_flush", note)
    yield
    event.remove(db, "before_flush", note)
    assert not wrote


def test_what_json_cannot_say_is_refused(db):
    @command
    def add_odd():
        row = Setting(id=uuid.uuid4(), key="tried", value=b"bytes")
        db.add(row)
        with db.no_autoflush:
            record(ACTION, row, actor=SYSTEM)
            write_new(row, AuditEvent)

    with pytest.raises(TypeError, match="no form in JSON"):
        add_odd()
