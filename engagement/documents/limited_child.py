"""Start the child process that opens documents, and hear its answer.

What the child may take is in `limits`; it sets that itself before it reads the file. It gets the
file as its standard input, no name, no path, and of the environment only where this package is.
One child at a time runs for each web or job process: twenty uploads at once do not take twenty
times the memory.
"""

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from engagement.documents.limits import MAX_ANSWER, PIECE, Refused

log = logging.getLogger(__name__)

MODULE = "engagement.documents.preview_child"
PACKAGES = str(Path(__file__).resolve().parents[2])
SECONDS = 30
"""Waited for a child; more than its own limit on CPU time, since the machine may be busy."""
SECONDS_IN_LINE = 30
BROKEN_INSIDE = {signal.SIGSEGV, signal.SIGBUS, signal.SIGFPE}

_one_at_a_time = threading.Semaphore(1)


def ask(task: str, file: Path | BinaryIO, kind: str, *numbers: int) -> tuple[dict, bytes]:
    """What the child found, and the bytes asked for. See `preview_child` for the tasks.

    Raises `Refused` with the child's code, or `damaged`, `too_demanding` (memory or time),
    `busy` (no turn in time) or `unavailable` (the child could not work at all).
    """
    with as_real_file(file) as source, tempfile.TemporaryFile() as answer, _turn():
        ended = _run([task, kind, *map(str, numbers)], source, answer)
        if ended:
            log.warning("document child ended with %s at %s of %s", ended, task, kind)
            raise Refused(_meaning(ended))
        answer.seek(0)
        return _understood(answer.readline(PIECE)), answer.read(MAX_ANSWER)


@contextmanager
def as_real_file(file: Path | BinaryIO) -> Iterator[BinaryIO]:
    """The same bytes as a file of the system; one that was open stays open, at its start."""
    if isinstance(file, Path):
        with file.open("rb") as opened:
            yield opened
        return
    file.seek(0)
    try:
        file.fileno()
    except OSError:
        with tempfile.TemporaryFile() as copy:
            copyfileobj(file, copy, PIECE)
            copy.seek(0)
            yield copy
    else:
        yield file
    file.seek(0)


@contextmanager
def _turn() -> Iterator[None]:
    if not _one_at_a_time.acquire(timeout=SECONDS_IN_LINE):
        raise Refused("busy")
    try:
        yield
    finally:
        _one_at_a_time.release()


def _run(arguments: list[str], source: BinaryIO, answer: BinaryIO) -> int:
    """The exit status, negative for a signal. Raises `Refused` when time is up."""
    # The child moves the position that both share; Python's buffer here must not notice.
    place = os.lseek(source.fileno(), 0, os.SEEK_CUR)
    try:
        return subprocess.run(
            # -P and -s: nothing is imported from the working folder or the user's own packages.
            [sys.executable, "-P", "-s", "-m", MODULE, *arguments],
            stdin=source,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": PACKAGES},
            cwd="/",
            timeout=SECONDS,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired as error:
        raise Refused("too_demanding") from error
    except OSError as error:
        log.exception("document child could not be started")
        raise Refused("unavailable") from error
    finally:
        os.lseek(source.fileno(), place, os.SEEK_SET)


def _understood(line: bytes) -> dict:
    """What the child says it found. A child that a file has taken over may say anything."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Refused("damaged") from error
    if not isinstance(found, dict):
        raise Refused("damaged")
    if "refused" in found:
        raise Refused(str(found["refused"]))
    return found


def _meaning(ended: int) -> str:
    if ended > 0:
        return "unavailable"
    return "damaged" if -ended in BROKEN_INSIDE else "too_demanding"
