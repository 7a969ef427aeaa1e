"""Start and stop the embedded PostgreSQL, and find one that runs. Standard library only.

A cluster lives in one folder, made on the first start:

    <data>/files       PostgreSQL's own data
    <data>/socket      where it listens, mode 0700; for a long path a folder in the temp folder
    <data>/lock        held by the process that owns the server
    <data>/server.log

There is no password and no network port: whoever may enter the socket's folder owns the data.
"""

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import signal
import socket as sockets
import struct
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from engagement.core.postgresql import (
    ClusterError,
    Command,
    as_database_user,
    ended_with_parent,
    environment,
    make_private,
    program,
    run,
)

__all__ = ["Cluster", "ClusterError", "running_url"]

SOCKET_FILE = ".s.PGSQL.5432"
# Bytes of a socket's address (sun_path) without the closing zero: Linux 107, macOS and BSD 103.
SOCKET_FOLDER_LIMIT = (107 if os.uname().sysname == "Linux" else 103) - len(f"/{SOCKET_FILE}")
READY_WITHIN = 120.0  # seconds; recovery after a power cut may take most of it
STOPPED_WITHIN = 30.0  # seconds
OPTIONS = {
    "listen_addresses": "",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    # Refused statements hold what people wrote; the application logs its own errors without it.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
}


class Cluster:
    """The embedded server of one folder, owned by this process.

    `options` are PostgreSQL settings for this start, such as `{"fsync": "off"}` in tests; without
    them every commit is on disk when it is answered. `socket` overrides the folder it listens in.

    The kernel ends the server when the thread that called `start` ends: call it from a thread
    that lives as long as the server is wanted.
    """

    def __init__(
        self,
        data: Path,
        *,
        options: dict[str, str] | None = None,
        socket: Path | None = None,
    ) -> None:
        self.data = data.resolve()
        self.files = self.data / "files"
        self.log = self.data / "server.log"
        self.socket = socket.resolve() if socket else _socket_folder(self.data)
        self.options = OPTIONS | (options or {})
        self._server: subprocess.Popen[bytes] | None = None
        self._lock: int | None = None

    @property
    def is_running(self) -> bool:
        """Whether the server this object started is alive."""
        return self._server is not None and self._server.poll() is None

    def start(self) -> None:
        """Make the cluster if there is none, start its server and wait until it answers.

        Does nothing while it runs. A server that a killed owner left is stopped first. Raises
        ClusterError when another process owns the cluster, or when the server does not start.
        """
        if self.is_running:
            return
        make_private(self.data)
        self._take_lock()
        try:
            make_private(self.socket)
            self._initialize()
            self._launch()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server, ending its connections, and give the cluster back."""
        if self._server is not None:
            for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
                self._server.send_signal(how)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._server.wait(STOPPED_WITHIN)
                    break
            self._server = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def url(self, database: str) -> str:
        """The address of `database` for SQLAlchemy with psycopg."""
        return _url(str(self.socket), database)

    def ensure_database(self, name: str) -> None:
        """Create the database `name` unless it exists. The server must run.

        Raises ValueError for anything but small letters, digits and underscores.
        """
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,62}", name):
            raise ValueError(f"not a plain database name: {name!r}")
        if not self._ask(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
            self._ask(f"CREATE DATABASE {name}")

    def _ask(self, statement: str) -> str:
        psql: Command = [
            program("psql"),
            "-XAtq",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            self.socket,
        ]
        whole = [*psql, "-U", "postgres", "-d", "postgres", "-c", statement]
        return run(whole, "The database refused a statement")

    def _take_lock(self) -> None:
        if self._lock is not None:
            return
        lock = os.open(self.data / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(lock)
            raise ClusterError(f"Another process runs the database in {self.data}.") from None
        self._lock = lock

    def _initialize(self) -> None:
        """Make the files beside their place and move them, so that half a cluster never counts."""
        if self.files.exists():
            return
        unfinished = self.data / "unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        initdb = [
            *as_database_user(),
            program("initdb"),
            "-D",
            unfinished,
            "-U",
            "postgres",
        ]
        words = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        hurry = ["--no-sync"] if self.options.get("fsync") == "off" else []
        whole = [*initdb, "--auth=trust", "--encoding=UTF8", *words, *hurry]
        run(whole, "The database could not be made")
        unfinished.rename(self.files)

    def _launch(self) -> None:
        """Start the server; try again while the orphans of a killed one still hold its memory."""
        end = time.monotonic() + STOPPED_WITHIN
        while True:
            _stop_left_over(self.files)
            said_before = self.log.stat().st_size if self.log.exists() else 0
            if self._launch_once():
                return
            said = self.log.read_bytes()[said_before:].decode(errors="replace").strip()
            held = "still in use" in said or "already exists" in said
            if not held or self.is_running or time.monotonic() > end:
                raise ClusterError(f"The database does not start: {said or 'it says nothing.'}")
            _end_orphans(self.files)
            time.sleep(0.2)

    def _launch_once(self) -> bool:
        quoted = str(self.socket).replace('"', '""')
        options = self.options | {
            "unix_socket_directories": f'"{quoted}"',
            "unix_socket_permissions": "0700",
        }
        postgres = [*as_database_user(), *ended_with_parent("INT"), program("postgres")]
        with self.log.open("ab") as log:
            server = self._server = subprocess.Popen(
                [
                    *postgres,
                    "-D",
                    self.files,
                    *(f"--{k}={v}" for k, v in options.items()),
                ],
                env=environment(),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C reaches the owner alone, who stops in order
            )
        end = time.monotonic() + READY_WITHIN
        while server.poll() is None and time.monotonic() < end:
            lines = _pid_file(self.files)
            if lines[:1] == [str(server.pid)] and lines[-1] == "ready":
                return True
            time.sleep(0.01)
        return False


def running_url(data: Path, database: str) -> str | None:
    """The address of `database` in the cluster of the folder `data`, if its server runs.

    For processes that do not own the server: the web, the worker, a command. None when no server
    runs, or when this user may not enter.
    """
    try:
        lines = _pid_file(data.resolve() / "files")
        if _listener(lines) is None or lines[-1] != "ready":
            return None
    except PermissionError:
        return None
    return _url(lines[4], database)


def _url(socket: str, database: str) -> str:
    return f"postgresql+psycopg://postgres@/{database}?host={quote(socket, safe='')}"


def _socket_folder(data: Path) -> Path:
    """`data`/socket, or a short path in the temp folder. A comma would mean a list of hosts."""
    folder = data / "socket"
    if len(os.fsencode(folder)) <= SOCKET_FOLDER_LIMIT and "," not in str(folder):
        return folder
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    return Path(tempfile.gettempdir()).resolve() / f"engagement-{os.getuid()}-{name}"


def _pid_file(files: Path) -> list[str]:
    """The lines of postmaster.pid: pid, folder, start, port, socket's folder, …, state last."""
    try:
        text = (files / "postmaster.pid").read_bytes()
    except FileNotFoundError:
        return []
    return [os.fsdecode(line).strip() for line in text.splitlines()]


