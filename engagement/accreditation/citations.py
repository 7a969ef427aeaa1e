"""What a finding rests on: an answer that was submitted, or a page of a document that was.

Stored as JSON in `Finding.evidence`: {"section": key, "answer": name}, {"section": key} for a
section as a whole, or {"document": id, "page": number} with pages counted from 1.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Citation:
    """One piece of evidence; either a section (and an answer of it) or a document and its page."""

    section: str | None = None
    answer: str | None = None
    document: str | None = None
    page: int | None = None

    def stored(self) -> dict:
        """As JSON, without what is not there."""
        pairs = (("section", self.section), ("answer", self.answer))
        pairs += (("document", self.document), ("page", self.page))
        return {key: value for key, value in pairs if value is not None}


def read(stored: dict) -> Citation:
    """A citation as it was stored. ValueError for what was never written by `stored`."""
    if not set(stored) <= {"section", "answer", "document", "page"}:
        raise ValueError(f"not a citation: {sorted(stored)}")
    citation = Citation(**stored)
    of_section = citation.section is not None
    of_document = citation.document is not None
    if of_section == of_document or (citation.answer is not None and not of_section):
        raise ValueError("a citation names a section or a document")
    if of_document and not (isinstance(citation.page, int) and citation.page >= 1):
        raise ValueError("a document is cited with a page from 1")
    return citation


def is_in(citation: Citation, content: dict) -> bool:
    """Whether what is cited was submitted: `content` is that of a snapshot."""
    if citation.section is not None:
        section = content["sections"].get(citation.section)
        return section is not None and citation.answer in {None, *section}
    for document in content.get("documents", []):
        if document["id"] == citation.document:
            return document.get("pages") is None or citation.page <= document["pages"]
    return False
