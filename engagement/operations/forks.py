"""Programs run by copies of this process: what it has loaded, none of them loads again.

To import everything and to build the application costs seconds; a copy of it costs none.
"""

import contextlib
import ctypes
import os
import runpy
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Sequence
from itertools import pairwise
from typing import BinaryIO, NoReturn

from setproctitle import setproctitle

WHEN_PARENT_DIES = 1  # PR_SET_PDEATHSIG of prctl(2), Linux alone
LOOKED_AT_EVERY = 0.02  # seconds, while its end is waited for


class Fork:
    """A module run as a program (`python -m`) in a copy of this process, as a session of its own.

    `words` are the module and its arguments. The kernel ends it (SIGTERM) when the thread that
    started it dies. To be started by a process with one thread, for a copy has no other.
    """

    def __init__(
        self, words: list[str], *, output: BinaryIO | None = None, keep: Sequence[int] = ()
    ) -> None:
        """Start it; what it prints goes to `output`, or where this process prints.

        Of the files that are open it has those of the numbers `keep`, and no other.
        """
        sys.stdout.flush()
        sys.stderr.flush()
        self.status: int | None = None
        parent = os.getpid()
        under_way, begun = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            _become(words, parent, output, keep)
        os.close(begun)
        os.read(under_way, 1)  # nothing comes: it is closed when the copy stands by itself
        os.close(under_way)

    def poll(self) -> int | None:
        """How it ended, as `subprocess` says it: below zero by a signal; None while it runs."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.status = os.waitstatus_to_exitcode(status) if pid else None
        return self.status

    def wait(self, seconds: float | None = None) -> int:
        """Wait for its end, subprocess.TimeoutExpired after `seconds`; how it ended."""
        until = None if seconds is None else time.monotonic() + seconds
        while (status := self.poll()) is None:
            if until is not None and time.monotonic() >= until:
                raise subprocess.TimeoutExpired("fork", seconds or 0.0)
            time.sleep(LOOKED_AT_EVERY)
        return status

    def terminate(self) -> None:
        """Ask it to end, if it runs."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGTERM)

    def signal_session(self, which: signal.Signals) -> None:
        """To it and all it started, also when it has ended: workers outlive a killed master."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, which)


def _become(
    words: list[str], parent: int, output: BinaryIO | None, keep: Sequence[int]
) -> NoReturn:
    """Be the program, and nothing of what this process was doing, to the end."""
    status = 1
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.setsid()
        _end_with(parent)
        _redirect(output, keep)
        setproctitle(f"engagement: {' '.join(words)}")
        sys.argv = list(words)
        runpy.run_module(words[0], run_name="__main__", alter_sys=True)
        status = 0
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        status = {None: 0}.get(end.code, end.code if isinstance(end.code, int) else 1)
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status & 255)


def _end_with(parent: int) -> None:
    """Get SIGTERM when the parent dies, where the kernel can; end now if it has died already."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(WHEN_PARENT_DIES, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)


def _redirect(output: BinaryIO | None, keep: Sequence[int]) -> None:
    """Read nothing, print to `output`, each line at once; hold nothing else but `keep`.

    Above all not the lock on the data folder, which would outlive its owner.
    """
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    if output is not None:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)
    for after, before in pairwise([2, *sorted(keep), os.sysconf("SC_OPEN_MAX")]):
        os.closerange(after + 1, before)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(line_buffering=True)  # type: ignore[union-attr]
