"""Is this deployment able to work? The same checks serve `/readyz` and `flask doctor`."""

import functools
import ipaddress
import re
import shutil
from datetime import timedelta

from flask import current_app, request
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from engagement.core.config import ROOT, Settings
from engagement.core.db import db
from engagement.documents import queries as documents
from engagement.jobs import queries as jobs
from engagement.printing import pdf
from engagement.screening.queries import coverage
from engagement.screening.sources import Track

FORWARDED = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")
LONGEST_WAIT = timedelta(minutes=10)
LEAST_FREE_BYTES = 200 * 1024 * 1024


@functools.cache
def head() -> str | None:
    """The revision of the tables that this code expects: the one no other builds on.

    Read from the files' text: Alembic would cost each web process a fifth of its start.
    """
    texts = [path.read_text() for path in sorted((ROOT / "migrations" / "versions").glob("*.py"))]
    found = {name: {m[1] for t in texts for m in _NAMED[name].finditer(t)} for name in _NAMED}
    heads = found["revision"] - found["down_revision"]
    return heads.pop() if len(heads) == 1 else None


_NAMED = {
    name: re.compile(rf'^{name}\b[^=\n]*=\s*"([^"]+)"', re.MULTILINE)
    for name in ("revision", "down_revision")
}


def not_ready(settings: Settings) -> list[str]:
    """Why requests cannot be answered, each reason in a few words; empty when all is well."""
    reasons = []
    try:
        revision = db.session.scalar(text("SELECT version_num FROM alembic_version"))
        if revision != head():
            reasons.append("the tables are not those of this version")
    except SQLAlchemyError:
        reasons.append("the database does not answer")
    if shutil.disk_usage(settings.data_dir).free < LEAST_FREE_BYTES:
        reasons.append("the disk is nearly full")
    return reasons


def behind() -> list[str]:
    """What should have been done by now and was not, for `flask doctor`."""
    waited = jobs.longest_waiting()
    if waited <= LONGEST_WAIT:
        return []
    return [f"a job has been due for {waited // timedelta(minutes=1)} minutes: no worker takes it"]


def is_local() -> bool:
    """Whether the request comes from this machine or a private network.

    Behind a proxy that nobody declared (PROXY_HOPS), everybody seems to: then nobody does.
    """
    if not current_app.config["SETTINGS"].proxy_hops and any(map(request.headers.get, FORWARDED)):
        return False
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return False
    return address.is_loopback or address.is_private


def remarks(settings: Settings) -> list[str]:
    """What works with less than it could, for `flask doctor`."""
    notes = []
    if not settings.smtp_url:
        notes.append("ENGAGEMENT_SMTP_URL is not set: mails are kept and can be read by staff")
    if not settings.scanner_url:
        notes.append("ENGAGEMENT_SCANNER_URL is not set: documents are shown as not scanned")
    if late := documents.waiting_too_long():
        notes.append(f"{late} documents have waited for the virus scanner for over 15 minutes")
    if missing := coverage.missing_on(*Track):
        notes.append(
            f"no version of these lists is in force: {', '.join(missing)}; so no company is rated,"
            " and without that of the Security Council (un) nobody is accredited"
        )
    if reason := pdf.why_not():
        notes.append(reason)
    return notes
