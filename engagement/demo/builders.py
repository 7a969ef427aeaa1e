"""Builders of rows with everything they need; what matters to the caller is an argument."""

import io
import itertools
import uuid
from datetime import date, timedelta

from sqlalchemy import select

from engagement.accounts import terms
from engagement.accounts.commands import add_account
from engagement.accounts.models import Account, AuditEngagement
from engagement.accreditation import queries
from engagement.accreditation.commands.decision import begin_accreditation
from engagement.accreditation.commands.process import begin_stage
from engagement.accreditation.commands.submission import freeze, publish_track
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
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.core.clock import now, today
from engagement.core.db import bookkeeping, db
from engagement.core.major_groups import MajorGroup
from engagement.core.permissions import Actor, Role
from engagement.core.references import next_reference
from engagement.demo import papers
from engagement.directory import commands as directory
from engagement.documents import stores
from engagement.documents.file_types import Kind
from engagement.documents.models import Document, Scan
from engagement.organizations.commands import add_member, write_names
from engagement.organizations.models import (
    IDENTITY,
    Interest,
    MembershipRole,
    Nationality,
    Organization,
    OrganizationKind,
    OrganizationPerson,
    ProfileSection,
)
from engagement.organizations.queries import actor_for, identity_of

FOR_YEARS = {"from_day": date(2000, 1, 1), "to_day": date(2099, 12, 31)}
"""Days of an auditor's engagement that no test leaves by moving the clock."""

PASSWORD = "correct-horse-battery-staple"
_numbers = itertools.count(1)
BEFORE_REVIEW = frozenset({ApplicationState.SUBMITTED, ApplicationState.RETURNED})
"""States of a sent application in which nobody has looked for certified copies yet."""

ANSWERS = {
    "organization": {
        "mandate": "We protect wetlands and the people who live from them.",
        "members": "Open to everybody; 120 members.",
        "founded_year": 2009,
    },
    "legal_status": {
        "recognition": "registered",
        "legal_form": "Association",
        "registration_number": "R-1",
        "registration_authority": "Ministry of the Interior",
        "registered_on": "2012-05-04",
        "independent": "yes",
        "distributes_profit": "no",
    },
    "governing_body": {
        "body_name": "Board",
        "how_chosen": "The assembly of members elects them for three years.",
    },
    "environment": {
        "main_focus": "yes",
        "focus": "Restoration of wetlands and training of wardens.",
        "results": "Forty hectares restored, 300 wardens trained.",
    },
    "international": {
        "active_abroad": "yes",
        "at_home": "Projects in four provinces.",
        "abroad": "A network with partners in two neighbouring countries.",
        "countries": ["TZ", "UG"],
    },
    "finances": {
        "currency": "KES",
        "last_year": 2025,
        "last_income": 1250000,
        "last_expenditure": 1190000,
        "year_before": 2024,
        "income_before": 980000,
        "expenditure_before": 970500,
        "sources": "Fees of members 40 %, a foundation 60 %.",
    },
    "contacts": {
        "address": "P.O. Box 1, Kisumu",
        "first_name": "Amina Otieno",
        "first_email": "amina@wetland.example",
        "first_phone": "",
        "second_name": "Peter Ouma",
        "second_email": "peter@wetland.example",
        "second_phone": "",
    },
}
"""Complete answers of every section that an organization is not created with."""


@bookkeeping
def make_account(
    *roles: Role,
    name: str | None = None,
    email: str | None = None,
    language: str = "en",
    password_hash: str | None = None,
    leads=(),
    member_of=(),
    interest_in=(),
    verified: bool = True,
    engaged: dict | None = None,
) -> Account:
    """A person; by default verified, without roles or memberships.

    An auditor is engaged for years and for every case, unless `engaged` says otherwise.
    """
    number = next(_numbers)
    account = add_account(
        name=name or f"Person {number}",
        email=email or f"person{number}@place{number}.example",
        language=language,
        password_hash=password_hash,
        verified_at=now() if verified else None,
        roles=[role.value for role in roles],
        terms_version=terms.VERSION,
    )
    if Role.AUDITOR in roles:
        db.session.add(
            AuditEngagement(
                **{"account_id": account.id, "title": "Audit", "opened_at": now(), **FOR_YEARS}
                | (engaged or {})
            )
        )
    for organization in leads:
        add_member(organization, account.id, MembershipRole.FOCAL_POINT)
    for organization in member_of:
        add_member(organization, account.id, MembershipRole.CONTRIBUTOR)
    for organization in interest_in:
        db.session.add(
            Interest(
                person_id=account.id,
                organization_id=organization.id,
                reason="A relative works there.",
                declared_at=now(),
            )
        )
    return account


