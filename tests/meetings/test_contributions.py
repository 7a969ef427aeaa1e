"""Contributions to documents: who, until when, in which order; words of statements in documents."""

import csv
import io
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy import text as sql
from sqlalchemy.exc import IntegrityError

from engagement.core.clock import moved_to, now
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role, can
from engagement.demo.meeting_builders import make_leader, make_online_meeting
from engagement.demo.meeting_paper_builders import (
    make_agenda_item,
    make_contribution,
    make_meeting_document,
    make_officer,
    make_statement,
    open_for_comments,
    open_for_statements,
)
from engagement.meetings.commands import contributions, cosigning, moderating, statements
from engagement.meetings.commands.postponing import postpone
from engagement.meetings.document_order import place_of
from engagement.meetings.models import Commenters, Disposition, DocumentAudience, StatementState
from engagement.meetings.queries import contributions as queries
from engagement.meetings.queries import statements as statement_queries
from engagement.meetings.statement_permissions import Statements
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_actor
from tests.meetings.test_side_events import number_of


def picture():
    """A scan: a page without any text."""
    content = io.BytesIO()
    Image.new("RGB", (1000, 1400), "white").save(content, "PNG")
    return content.getvalue()


def acting_for(code):
    delegate = make_actor()
    return type(delegate)(**{**delegate.__dict__, "delegate_of": frozenset({code})})


def test_parts_stand_in_the_order_of_the_document():
    parts = ["Annex II", "12 (b)", "2", None, "12", "Annex I", "12 (a)", "١٣", "2 bis"]
    ordered = sorted(parts, key=place_of)
    assert ordered == [None, "2", "2 bis", "12", "12 (a)", "12 (b)", "١٣", "Annex I", "Annex II"]


def test_the_pages_lead_from_an_open_document_to_an_answer_that_everybody_reads(
    db, sign_in, client
):
    paper = make_meeting_document()
    officer = sign_in(make_account(Role.MEETING_OFFICER))
    base = f"/en/meetings/documents/{paper.id}"
    day = {"day-day": "9", "day-month": "5", "day-year": "2031", "clock": "23:59"}
    assert officer.post(f"{base}/open", data={"commenters": "accredited"}).status_code == 422
    officer.post(f"{base}/open", data={"commenters": "accredited"} | day)
    db.expire_all()
    assert paper.comments_until.isoformat() == "2031-05-09T21:00:00+00:00"
    assert (
        "Contributions to the document"
        in client.get(f"/en/meetings/{paper.meeting_id}/documents").text
    )

    organization, _leader = make_leader()
    browser = sign_in(make_account(leads=[organization]))
    assert "Contribute" in browser.get(f"{base}/contributions").text
    typed = {
        "author": str(organization.id),
        "part": " 12   (a) ",
        "wording-en": "Rivers shall run.",
    }
    refused = browser.post(f"{base}/contribute", data=typed)
    assert refused.status_code == 422 and "Rivers shall run." in refused.text
    page = browser.post(
        f"{base}/contribute", data=typed | {"text-en": "The paragraph is weak."}
    ).location
    (contribution,) = statement_queries.own(actor_for(make_account(leads=[organization])))
    assert contribution.part == "12 (a)"
    assert "7 words of 400" in browser.get(page).text
    changed = {"part": "12 (a)", "text-en": "Paragraph 12 is weak.", "wording-en": "Let them run."}
    browser.post(f"{page}/write-contribution", data=changed)
    browser.post(f"{page}/submit")
    assert client.get(page).status_code == 404
    officer.post(f"{page}/moderate", data={"outcome": "publish"})
    officer.post(f"{page}/dispose", data={"disposition": "partly", "answer-en": "In paragraph 13."})
    assert "Let them run." in client.get(page).text
    listed = client.get(f"{base}/contributions").text
    assert "Taken up in part" in listed and "In paragraph 13." in listed
    assert "1 of 1 contribution is answered." in listed
    contributions.open_document(paper, None, None, actor=make_officer())
    documents = client.get(f"/en/meetings/{paper.meeting_id}/documents").text
    assert "Contributions to the document" in documents


def test_whoever_is_meant_contributes_in_time_and_not_too_much(db):
    paper = open_for_comments(
        make_meeting_document(audience=DocumentAudience.STATES), Commenters.STATES
    )
    organization, leader = make_leader()
    with pytest.raises(NotAllowed):
        make_contribution(paper, organization=organization, leader=leader)
    with pytest.raises(RuleViolation):
        contributions.open_document(
            paper, Commenters.ACCREDITED, now() + timedelta(days=1), actor=make_officer()
        )
    state = acting_for("KE")
    sent = contributions.begin_contribution(
        paper, None, {"en": "word " * 300}, {"en": "word " * 101}, actor=state, country="KE"
    )
    with pytest.raises(RuleViolation, match="401"):
        statements.submit_statement(sent, actor=state)
    contributions.write_contribution(sent, "3", {"en": "word " * 300}, {}, actor=state)
    first = paper.first_comments_until
    with moved_to(first):
        with pytest.raises(RuleViolation):
            statements.submit_statement(sent, actor=state)
        contributions.open_document(
            paper, Commenters.STATES, first + timedelta(days=2), actor=make_officer()
        )
        statements.submit_statement(sent, actor=state)
    assert paper.first_comments_until == first and sent.is_late
    moderating.return_statement(sent, "Say where.", actor=make_officer())
    contributions.open_document(paper, None, None, actor=make_officer())
    statements.submit_statement(sent, actor=state)  # what came in time comes again
    moderating.publish_statement(sent, actor=make_officer())
    outsider = actor_for(make_account(leads=[organization]))
    assert not can(outsider, Statements.VIEW, sent) and can(state, Statements.VIEW, sent)
    several = [make_contribution(organization=organization, leader=leader, part="1", send=False)]
    several.append(
        make_contribution(several[0].paper, organization=organization, leader=leader, part="2")
    )
    assert several[1].state is StatementState.SUBMITTED


