"""What changed in a text, word by word, for readers of any script."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, ADDED, REMOVED = "same", "added", "removed"
MOST_WORDS = 4000

_WHOLE = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORDS = re.compile(rf"[{_WHOLE}]|\s+|[^\s{_WHOLE}]+")


@dataclass(frozen=True)
class Run:
    """A run of words that stayed, were added or were removed; `text` keeps its white space."""

    kind: str
    text: str


def runs(before: str, after: str) -> list[Run]:
    """The words of both texts in reading order; Chinese and Japanese go by character.

    Texts of more than 4,000 words that differ are given as a whole, since finding the way between
    them would take seconds.
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        return [Run(SAME, after)] if before == after else list(_whole(before, after))
    return list(_joined(old, new))


def _whole(before: str, after: str) -> Iterator[Run]:
    if before:
        yield Run(REMOVED, before)
    if after:
        yield Run(ADDED, after)


def _joined(old: list[str], new: list[str]) -> Iterator[Run]:
    for operation, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation == "equal":
            yield Run(SAME, "".join(old[a:b]))
        else:
            yield from _whole("".join(old[a:b]), "".join(new[c:d]))
