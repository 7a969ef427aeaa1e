"""Certified copies: wanted of some papers, seen or waived before a case can be accredited."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.accreditation import commands, queries
from engagement.accreditation.commands import CopyNote, MissingPart
from engagement.accreditation.models import (
    Act,
    ApplicationState,
    Cause,
    CertifiedCopy,
    CopySeen,
    Outcome,
    TrackVersion,
)
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.audit.models import AuditEvent
from engagement.core.clock import now, today
from engagement.core.db import bookkeeping
from engagement.core.db import db as session
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.documents.models import Scan
from engagement.organizations.queries import actor_for
from tests.accreditation.cases import leader, recommend, recommended
from tests.factories import make_account, make_actor, make_application, make_document

S = ApplicationState
WAIVED = CopyNote("statutes", CopySeen.WAIVED, note="The register holds them.")


@pytest.fixture
def case(db):
    return make_application(
        state=S.IN_REVIEW, reviewer=make_account(Role.REVIEWER), certified=False
    )


def reviewer_of(case):
    return actor_for(case.reviewer)


def file_of(case, paper="registration"):
    return queries.documents_by_requirement(case)[paper][0]


def on_paper(paper="registration"):
    return CopyNote(paper, CopySeen.ON_PAPER, seen_on=today(), note="By post.")


def note(case, *copies, actor=None):
    commands.record_certified_copies(case, actor=actor or reviewer_of(case), copies=copies)


def desk(case, step=""):
    return f"/en/accreditation/desk/{case.id}{step}"


def test_the_version_of_the_track_says_of_which_papers_one_is_wanted(case):
    assert queries.copies_wanted(case) == ["registration", "statutes"]
    definition = MAJOR_GROUP.definition()
    older = [
        {k: v for k, v in each.items() if k != "certified"} for each in definition["documents"]
    ]

    publish_for(case, definition | {"documents": older})

    assert queries.copies_wanted(case) == []


@bookkeeping
def publish_for(case, definition):
    """Let a case have begun with another version of its track."""
    version = TrackVersion(track=case.track, number=99, definition=definition, published_at=now())
    session.session.add(version)
    session.session.flush()
    case.track_version_id = version.id


@bookkeeping
def change(row, **values):
    for name, value in values.items():
        setattr(row, name, value)


def test_of_evidence_by_other_means_none_is_wanted(db):
    case = make_application(state=S.DRAFT)
    for paper, means in (("registration", "customary_resolution"), ("statutes", None)):
        change(file_of(case, paper), means=means)
    commands.submit_application(case, actor=leader(case), declared_name="A. Leader")

    assert queries.copies_wanted(case) == ["statutes"]


def test_to_accredit_needs_each_copy_seen_or_waived_and_to_refuse_none(case):
    with pytest.raises(RuleViolation, match="certified copy"):
        recommend(case, reviewer_of(case))
    note(case, on_paper())
    with pytest.raises(RuleViolation, match="certified copy"):
        recommend(case, reviewer_of(case))
    recommend(case, make_actor(Role.REVIEWER), unmet=("environment",))
    note(case, WAIVED)
    commands.recommend_application(case, actor=reviewer_of(case), accredit=True, reason="Yes.")

    assert case.state == S.RECOMMENDED
    assert queries.copies_open(case) == []


def test_a_decision_to_accredit_needs_them_too_and_a_late_copy_is_enough(db):
    case = recommended(unmet=("environment",))
    forget_copies(case)
    approver = make_actor(Role.APPROVER)
    with pytest.raises(RuleViolation, match="certified copy"):
        commands.decide_application(case, actor=approver, outcome=Outcome.ACCREDIT, reason="Yes.")

    note(case, on_paper(), WAIVED, actor=make_actor(Role.REVIEWER))
    with pytest.raises(RuleViolation, match="stands"):
        note(case, CopyNote("registration", None), actor=make_actor(Role.REVIEWER))

    assert commands.decide_application(
        case, actor=approver, outcome=Outcome.ACCREDIT, reason="Yes."
    ).pending


@bookkeeping
def forget_copies(case):
    for row in queries.all_copies(case):
        session.session.delete(row)


def test_a_file_counts_as_long_as_it_stands_in_the_submission_and_is_clean(case):
    placed = file_of(case)
    note(case, CopyNote("registration", CopySeen.FILE, file=placed.id))
    assert "registration" in queries.copies_recorded(case)

    change(placed.document, scan=Scan.INFECTED)
    assert "registration" not in queries.copies_recorded(case)

    change(placed.document, scan=Scan.CLEAN)
    commands.ask_clarification(
        case,
        actor=reviewer_of(case),
        papers=[MissingPart(document="registration", cause=Cause.EXPIRED)],
    )
    commands.remove_document(placed, actor=leader(case))
    make_document(case, "registration", name="new.pdf")
    commands.answer_clarification(case, actor=leader(case), answers={}, version=0)
    assert queries.copies_open(case) == ["registration", "statutes"]


def test_a_copy_that_came_by_post_is_not_waited_for_in_a_round(case):
    commands.ask_clarification(
        case,
        actor=reviewer_of(case),
        papers=[MissingPart(document="registration", cause=Cause.NOT_CERTIFIED)],
    )
    with pytest.raises(RuleViolation, match="every paper"):
        commands.answer_clarification(case, actor=leader(case), answers={}, version=0)

    note(case, on_paper())
    commands.answer_clarification(case, actor=leader(case), answers={}, version=0)

    assert case.state == S.IN_REVIEW


@pytest.mark.parametrize(
    "copy",
    [
        CopyNote("cover_letter", CopySeen.WAIVED, note="No."),
        CopyNote("registration", CopySeen.WAIVED),
        CopyNote("registration", CopySeen.ON_PAPER),
        CopyNote("registration", CopySeen.ON_PAPER, seen_on=today() + timedelta(days=2)),
        CopyNote("registration", CopySeen.FILE),
        CopyNote("registration", CopySeen.FILE, file=uuid.uuid4()),
    ],
)
def test_what_cannot_be_is_refused(case, copy):
    with pytest.raises(RuleViolation):
        note(case, copy)


def test_a_file_of_another_paper_is_refused(case):
    with pytest.raises(RuleViolation):
        note(case, CopyNote("registration", CopySeen.FILE, file=file_of(case, "statutes").id))


def test_who_may_record_what_stays_in_the_trail_and_who_took_part(db, case):
    with pytest.raises(NotAllowed):
        note(case, on_paper(), actor=leader(case))
    with pytest.raises(NotAllowed):
        note(case, on_paper(), actor=make_actor(Role.APPROVER))
    clerk, other = make_actor(Role.REVIEWER), make_actor(Role.REVIEWER)

    note(case, on_paper(), actor=clerk)
    note(case, WAIVED, actor=other)
    note(case, CopyNote("statutes", None), actor=other)
    note(case, CopyNote("statutes", None), actor=other)

    assert [row.document for row in db.scalars(select(CertifiedCopy))] == ["registration"]
    events = db.scalars(
        select(AuditEvent).where(AuditEvent.action == "accreditation:certified_copy:recorded")
    ).all()
    assert [event.data["seen"] for event in events] == [
        [None, "on_paper"],
        [None, "waived"],
        ["waived", None],
    ]
    hands = {(hand.person_id, hand.act) for hand in case.hands}
    assert (other.id, Act.JUDGED) in hands, "whoever waives cannot decide"
    assert clerk.id not in {person for person, _ in hands}


def test_nothing_is_recorded_once_the_case_is_decided(db):
    case = make_application(state=S.ACCREDITED)
    with pytest.raises(RuleViolation):
        note(case, on_paper(), actor=make_actor(Role.REVIEWER))


def test_the_desk_says_what_was_seen_and_refuses_with_a_sentence_and_a_link(case, sign_in):
    for criterion in MAJOR_GROUP.criteria:
        commands.judge_criterion(
            case, actor=reviewer_of(case), criterion=criterion.key, verdict="met", reason="Yes."
        )
    browser = sign_in(case.reviewer)
    page = browser.get(desk(case)).text
    assert page.count("Photograph or scan") >= 2
    assert desk(case, "/record-certified-copies") in page

    refused = browser.post(
        desk(case, "/recommend-application"), data={"accredit": "yes", "reason": "MYREASON"}
    )
    assert refused.status_code == 422
    assert "certified copies have to be recorded or waived" in refused.text
    assert desk(case, "/record-certified-copies") in refused.text
    assert "MYREASON" in refused.text

    copies = browser.get(desk(case, "/record-certified-copies")).text
    assert "registration.pdf" in copies
    assert "ask-clarification?certified=registration" in copies
    wrong = browser.post(
        desk(case, "/record-certified-copies"),
        data={"copy_registration": "on_paper", "copy_statutes": "waived"},
    )
    assert wrong.status_code == 422
    assert "Enter the day on which you saw the copy on paper." in wrong.text
    assert "Say why no certified copy is needed." in wrong.text
    saved = browser.post(
        desk(case, "/record-certified-copies"),
        data={
            "copy_registration": str(file_of(case).id),
            "copy_statutes": "waived",
            "note_statutes": "The register holds them.",
        },
    )
    assert saved.status_code == 302
    page = browser.get(desk(case)).text
    assert "Certified copy received as a file" in page
    assert "Certified copy waived" in page
    assert "The register holds them." in page
    assert "neither been seen nor waived" not in page
    done = browser.post(
        desk(case, "/recommend-application"), data={"accredit": "yes", "reason": "Yes."}
    )
    assert done.status_code == 302


def test_asking_from_the_page_names_the_papers_and_the_question(case, sign_in):
    browser = sign_in(case.reviewer)
    page = browser.get(desk(case, "/ask-clarification?certified=registration&certified=nothing"))
    assert '<option selected value="not_certified">' in page.text
    assert page.text.count('selected value="not_certified"') == 1

    browser.post(
        desk(case, "/ask-clarification"),
        data={"cause_registration": "not_certified", "pick_certified_copies": "y"},
    )
    applicant = sign_in(make_account(leads=[case.organization]))
    address = f"/en/accreditation/applications/{case.id}/answer-clarification"
    assert "We ask for a certified copy once, before we decide" in applicant.get(address).text
    assert "The certified copy was asked for." in browser.get(desk(case)).text


def test_an_approver_reads_why_it_cannot_be_accredited(db, sign_in):
    case = recommended(unmet=("environment",))
    forget_copies(case)
    browser = sign_in(make_account(Role.APPROVER))
    address = desk(case, "/decide-application")

    assert "neither been seen nor waived" in browser.get(address).text
    refused = browser.post(address, data={"outcome": "accredit", "reason": "MYREASON"})
    assert refused.status_code == 422
    assert "MYREASON" in refused.text
    assert browser.post(address, data={"outcome": "refuse", "reason": "No."}).status_code == 302


def test_late_the_page_leads_back_and_what_was_typed_is_kept(db, sign_in):
    case = make_application(state=S.ACCREDITED)
    browser = sign_in(make_account(Role.REVIEWER))
    address = desk(case, "/record-certified-copies")

    assert browser.get(address).status_code == 302
    late = browser.post(address, data={"copy_registration": "waived", "note_registration": "KEPT"})
    assert late.status_code == 409
    assert "KEPT" in late.text


def test_a_page_sent_empty_or_unchanged_never_fails(case, sign_in):
    browser, page = sign_in(case.reviewer), desk(case, "/record-certified-copies")
    empty = browser.post(page, data={})
    assert empty.status_code == 422
    assert "Choose how you have seen the certified copy." in empty.text
    waived = {"copy_statutes": "waived", "note_statutes": "The register holds them."}
    for _ in range(2):
        assert browser.post(page, data=waived).status_code == 302
    assert queries.copies_recorded(case)["statutes"].seen == CopySeen.WAIVED
