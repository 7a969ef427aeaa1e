"""Cases with all that hangs on them, each kind of conflict, and a walk through pages."""

import functools
import html
import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import select, update
from werkzeug.exceptions import HTTPException

from engagement.accreditation.models import (
    Application,
    LineOutcome,
    RecordedLine,
    Recording,
    RecordingState,
)
from engagement.accreditation.models import ApplicationState as State
from engagement.audit.models import ReadEvent
from engagement.core.clock import now, today
from engagement.core.db import bookkeeping
from engagement.core.db import db as database
from engagement.core.permissions import Role
from engagement.demo.screening_builders import make_bare_match
from engagement.directory.commands import receive_report
from engagement.directory.models import EntryReport, ReportKind
from engagement.mail.models import MessageState
from engagement.organizations.commands import add_member, invite_colleague
from engagement.organizations.commands.protection import request_protection
from engagement.organizations.models import (
    Claim,
    ClaimState,
    ClaimWay,
    Interest,
    Invitation,
    Membership,
    MembershipRole,
    Organization,
    OrganizationPerson,
    Protection,
    ProtectionRequest,
)
from engagement.organizations.queries import actor_for
from engagement.screening.models import ScreeningRun
from engagement.standing.models import (
    Batch,
    BatchItem,
    BatchKind,
    Cause,
    Change,
    ChangeKind,
    ChangeState,
    Correction,
    Measure,
    Merger,
    Proceeding,
    Report,
    ReportState,
)
from engagement.web.access import PUBLIC
from tests.audit.test_queries import note
from tests.browser.addresses import SKIPPED
from tests.conflict_meetings import take_part
from tests.conflict_screening import screen
from tests.conftest import forget_request, session_token
from tests.factories import (
    make_account,
    make_application,
    make_document,
    make_organization,
    make_person,
    make_standing,
)
from tests.jobs.test_views import make_job
from tests.mail.test_commands import make_message

SAME_PAPER = b"%PDF-1.4 the same paper, sent by all"
SAME_NUMBER = "R-4711"
WITHOUT_TEXT = frozenset({"partnerships.download_audit_file"})
"""What a child process prints for seconds into an archive, in which no word is looked for."""


def declared(account, organizations):
    """The person has said so."""
    for organization in organizations:
        database.session.add(
            Interest(
                person_id=account.id,
                organization_id=organization.id,
                reason="A relative works there.",
                declared_at=now(),
            )
        )


def colleague(account, organizations):
    """A member has an address at the same domain as the person."""
    domain = account.email.partition("@")[2]
    make_account(email=f"colleague@{domain}", member_of=organizations)


def own_site(account, organizations):
    """The organization's website has the domain of the person's address."""
    ids = [each.id for each in organizations]
    domain = account.email.partition("@")[2]
    database.session.execute(
        update(Organization)
        .where(Organization.id.in_(ids))
        .values(website=f"https://{domain}", web_domain=domain)
    )


def former_member(account, organizations):
    """A membership of the person has ended."""
    member(account, organizations)
    database.session.execute(
        update(Membership)
        .where(
            Membership.person_id == account.id,
            Membership.organization_id.in_([each.id for each in organizations]),
        )
        .values(ended_at=now())
    )


def member(account, organizations):
    """The person belongs to the organization."""
    for organization in organizations:
        add_member(organization, account.id, MembershipRole.CONTRIBUTOR)


NAMES = {
    declared: "Zebra Lagoon",
    colleague: "Zebra Marsh",
    own_site: "Zebra Creek",
    former_member: "Zebra Delta",
    member: "Zebra Fjord",
}
"""Every kind of conflict (product 1), and how the organizations are called that it hides."""
KINDS = list(NAMES)
SHOWN = "Open Meadow"


@bookkeeping
def bind(kind, account, organizations):
    """Let the conflict of this kind begin."""
    kind(account, organizations)
    database.session.flush()


def states_of(kind):
    """The states of hidden cases: with the other kinds together all there are."""
    place = KINDS.index(kind)
    return list(dict.fromkeys([*list(State)[place :: len(KINDS)], State.RECOMMENDED]))


@dataclass(frozen=True)
class Case:
    """What is known of a case, by which it would be recognized or reached."""

    row: Application
    organization: Organization
    name: str
    reference: str | None
    ids: dict[str, object]
    """By the name of an address's argument, an id that leads to this case."""


