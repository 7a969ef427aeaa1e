"""Seal the trail and prove it.

Ids are given at insert and seen at commit, so a seal never covers a range of ids: a trigger
queues each event's id, a seal empties the queue and names exactly those rows. Marks are keyed
with the deployment's secret, which is not in the database; the last digest, printed to the log
with each seal, anchors the chain against somebody who rewrites all of it.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import UTC

import structlog
from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import Range

from engagement.audit.models import AuditEvent, AuditSeal, AuditUnsealed
from engagement.core.clock import now
from engagement.core.db import bookkeeping, db

log = structlog.get_logger()
SEAL_LOCK = 7264001
BATCH = 5000
FINGERPRINT = (
    "audit_fingerprint(e.id, e.happened_at, e.action, e.subject_type, e.subject_id,"
    " e.about_organization_id, e.actor_id, e.actor_name, e.data)"
)
TAKE_FROM_QUEUE = text(
    f"""
    DELETE FROM audit_unsealed WHERE event_id IN (
      SELECT u.event_id FROM audit_unsealed u JOIN audit_event e ON e.id = u.event_id
      WHERE u.digest = {FINGERPRINT} LIMIT :batch)
    RETURNING event_id
    """
)


@dataclass(frozen=True)
class Verdict:
    """What `verify` found: how much was checked, what waits, and each fault in a sentence."""

    events: int
    seals: int
    unsealed: int
    faults: list[str]


def mark(key: bytes, event: AuditEvent) -> bytes:
    """32 bytes over every column of an event, in one canonical text."""
    values = {
        "id": event.id,
        "happened_at": event.happened_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "action": event.action,
        "subject_type": event.subject_type,
        "subject_id": str(event.subject_id),
        "about_organization_id": str(event.about_organization_id),
        "actor_id": str(event.actor_id),
        "actor_name": event.actor_name,
        "data": event.data,
    }
    canonical = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hmac.digest(key, canonical.encode(), hashlib.sha256)


def chain(key: bytes, previous: bytes, number: int, marks: bytes) -> bytes:
    """The digest of a seal: over the one before, its number and its marks."""
    return hmac.digest(key, previous + number.to_bytes(8) + marks, hashlib.sha256)


@bookkeeping
def seal(key: bytes) -> int:
    """Seal what is queued; returns how many events. Writers never wait for it.

    An event that was changed or removed since it was written stays in the queue, so that `verify`
    names it: it is never sealed as if it had been so.
    """
    session = db.session
    session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": SEAL_LOCK})
    ids = sorted(session.scalars(TAKE_FROM_QUEUE, {"batch": BATCH}))
    if not ids:
        return 0
    events = session.scalars(
        select(AuditEvent).where(AuditEvent.id.in_(ids)).order_by(AuditEvent.id)
    ).all()
    last = session.scalars(select(AuditSeal).order_by(AuditSeal.id.desc()).limit(1)).first()
    number = last.id + 1 if last else 1
    marks = b"".join(mark(key, event) for event in events)
    digest = chain(key, last.digest if last else b"", number, marks)
    session.add(
        AuditSeal(id=number, sealed_at=now(), events=_ranges(ids), marks=marks, digest=digest)
    )
    log.info("audit_sealed", seal=number, events=len(events), digest=digest.hex())
    return len(events)


def verify(key: bytes) -> Verdict:
    """Recompute every seal; names each event changed, removed or slipped in, each seal tampered."""
    faults: list[str] = []
    session = db.session
    previous, expected, covered = b"", 1, 0
    for one in session.scalars(select(AuditSeal).order_by(AuditSeal.id)).yield_per(20):
        if one.id != expected:
            faults.append(f"seal {expected} is missing")
        ids = [i for part in one.events for i in range(part.lower, part.upper)]
        marks = [one.marks[i : i + 32] for i in range(0, len(one.marks), 32)]
        if chain(key, previous, one.id, one.marks) != one.digest or len(ids) != len(marks):
            faults.append(f"seal {one.id} does not fit its digest")
        faults += _compare(key, ids, marks)
        previous, expected, covered = one.digest, one.id + 1, covered + len(ids)
    faults += _changed_before_the_seal()
    faults += _slipped_in()
    unsealed = session.scalar(select(func.count()).select_from(AuditUnsealed))
    return Verdict(covered, expected - 1, unsealed, faults)


def _compare(key, ids, marks):
    found = {
        event.id: event
        for event in db.session.scalars(select(AuditEvent).where(AuditEvent.id.in_(ids)))
    }
    for number, expected in zip(ids, marks, strict=False):
        event = found.get(number)
        if event is None:
            yield f"event {number} was removed"
        elif not hmac.compare_digest(mark(key, event), expected):
            yield f"event {number} was changed ({event.action})"
    db.session.expunge_all()


def _changed_before_the_seal():
    """Events in the queue that are not what they were when they were written."""
    rows = db.session.execute(
        text(
            f"""
            SELECT u.event_id, e.action FROM audit_unsealed u
            LEFT JOIN audit_event e ON e.id = u.event_id
            WHERE e.id IS NULL OR u.digest <> {FINGERPRINT}
            ORDER BY u.event_id LIMIT 100
            """
        )
    )
    return [
        f"event {row.event_id} was removed"
        if row.action is None
        else f"event {row.event_id} was changed ({row.action})"
        for row in rows
    ]


def _slipped_in():
    """Events that neither a seal nor the queue knows."""
    rows = db.session.execute(
        text(
            """
            SELECT id FROM audit_event e
            WHERE NOT EXISTS (SELECT 1 FROM audit_unsealed u WHERE u.event_id = e.id)
              AND NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.events @> e.id)
            ORDER BY id LIMIT 100
            """
        )
    )
    return [f"event {row.id} is neither sealed nor waiting" for row in rows]


def _ranges(ids):
    ranges: list[Range] = []
    for number in ids:
        if ranges and ranges[-1].upper == number:
            ranges[-1] = Range(ranges[-1].lower, number + 1)
        else:
            ranges.append(Range(number, number + 1))
    return ranges