def _listener(lines: list[str]) -> int | None:
    """The process that listens where this pid file says, or None if nobody does.

    It is 0 when the kernel knows no number for it here: a server of another container.
    """
    if len(lines) < 5:
        return None
    with sockets.socket(sockets.AF_UNIX) as connection:
        try:
            connection.connect(f"{lines[4]}/{SOCKET_FILE}")
        except (FileNotFoundError, ConnectionRefusedError):
            return None
        if not hasattr(sockets, "SO_PEERCRED"):
            return int(lines[0])
        size = struct.calcsize("3i")
        peer = connection.getsockopt(sockets.SOL_SOCKET, sockets.SO_PEERCRED, size)
        return int(struct.unpack("3i", peer)[0])


def _stop_left_over(files: Path) -> None:
    """Stop the server that a killed owner left; forget a pid file that names a dead one.

    A process number alone proves nothing: after a restart of the machine it may be anybody's.
    Only the process that listens at our socket is ended.
    """
    lines = _pid_file(files)
    pid = _listener(lines)
    if pid is None:
        if lines and not _may_be_server(int(lines[0])):
            (files / "postmaster.pid").unlink(missing_ok=True)
        return
    if pid != int(lines[0]):
        raise ClusterError(f"The database in {files.parent} is run from another container.")
    end = time.monotonic() + STOPPED_WITHIN
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGINT)
    while _listener(_pid_file(files)) == pid:
        if time.monotonic() > end:
            raise ClusterError(f"The database server {pid} of an earlier run does not stop.")
        time.sleep(0.02)


def _end_orphans(files: Path) -> None:
    """End what a killed server left: its processes work in the cluster's folder.

    They end by themselves when they notice, but one that waits may hold the memory for minutes.
    Called only while no server is there, and never on systems without /proc.
    """
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (entry / "cwd").samefile(files) and _may_be_server(int(entry.name)):
                os.kill(int(entry.name), signal.SIGKILL)


def _may_be_server(pid: int) -> bool:
    """Whether `pid` may be a living database server; where the kernel does not say, it may."""
    if not Path("/proc/self/stat").exists():
        return True
    try:
        name, _, state = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return name.endswith("(postgres") and not state.startswith(("Z", "X"))
