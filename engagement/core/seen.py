"""Whether somebody else has saved something since a page was opened, told by what stood on it.

A form carries the mark of what it showed. The command compares it under its lock, so that nobody
overwrites what they have not read.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from engagement.core.errors import Stale


def mark(row, names: Iterable[str]) -> str:
    """A short mark of some columns of a row, another one as soon as any of them changes."""
    content = _plain({name: getattr(row, name) for name in names})
    return hashlib.sha256(content.encode()).hexdigest()[:32]


def refuse_stale(row, seen: str | None, new: Mapping[str, Any]) -> None:
    """Part of a command, after its lock and before `new` is written into the row.

    Stale where the columns of `new` are not as `seen` marks them, unless just this stands there
    already, as after a second click. Without a mark nobody looked: commands call it so.
    """
    if seen is None or seen == mark(row, new):
        return
    if _plain(new) != _plain({name: getattr(row, name) for name in new}):
        raise Stale(_l("A colleague has saved this page meanwhile. Both texts are shown below."))


def _plain(values):
    return json.dumps(values, sort_keys=True, ensure_ascii=False, default=_in_words)


def _in_words(value):
    return str(getattr(value, "id", value))
