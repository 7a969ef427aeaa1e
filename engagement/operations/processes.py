"""A child process that is kept alive: its log, its restarts, its end."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from engagement.core.postgresql import ended_with_parent

LOG_LIMIT = 10_000_000  # bytes; then the log of earlier starts is set aside
TAIL = 15  # lines shown of a child that failed


class BackOff:
    """How long to wait before the next start: at once, then 0.5 s, doubled up to 5 s.

    A life of 10 seconds or more wipes the slate clean.
    """

    def __init__(self) -> None:
        self.failures = 0

    def delay(self, lived: float) -> float:
        """Seconds to wait after a life of `lived` seconds."""
        self.failures = 1 if lived >= 10 else self.failures + 1
        return min(5.0, 0.25 * 2 ** (self.failures - 1)) if self.failures > 1 else 0.0


class Child:
    """One child in a session of its own, so that Ctrl-C reaches its owner alone.

    What it prints goes to `log`. The kernel ends it (SIGTERM) when its owner dies.
    """

    def __init__(
        self, name: str, command: list[str], *, log: Path, cwd: Path, environment: Mapping[str, str]
    ) -> None:
        self.name = name
        self.command = command
        self.log = log
        self.cwd = cwd
        self.environment = environment
        self.back_off = BackOff()
        self._process: subprocess.Popen[bytes] | None = None
        self._log_begin = 0
        self._started_at = 0.0
        self._start_again_at: float | None = None

    def start(self) -> None:
        """Start it now."""
        self._log_begin = begin_log(self.log)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*ended_with_parent("TERM"), *self.command],
                cwd=self.cwd,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
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
            self._signal_rest(signal.SIGTERM)
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
        if self._process is not None and self._process.poll() is None:
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
        self._signal_rest(signal.SIGKILL)

    def _signal_rest(self, which: signal.Signals) -> None:
        """To every process of its session: workers outlive a master that was killed."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, which)


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
