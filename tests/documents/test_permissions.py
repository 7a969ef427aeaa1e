"""A document is known to whoever sees the record that keeps it, in lists as one by one."""

from datetime import timedelta

import pytest

from engagement.action_plan.models import ProgressUpdate, Status, UpdateFile, UpdateState
from engagement.core import subjects
from engagement.core.clock import now, today
from engagement.core.db import bookkeeping
from engagement.core.db import db as database
from engagement.core.permissions import Role, can
from engagement.demo.screening_builders import make_bare_match
from engagement.documents.file_types import Kind
from engagement.documents.models import Document, Scan
from engagement.screening.models import CasePaper, MatchPaper
from engagement.web.subject_links import links_to
from tests.factories import (
    make_account,
    make_actor,
    make_case,
    make_measure,
    make_organization,
    make_reply,
)

SCREENING = {
    Role.SCREENING_OFFICER,
    Role.PRIVATE_SECTOR_HEAD,
    Role.DIRECTOR,
    Role.LEGAL_ADVISER,
    Role.AUDITOR,
}


@bookkeeping
def kept(model, person, *, organization=None, **place):
    """A record with a document of its own."""
    document = Document(
        sha256="0" * 64,
        size=1,
        kind=Kind.PDF,
        mime="application/pdf",
        pages=1,
        name=f"{model.__name__}.pdf",
        organization_id=organization and organization.id,
        uploaded_by_id=person.id,
        uploaded_at=now(),
        scan=Scan.CLEAN,
        submitted_at=now(),
    )
    record = model(document=document, added_at=now(), **place)
    database.session.add(record)
    database.session.flush()
    return record


def papers_of_screening(organization):
    """Files of a match, a measure and a right of reply, the last one of the company itself."""
    officer = make_account(Role.SCREENING_OFFICER)
    match = make_bare_match(organization)
    case = make_case(organization=organization)
    by = {"added_by_id": officer.id}
    of_case = {"organization_id": organization.id, **by}
    return [
        kept(MatchPaper, officer, match=match, **by),
        kept(CasePaper, officer, measure=make_measure(case=case, owner=officer), **of_case),
        kept(
            CasePaper,
            officer,
            organization=organization,
            reply=make_reply(case=case, asked_by=officer),
            for_company=True,
            **of_case,
        ),
    ]


@bookkeeping
def draft_update(author):
    update = ProgressUpdate(
        action_code="I.A.1",
        status=next(iter(Status)),
        language="en",
        text="Begun.",
        period_from=today() - timedelta(days=30),
        period_to=today(),
        state=UpdateState.DRAFT,
        author_id=author.id,
        created_at=now(),
    )
    database.session.add(update)
    database.session.flush()
    return update


@pytest.mark.usefixtures("db")
def test_lists_name_the_documents_whose_records_one_may_see():
    shown, hidden = (make_organization() for _ in range(2))
    ours, theirs = papers_of_screening(shown), papers_of_screening(hidden)
    author = make_account(Role.PROGRAMME_OFFICER)
    evidence = kept(UpdateFile, author, update=draft_update(author))
    records = [*ours, *theirs, evidence]
    every = {("document", record.document.id) for record in records}

    for role in [*Role, None]:
        actor = make_actor(*([role] if role else []), interest_in=[hidden])
        listed = {reference[1] for reference in links_to(actor, every)}
        allowed = {each.document_id for each in records if subjects.can_view(actor, each)}
        assert listed == allowed, role
        of_screening = listed - {evidence.document_id}
        wide = {paper.document_id for paper in ours} if role in SCREENING else set()
        assert of_screening in (wide, wide | {ours[0].document_id}), role
        assert (evidence.document_id in listed) == (
            role in {Role.PROGRAMME_OFFICER, Role.AUDITOR}
        ), role

    member, leader = make_actor(member_of=[shown]), make_actor(leads=[shown])
    assert not links_to(member, every)
    assert {reference[1] for reference in links_to(leader, every)} == {ours[2].document_id}
    assert can(leader, subjects.KINDS["document"].view, ours[2].document)
