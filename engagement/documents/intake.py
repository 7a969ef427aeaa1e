"""Take a file in: look at it, keep it. Outside a transaction, since both may take seconds."""

import logging
import os
from dataclasses import dataclass
from typing import BinaryIO

from engagement.documents import settings, stores
from engagement.documents.file_names import display_name
from engagement.documents.file_types import FileType, Refused, inspect
from engagement.documents.storage import Stored, StoreFull, TooLarge

log = logging.getLogger(__name__)

OUR_FAULT = frozenset({"busy", "unavailable", "store_full"})
"""Refusals that say nothing of the file: the same file may be taken later."""


@dataclass(frozen=True)
class Taken:
    """A file that stands in the store and has no row yet; a sweep removes it if it gets none."""

    name: str
    stored: Stored
    file_type: FileType
    to_scan: bool


def take_in(file: BinaryIO, name: str) -> Taken:
    """Check and keep an uploaded file. Raises `Refused` with a key of `file_types.REASONS`."""
    shown = display_name(name)
    limit = settings.largest_megabytes() * 1024 * 1024
    if file.seek(0, os.SEEK_END) > limit:
        raise Refused("too_large")
    file_type = inspect(file, name)
    try:
        stored = stores.store().put(file, limit_bytes=limit)
    except (TooLarge, StoreFull) as refusal:
        raise Refused(refusal.code) from refusal
    except OSError as error:
        log.exception("a document could not be stored")
        raise Refused("unavailable") from error
    return Taken(shown, stored, file_type, to_scan=stores.scanner() is not None)
