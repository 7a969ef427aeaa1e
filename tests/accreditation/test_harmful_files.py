"""Harmful software found after a file was sent: told, marked, closed, asked for again."""

import pytest
from sqlalchemy import select, text

from engagement.accreditation import commands, queries
from engagement.accreditation import jobs as accreditation_jobs
from engagement.accreditation.commands import MissingPart
from engagement.accreditation.models import ApplicationState, Cause
from engagement.audit.models import AuditEvent
from engagement.core.db import bookkeeping
from engagement.core.db import db as session
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.invariants import DECLARED, offenders
from engagement.core.permissions import Role
from engagement.documents import jobs, preview_cache
from engagement.documents.models import Scan
from engagement.mail.models import Message
from engagement.organizations.queries import actor_for
from tests.accreditation.cases import leader, recommended
from tests.documents import samples
from tests.documents.test_scanner import clamd
from tests.factories import make_account, make_actor, make_application, make_document

S = ApplicationState
NOTICE = "accreditation/document_harmful_notice"


def desk(case, step=""):
    return f"/en/accreditation/desk/{case.id}{step}"


def sent_case(state, *, reviewer=None, scan=Scan.PENDING):
    """A case in `state` whose statutes hold harmful software that nobody knows of yet."""
    case = make_application(state=S.DRAFT)
    for placed in queries.documents_by_requirement(case)["statutes"]:
        commands.remove_document(placed, actor=leader(case))
    placed = make_document(
        case, "statutes", content=samples.EICAR, name="statutes <MARKED>.pdf", scan=scan
    )
    commands.submit_application(case, actor=leader(case), declared_name="A. Leader")
    if state == S.IN_REVIEW:
        commands.accept_application(case, actor=actor_for(reviewer))
    return case, placed


def scan_late(placed, set_up):
    """The scanner answers now, and the job that tells the office runs."""
    with clamd() as server:
        set_up(server.url)
        jobs.scan_document(str(placed.document_id))
    run_jobs()


def run_jobs():
    """What the verdict enqueued for the office."""
    rows = session.session.scalars(
        text(
            "SELECT args ->> 'document_id' FROM procrastinate_jobs"
            " WHERE task_name = 'accreditation.tell_of_harm'"
        )
    ).all()
    for document_id in rows:
        accreditation_jobs.tell_of_harm(document_id)


def readers(db):
    return set(db.scalars(select(Message.to).where(Message.template == NOTICE)))


def test_reviewers_are_told_and_the_file_is_marked_and_closed(db, scanner, sign_in):
    reviewer, other = make_account(Role.REVIEWER), make_account(Role.REVIEWER)
    case, placed = sent_case(S.IN_REVIEW, reviewer=reviewer)
    browser = sign_in(reviewer)
    assert "Harmful software was found" not in browser.get(desk(case)).text

    scan_late(placed, scanner)

    assert readers(db) == {reviewer.email}, f"not {other.email}, who does not review it"
    mail = db.scalars(select(Message).where(Message.template == NOTICE)).one()
    assert "Statutes" in mail.body_text
    assert desk(case).removeprefix("/en") in mail.body_text
    event = db.scalars(
        select(AuditEvent).filter_by(action="accreditation:document:found_harmful")
    ).one()
    assert event.subject_id == case.id
    page = browser.get(desk(case)).text
    assert "Harmful software was found after this was sent" in page
    assert "statutes &lt;MARKED&gt;.pdf" in page
    assert desk(case, "/ask-clarification") in page
    address = f"/en/accreditation/documents/{placed.id}"
    assert "so nobody can open it" in browser.get(address).text
    assert browser.get(f"{address}/page-picture?page=1").status_code == 404
    assert browser.get(f"{address}/download").status_code == 404
    name = (
        "a mail about an application comes of an act in the trail, on it or in the company's"
        " screening"
    )
    assert offenders(DECLARED[name]) == []


def test_a_page_made_before_the_verdict_is_not_shown_after_it(db, scanner, sign_in):
    reviewer = make_account(Role.REVIEWER)
    case = make_application(state=S.IN_REVIEW, reviewer=reviewer)
    placed = queries.documents_by_requirement(case)["statutes"][0]
    preview_cache.page_image(placed.document, 1, 480)
    browser = sign_in(reviewer)
    address = f"/en/accreditation/documents/{placed.id}/page-picture?page=1&width=480"
    assert browser.get(address).status_code == 200

    found_harmful(placed)

    assert browser.get(address).status_code == 404


@bookkeeping
def found_harmful(*files):
    for placed in files:
        placed.document.scan = Scan.INFECTED