def make_case(name, state, reviewer=None, interested=None) -> Case:
    """A case with mails, a job, audit events, an invitation, a report, a request for protection.

    One paper and the registration number are those of all others, so each is named beside others.
    """
    organization = make_organization(
        name=f"{name} {state.value}", website=None, registration_number=SAME_NUMBER
    )
    case = make_application(
        organization=organization, state=state, complete=False, reviewer=reviewer
    )
    make_person(organization)
    paper = make_document(case, "statutes", content=SAME_PAPER, submitted=state != State.DRAFT)
    note("accreditation:application:tried", case, reference=case.reference)
    subject = f"{name}: {case.reference}"
    mail = make_message(database.session, about=case, subject=subject)
    letter = make_message(database.session, MessageState.TO_POST, about=case, subject=subject)
    job = make_job(subject=case, message_id=str(mail.id))
    leader = make_account(leads=[organization], name="A Focal Point")
    request_protection(
        organization,
        actor=actor_for(leader),
        wanted=Protection.PROTECTED,
        reason=f"{name} is threatened.",
    )
    invite_colleague(
        organization,
        actor=actor_for(leader),
        email="new@place.example",
        role=MembershipRole.CONTRIBUTOR,
        language="en",
    )
    accreditation = make_standing(organization)
    go_on(accreditation, leader, name)
    match = make_bare_match(organization)
    screened = screen(organization, match, leader, name)
    registered = take_part(organization, leader, name)
    receive_report(
        accreditation,
        kind=ReportKind.COMPLAINT,
        text=f"{name} does not exist any more.",
        email="reader@place.example",
        language="en",
    )
    note_read(case, leader)
    claim_and_record(organization, leader)
    bind(declared, interested or make_account(Role.REVIEWER), [organization])
    ids = {
        "account_id": leader.id,
        "application_id": case.id,
        "document_id": paper.id,
        "job": job,
        "match_id": match.id,
        "message_id": letter.id,
        "organization_id": organization.id,
    }
    return Case(
        case,
        organization,
        name,
        case.reference,
        ids | screened | registered | rows_of(organization),
    )


@bookkeeping
def go_on(accreditation, leader, name) -> None:
    """Its accreditation has a report, a notice, a change, a merger and a correction; is overdue."""
    clerk = make_account(name="A Clerk")
    shared = {"accreditation_id": accreditation.id}
    report = Report(
        **shared,
        state=ReportState.SUBMITTED,
        reference=f"REP-{name}-{accreditation.number}",
        from_day=accreditation.since,
        first_due_on=today(),
        due_on=today(),
        activities=f"{name} planted trees.",
        abroad=name,
        opened_at=now(),
        submitted_at=now(),
        submitted_by_id=leader.id,
    )
    notice = Proceeding(
        **shared,
        measure=Measure.SUSPEND,
        cause=Cause.CONDUCT,
        grounds=f"{name} disturbed a session.",
        noticed_at=now(),
        noticed_by_id=clerk.id,
        answer_due_on=today(),
        answer=f"{name} did not.",
        answered_at=now(),
    )
    change = Change(
        **shared,
        kind=ChangeKind.COUNTRY,
        state=ChangeState.SUBMITTED,
        country="TZ",
        before="KE",
        explanation=f"{name} moved.",
        asked_at=now(),
        asked_by_id=leader.id,
        submitted_at=now(),
        check_due_on=today(),
    )
    merger = Merger(
        organization_id=accreditation.organization_id,
        into_id=shared_successor().id,
        reason=f"{name} has the same statutes.",
        proposed_at=now(),
        proposed_by_id=clerk.id,
    )
    correction = Correction(
        **shared,
        differences={"name": [f"{name} Society", name]},
        reason=f"{name} was misspelt.",
        evidence=f"Statutes of {name}.",
        proposed_at=now(),
        proposed_by_id=clerk.id,
    )
    item = BatchItem(batch=shared_batch(), **shared)
    database.session.add_all([report, notice, change, merger, correction, item])


def shared_successor():
    """Whom the merged ones go on as."""
    found = database.session.scalars(select(Organization).filter_by(name="Goes On")).first()
    return found or make_organization(name="Goes On")


def shared_batch():
    """A proposal over cases of all kinds."""
    found = database.session.scalars(select(Batch)).first()
    if found is None:
        found = Batch(kind=BatchKind.REPORT_DUE, proposed_at=now(), updated_at=now())
        database.session.add(found)
        database.session.flush()
    return found


