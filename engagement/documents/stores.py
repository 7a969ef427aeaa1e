"""Where this deployment keeps documents and the pictures of their pages."""

from datetime import timedelta
from pathlib import Path

from flask import current_app

from engagement.documents.storage import Store

KEEP_FREE = 200 * 1024 * 1024
"""Bytes of the disk that uploads leave to the database and the logs."""

GRACE = timedelta(days=1)
"""How long a file may be without a row: its upload may still be under way."""


def store() -> Store:
    """The files themselves."""
    return Store(_folder("documents"), keep_free=KEEP_FREE)


def store_of(name: str) -> Store:
    """A folder of the same kind for files of a feature that are no documents of anybody."""
    return Store(_folder(name), keep_free=KEEP_FREE)


def pictures() -> Path:
    """Pictures and words made of documents: may be deleted at any time."""
    folder = _folder("previews")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def scanner() -> str | None:
    """The address of the virus scanner, or None where there is none."""
    return current_app.config["SETTINGS"].scanner_url


def _folder(name: str) -> Path:
    return current_app.config["SETTINGS"].data_dir / name
