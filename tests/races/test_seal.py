"""Writers and the seal: nobody waits, and no event is lost."""

import threading
from functools import partial

from sqlalchemy import func, select, text

from engagement.audit import sealing
from engagement.audit.commands import record
from engagement.audit.models import AuditEvent
from engagement.core.db import db, transaction
from engagement.core.permissions import SYSTEM
from engagement.organizations.models import Organization
from tests.factories import make_organization

KEY = b"a key for this test"
WRITERS, ROUNDS = 8, 25
BLOCKED = text("SELECT count(*) FROM pg_stat_activity WHERE :sealer = ANY(pg_blocking_pids(pid))")


def write(organization_id, rounds=ROUNDS):
    organization = db.session.get(Organization, organization_id)
    for number in range(rounds):
        with transaction(audited=True):
            record("test:event:written", organization, actor=SYSTEM, number=number)


def test_writers_finish_while_a_seal_is_being_made(racing, inside):
    with racing.app_context():
        organization_id = make_organization().id
        write(organization_id, 3)
    begun, end, sealers, blocked = threading.Event(), threading.Event(), [], []

    def seal_slowly():
        with racing.app_context(), transaction(audited=False):
            sealing.seal(KEY)
            sealers.append(db.session.scalar(text("SELECT pg_backend_pid()")))
            begun.set()
            assert end.wait(120)

    def write_and_look():
        write(organization_id, ROUNDS // 2)
        blocked.append(db.session.scalar(BLOCKED, {"sealer": sealers[0]}))
        write(organization_id, ROUNDS - ROUNDS // 2)

    sealer = threading.Thread(target=seal_slowly, daemon=True)
    sealer.start()
    assert begun.wait(60)
    try:
        results = inside(*(write_and_look for _ in range(WRITERS)))
        with racing.app_context():
            written = db.session.scalar(
                select(func.count()).select_from(AuditEvent).filter_by(action="test:event:written")
            )
    finally:
        end.set()
        sealer.join(60)

    assert results == [None] * WRITERS
    assert written == 3 + WRITERS * ROUNDS
    assert blocked == [0] * WRITERS


def test_seals_made_among_writers_cover_every_event_once(racing, inside):
    with racing.app_context():
        organization_id = make_organization().id
    busy = threading.Event()
    busy.set()

    def seal_on():
        while busy.is_set():
            sealing.seal(KEY)

    def write_all():
        try:
            return inside(*(partial(write, organization_id) for _ in range(WRITERS)))
        finally:
            busy.clear()

    inside(seal_on, write_all)

    with racing.app_context():
        while sealing.seal(KEY):
            pass
        verdict = sealing.verify(KEY)
        events = db.session.scalar(select(func.count()).select_from(AuditEvent))
    assert (verdict.faults, verdict.events, verdict.unsealed) == ([], events, 0)
    assert events >= WRITERS * ROUNDS
