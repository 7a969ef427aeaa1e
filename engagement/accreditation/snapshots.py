"""What a submission freezes: parts that features declare, one canonical text, its fingerprint.

    @part("people")
    def people(application): return [...]      # JSON values only

The digest is SHA-256 over the canonical JSON of the content: anybody who holds the content can
recompute it.
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from engagement.accreditation.models import Application, ApplicationSnapshot

Part = Callable[[Application], Any]
PARTS: dict[str, Part] = {}


def part(name: str) -> Callable[[Part], Part]:
    """Let the decorated function fill `content[name]` of every snapshot.

    RuntimeError when the name is taken.
    """

    def declare(function: Part) -> Part:
        if name in PARTS:
            raise RuntimeError(f"the part {name} of a snapshot is declared twice")
        PARTS[name] = function
        return function

    return declare


def content_of(application: Application) -> dict:
    """What a snapshot made now would hold."""
    return {name: function(application) for name, function in sorted(PARTS.items())}


def canonical(content: dict) -> bytes:
    """The one text of a content: keys sorted, no spaces, UTF-8."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def digest_of(content: dict) -> bytes:
    """SHA-256 of the canonical text."""
    return hashlib.sha256(canonical(content)).digest()


def is_intact(snapshot: ApplicationSnapshot) -> bool:
    """Whether what is stored is what was submitted."""
    return digest_of(snapshot.content) == snapshot.digest
