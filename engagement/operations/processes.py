"""A child process that is kept alive: its log, its restarts, its end."""

import contextlib
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from engagement.operations.forks import Fork

LOG_LIMIT = 10_000_000  # bytes; then the log of earlier starts is set aside
LONG_ENOUGH = 3.0  # seconds; a copy begins its work within half of one, or not at all
TAIL = 15  # lines shown of a child that failed


class BackOff:
    """How long to wait before the next start: at once, then 0.5 s, doubled up to 5 s.

    A life that was LONG_ENOUGH wipes the slate clean.
    """

    def __init__(self) -> None:
        self.failures = 0

    def delay(self, lived: float) -> float:
        """Seconds to wait after a life of `lived` seconds."""
        self.failures = 1 if lived >= LONG_ENOUGH else self.failures + 1
        return min(5.0, 0.25 * 2 ** (self.failures - 1)) if self.failures > 1 else 0.0


class Child:
    """One child in a session of its own, so that Ctrl-C reaches its owner alone.

    `words` are a module to run and its arguments. What it prints goes to `log`. It has the open
    files `keep` by their numbers, such as a socket on which it listens.
    """

    def __init__(self, name: str, words: list[str], *, log: Path, keep: Sequence[int] = ()) -> None:
        self.name = name
        self.words = words
        self.log = log
        self.keep = keep
        self.back_off = BackOff()
        self._process: Fork | None = None
        self._log_begin = 0
        self._started_at = 0.0
        self._start_again_at: float | None = None

    def start(self) -> None:
        """Start it now."""
        self._log_begin = begin_log(self.log)
        with self.log.open("ab") as log:
            self._process = Fork(self.words, output=log, keep=self.keep)
        self._started_at = time.monotonic()
        self._start_again_at = None

    def keep_alive(self, say: Callable[[str], None]) -> None:
        """Start it again when it has ended and its time has come; `say` what happened."""
        if self._process is None:
            return
        status = self._process.poll()
        now = time.monotonic()
        if status is None:
            return
        if self._start_again_at is None:
            self._process.signal_session(signal.SIGTERM)
            wait = self.back_off.delay(now - self._started_at)
            self._start_again_at = now + wait
            say(f"{self.name} ended ({ending(status)}); it is started again.")
            if status > 0:
                say(self.last_words())
        if now >= self._start_again_at:
            self.start()

    def last_words(self) -> str:
        """The end of what it printed since its last start."""
        return last_lines(self.log, self._log_begin)

    def ask_to_stop(self) -> None:
        """Let it finish what it is doing and end."""
        if self._process is not None:
            self._process.terminate()

    def wait_or_kill(self, until: float) -> None:
        """Wait for its end until the monotonic time `until`, then end it and all it started."""
        if self._process is None:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0.0, until - time.monotonic()))
        self.kill()
        self._process.wait()
        self._process = None

    def kill(self) -> None:
        """End it and all it started at once."""
        if self._process is not None:
            self._process.signal_session(signal.SIGKILL)


def begin_log(log: Path) -> int:
    """Make the log's folder, set a long log aside; the position where new lines begin."""
    log.parent.mkdir(parents=True, exist_ok=True)
    size = log.stat().st_size if log.exists() else 0
    if size > LOG_LIMIT:
        log.replace(log.with_suffix(".old.log"))
        return 0
    return size


def last_lines(log: Path, begin: int) -> str:
    """The last lines of `log` after the position `begin`, set in."""
    with log.open("rb") as file:
        file.seek(max(begin, log.stat().st_size - 20_000))
        lines = file.read().decode(errors="replace").splitlines()[-TAIL:]
    return "\n".join(f"    {line}" for line in lines) or "    (it printed nothing)"


def ending(status: int) -> str:
    """An exit status in words."""
    return f"status {status}" if status >= 0 else signal.Signals(-status).name
