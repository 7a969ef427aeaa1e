"""How the plain text of a manual is read: paragraphs, headings, lists; nothing else.

An empty line ends a paragraph. A line that begins with "## " is a heading; lines that begin with
"- " or with a number and a point are items of a list.
"""

import re
from dataclasses import dataclass

NUMBERED = re.compile(r"\d{1,2}[.)] ")


@dataclass(frozen=True)
class Block:
    """A `heading`, a `paragraph` (lines), a `list` or a list of `steps` (items)."""

    kind: str
    lines: tuple[str, ...]


def blocks(text: str) -> list[Block]:
    """The blocks of a text, in order."""
    found: list[Block] = []
    for line in map(str.strip, text.splitlines()):
        kind, words = _read(line)
        if kind in {"list", "steps", "paragraph"} and found and found[-1].kind == kind:
            found[-1] = Block(kind, (*found[-1].lines, words))
        else:
            found.append(Block(kind, (words,)))
    return [block for block in found if block.kind != "gap"]


def _read(line):
    if not line:
        return "gap", ""
    if line.startswith("## "):
        return "heading", line[3:].strip()
    if line.startswith("- "):
        return "list", line[2:].strip()
    if NUMBERED.match(line):
        return "steps", NUMBERED.sub("", line, count=1)
    return "paragraph", line
