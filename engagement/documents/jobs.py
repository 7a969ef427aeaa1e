"""Scheduled entry points of documents: scan, scan again, sweep."""

import uuid

from engagement.core.clock import now
from engagement.core.permissions import SYSTEM
from engagement.documents import commands, preview_cache, queries, settings, stores
from engagement.documents.models import Document
from engagement.documents.scanner import Outcome, Verdict, scan
from engagement.documents.storage import Damaged, Missing
from engagement.jobs.queue import job

SILENT_ENOUGH = 3
"""Answers in a row that do not come before the rest is left for the next time."""


@job("documents.scan_document")
def scan_document(document_id: str):
    """Ask the scanner about one document."""
    document = queries.get_document(uuid.UUID(document_id))
    if document is not None and document.waits:
        ask_scanner(document)


@job("documents.rescan_waiting", every="*/5 * * * *")
def rescan_waiting():
    """Ask again about documents whose scan did not come to an end."""
    ask_about(queries.waiting())


@job("documents.scan_unscanned", every="2-59/5 * * * *")
def scan_unscanned():
    """Ask about documents that came while there was no scanner, some at a time, once there is."""
    if stores.scanner() is not None:
        ask_about(queries.not_scanned())


def ask_about(documents: list[Document]) -> None:
    """Ask about each, until the scanner is silent."""
    silent = 0
    for document in documents:
        outcome = ask_scanner(document).outcome
        silent = silent + 1 if outcome == Outcome.UNAVAILABLE else 0
        if silent == SILENT_ENOUGH:
            break


def ask_scanner(document: Document) -> Verdict:
    """The scanner's verdict, kept. Without a scanner a waiting document goes on waiting."""
    address = stores.scanner()
    if address is None:
        return Verdict(Outcome.UNAVAILABLE, "no scanner")
    try:
        with stores.store().open(document.sha256) as file:
            verdict = scan(file, address, settings.scan_seconds())
    except (Missing, Damaged) as fault:
        verdict = Verdict(Outcome.UNAVAILABLE, type(fault).__name__)
    commands.note_attempt(document)
    commands.note_scan(document, verdict, actor=SYSTEM)
    return verdict


@job("documents.sweep_files", every="41 2 * * *")
def sweep_files():
    """Remove files and pictures that belong to no row any more, and uploads never finished."""
    known = queries.hashes()
    before = now() - stores.GRACE
    stores.store().sweep(known, older_than=before)
    preview_cache.sweep(known)
