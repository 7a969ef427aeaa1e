"""A form sent twice counts once: double click, retry on a bad line, back button.

Each form that creates or moves something carries a random key. The first command to remember a
key does the work; a twin waits for it at the unique index and gets the same result.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import cast

from sqlalchemy import Table, bindparam, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from engagement.core.clock import now
from engagement.core.db import Base, ask, db


class FormReceipt(Base):
    """That the form with this key was taken, and which record came of it."""

    __tablename__ = "form_receipt"

    id = None  # type: ignore[assignment]
    key: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID | None]
    result_id: Mapped[uuid.UUID | None]
    taken_at: Mapped[datetime]


RECEIPTS = cast(Table, FormReceipt.__table__)
"""As a table, it is written to without what the mapper would find out about a row."""


TAKEN = (
    insert(RECEIPTS)
    .values({each.name: bindparam(f"receipt_{each.name}", type_=each.type) for each in RECEIPTS.c})
    .on_conflict_do_nothing()
    .returning(RECEIPTS.c.key)
)


def take(key: uuid.UUID | None, actor, *, result_id: uuid.UUID | None = None) -> FormReceipt | None:
    """The receipt of an earlier sending of the same form by the same person, or None if first.

    Call it first in a command; give the receipt its result with `remember`, or here where the id
    of the record is known before it is written. A key of another
    person is treated as new work under a fresh key, so that keys cannot be used to look at
    somebody's results. `None` (from the command line or a job) is always first.
    """
    if key is None:
        return None
    with no_act():
        taken = ask(TAKEN, receipt(key, actor, result_id)).first()
    return None if taken else earlier_of(key, actor)


@contextmanager
def no_act() -> Iterator[None]:
    """Write what nobody has to answer for: a command that then changes nothing has no event."""
    wrote = db.session.info.get("wrote", False)
    yield
    db.session.info["wrote"] = wrote


def receipt(key: uuid.UUID, actor, result_id: uuid.UUID | None) -> dict[str, object]:
    """The values of a receipt that is written now, for `TAKEN`."""
    return {
        "receipt_key": key,
        "receipt_person_id": actor.id,
        "receipt_result_id": result_id,
        "receipt_taken_at": now(),
    }


def earlier_of(key: uuid.UUID, actor) -> FormReceipt | None:
    """The receipt of a form that is taken already, unless somebody else sent it."""
    earlier = db.session.get(FormReceipt, key, populate_existing=True)
    return earlier if earlier and earlier.person_id == actor.id else None


def remember(key: uuid.UUID | None, result_id: uuid.UUID) -> None:
    """Note which record came of the form with `key`."""
    if key is not None:
        db.session.execute(
            update(FormReceipt)
            .where(FormReceipt.key == key, FormReceipt.result_id.is_(None))
            .values(result_id=result_id),
            execution_options={"synchronize_session": False},
        )
