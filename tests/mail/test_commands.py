"""Sending a stored mail again."""

import dataclasses

import pytest
from sqlalchemy import select, text

from engagement.audit.models import AuditEvent
from engagement.core.clock import now
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.mail import commands
from engagement.mail.models import Message, MessageState
from tests.factories import make_account, make_actor, make_application


@bookkeeping
def make_message(db, state=MessageState.FAILED, about=None, subject="Your account", **values):
    message = Message(
        state=state,
        template="accounts/verify_email",
        to="amina@wetland.example",
        language="en",
        subject=subject,
        body_text="Hello",
        body_html="<p>Hello</p>",
        about_type=about.__tablename__ if about else None,
        about_id=about.id if about else None,
        about_organization_id=about.organization_id if about else None,
        created_at=now(),
        send_at=now(),
        sent_at=now() if state == MessageState.SENT else None,
        **values,
    )
    db.add(message)
    return message


def jobs(db):
    return db.scalars(
        text("SELECT args ->> 'message_id' FROM procrastinate_jobs WHERE status = 'todo'")
    ).all()


@pytest.mark.parametrize(
    "state", [MessageState.FAILED, MessageState.SENT, MessageState.KEPT], ids=str
)
def test_resend_message_queues_it_again_with_an_audit_event(db, state):
    message = make_message(db, state)

    commands.resend_message(message, actor=make_actor(Role.ADMINISTRATOR), can_deliver=True)

    assert (message.state, message.sent_at, message.error) == (MessageState.QUEUED, None, None)
    assert jobs(db) == [str(message.id)]
    event = db.scalars(select(AuditEvent).filter_by(action="mail:message:resent")).one()
    assert event.data == {"state": [state, "queued"]}


@pytest.mark.parametrize("state", [MessageState.QUEUED, MessageState.RECALLED], ids=str)
def test_resend_message_is_refused_for_a_mail_that_waits_or_was_recalled(db, state):
    message = make_message(db, state)

    with pytest.raises(RuleViolation):
        commands.resend_message(message, actor=make_actor(Role.ADMINISTRATOR), can_deliver=True)

    assert (message.state, jobs(db)) == (state, [])


def test_resend_message_is_refused_without_a_mail_server(db):
    message = make_message(db)

    with pytest.raises(RuleViolation, match="No mail server"):
        commands.resend_message(message, actor=make_actor(Role.ADMINISTRATOR), can_deliver=False)


def test_resend_message_is_refused_to_auditors_and_in_a_conflict(db):
    application = make_application()
    message = make_message(db, about=application)
    conflicted = make_actor(Role.ADMINISTRATOR, interest_in=[application.organization])

    for actor in (make_actor(Role.AUDITOR), conflicted):
        with pytest.raises(NotAllowed):
            commands.resend_message(message, actor=actor, can_deliver=True)

    assert message.state == MessageState.FAILED


def test_a_form_sent_twice_sends_one_mail(db, app, sign_in):
    message = make_message(db)
    administrator = sign_in(make_account(Role.ADMINISTRATOR))
    settings = app.config["SETTINGS"]
    app.config["SETTINGS"] = dataclasses.replace(settings, smtp_url="smtp://localhost:1")
    try:
        for _ in range(2):
            answer = administrator.post(
                f"/en/mail/{message.id}/resend-message",
                data={"form_key": "7f0c4a52-7a3f-4a57-9df5-0d6f8f4c8a11"},
            )
            assert answer.status_code == 302
    finally:
        app.config["SETTINGS"] = settings

    assert jobs(db) == [str(message.id)]