def test_before_the_review_it_is_returned_and_cannot_be_accepted(db, scanner, sign_in):
    head = make_account(Role.HEAD_OF_UNIT)
    case, placed = sent_case(S.SUBMITTED)
    scan_late(placed, scanner)
    assert readers(db) == {head.email}, "nobody reviews it yet"
    browser = sign_in(make_account(Role.REVIEWER))
    assert desk(case, "/return-application") in browser.get(desk(case)).text
    with pytest.raises(RuleViolation, match="Harmful software"):
        commands.accept_application(case, actor=make_actor(Role.REVIEWER))

    page = browser.get(desk(case, "/return-application")).text
    assert 'value="harmful"' in page
    control = f"check_file_{str(placed.id).replace('-', '')}"
    answer = browser.post(desk(case, "/return-application"), data={control: "harmful"})
    assert answer.status_code == 302
    assert case.state == S.RETURNED
    applicant = sign_in(make_account(leads=[case.organization]))
    paper = f"/en/accreditation/applications/{case.id}/documents/statutes"
    assert "Harmful software was found in it. Send it again" in applicant.get(paper).text

    with pytest.raises(RuleViolation, match="documents are missing"):
        commands.resubmit_application(case, actor=leader(case), declared_name="A. Leader")
    make_document(case, "statutes", name="clean.pdf")
    commands.resubmit_application(case, actor=leader(case), declared_name="A. Leader")

    assert queries.harmful_files(case) == []
    commands.accept_application(case, actor=make_actor(Role.REVIEWER))


def test_a_file_that_was_found_in_order_is_not_any_more(db):
    case = make_application(state=S.SUBMITTED)
    placed = queries.documents_by_requirement(case)["statutes"][0]
    part = queries.part_key(queries.FILE_PART, placed.id)
    commands.check_completeness(
        case, actor=make_actor(Role.REVIEWER), checks=[commands.PartCheck(part, in_order=True)]
    )
    assert part in queries.checks_of(case)

    found_harmful(placed)

    assert part not in queries.checks_of(case)


def test_in_review_it_is_asked_for_in_a_round_and_named_there_already(db, sign_in):
    reviewer = make_account(Role.REVIEWER)
    case = make_application(state=S.IN_REVIEW, reviewer=reviewer)
    browser = sign_in(reviewer)
    assert 'value="harmful"' not in browser.get(desk(case, "/ask-clarification")).text
    placed = queries.documents_by_requirement(case)["statutes"][0]
    found_harmful(placed)

    page = browser.get(desk(case, "/ask-clarification")).text
    assert page.count('<option selected value="harmful">') == 1
    answer = browser.post(desk(case, "/ask-clarification"), data={"cause_statutes": "harmful"})
    assert answer.status_code == 302
    with pytest.raises(RuleViolation, match="every paper"):
        commands.answer_clarification(case, actor=leader(case), answers={}, version=0)
    make_document(case, "statutes", name="clean.pdf")
    commands.answer_clarification(case, actor=leader(case), answers={}, version=0)

    assert queries.harmful_files(case) == []
    page = browser.get(desk(case)).text
    assert "clean.pdf" in page
    assert "Harmful software was found after this was sent" not in page


def test_approvers_are_told_while_the_case_is_with_them(db):
    approver = make_account(Role.APPROVER)
    case = recommended()
    placed = queries.documents_by_requirement(case)["statutes"][0]
    found_harmful(placed)

    accreditation_jobs.tell_of_harm(str(placed.document_id))

    reviewers = {person.email for person in queries.reviewers_of(case)}
    assert readers(db) == reviewers | {approver.email}


def test_of_a_draft_and_of_what_is_over_the_office_is_told_nothing(db):
    make_account(Role.HEAD_OF_UNIT)
    for state in (S.DRAFT, S.ACCREDITED):
        case = make_application(state=state)
        placed = queries.documents_by_requirement(case)["statutes"][0]
        found_harmful(placed)
        accreditation_jobs.tell_of_harm(str(placed.document_id))

    assert readers(db) == set()


def test_telling_is_the_system_s_alone(db):
    case = make_application(state=S.SUBMITTED)
    with pytest.raises(NotAllowed):
        commands.tell_of_harm(queries.documents_of(case)[0], actor=make_actor(Role.ADMINISTRATOR))


def test_what_came_without_a_scanner_is_scanned_once_there_is_one(db, scanner):
    reviewer = make_account(Role.REVIEWER)
    case, placed = sent_case(S.IN_REVIEW, reviewer=reviewer, scan=Scan.NOT_SCANNED)
    clean = queries.documents_by_requirement(case)["registration"][0].document
    jobs.scan_unscanned()
    assert placed.document.scan == Scan.NOT_SCANNED, "there is no scanner yet"

    with clamd() as server:
        scanner(server.url)
        jobs.scan_unscanned()
    run_jobs()

    assert (placed.document.scan, clean.scan) == (Scan.INFECTED, Scan.CLEAN)
    assert readers(db) == {reviewer.email}


def test_a_silent_scanner_leaves_what_was_open_as_it_was(db, scanner):
    case = make_application(state=S.SUBMITTED)
    scanner("tcp://127.0.0.1:1")

    jobs.scan_unscanned()

    assert {each.document.scan for each in queries.documents_of(case)} == {Scan.NOT_SCANNED}
    tried = [each.document.scanned_at for each in queries.documents_of(case)]
    assert sum(each is not None for each in tried) == jobs.SILENT_ENOUGH


def test_a_round_can_name_the_cause_by_command(db):
    case = make_application(state=S.IN_REVIEW, reviewer=make_account(Role.REVIEWER))
    commands.ask_clarification(
        case,
        actor=actor_for(case.reviewer),
        papers=[MissingPart(document="statutes", cause=Cause.HARMFUL)],
    )
    assert queries.editable_documents(case) == {"statutes"}
