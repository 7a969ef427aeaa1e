"""Scanning, scanning again and sweeping, with a scanner on a local socket."""

import io
import os
import time

import pytest
from sqlalchemy import select

from engagement.audit.models import AuditEvent
from engagement.core.db import transaction
from engagement.core.errors import NotAllowed
from engagement.core.permissions import Role
from engagement.documents import commands, jobs, preview_cache, queries, stores
from engagement.documents.intake import take_in
from engagement.documents.models import Document, Scan
from engagement.documents.scanner import Outcome, Verdict
from engagement.mail.models import Message
from engagement.operations import health
from tests.documents import samples
from tests.documents.test_scanner import clamd
from tests.factories import make_actor, make_application, make_document


def waiting_document(content=None):
    return make_document(make_application(complete=False), content=content, scan=Scan.PENDING)


@pytest.mark.parametrize(
    ("content", "scan"),
    [(None, Scan.CLEAN), (samples.EICAR, Scan.INFECTED)],
)
def test_a_scan_opens_what_is_clean_and_tells_who_sent_what_is_not(db, scanner, content, scan):
    document = waiting_document(content).document
    with clamd() as server:
        scanner(server.url)
        jobs.scan_document(str(document.id))

    assert document.scan == scan
    assert document.opens == (scan == Scan.CLEAN)
    event = db.scalars(select(AuditEvent).filter_by(action="documents:document:scanned")).one()
    assert event.data["scan"] == ["pending", scan.value]
    mails = db.scalars(select(Message)).all()
    assert [(mail.template, mail.to) for mail in mails] == (
        [("documents/document_infected", document.uploaded_by.email)]
        if scan == Scan.INFECTED
        else []
    )


def test_without_an_answer_a_document_waits_and_is_asked_for_again(db, scanner):
    document = waiting_document().document
    scanner("tcp://127.0.0.1:1")
    jobs.scan_document(str(document.id))
    assert document.scan == Scan.UNAVAILABLE
    assert not document.opens

    with clamd() as server:
        scanner(server.url)
        jobs.rescan_waiting()

    assert document.scan == Scan.CLEAN


def test_a_verdict_is_not_taken_back_and_is_the_system_s_alone(db):
    document = make_document(make_application(complete=False), scan=Scan.INFECTED).document
    waiting = waiting_document().document

    commands.note_scan(document, Verdict(Outcome.CLEAN), actor=jobs.SYSTEM)
    with pytest.raises(NotAllowed):
        commands.note_scan(waiting, Verdict(Outcome.CLEAN), actor=make_actor(Role.ADMINISTRATOR))

    assert (document.scan, waiting.scan) == (Scan.INFECTED, Scan.PENDING)


def test_an_upload_waits_where_there_is_a_scanner(db, scanner):
    scanner("tcp://127.0.0.1:1")

    assert take_in(io.BytesIO(samples.pdf()), "a.pdf").to_scan is True


def test_the_doctor_speaks_of_documents_that_wait_too_long(app, db):
    document = waiting_document().document
    with transaction(audited=False):
        document.uploaded_at -= 2 * queries.ALARM

    assert any("virus scanner for over" in note for note in health.remarks(app.config["SETTINGS"]))


def test_a_sweep_keeps_what_has_a_row_and_what_is_young(db):
    kept = make_document(make_application(complete=False)).document
    preview_cache.page_image(kept, 1, 480)
    store = stores.store()
    old, young = (
        store.put(io.BytesIO(word), limit_bytes=100).sha256 for word in (b"old one", b"young one")
    )
    long_ago = time.time() - 3 * 86400
    for sha256 in (old, kept.sha256):
        os.utime(store.root / sha256[:2] / sha256, (long_ago, long_ago))
    stray = stores.pictures() / old[:2] / f"{old}-1-480.webp"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"x")

    jobs.sweep_files()
    os.utime(store.root / kept.sha256[:2] / kept.sha256)  # other tests have no row for it

    assert {kept.sha256, young} <= set(store.hashes())
    assert old not in set(store.hashes())
    assert not stray.exists()
    assert list((stores.pictures() / kept.sha256[:2]).glob(f"{kept.sha256}-1-480.webp"))
    assert db.scalars(select(Document.sha256)).all() == [kept.sha256]
