"""The bytes of documents in a local folder, each file named by the SHA-256 of its content.

    <root>/ab/abcdef...   the files, mode 0600, never changed once they stand
    <root>/incoming/      what is still being written

A file is written, synced and renamed before its row is committed: after a crash there may be a
file without a row, never the other way round. `sweep` removes such files once they are old.
POSIX only: it relies on atomic rename, `O_NOFOLLOW` and `flock`.
"""

import errno
import fcntl
import hashlib
import os
import re
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from engagement.documents.limits import PIECE

INCOMING = "incoming"
HASH = re.compile(r"[0-9a-f]{64}")
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True)
class Stored:
    """What `put` wrote: the lower-case hexadecimal SHA-256 of the content, and its bytes."""

    sha256: str
    size: int


class TooLarge(Exception):
    """The content is longer than the caller allows."""

    code = "too_large"


class StoreFull(Exception):
    """No room left, or less than the store has to leave free. Nothing of the content was kept."""

    code = "store_full"


class Missing(Exception):
    """There is no file of this hash in the store."""


class Damaged(Exception):
    """What lies under this hash is not the content it names, or not a regular file."""


class Store:
    """A folder of files by hash. Safe for several processes and threads at once."""

    def __init__(self, root: Path, *, keep_free: int = 0) -> None:
        """`keep_free` is the number of bytes of the file system that `put` leaves to others."""
        self.root = Path(root)
        self.keep_free = keep_free
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)

    def put(self, stream: BinaryIO, *, limit_bytes: int) -> Stored:
        """Keep the rest of `stream`. The same content twice is one file.

        Raises `TooLarge` above `limit_bytes`, `StoreFull`, and whatever reading the stream
        raises; then nothing is left behind.
        """
        with self._folder(INCOMING, make=True) as incoming:
            if self.free_bytes() < self.keep_free:
                raise StoreFull
            temporary = secrets.token_hex(16)
            try:
                stored = _write(stream, temporary, incoming, limit_bytes)
                with (
                    self._folder(stored.sha256[:2], make=True) as shard,
                    self._lock(fcntl.LOCK_SH),
                ):
                    # Replacing an equal file renews its age, so that a sweep which no longer
                    # knows of it leaves it alone, and mends one that was damaged.
                    os.replace(temporary, stored.sha256, src_dir_fd=incoming, dst_dir_fd=shard)
                    os.fsync(shard)
            except OSError as error:
                if error.errno in FULL:
                    raise StoreFull from error
                raise
            finally:
                with suppress(FileNotFoundError):
                    os.unlink(temporary, dir_fd=incoming)
        return stored

    def open(self, sha256: str) -> BinaryIO:
        """The content, at its start, after its hash has been checked as a whole.

        Raises `Missing`, or `Damaged` for wrong content and for symbolic links.
        """
        if not HASH.fullmatch(sha256):
            raise Missing(sha256)
        with self._folder(sha256[:2]) as shard:
            file = _open_regular(sha256, shard)
        try:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                raise Damaged(sha256)
            file.seek(0)
        except BaseException:
            file.close()
            raise
        return file

    def remove(self, sha256: str) -> bool:
        """Remove a file whose time has come; False when there was none."""
        if not HASH.fullmatch(sha256):
            return False
        try:
            with self._folder(sha256[:2]) as shard:
                os.unlink(sha256, dir_fd=shard)
                os.fsync(shard)
        except (Missing, FileNotFoundError):
            return False
        return True

    def free_bytes(self) -> int:
        """Bytes of the file system still open to this process."""
        room = os.statvfs(self.root)
        return room.f_bavail * room.f_frsize

    def hashes(self) -> Iterator[str]:
        """The hashes of all files in the store, in order; links and strange names are left out."""
        for name in sorted(os.listdir(self.root)):
            if not re.fullmatch(r"[0-9a-f]{2}", name):
                continue
            with suppress(Damaged), self._folder(name) as shard:
                for found in sorted(os.listdir(shard)):
                    if HASH.fullmatch(found) and found.startswith(name) and _written(found, shard):
                        yield found

    def sweep(self, known: Iterable[str], *, older_than: datetime) -> list[str]:
        """Remove files whose hash is not in `known` and uploads that were never finished.

        Only what was last written before `older_than` (an aware moment): younger files may
        belong to a transaction that has not ended. Returns the names removed.
        """
        keep = set(known)
        before = older_than.timestamp()
        removed = [
            sha256
            for sha256 in self.hashes()
            if sha256 not in keep and self._remove_older(sha256[:2], sha256, before)
        ]
        with self._folder(INCOMING, make=True) as incoming:
            unfinished = sorted(os.listdir(incoming))
        return removed + [name for name in unfinished if self._remove_older(INCOMING, name, before)]

    def _remove_older(self, folder: str, name: str, before: float) -> bool:
        with self._folder(folder) as place, self._lock(fcntl.LOCK_EX):
            written = _written(name, place)
            if written is None or written >= before:
                return False
            os.unlink(name, dir_fd=place)
        return True

    @contextmanager
    def _folder(self, name: str, *, make: bool = False) -> Iterator[int]:
        """A file descriptor of a folder of the store; everything in it is opened relative to it."""
        path = self.root / name
        if make:
            self._make(path)
        try:
            folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except FileNotFoundError as error:
            raise Missing(name) from error
        except OSError as error:
            if error.errno in {errno.ELOOP, errno.ENOTDIR}:
                raise Damaged(name) from error
            raise
        try:
            yield folder
        finally:
            os.close(folder)

    def _make(self, path: Path) -> None:
        try:
            path.mkdir(mode=0o700)
        except FileExistsError:
            return
        root = os.open(self.root, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(root)
        finally:
            os.close(root)

    @contextmanager
    def _lock(self, kind: int) -> Iterator[None]:
        """Keeps a sweep from removing a file between looking at its age and unlinking it."""
        lock = os.open(self.root / ".lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(lock, kind)
            yield
        finally:
            os.close(lock)


def _write(stream: BinaryIO, name: str, folder: int, limit_bytes: int) -> Stored:
    digest = hashlib.sha256()
    size = 0
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
    with os.fdopen(os.open(name, flags, 0o600, dir_fd=folder), "wb") as file:
        while piece := stream.read(PIECE):
            size += len(piece)
            if size > limit_bytes:
                raise TooLarge
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return Stored(digest.hexdigest(), size)


def _open_regular(name: str, folder: int) -> BinaryIO:
    """Open without following a link and without waiting at a pipe that lies in its place."""
    try:
        number = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    except FileNotFoundError as error:
        raise Missing(name) from error
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise Damaged(name) from error
        raise
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise Damaged(name)
    return os.fdopen(number, "rb")


def _written(name: str, folder: int) -> float | None:
    """When a regular file was last written, in seconds since 1970; None for anything else."""
    try:
        found = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return None
    return found.st_mtime if stat.S_ISREG(found.st_mode) else None