@bookkeeping
def claim_and_record(organization, claimant):
    """Somebody claimed it before, and an accreditation of before the platform waits."""
    database.session.add(
        Claim(
            organization_id=organization.id,
            way=ClaimWay.MAILBOX,
            state=ClaimState.PROVED,
            claimant_id=claimant.id,
            language="en",
            words=f"I chair {organization.name}.",
            opened_at=now(),
            proved_at=now(),
        )
    )
    recording = Recording(
        title=organization.name,
        by_hand=True,
        state=RecordingState.WAITING,
        organization_id=organization.id,
        entered_at=now(),
    )
    entry = {"name": organization.name, "country": "KE", "since": "2012-01-01", "precision": "year"}
    database.session.add_all(
        RecordedLine(
            recording=run,
            number=number,
            outcome=LineOutcome.READY,
            cells={},
            entry=entry,
            organization_id=organization.id,
        )
        for run, number in ((recording, 1), (shared_list(), len(NUMBERS) + 2))
    )


NUMBERS: list[int] = []


def shared_list():
    """A list in which cases of all kinds stand: who is kept from some sees the others."""
    NUMBERS.append(len(NUMBERS))
    found = database.session.scalars(select(Recording).filter_by(title="shared.csv")).first()
    if found is None:
        found = Recording(title="shared.csv", state=RecordingState.CHECKED, entered_at=now())
        database.session.add(found)
        database.session.flush()
    return found


@bookkeeping
def note_read(case, reader):
    """That somebody opened it, as the log of reads says."""
    database.session.add(
        ReadEvent(
            read_at=now(),
            actor_id=reader.id,
            subject_type=case.__tablename__,
            subject_id=case.id,
            about_organization_id=case.organization_id,
        )
    )


def rows_of(organization) -> dict[str, object]:
    """The id of one row of each kind that belongs to an organization."""
    models = {
        "claim_id": Claim,
        "interest_id": Interest,
        "invitation_id": Invitation,
        "membership_id": Membership,
        "person_id": OrganizationPerson,
        "report_id": EntryReport,
        "run_id": ScreeningRun,
        "recording_id": Recording,
        "request_id": ProtectionRequest,
    }
    return {
        name: database.session.scalars(
            select(model.id).where(model.organization_id == organization.id)
        ).first()
        for name, model in models.items()
    }


def words_of(cases) -> set[str]:
    """By what cases are known: their numbers, the names of their organizations."""
    return {each.reference for each in cases if each.reference} | {each.name for each in cases}


class Reader:
    """A browser in which somebody is signed in; pages are read, not checked: others do that."""

    def __init__(self, app, account):
        self.app, self.client = app, app.test_client()
        self.client.set_cookie("session_id", session_token(account))

    def open(self, path, method="GET", **kwargs):
        """(status, text) of an answer; no text of pictures and papers, whose bytes say none."""
        forget_request()
        answer = self.client.open(path, method=method, buffered=True, **kwargs)
        forget_request()
        assert answer.status_code < 500, path
        readable = answer.mimetype.startswith("text/") or answer.mimetype.endswith("atom+xml")
        readable = readable or answer.is_json
        return answer.status_code, answer.text if readable else ""

    def walk(self, paths, language, most_links):
        """(endpoint, path, text) of staff's pages: `paths`, and those reached from them by links.

        Of one kind of page at most `most_links`: filters multiply, but show the same rows.
        """
        adapter = self.app.url_map.bind("localhost")
        waiting, seen, followed = list(dict.fromkeys(paths)), set(), Counter()
        given = set(waiting)
        while waiting:
            path = waiting.pop(0)
            if path in seen:
                continue
            seen.add(path)
            try:
                endpoint, _ = adapter.match(urlsplit(path).path, method="GET")
            except HTTPException:
                continue
            if endpoint in SKIPPED | WITHOUT_TEXT:
                continue
            if self.app.view_functions[endpoint].access == PUBLIC:
                continue
            followed[endpoint] += path not in given
            if followed[endpoint] > most_links:
                continue
            status, text = self.open(path)
            yield endpoint, path, text
            if status == 200:
                links = re.findall(rf'href="(/{language}[^"#]*)', text)
                waiting += [each for one in links if (each := html.unescape(one)) not in seen]


def found_in(text, words) -> set[str]:
    """Which words a page says, apart from what was typed into its own search and kept in links."""
    said = without_own_words(text)
    return {word for word in words if word in said}


@functools.lru_cache(maxsize=2)
def without_own_words(text) -> str:
    """A page without what its reader typed; the same one is asked for words of each kind."""
    text = re.sub(r'<input[^>]*value="[^"]*"[^>]*>', "", text)
    return re.sub(r'(href|action)="[^"]*"', "", text)