def make_actor(*roles: Role, **kwargs) -> Actor:
    """A person as the rules see one."""
    return actor_for(make_account(*roles, **kwargs))


@bookkeeping
def make_organization(
    *,
    name: str | None = None,
    latin_name: str | None = None,
    acronym: str | None = None,
    name_language: str = "en",
    country: str = "KE",
    major_group: MajorGroup | None = MajorGroup.NGO,
    website: str | None = None,
    registration_number: str | None = None,
) -> Organization:
    """An organization with the names and keys by which it is found."""
    organization = Organization(
        kind=OrganizationKind.NON_PROFIT,
        name=name or f"Wetland Society {next(_numbers)}",
        latin_name=latin_name,
        acronym=acronym,
        name_language=name_language,
        country=country,
        major_group=major_group,
        website=website,
        registration_number=registration_number,
        created_at=now(),
    )
    db.session.add(organization)
    db.session.flush()
    write_names(organization)
    return organization


@bookkeeping
def make_sections(organization: Organization, person: Account, answers=None) -> None:
    """Complete answers of every section (or those given), and one person who leads."""
    make_person(organization)
    wanted = {IDENTITY: identity_of(organization)} | (answers or ANSWERS)
    statement = select(ProfileSection).filter_by(organization_id=organization.id)
    saved = {section.key: section for section in db.session.scalars(statement)}
    for key, values in wanted.items():
        section = saved.get(key) or ProfileSection(
            organization_id=organization.id, key=key, version=1
        )
        section.answers, section.complete = values, True
        section.saved_by, section.saved_at = person, now()
        db.session.add(section)


@bookkeeping
def make_person(
    organization: Organization, *, name: str = "Amina Otieno", **values
) -> OrganizationPerson:
    """Somebody who leads an organization."""
    person = OrganizationPerson(
        organization_id=organization.id,
        name=name,
        **{
            "position": "Chair",
            "nationality": Nationality.STATED,
            "nationalities": ["KE"],
            "birth_year": 1980,
            "birth_year_is_approximate": False,
            "added_at": now(),
        }
        | values,
    )
    db.session.add(person)
    return person


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
) -> Application:
    """An application in `state`, with the rows that every application in that state has.

    `certified`: from the review on, the certified copies were seen on paper.
    """
    organization = organization or make_organization()
    starter = make_account(name="Starter")
    sent = state != ApplicationState.DRAFT
    application = Application(
        state=state,
        reference=next_reference(MAJOR_GROUP.series) if sent else None,
        submitted_at=now() if sent else None,
        track=MAJOR_GROUP.key,
        track_version=publish_track(MAJOR_GROUP.key),
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
        make_return(application, sections=["environment"])
    if state == ApplicationState.CLARIFICATION:
        make_round(application, questions=["Since when do you work abroad?"])
    if state == ApplicationState.ACCREDITED:
        begin_accreditation(application)
    return application


@bookkeeping
def make_documents(application: Application) -> None:
    """One file for each paper that the organization has to send; they have the same content."""
    content = papers.page(f"{application.organization.name} {application.id}")
    stored = stores.store().put(io.BytesIO(content), limit_bytes=10**7)
    for requirement in queries.required_documents(application):
        _place(application, requirement, stored, name=f"{requirement}.pdf")
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
        io.BytesIO(content or papers.page(f"Paper {next(_numbers)}")), limit_bytes=10**7
    )
    placed = _place(application, requirement, stored, name=name or f"{requirement}.pdf", note=note)
    placed.document.scan = scan
    placed.document.submitted_at = now() if submitted else None
    db.session.flush()
    return placed


def _place(application, requirement, stored, *, name, note="") -> ApplicationDocument:
    """The rows of one file, not yet sent to the database."""
    document = Document(
        sha256=stored.sha256,
        size=stored.size,
        kind=Kind.PDF,
        mime="application/pdf",
        pages=1,
        name=name,
        organization_id=application.organization_id,
        uploaded_by_id=application.started_by_id,
        uploaded_at=now(),
        scan=Scan.NOT_SCANNED,
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
    number = next_reference(MAJOR_GROUP.number_series)
    standing = Accreditation(
        number=number,
        token=f"token-of-{number}",
        track=MAJOR_GROUP.key,
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
