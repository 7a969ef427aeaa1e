"""What is left of a person after erasure: every table and every file is searched (R-56)."""

import csv
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Text, cast, or_, select, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from engagement.accounts import commands, tokens
from engagement.accounts.commands.sessions import Browser
from engagement.accounts.models import AccountToken, ErasureAnswer, TokenPurpose
from engagement.accreditation.models import ApplicationState as State
from engagement.audit.models import AuditEvent, ReadEvent
from engagement.core.clock import now
from engagement.core.db import Base, transaction
from engagement.core.permissions import Role
from engagement.core.personal_data import masked
from engagement.documents import stores
from engagement.mail import jobs as mail_jobs
from engagement.mail import outbox
from engagement.mail.models import Message, MessageState
from engagement.organizations import commands as organizations
from engagement.organizations.models import Invitation, Membership, MembershipRole, ProfileSection
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_actor, make_application

NAME = "Zubeida Quillfeather"
NOW, BEFORE = "zubeida.q@marker.example", "zq.before@marker.example"
MARKERS = ("quillfeather", "zubeida", "zq.before")

MAY_REMAIN = {
    ("audit_event", "actor_name"): "the row cannot be changed; pages show the pseudonym",
    ("audit_event", "data"): "the same; a former name stands there, an address only masked",
    ("organization_profile_section", "answers"): "the organization's answer: its contact points",
    ("accreditation_application_snapshot", "declared_name"): "who declared the application true",
    ("accreditation_application_snapshot", "content"): "what was declared true, with its digest",
}
"""Where a name may still stand, and why; what the page about one's data says of it."""

TEXTS = (Text, JSONB, ARRAY)


def searched_columns():
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, TEXTS) or column.type.python_type in (str, dict, list):
                yield column


def places(db):
    """Columns in which a marker stands."""
    return {
        (column.table.name, column.name)
        for column in searched_columns()
        if db.execute(
            select(1).where(or_(*(cast(column, Text).icontains(one) for one in MARKERS))).limit(1)
        ).first()
    }


def marked_jobs(db):
    jobs = db.scalars(text("SELECT args::text FROM procrastinate_jobs")).all()
    return [job for job in jobs if any(one in job.lower() for one in MARKERS)]


def marked_files():
    return [
        file
        for file in stores.store().root.parent.rglob("*")
        if file.is_file() and any(one.encode() in file.read_bytes().lower() for one in MARKERS)
    ]


@pytest.fixture
def life(db):
    """A person who did here whatever leaves a trace, at two addresses."""
    application = make_application(state=State.SUBMITTED)
    organization = application.organization
    leader = make_account(leads=[organization], name="The Leader")
    invitation = organizations.invite_colleague(
        organization,
        actor=actor_for(leader),
        email=BEFORE,
        role=MembershipRole.CONTRIBUTOR,
        language="en",
    )
    account = make_account(name=NAME, email=BEFORE)
    organizations.accept_invitation(invitation, actor=actor_for(account))
    with transaction(audited=False):
        commands.start_session(account, browser=Browser("test", shared=False), how="test")
    commands.change_profile(
        account, actor=actor_for(account), name=NAME + " II", language="en", time_zone="UTC"
    )
    commands.change_profile(
        account, actor=actor_for(account), name=NAME, language="en", time_zone="UTC"
    )
    commands.request_email_change(account, actor=actor_for(account), email=NOW)
    token = db.scalars(
        select(AccountToken).filter_by(
            account_id=account.id, purpose=TokenPurpose.CHANGE_EMAIL, used_at=None
        )
    ).one()
    commands.change_email(token)
    other = make_application().organization
    organizations.ask_to_join(
        other_with_leader(other), actor=actor_for(account), email=account.email
    )
    with transaction(audited=False):
        outbox.send(
            "accreditation/application_accepted",
            to=account,
            about=application,
            application=application,
        )
        tokens.issue(account, TokenPurpose.SIGN_IN, timedelta(hours=1))
        section = db.scalars(
            select(ProfileSection).filter_by(organization_id=organization.id, key="contacts")
        ).one()
        section.answers = section.answers | {"first_name": NAME, "first_email": NOW}
        db.add(
            ReadEvent(
                read_at=now(),
                actor_id=account.id,
                subject_type=application.__tablename__,
                subject_id=application.id,
            )
        )
    commands.ask_erasure(account, actor=actor_for(account))
    return account, application


def other_with_leader(organization):
    make_account(leads=[organization])
    return organization


