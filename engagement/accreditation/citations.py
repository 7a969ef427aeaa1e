"""What a finding rests on: an answer that was submitted or given later, or a page of a document.

Stored as JSON in `Finding.evidence`: {"section": key, "answer": name}, {"section": key} for a
section as a whole, {"document": id, "page": number} with pages counted from 1, or
{"round": number, "question": number} for what was answered in a round of questions.
"""

from collections.abc import Collection
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Citation:
    """One piece of evidence: a section (and an answer of it), a page of a document, an answer."""

    section: str | None = None
    answer: str | None = None
    document: str | None = None
    page: int | None = None
    round: int | None = None
    question: int | None = None

    def stored(self) -> dict:
        """As JSON, without what is not there."""
        return {key: value for key, value in asdict(self).items() if value is not None}


KINDS = (
    ({"section"}, {"answer"}),
    ({"document", "page"}, set()),
    ({"round", "question"}, set()),
)
"""What each kind of citation names, and what it may name beside."""


def read(stored: dict) -> Citation:
    """A citation as it was stored. ValueError for what was never written by `stored`."""
    if not isinstance(stored, dict):
        raise ValueError("a citation is a mapping")
    named = {key for key, value in stored.items() if value is not None}
    if not any(needed <= named <= needed | more for needed, more in KINDS):
        raise ValueError("a citation names a section, a page of a document, or a question")
    numbers = [stored[key] for key in ("page", "round", "question") if key in named]
    if not all(isinstance(number, int) and number >= 1 for number in numbers):
        raise ValueError("pages, rounds and questions are counted from 1")
    return Citation(**stored)


def is_in(
    citation: Citation, content: dict, answered: Collection[tuple[int, int]] = frozenset()
) -> bool:
    """Whether what is cited was sent: `content` is that of a snapshot.

    `answered` are the questions whose answers were sent, as (round, question).
    """
    if citation.round is not None:
        return (citation.round, citation.question) in answered
    if citation.section is not None:
        section = content["sections"].get(citation.section)
        return section is not None and citation.answer in {None, *section}
    for document in content.get("documents", []):
        if document["id"] == citation.document:
            return document.get("pages") is None or citation.page <= document["pages"]
    return False
