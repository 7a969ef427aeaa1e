"""Complaints: from anybody, with a link; looked into, answered, closed; overdue ones escalated."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from engagement.audit.models import AuditEvent
from engagement.core.clock import moved_to, now
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Role, can
from engagement.core.retention import DECLARED
from engagement.mail.models import Message
from engagement.organizations.queries import actor_for
from engagement.partnerships import jobs, settings
from engagement.partnerships.commands import complaints as commands
from engagement.partnerships.models import Complaint, ComplaintState
from engagement.partnerships.permissions import Complaints
from engagement.partnerships.queries import complaints as queries
from tests.factories import make_account, make_active, make_actor

COMPLAIN = "/en/partnerships/complain"


def receive(**values):
    said = {"partnership": None, "text": "They pollute.", "email": "", "language": "en"}
    return commands.receive_complaint(**said | values)


def test_anybody_complains_and_follows_it_by_a_link(db, client, sign_in):
    partnership, _leader = make_active()
    address = f"{COMPLAIN}?about={partnership.reference}"
    assert partnership.title in client.get(address).text
    assert client.get(f"{COMPLAIN}?about=PAR-1900-00001").status_code == 404
    assert client.post(address, data={"text": " "}).status_code == 422
    typed = {"text": "They pollute a river.", "email": "reader@place.example"}

    path = client.post(address, data=typed).headers["Location"]

    assert "Received" in client.get(path).text and "They pollute a river." in client.get(path).text
    complaint = db.scalars(select(Complaint)).one()
    assert complaint.organization_id == partnership.organization_id
    mail = db.scalars(select(Message).filter_by(template="partnerships/complaint_received")).one()
    assert path.rsplit("/", 1)[1] in mail.body_text and mail.holds_link
    told = str([each.data for each in db.scalars(select(AuditEvent))])
    assert "pollute" not in told and "reader@" not in told
    desk = sign_in(make_account(Role.SCREENING_OFFICER))
    page = f"/en/partnerships/complaints/{complaint.id}"
    assert complaint.reference in desk.get("/en/partnerships/complaints").text
    said = {"note": "MARKER"}
    assert desk.post(f"{page}/look-into-complaint", data=said).status_code == 302
    assert desk.post(f"{page}/answer-complaint", data={"answer": ""}).status_code == 422
    assert "looked into" in client.get(path).text and "MARKER" not in client.get(path).text
    said = {"answer": "It is clean again."}
    assert desk.post(f"{page}/answer-complaint", data=said).status_code == 302
    assert "It is clean again." in client.get(path).text
    assert desk.post(f"{page}/close-complaint", data={}).status_code == 302
    assert desk.post(f"{page}/close-complaint", data={}).status_code == 422
    assert client.get(f"{path}x").status_code == 404


def test_days_are_kept_and_what_is_overdue_reaches_the_head_once(db):
    head, officer = make_actor(Role.PRIVATE_SECTOR_HEAD), make_actor(Role.SCREENING_OFFICER)
    complaint, token = receive()
    assert queries.by_token(token) == complaint

    def told():
        wanted = select(func.count()).where(Message.template == "partnerships/complaint_overdue")
        return db.scalar(wanted)

    jobs.watch()
    assert told() == 0
    with moved_to(now() + timedelta(days=20)):
        jobs.watch()
        jobs.watch()
        assert told() == 1
        commands.look_into_complaint(complaint, actor=officer, note="")
    with moved_to(now() + timedelta(days=80)):
        jobs.watch()
        assert told() == 2
    with pytest.raises(RuleViolation, match="Write something"):
        commands.answer_complaint(complaint, actor=officer, answer=" ")
    assert head.id is not None and complaint.state is ComplaintState.LOOKED_INTO


def test_a_conflict_hides_a_complaint_from_lists_counts_and_mails(db):
    partnership, _leader = make_active()
    about, _token = receive(partnership=partnership)
    general, _other = receive()
    kept = make_account(Role.PRIVATE_SECTOR_HEAD, interest_in=[partnership.organization])
    for role in Role:
        account = make_account(role, interest_in=[partnership.organization])
        actor = actor_for(account)
        allowed = {one for one in (about, general) if can(actor, Complaints.VIEW, one)}
        assert set(db.scalars(queries.visible_to(actor))) == allowed
        assert sum(queries.counts(actor).values()) == len(allowed)
        assert about not in allowed
    with moved_to(now() + timedelta(days=20)):
        jobs.watch()
    mails = db.scalars(
        select(Message).where(
            Message.template == "partnerships/complaint_overdue", Message.person_id == kept.id
        )
    ).all()
    assert [mail.about_id for mail in mails] == [general.id]


def test_closed_complaints_are_deleted_after_their_days(db):
    officer = make_actor(Role.SCREENING_OFFICER)
    complaint, _token = receive()
    commands.look_into_complaint(complaint, actor=officer, note="")
    commands.answer_complaint(complaint, actor=officer, answer="No.")
    commands.close_complaint(complaint, actor=officer, note="")

    assert re.fullmatch(r"CPL-\d{4}-\d{5}", complaint.reference)
    assert "partnerships.complaints" in DECLARED
    assert settings.keep_complaints_days() == 730
