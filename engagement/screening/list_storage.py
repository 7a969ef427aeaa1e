"""The bytes of lists as they came, in a folder of their own beside the documents, by their hash."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from flask_babel import lazy_gettext as _l

from engagement.core.errors import RuleViolation
from engagement.documents.file_names import display_name
from engagement.documents.storage import StoreFull, TooLarge
from engagement.documents.stores import store_of
from engagement.screening.list_files.files import MOST_BYTES
from engagement.screening.list_files.refusals import Unreadable
from engagement.screening.models import ListVersion

FOLDER = "lists"


@dataclass(frozen=True)
class Kept:
    """A file in the store; a sweep removes it when no version names it."""

    name: str
    sha256: str
    size: int

    def told(self) -> dict:
        """As a version keeps it."""
        return asdict(self)


def store():
    """Where the files are."""
    return store_of(FOLDER)


def keep(files: Iterable[tuple[str, BinaryIO]]) -> list[Kept]:
    """Keep files given as (name, stream). Outside a transaction: it may take seconds.

    Raises Unreadable for a file that is too large, RuleViolation where there is no room for it.
    """
    kept = []
    for name, stream in files:
        try:
            stored = store().put(stream, limit_bytes=MOST_BYTES)
        except TooLarge as refused:
            raise Unreadable("too_large", most=MOST_BYTES // (1024 * 1024)) from refused
        except StoreFull as refused:
            raise RuleViolation(
                _l("There is no room for the file at present. The administrators are told.")
            ) from refused
        kept.append(Kept(display_name(name), stored.sha256, stored.size))
    return kept


def digest_of(files: Sequence[Kept]) -> bytes:
    """One fingerprint of all files of a version, whatever their names and their order."""
    joined = "\n".join(sorted(file.sha256 for file in files))
    return hashlib.sha256(joined.encode()).digest()


@contextmanager
def paths_of(version: ListVersion) -> Iterator[list[Path]]:
    """The files of a version by their own names, for a reader. Raises Missing, Damaged."""
    with tempfile.TemporaryDirectory(prefix="lists-") as folder:
        paths = []
        for number, file in enumerate(version.files):
            place = Path(folder) / str(number)
            place.mkdir()
            with store().open(file["sha256"]) as kept, (place / file["name"]).open("wb") as copy:
                shutil.copyfileobj(kept, copy)
            paths.append(place / file["name"])
        yield paths
