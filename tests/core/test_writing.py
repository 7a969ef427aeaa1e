"""New rows written at once: as the session would write them, and in its hands afterwards."""

import uuid

import pytest
from sqlalchemy import inspect, select
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
