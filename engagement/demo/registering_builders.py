"""Builders of what belongs to a registration: documents, changes that were asked for."""

import io
import itertools

from engagement.core.clock import now
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import Actor
from engagement.demo import papers
from engagement.demo.case_builders import one_page
from engagement.documents import stores
from engagement.meetings.commands import changing
from engagement.meetings.models import (
    ChangeRequest,
    PaperKind,
    Question,
    Registration,
    RegistrationPaper,
)
from engagement.organizations.queries import actor_for

_numbers = itertools.count(1)


@bookkeeping
def make_paper(
    registration: Registration,
    kind: PaperKind = PaperKind.LETTER,
    *,
    question: Question | None = None,
    name: str = "Green Youth (Kenya).pdf",
) -> RegistrationPaper:
    """A PDF of one page in its place; its file lies in the store."""
    content = papers.page(f"Letter of Green Youth (Kenya) {next(_numbers)}")
    stored = stores.store().put(io.BytesIO(content), limit_bytes=10**7)
    document = one_page(stored, name=name, uploaded_by_id=registration.person_id, uploaded_at=now())
    paper = RegistrationPaper(
        registration=registration, kind=kind, question=question, document=document
    )
    db.session.add(paper)
    db.session.flush()
    return paper


def make_change(
    registration: Registration, *, actor: Actor | None = None, **wanted
) -> ChangeRequest:
    """A change that the person asked for."""
    return changing.ask_change(
        registration,
        wanted or {"name": "Brook of Green Youth (Kenya)"},
        actor=actor or actor_for(registration.person),
        reason="Green Youth (Kenya) wrote the name wrongly.",
    )
