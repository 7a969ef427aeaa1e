"""Let the public register follow a change; the register itself stands above this package."""

import uuid
from collections.abc import Callable, Iterable

from sqlalchemy import text

from engagement.core import versions
from engagement.core.db import db
from engagement.jobs.queue import enqueue

AREA = "register"
ONE_WRITER = text("SELECT pg_advisory_xact_lock(hashtext('engagement.register'))")
_writers: list[Callable[[Iterable[uuid.UUID]], object]] = []


def refresh_register(organization_id: uuid.UUID) -> None:
    """Write the organization's entry of the register anew once this command has committed.

    Called by every command that changes what the register shows: names, country, Major Group,
    merging, and an accreditation's status. RuntimeError outside a command.
    """
    enqueue(
        "directory.refresh_organization",
        about=organization_id,
        organization_id=str(organization_id),
    )


def written_by(writer: Callable[[Iterable[uuid.UUID]], object]) -> None:
    """Let the register, from above, say what writes its rows."""
    _writers.append(writer)


def line_up() -> None:
    """Wait until nobody else writes the register.

    First in a command that will write it at once: who locked the organization before would wait
    for a writer that waits for the organization.
    """
    db.session.execute(ONE_WRITER)


def refresh_register_now(organization_id: uuid.UUID) -> None:
    """Write the entry anew within this command, and let no kept page stand.

    People may be in danger: what protects them waits for no worker.
    """
    db.session.flush()
    for write in _writers:
        write([organization_id])
    versions.bump(AREA)
