"""The product as its users start it, in a data folder of its own, and the processes in it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Product:
    """The supervisor with everything it keeps alive."""

    def __init__(self, folder: Path, *, smtp_port: int) -> None:
        self.folder = folder
        self.port = free_port()
        self.base_url = f"http://localhost:{self.port}"
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith("ENGAGEMENT_")
        } | {
            "ENGAGEMENT_DATA_DIR": str(folder),
            "ENGAGEMENT_BASE_URL": self.base_url,
            "ENGAGEMENT_SMTP_URL": f"smtp://127.0.0.1:{smtp_port}",
            "ENGAGEMENT_PROXY_HOPS": "1",  # so that each made-up person has an address of their own
            "ENGAGEMENT_DEMO": "0",
        }
        self._process: subprocess.Popen | None = None

    def start(self, *, within: float = 180) -> None:
        """Start it; returns when it is ready. TimeoutError, RuntimeError when it ends at once."""
        command = [sys.executable, "-m", "engagement.operations.supervisor"]
        self._process = subprocess.Popen(
            [*command, "--port", str(self.port)],
            cwd=ROOT,
            env=self.environment,
            stdout=(self.folder / "supervisor.log").open("wb"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.wait_until_ready(within)

    def wait_until_ready(self, within: float) -> float:
        """Seconds until `/readyz` answered 200."""
        begin = time.monotonic()
        while time.monotonic() < begin + within:
            if self._process.poll() is not None:
                raise RuntimeError((self.folder / "supervisor.log").read_text()[-2000:])
            try:
                with urllib.request.urlopen(f"{self.base_url}/readyz", timeout=5) as answer:
                    if answer.status == 200:
                        return time.monotonic() - begin
            except (OSError, urllib.error.URLError):
                pass
            time.sleep(0.05)
        raise TimeoutError(f"not ready within {within} s")

    def stop(self) -> None:
        """Ask it to stop and wait."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(timeout=60)

    def flask(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
        """Run one command beside it."""
        return subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", *arguments],
            cwd=ROOT,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def web_and_worker(self) -> list[tuple[int, str]]:
        """(process id, what it is) of the web server, its workers and the job worker."""
        found = []
        for pid, words in descendants(self._process.pid):
            if "gunicorn" in words:
                found.append((pid, "web"))
            elif words.endswith("wsgi worker"):
                found.append((pid, "worker"))
        return found

    def database(self) -> int:
        """The process id of PostgreSQL's first process."""
        pid_file = self.folder / "postgres" / "files" / "postmaster.pid"
        return int(pid_file.read_text().splitlines()[0])


def descendants(pid: int) -> list[tuple[int, str]]:
    """(process id, command line) of everything started by `pid`, itself left out."""
    parents, lines = {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                stat = (entry / "stat").read_text()
                words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
            except OSError:
                continue
            state, parent = stat.rpartition(")")[2].split()[:2]
            if state != "Z":
                parents[int(entry.name)], lines[int(entry.name)] = int(parent), words
    family, before = {pid}, 0
    while len(family) != before:
        before = len(family)
        family |= {child for child, parent in parents.items() if parent in family}
    return [(each, lines[each]) for each in sorted(family - {pid}) if each in lines]
