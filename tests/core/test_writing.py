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
def add(db, *keys, events=1):
    """Settings of which the last is twice its place, and so many events about the first."""
    rows = [Setting(id=uuid.uuid4(), key=key, value=place) for place, key in enumerate(keys)]
    db.add_all(rows)
    for number in range(events):
        record(ACTION, rows[0], actor=SYSTEM, number=number)
    write_new(Setting, AuditEvent)
    assert not db.new
    rows[-1].value *= 2
    return rows


@pytest.mark.parametrize("events", [1, 3])
def test_rows_are_there_and_stay_in_the_session_where_their_id_is_known(db, events):
    rows = add(db, "one", "other", "third", events=events)

    kept = db.execute(select(Setting.key, Setting.value).where(Setting.key.in_(["one", "third"])))
    noted = db.scalars(
        select(AuditEvent).where(AuditEvent.action == ACTION).order_by(AuditEvent.id)
    ).all()
    assert all(inspect(each).persistent for each in rows)
    assert dict(kept.all()) == {"one": 0, "third": 4}
    assert [each.data for each in noted] == [{"number": number} for number in range(events)]
    assert {each.subject_id for each in noted} == {rows[0].id}


def test_what_postgresql_refuses_is_told(db):
    add(db, "tried")

    with pytest.raises(IntegrityError):
        add(db, "tried")
