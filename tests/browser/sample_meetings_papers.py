"""Agenda, documents and statements of the samples' meeting."""

from engagement.core.permissions import Role
from engagement.demo import papers
from engagement.demo.case_builders import make_accreditation
from engagement.demo.meeting_paper_builders import (
    make_agenda_item,
    make_meeting_document,
    make_statement,
    make_version,
)
from engagement.meetings.commands import cosigning, moderating, statements
from engagement.meetings.models import Disposition, DocumentAudience
from engagement.organizations.queries import actor_for

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
    lead = actor_for(samples.people["focal_point"])
    officer = actor_for(samples.people[Role.MEETING_OFFICER])
    words = {"en": NAME, "ar": NAME}
    draft = make_statement(item, organization=organization, leader=lead, send=False, text=words)
    added = statements.add_statement_paper(
        draft, "fr", papers.taken(papers.page(NAME)), words=5, actor=lead
    )
    asked = cosigning.name_cosigner(draft, make_accreditation(name=NAME).number, actor=lead)
    second = make_agenda_item(meeting, number="6", title={"fr": NAME})
    sent = make_statement(second, organization=organization, leader=lead, text=words)
    public = make_statement(item, text=words)
    moderating.publish_statement(public, actor=officer)
    moderating.dispose_statement(public, Disposition.PARTLY, words, actor=officer)
    samples.values |= {
        "statement_id": [draft.id, sent.id, public.id],
        "cosigner_id": [asked.id],
        "statement_paper_id": [added.id],
        "agenda_item_id": [item.id],
        "meeting_document_id": [paper.id, other.id],
        "document_version_id": [current.id, waiting.id, replaced.id],
    }
