"""Is this deployment able to work? The same checks serve `/readyz` and `flask doctor`."""

import functools
import ipaddress
import shutil

from alembic.config import Config
from alembic.script import ScriptDirectory
from flask import request
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from engagement.core.config import ROOT, Settings
from engagement.core.db import db

LEAST_FREE_BYTES = 200 * 1024 * 1024


@functools.cache
def head() -> str | None:
    """The revision of the tables that this code expects."""
    config = Config(toml_file=str(ROOT / "pyproject.toml"))
    config.set_main_option("script_location", str(ROOT / "migrations"))
    return ScriptDirectory.from_config(config).get_current_head()


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


def is_local() -> bool:
    """Whether the request comes from this machine or a private network."""
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
    return notes
