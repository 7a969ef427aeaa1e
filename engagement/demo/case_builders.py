"""Builders of applications and accreditations, with the rows that each has in its state."""

import io
import itertools
import uuid
from datetime import timedelta

from sqlalchemy import select

from engagement.accounts.models import Account
from engagement.accreditation import queries
from engagement.accreditation.commands.decision import begin_accreditation
from engagement.accreditation.commands.process import begin_stage
from engagement.accreditation.commands.submission import freeze, path_for, publish_track
from engagement.accreditation.models import (
    Accreditation,
    AccreditationStatus,
    Act,
    Application,
    ApplicationDocument,
    ApplicationHand,
    ApplicationState,
    AskedPaper,
    Cause,
    CertifiedCopy,
    ClarificationQuestion,
    ClarificationRound,
    CopySeen,
    ReturnedPart,
    ReturnForCompletion,
    StatusPeriod,
)
from engagement.accreditation.tracks import track_for
from engagement.core.clock import now, today
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import Actor, Role
from engagement.core.references import next_reference
from engagement.demo import papers
from engagement.demo.builders import make_account, make_organization, make_sections
from engagement.demo.risk_builders import make_case, note_compared
from engagement.directory import commands as directory
from engagement.documents import stores
from engagement.documents.file_types import Kind
from engagement.documents.models import Document, Scan
from engagement.organizations.models import (
    Organization,
)
from engagement.screening.models import CaseState, ScreeningCase

BEFORE_REVIEW = frozenset({ApplicationState.SUBMITTED, ApplicationState.RETURNED})
"""States of a sent application in which nobody has looked for certified copies yet."""
SCREENED = frozenset({ApplicationState.RECOMMENDED, ApplicationState.ACCREDITED})
MAY_BE_ACCREDITED = frozenset(
    {
        ApplicationState.IN_REVIEW,
        ApplicationState.CLARIFICATION,
        ApplicationState.RECOMMENDED,
        ApplicationState.REFUSED,
        ApplicationState.RECONSIDERATION,
    }
)
"""States in which an organization of the Major Groups was compared with the lists long ago."""
_papers = itertools.count(1)


@bookkeeping
def make_application(
    *,
    organization: Organization | None = None,
    state: ApplicationState = ApplicationState.DRAFT,
    reviewer: Account | None = None,
    complete: bool = True,
    language: str = "en",
    second_reviewer: Account | None = None,
    certified: bool = True,
    compared: bool = True,
) -> Application:
    """An application in `state`, with the rows that every application in that state has.

    `certified`: from the review on, the certified copies were seen on paper. `compared`: and an
    organization of the Major Groups was compared with the lists.
    """
    organization = organization or make_organization()
    track = track_for(organization.kind)
    starter = make_account(name="Starter")
    sent = state != ApplicationState.DRAFT
    application = Application(
        state=state,
        reference=next_reference(track.series) if sent else None,
        submitted_at=now() if sent else None,
        track=track.key,
        path=path_for(organization),
        track_version=publish_track(track.key),
        organization=organization,
        language=language,
        started_by_id=starter.id,
        created_at=now(),
        reviewer_id=reviewer.id if reviewer else None,
        second_reviewer_id=second_reviewer.id if second_reviewer else None,
    )
    db.session.add(application)
    db.session.flush()
    if complete:
        make_sections(organization, starter)
        make_documents(application)
    begin_stage(application, state)
    if sent:
        freeze(application, actor=Actor(starter.id, starter.name), declared_name="A. Starter")
    if certified and sent and state not in BEFORE_REVIEW:
        make_certified(application)
    if state == ApplicationState.RETURNED:
        make_return(application, sections=["activity" if track.is_business else "environment"])
    if state == ApplicationState.CLARIFICATION:
        make_round(application, questions=["Since when do you work abroad?"])
    if track.is_business and sent:
        make_screening(application)
    elif compared and state in MAY_BE_ACCREDITED:
        note_compared(organization, track.key)
    if state == ApplicationState.ACCREDITED:
        begin_accreditation(application)
    return application


@bookkeeping
def make_screening(application: Application, **values) -> ScreeningCase:
    """The screening case of a company's application: open, or as `values` say; the only one.

    Of one that is recommended or accredited it is decided: low risk, it may go ahead.
    """
    for case in application.screening_cases:
        db.session.delete(case)
    settled = application.state in SCREENED
    case = make_case(
        **{
            "organization": application.organization,
            "subject_id": application.id,
            "state": CaseState.DECIDED if settled else CaseState.OPEN,
            "language": application.language,
            "declared": {"answers": application.snapshot.content["sections"]},
        }
        | values
    )
    db.session.expire(application, ["screening_cases"])
    return case


