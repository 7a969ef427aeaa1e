"""What must always hold of documents: rows and files match, both ways."""

import os
from collections.abc import Iterator

from engagement.core.clock import now
from engagement.core.invariants import declare
from engagement.documents import queries, stores
from engagement.documents.storage import Damaged, Missing


def rows_without_file() -> Iterator[str]:
    """Hashes of documents whose file is not in the store."""
    yield from sorted(queries.hashes() - set(stores.store().hashes()))


def files_without_row() -> Iterator[str]:
    """Files of no document that the daily sweep should have removed."""
    root = stores.store().root
    before = (now() - 2 * stores.GRACE).timestamp()
    for sha256 in sorted(set(stores.store().hashes()) - queries.hashes()):
        if os.stat(root / sha256[:2] / sha256).st_mtime < before:
            yield sha256


def damaged_files() -> Iterator[str]:
    """Files whose content is not what their name says."""
    kept = stores.store()
    for sha256 in sorted(queries.hashes()):
        try:
            kept.open(sha256).close()
        except Damaged:
            yield sha256
        except Missing:
            continue


declare("every document has its file", rows_without_file)
declare("every file older than two days belongs to a document", files_without_row)
declare("every file of a document is what was uploaded", damaged_files)
