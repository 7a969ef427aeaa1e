"""Agenda, documents and statements of the samples' meeting."""

from engagement.demo.meeting_paper_builders import (
    make_agenda_item,
    make_meeting_document,
    make_version,
)
from engagement.meetings.models import DocumentAudience

NAME = "Green Youth (Kenya) – أنهار"


def paper_samples(samples, meeting, organization) -> None:
    """Documents for each audience, in several languages, one replaced, one that waits."""
    item = make_agenda_item(meeting, number="5 (a)", title={"en": NAME, "ar": NAME})
    paper = make_meeting_document(
        meeting, symbol=f"{NAME}/3", title={"en": NAME}, agenda_item=item, unedited=True
    )
    make_version(paper, "en")
    replaced = make_version(paper, "ar")
    current = make_version(paper, "ar")
    waiting = make_version(paper, "fr", publish=False)
    other = make_meeting_document(meeting, title={"fr": NAME}, audience=DocumentAudience.STATES)
    samples.values |= {
        "agenda_item_id": [item.id],
        "meeting_document_id": [paper.id, other.id],
        "document_version_id": [current.id, waiting.id, replaced.id],
    }
