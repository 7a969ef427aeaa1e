"""Snapshots of indexes in the data directory: a process that starts need not build them anew.

They may be deleted at any time. One file a list version and version of the algorithm; what is
older goes when a new one is written.
"""

import contextlib
import os
import tempfile
import uuid
from pathlib import Path

import structlog
from flask import current_app

from engagement.matching.index import MemoryIndex
from engagement.matching.reasons import ALGORITHM_VERSION
from engagement.matching.snapshot import dump, load

log = structlog.get_logger()

CONTENT = 2
"""Changes when other entries come of the same rows (`content.entries`)."""


def read(source: str, version_id: uuid.UUID) -> MemoryIndex | None:
    """The index of a list version, or None where there is no whole snapshot of it."""
    try:
        return load(_path(source, version_id).read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as fault:
        log.warning("index_snapshot_unreadable", source=source, fault=str(fault))
        return None


def write(source: str, version_id: uuid.UUID, index: MemoryIndex) -> None:
    """Keep an index for the next process: whole or not at all; a full disk is no failure."""
    path = _path(source, version_id)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        with os.fdopen(handle, "wb") as file:
            file.write(dump(index))
        os.replace(name, path)
    except OSError as fault:
        log.warning("index_snapshot_unwritten", source=source, fault=str(fault))
        return
    for old in path.parent.glob(f"{source}.*.index"):
        if old != path:
            with contextlib.suppress(OSError):
                old.unlink()


def _path(source: str, version_id: uuid.UUID) -> Path:
    folder = current_app.config["SETTINGS"].data_dir / "screening"
    return folder / f"{source}.{version_id.hex}.{ALGORITHM_VERSION}.{CONTENT}.index"