def test_a_postponed_meeting_takes_contributions_for_longer(db):
    paper = open_for_comments(make_meeting_document())
    before = paper.comments_until
    postpone(
        paper.meeting.sessions[0],
        starts_at=paper.meeting.starts_at + timedelta(days=2),
        alone=True,
        actor=make_officer(),
        reason="The hall is not free.",
    )
    assert paper.comments_until == before + timedelta(days=2)
    assert paper.first_comments_until == before


def test_co_signers_agree_and_may_have_contributions_of_their_own(db):
    organization, leader = make_leader()
    joint = make_contribution(organization=organization, leader=leader, send=False)
    other, other_leader = make_leader()
    make_contribution(joint.paper, organization=other, leader=other_leader)
    named = cosigning.name_cosigner(joint, number_of(db, other), actor=leader)
    with pytest.raises(RuleViolation):
        statements.submit_statement(joint, actor=leader)
    cosigning.answer_cosigning(named, True, actor=other_leader)
    statements.submit_statement(joint, actor=leader)
    assert joint.state is StatementState.SUBMITTED


def test_officers_get_all_in_the_order_of_the_document_but_those_of_a_conflict(db, sign_in):
    paper = make_meeting_document()
    later = make_contribution(paper, part="10", wording={"en": "Ten"}, text={"en": "=Tenth"})
    first = make_contribution(paper, part="2", text={"en": "Second", "fr": "Deuxième"})
    hidden = make_contribution(paper, part="3", text={"en": "Zebra lagoon"})
    make_contribution(paper, part="1", send=False)
    assert queries.sent_on(paper, make_officer()) == [first, hidden, later]
    browser = sign_in(make_account(Role.MEETING_OFFICER, interest_in=[hidden.organization]))
    base = f"/en/meetings/documents/{paper.id}/contributions"

    rows = list(csv.reader(io.StringIO(browser.get(f"{base}.csv", buffered=True).text)))

    assert [row[0] for row in rows[1:4]] == ["2", "2", "10"]
    assert "Deuxième" in {cell for row in rows for cell in row}
    assert "=Tenth" not in {cell for row in rows for cell in row}  # no formula
    for text in (str(rows), browser.get(base).text):
        assert "Zebra" not in text and hidden.organization.name not in text
    assert browser.get(f"{base}.xlsx", buffered=True).status_code == 200
    moderating.publish_statement(later, actor=make_officer())
    moderating.dispose_statement(later, Disposition.NOT, {"en": "No."}, actor=make_officer())


def test_statements_in_documents_keep_to_the_same_number_of_words(db, sign_in):
    item = make_agenda_item(open_for_statements(make_online_meeting()))
    organization, leader = make_leader()
    statement = make_statement(item, organization=organization, leader=leader, send=False)
    browser = sign_in(make_account(leads=[organization]))
    page = f"/en/meetings/statements/{statement.id}"

    def add(content, name, **typed):
        return browser.post(
            f"{page}/add-paper",
            data={"language": "en", "file": (io.BytesIO(content), name)} | typed,
        )

    add(b"word " * 495, "statement.txt")
    (paper,) = statement.papers
    assert (paper.words, paper.words_counted) == (495, True)
    with pytest.raises(RuleViolation, match="502"):
        statements.submit_statement(statement, actor=leader)
    assert "502 words of 500" in browser.get(page).text
    scan = picture()
    unknown = add(scan, "scan.png")
    assert unknown.status_code == 422 and "cannot be counted by machine" in unknown.text
    add(scan, "scan.png", words="300")
    db.expire_all()
    (paper,) = statement.papers
    assert (paper.words, paper.words_counted) == (300, False)
    assert "as its author says" in browser.get(page).text

    @bookkeeping
    def from_before():
        paper.words = None

    from_before()
    with pytest.raises(RuleViolation, match="Add the document again"):
        statements.submit_statement(statement, actor=leader)


def test_the_database_knows_what_a_statement_is_about(db):
    contribution = make_contribution()
    for column, value in (
        ("agenda_item_id", f"'{make_agenda_item().id}'"),
        ("meeting_document_id", "NULL"),
    ):
        with pytest.raises(IntegrityError), db.begin_nested():
            db.connection().execute(
                sql(f"UPDATE meeting_statement SET {column} = {value} WHERE id = :id"),
                {"id": contribution.id},
            )
    with pytest.raises(IntegrityError), db.begin_nested():
        db.connection().execute(
            sql("UPDATE meeting_document SET commenters = 'nobody' WHERE id = :id"),
            {"id": contribution.meeting_document_id},
        )
