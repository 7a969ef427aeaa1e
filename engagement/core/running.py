"""Who owns a data folder, and what he tells the commands that are started beside him.

`bootstrap.py run` holds a lock on `<data>/running` and writes its choices into that file, so that
`flask --app wsgi doctor` in another terminal works without a variable. Standard library only.
"""

import fcntl
import json
import os
import time
from pathlib import Path

NAME = "running"
PATIENCE = 1.0  # seconds; a reader holds the lock for a moment too


class AlreadyRunning(Exception):
    """Another process owns this data folder."""


def claim(data_dir: Path, choices: dict[str, str]) -> int:
    """Own `data_dir` until the returned descriptor is closed or this process ends.

    `choices` are variables by name, `{"ENGAGEMENT_DEMO": "1"}`; the file is no place for secrets.
    Raises AlreadyRunning.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(data_dir / NAME, os.O_RDWR | os.O_CREAT, 0o644)
    end = time.monotonic() + PATIENCE
    while not _locked(descriptor, fcntl.LOCK_EX):
        if time.monotonic() > end:
            os.close(descriptor)
            raise AlreadyRunning(str(data_dir))
        time.sleep(0.02)
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(choices).encode(), 0)
    return descriptor


def choices_of_owner(data_dir: Path) -> dict[str, str]:
    """What the owner of `data_dir` chose; nothing when nobody owns it at this moment."""
    try:
        descriptor = os.open(data_dir / NAME, os.O_RDONLY)
    except (FileNotFoundError, PermissionError):
        return {}
    try:
        if _locked(descriptor, fcntl.LOCK_SH):
            return {}
        written = os.read(descriptor, 65536)
    finally:
        os.close(descriptor)
    return {str(k): str(v) for k, v in json.loads(written or b"{}").items()}


def _locked(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
