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


def canonical(content: Any) -> bytes:
    """The one text of a content: keys sorted, no spaces, UTF-8."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def digest_of(content: Any) -> bytes:
    """SHA-256 of the canonical text."""
    return hashlib.sha256(canonical(content)).digest()


def seen(application: Application) -> str:
    """What a page shows of an application now, part by part, for its form to carry.

    Sent back with the declaration it says whether the signer saw what is about to be frozen.
    """
    return " ".join(f"{name}:{mark}" for name, mark in sorted(_marks(application).items()))


def changed_since(application: Application, carried: str) -> frozenset[str]:
    """Keys of the sections, "people", "documents" that are not as they were when `carried` was."""
    before = dict(each.split(":", 1) for each in carried.split() if ":" in each)
    after = _marks(application)
    return frozenset(
        name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
    )


def _marks(application: Application) -> dict[str, str]:
    """A short mark of each part, another one as soon as anything in it changes."""
    content = content_of(application)
    parts = content["sections"] | {
        name: content[name] for name in ("people", "documents") if name in content
    }
    return {name: digest_of(part).hex()[:16] for name, part in parts.items()}


def is_intact(snapshot: ApplicationSnapshot) -> bool:
    """Whether what is stored is what was submitted."""
    return digest_of(snapshot.content) == snapshot.digest
