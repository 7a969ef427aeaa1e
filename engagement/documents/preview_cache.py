"""Pictures and words of documents, made once in the limited child and then kept on disk.

<data>/previews/ab/<hash>-<page>-<width>.webp
<data>/previews/ab/<hash>.txt
"""

import os
import secrets
from collections.abc import Callable, Set
from pathlib import Path

from engagement.documents import previews, stores
from engagement.documents.models import Document

WIDTHS = (480, 800, 1200, 1600)
"""The widths that are made, in pixels; any other is answered by the next wider."""


def page_image(document: Document, page: int, width: int) -> bytes:
    """Page `page` (from 1) as WebP. Raises `PreviewFailed`, `Missing` or `Damaged`."""
    wide = next((each for each in WIDTHS if each >= width), WIDTHS[-1])

    def make() -> bytes:
        with stores.store().open(document.sha256) as file:
            return previews.render_page(file, document.kind, page, wide)

    return _kept(document, f"-{page}-{wide}.webp", make)


def words(document: Document) -> list[str]:
    """The text of each page or sheet; empty strings where there is none.

    Raises `PreviewFailed`, `Missing` or `Damaged`.
    """

    def make() -> bytes:
        with stores.store().open(document.sha256) as file:
            return previews.text(file, document.kind).encode()

    return _kept(document, ".txt", make).decode().removesuffix("\f").split("\f")


def sweep(known: Set[str]) -> int:
    """Remove what was made of documents that are not in `known`; returns how many files."""
    removed = 0
    for path in stores.pictures().glob("??/*"):
        if path.name[:64] not in known:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _kept(document: Document, ending: str, make: Callable[[], bytes]) -> bytes:
    path = stores.pictures() / document.sha256[:2] / f"{document.sha256}{ending}"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        made = make()
    _write(path, made)
    return made


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all; two processes may make the same picture."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    part.replace(path)