def erase(account):
    act = commands.answer_erasure(
        account,
        actor=make_actor(Role.ADMINISTRATOR),
        answer=ErasureAnswer.ERASED,
        answer_text="",
        reason="Asked for it.",
    )
    commands.confirm_grave_act(act, actor=make_actor(Role.ADMINISTRATOR))


def test_the_search_finds_what_is_there(db, life):
    found = places(db)

    assert {
        ("account", "email"),
        ("account", "name"),
        ("account_token", "new_email"),
        ("mail_message", "to"),
        ("mail_message", "body_text"),
        ("mail_message", "body_html"),
        ("organization_invitation", "email"),
        ("organization_profile_section", "answers"),
        ("audit_event", "actor_name"),
    } <= found


def test_nothing_is_left_but_what_may_remain(db, life):
    account, _application = life

    erase(account)

    left = places(db)
    assert left <= set(MAY_REMAIN), sorted(left - set(MAY_REMAIN))
    assert marked_jobs(db) == []
    assert marked_files() == []


def test_what_was_asked_about_who_is_erased_is_forgotten(db, life):
    account, _application = life
    commands.request_email_change(
        account,
        actor=make_actor(Role.ADMINISTRATOR),
        email="zubeida.new@marker.example",
        reason="Lost mailbox.",
    )
    assert ("account_grave_act", "wanted") in places(db)

    erase(account)

    assert places(db) <= set(MAY_REMAIN)


def test_letters_of_a_case_stay_without_their_reader(db, life):
    account, application = life
    erase(account)

    letters = db.scalars(
        select(Message).where(Message.person_id == account.id, Message.about_id == application.id)
    ).all()

    assert letters
    for letter in letters:
        assert letter.to == account.email
        assert application.organization.name in letter.body_text
        assert f"\u2068{account.name}\u2069" in letter.body_text
    others = db.scalars(
        select(Message).where(Message.person_id == account.id, Message.about_type.is_(None))
    )
    assert {(one.to, one.subject, one.body_text, one.body_html) for one in others} == {
        (account.email, "", "", "")
    }


def test_who_is_erased_belongs_nowhere(db, life):
    account, _application = life
    erase(account)

    assert db.scalars(select(Membership).filter_by(person_id=account.id, ended_at=None)).all() == []
    assert db.scalars(select(Invitation).where(Invitation.email_key.in_([NOW, BEFORE]))).all() == []


def test_addresses_in_the_trail_are_masked(db, life):
    assert masked("amina@place.example") == "a…@place.example"
    trail = " ".join(map(str, db.scalars(select(AuditEvent.data))))

    assert "z…@marker.example" in trail
    assert not re.search(r"[\w.]@marker", trail)


def test_the_trail_shows_the_pseudonym_alone(db, life, sign_in):
    account, _application = life
    erase(account)
    auditor = sign_in(make_account(Role.AUDITOR))

    rows = csv.DictReader(auditor.get("/en/audit/events.csv").text.lstrip("\ufeff").splitlines())
    names = {row["actor_name"] for row in rows if row["actor_id"] == str(account.id)}
    assert names == {account.name}
    for page in ("/en/audit", f"/en/audit?actor={account.name}"):
        shown = auditor.get(page).text
        assert f"<bdi>{account.name}</bdi>" in shown
        assert f"<bdi>{NAME}</bdi>" not in shown
    assert account.name not in auditor.get("/en/audit?actor=Quillfeather").text


def test_the_answer_still_arrives_and_is_forgotten_then(db, life, monkeypatch, app):
    account, _application = life
    monkeypatch.setitem(app.config, "SETTINGS", with_server(app))
    with transaction(audited=False):
        waiting = outbox.send("accounts/erasure_asked", to=account)
    erase(account)
    answer = db.scalars(select(Message).filter_by(template="accounts/erasure_answered")).one()

    assert (answer.state, answer.to) == (MessageState.QUEUED, NOW)
    db.refresh(waiting)
    assert (waiting.state, waiting.to) == (MessageState.RECALLED, account.email)
    mail_jobs.note_attempt(answer)

    assert (answer.to, answer.subject, answer.body_text) == (account.email, "", "")
    assert places(db) <= set(MAY_REMAIN)


def with_server(app):

    return replace(app.config["SETTINGS"], smtp_url="smtp://localhost:1")


def test_mails_of_who_has_a_former_address_now_stay(db, life):
    account, _application = life
    successor = make_account(name="Somebody Else", email=BEFORE)
    with transaction(audited=False):
        kept = outbox.send("accounts/erasure_asked", to=successor)

    erase(account)

    db.refresh(kept)
    assert kept.to == BEFORE
    assert "Somebody Else" in kept.body_text