@bookkeeping
def make_documents(application: Application) -> None:
    """One file for each paper that the organization has to send; they have the same content."""
    content = papers.page(f"{application.organization.name} {application.id}")
    stored = stores.store().put(io.BytesIO(content), limit_bytes=10**7)
    asked = list(queries.required_documents(application))
    for number, requirement in enumerate(asked):  # one after the other, also by a clock that stands
        before = timedelta(microseconds=len(asked) - number)
        _place(application, requirement, stored, name=f"{requirement}.pdf", before=before)
    db.session.flush()


@bookkeeping
def make_document(
    application: Application,
    requirement: str = "registration",
    *,
    content: bytes | None = None,
    name: str | None = None,
    scan: Scan = Scan.NOT_SCANNED,
    submitted: bool = False,
    note: str = "",
) -> ApplicationDocument:
    """A PDF of one page in its place; its file lies in the store."""
    stored = stores.store().put(
        io.BytesIO(content or papers.page(f"Paper {next(_papers)}")), limit_bytes=10**7
    )
    placed = _place(application, requirement, stored, name=name or f"{requirement}.pdf", note=note)
    placed.document.scan = scan
    placed.document.submitted_at = now() if submitted else None
    db.session.flush()
    return placed


def one_page(stored, **columns) -> Document:
    """The row of a stored PDF of one page that no scanner has seen."""
    return Document(
        sha256=stored.sha256,
        size=stored.size,
        kind=Kind.PDF,
        mime="application/pdf",
        pages=1,
        scan=Scan.NOT_SCANNED,
        **columns,
    )


def _place(
    application, requirement, stored, *, name, note="", before=timedelta()
) -> ApplicationDocument:
    """The rows of one file, not yet sent to the database."""
    document = one_page(
        stored,
        name=name,
        organization_id=application.organization_id,
        uploaded_by_id=application.started_by_id,
        uploaded_at=now() - before,
    )
    placed = ApplicationDocument(
        application=application, document=document, requirement=requirement, note=note
    )
    db.session.add(placed)
    return placed


@bookkeeping
def make_certified(application: Application) -> None:
    """That the certified copies were seen on paper."""
    for key in queries.copies_open(application):
        db.session.add(
            CertifiedCopy(
                application_id=application.id,
                document=key,
                seen=CopySeen.ON_PAPER,
                seen_on=today(),
                recorded_by_id=application.reviewer_id or application.started_by_id,
                recorded_at=now(),
            )
        )


@bookkeeping
def make_return(application: Application, *, sections: list[str]) -> ReturnForCompletion:
    """That an application was sent back for completion of some sections."""
    returned = ReturnForCompletion(
        application=application,
        number=1,
        returned_by_id=make_account(Role.REVIEWER).id,
        returned_at=now(),
        due_on=today() + timedelta(days=30),
        parts=[
            ReturnedPart(position=position, section=key, note=f"Say more on {key}.")
            for position, key in enumerate(sections, 1)
        ],
    )
    db.session.add(returned)
    return returned


@bookkeeping
def make_round(
    application: Application,
    *,
    questions: list[str],
    papers: dict[str, Cause] | None = None,
    number=1,
) -> ClarificationRound:
    """That questions were asked in a reviewer's words, and papers; they wait for answers."""
    one = ClarificationRound(
        application=application,
        number=number,
        asked_by_id=make_account(Role.REVIEWER).id,
        asked_at=now(),
        due_on=today() + timedelta(days=30),
        questions=[
            ClarificationQuestion(number=position, text=text, answer="")
            for position, text in enumerate(questions, 1)
        ],
        papers=[
            AskedPaper(position=position, document=key, cause=cause)
            for position, (key, cause) in enumerate((papers or {}).items(), 1)
        ],
    )
    db.session.add(one)
    return one


@bookkeeping
def make_hand(application: Application, person_id: uuid.UUID, act: Act) -> ApplicationHand:
    """That somebody took part in an application."""
    hand = ApplicationHand(application_id=application.id, person_id=person_id, act=act, since=now())
    db.session.add(hand)
    return hand


@bookkeeping
def make_standing(organization: Organization) -> Accreditation:
    """An accreditation from before the platform, as staff record one; or the one that is there."""
    there = db.session.scalars(
        select(Accreditation).filter_by(organization_id=organization.id)
    ).first()
    if there is not None:
        return there
    track = track_for(organization.kind)
    number = next_reference(track.number_series)
    standing = Accreditation(
        number=number,
        token=f"token-of-{number}",
        track=track.key,
        organization=organization,
        since=today(),
        created_at=now(),
        periods=[
            StatusPeriod(
                status=AccreditationStatus.ACTIVE, valid_from=today(), reason_code="recorded"
            )
        ],
    )
    db.session.add(standing)
    db.session.flush()
    directory.refresh([organization.id])
    return standing


def make_accreditation(**kwargs) -> Accreditation:
    """An accredited organization's standing; arguments as of `make_organization`."""
    application = make_application(
        organization=make_organization(**kwargs), state=ApplicationState.ACCREDITED
    )
    directory.refresh([application.organization_id])
    return queries.accreditation_of(application)
