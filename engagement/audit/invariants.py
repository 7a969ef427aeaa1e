"""What must always hold for the trail."""

from collections.abc import Iterator

from flask import current_app

from engagement.audit import sealing
from engagement.core.invariants import declare

declare(
    "every event is sealed or waits for its seal",
    """
    SELECT e.id FROM audit_event e
    LEFT JOIN audit_unsealed u ON u.event_id = e.id
    LEFT JOIN (SELECT unnest(events) AS part FROM audit_seal) s ON s.part @> e.id
    WHERE u.event_id IS NULL AND s.part IS NULL
    """,
)
declare(
    "no event both waits and is sealed",
    """
    SELECT u.event_id FROM audit_unsealed u
    JOIN audit_seal s ON s.events @> u.event_id
    """,
)


def faults() -> Iterator[str]:
    """What `flask audit verify` finds."""
    yield from sealing.verify(current_app.config["SETTINGS"].secret_key.encode()).faults


declare("the seals prove every event", faults)
