"""Ask the child process for a PDF, and say why there is none.

One child at a time runs for each process: twenty people who print at once do not take twenty
times the memory. The child gets the text as its standard input and of the environment only where
this package and the fonts are.
"""

import atexit
import functools
import logging
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engagement.printing import fonts
from engagement.printing.child import MOST_BYTES, NO_LETTERS, NO_LIBRARY

log = logging.getLogger(__name__)

MODULE = "engagement.printing.child"
PACKAGES = str(Path(__file__).resolve().parents[2])
SECONDS = 40
"""Waited for a child; more than its own limit on CPU time, since the machine may be busy."""
SECONDS_IN_LINE = 20
LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
"""Debian's packages of what sets type; `bootstrap.py` installs the same where it may."""

MEANING = {NO_LIBRARY: "unavailable", NO_LETTERS: "letters"}

_one_at_a_time = threading.Semaphore(1)


class NoPdf(Exception):
    """There is no PDF. `code`: `unavailable` (Pango or the fonts are missing on this machine),
    `busy` (worth asking again), `letters` (no typeface has all signs of the text), or `failed`
    (the text took too much, or could not be set)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def pdf_of(html: str) -> bytes:
    """The PDF (PDF/UA-1) of a whole HTML document that holds its style sheets. Raises `NoPdf`."""
    with _turn(), tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as answer:
        source.write(html.encode())
        source.seek(0)
        ended = _run(source, answer)
        if ended:
            log.warning("printing child ended with %s", ended)
            raise NoPdf(MEANING.get(ended, "failed"))
        answer.seek(0)
        paper = answer.read(MOST_BYTES)
    if not paper.startswith(b"%PDF-"):
        raise NoPdf("failed")
    return paper


@functools.cache
def why_not() -> str | None:
    """Why this machine makes no PDF and what to do, in a sentence for who runs it; None if it does.

    Asked once a process: it starts a child.
    """
    try:
        pdf_of("<!doctype html><html lang=en><title>Test</title><p>Test</p></html>")
    except NoPdf as none:
        if none.code != "unavailable":
            return f"a test page could not be set ({none.code}): papers are shown as pages to print"
        return (
            "Pango or the fonts are missing, so papers are shown as pages to print instead of PDF:"
            f" install {LIBRARIES} (apt-get install {LIBRARIES}) and the packages of"
            " requirements/base.txt"
        )
    return None


@contextmanager
def _turn() -> Iterator[None]:
    if not _one_at_a_time.acquire(timeout=SECONDS_IN_LINE):
        raise NoPdf("busy")
    try:
        yield
    finally:
        _one_at_a_time.release()


def _run(source, answer) -> int:
    """The exit status, negative for a signal. Raises `NoPdf`."""
    try:
        return subprocess.run(
            # -P and -s: nothing is imported from the working folder or the user's own packages.
            [sys.executable, "-P", "-s", "-m", MODULE],
            stdin=source,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env={
                "PYTHONPATH": PACKAGES,
                "FONTCONFIG_FILE": str(_configuration()),
                "LANG": "C.UTF-8",
            },
            cwd="/",
            timeout=SECONDS,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired as error:
        raise NoPdf("failed") from error
    except (OSError, ModuleNotFoundError) as error:
        log.exception("printing child could not be started")
        raise NoPdf("unavailable") from error


@functools.cache
def _configuration() -> Path:
    """A file for fontconfig, with a folder for its notes on the fonts: made once a process."""
    folder = Path(tempfile.mkdtemp(prefix="engagement-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    place = folder / "fonts.conf"
    place.write_text(fonts.configuration(folder / "cache"), encoding="utf-8")
    return place
