"""Mails to a real server on this machine: in the reader's language, again when it failed."""

import socket
import threading
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select, text

from engagement.accounts.models import Account
from engagement.core import invariants
from engagement.core.db import db as database
from engagement.core.db import transaction
from engagement.jobs import worker
from engagement.jobs.queue import BACKOFF
from engagement.mail import outbox
from engagement.mail.jobs import deliver_batch, deliver_message
from engagement.mail.models import Message, MessageState
from tests.conftest import create_database, dispose, make_settings
from tests.factories import make_account

UNREACHABLE = "smtp://127.0.0.1:1"


class MailServer:
    """Takes mails; `answers` are given to the first ones, "drop" cuts the line after DATA."""

    def __init__(self):
        self.taken, self.answers = [], []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        answer = self.answers.pop(0) if self.answers else "250 taken"
        if answer.startswith(("2", "drop")):
            self.taken.append(message_from_bytes(envelope.content, policy=default))
        if answer == "drop":
            server.transport.abort()
        return answer


@pytest.fixture
def server():
    server = MailServer()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    server.url = f"smtp://127.0.0.1:{port}"
    yield server
    controller.stop()


@pytest.fixture
def mailing(app, db, server, monkeypatch):
    """The suite's application, with the mail server configured."""
    monkeypatch.setitem(
        app.config, "SETTINGS", replace(app.config["SETTINGS"], smtp_url=server.url)
    )


def write(language="en", **values):
    """A mail that waits, as commands leave it."""
    account = make_account(language=language, **values)
    with transaction(audited=False):
        return outbox.send(
            "accounts/sign_in_link", to=account, token="x", lifetime=timedelta(minutes=30)
        )


def deliver(message, *, fails=False):
    """One attempt of the job; returns the message as it stands then."""
    if fails:
        with pytest.raises(Exception, match=r".+"):
            deliver_message(str(message.id))
    else:
        deliver_message(str(message.id))
    return database.session.get(Message, message.id, populate_existing=True)


@pytest.mark.parametrize("language", ["ar", "zh", "en", "fr", "ru", "es"])
def test_a_mail_arrives_as_it_was_written_in_the_reader_s_language(mailing, server, language):
    message = deliver(write(language, name="ليلى الحداد"))

    (mail,) = server.taken
    assert mail["Subject"] == message.subject
    assert mail["Content-Language"] == language
    assert mail["Message-ID"] == f"<{message.id}@engagement>"
    plain = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
    html = mail.get_body(("html",)).get_content()
    assert plain.strip() == message.body_text.strip()
    assert f'lang="{"zh-Hans" if language == "zh" else language}"' in html
    assert ('dir="rtl"' in html) == (language == "ar")
    assert (message.state, message.attempts) == (MessageState.SENT, 1)


def test_an_arabic_subject_is_readable_on_arrival(mailing, server):
    message = write("ar")
    with transaction(audited=False):
        message.subject = "رابط دخولك إلى منظمة البيئة والتنمية في الأردن: طلب الاعتماد رقم 12"

    message = deliver(message)

    assert server.taken[0]["Subject"] == message.subject


def test_a_server_that_fails_first_gets_the_mail_in_the_end(mailing, server):
    server.answers = ["451 later", "421 busy"]
    message = write()

    assert deliver(message, fails=True).state == MessageState.QUEUED
    assert deliver(message, fails=True).error.startswith("SMTP")
    message = deliver(message)

    assert (message.state, message.attempts, message.error) == (MessageState.SENT, 3, None)
    assert len(server.taken) == 1


def test_a_line_dropped_after_the_mail_was_taken_gives_a_copy_with_the_same_id(mailing, server):
    server.answers = ["drop"]
    message = write()

    assert deliver(message, fails=True).state == MessageState.QUEUED
    assert deliver(message).state == MessageState.SENT

    assert [mail["Message-ID"] for mail in server.taken] == [f"<{message.id}@engagement>"] * 2


def test_a_mail_refused_for_good_is_failed_at_once(mailing, server):
    server.answers = ["550 no such person"]

    message = deliver(write())

    assert message.state == MessageState.FAILED
    assert "550" in message.error
    assert deliver(message).attempts == 1


def test_a_mail_is_failed_when_the_last_attempt_has_failed(app, db, monkeypatch):
    monkeypatch.setitem(
        app.config, "SETTINGS", replace(app.config["SETTINGS"], smtp_url=UNREACHABLE)
    )
    message = write()

    for _ in range(BACKOFF.max_attempts - 1):
        assert deliver(message, fails=True).state == MessageState.QUEUED
    message = deliver(message)

    assert (message.state, message.attempts) == (MessageState.FAILED, BACKOFF.max_attempts)


def test_a_mail_recalled_while_it_waits_is_not_sent(mailing, server):
    message = write()
    with transaction(audited=False):
        message.state = MessageState.RECALLED

    assert deliver(message).state == MessageState.RECALLED
    assert server.taken == []


def test_pages_answer_while_the_mail_server_is_down(app, client, db, monkeypatch):
    monkeypatch.setitem(
        app.config, "SETTINGS", replace(app.config["SETTINGS"], smtp_url=UNREACHABLE)
    )

    answer = client.post(
        "/en/sign-up",
        data={
            "name": "Amina Otieno",
            "email": "amina@wetland.example",
            "password": "lantern-orchid-velvet-46",
        },
    )

    assert answer.status_code == 302
    assert db.scalars(select(Message.state)).all() == [MessageState.QUEUED]
    jobs = text("SELECT task_name, status FROM procrastinate_jobs")
    assert db.execute(jobs).all() == [("mail.deliver_message", "todo")]


def test_the_worker_delivers_what_commands_left_and_stops_when_told_once(
    worker_name, tmp_path, server, cheap_passwords
):
    url = create_database(f"mail_{worker_name}")
    from engagement.app import create_app

    app = create_app(make_settings(url, tmp_path, smtp_url=server.url))
    app.config["WTF_CSRF_ENABLED"] = False
    try:
        answer = app.test_client().post(
            "/fr/sign-up",
            data={
                "name": "Aïssata Maïga",
                "email": "aissata@zones.example",
                "password": "lanterne-orchidée-velours-46",
            },
        )
        assert answer.status_code == 302
        # in a thread of its own: a browser test may have left an event loop running in this one
        working = threading.Thread(target=worker.run, args=(app, url), kwargs={"wait": False})
        working.start()
        working.join()
        with app.app_context():
            assert database.session.scalars(select(Message.state)).all() == [MessageState.SENT]
            assert database.session.scalars(select(Account.email)).all() == [server.taken[0]["To"]]
    finally:
        dispose(app)
    assert server.taken[0]["Content-Language"] == "fr"


INVITATION = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Réunion\r\nEND:VCALENDAR\r\n"


def write_many(count, **values):
    """Mails that leave together, as commands leave them; also the job's arguments."""
    batch = outbox.Batch()
    people = [make_account() for _ in range(count)]
    with transaction(audited=False):
        messages = [
            outbox.send(
                "accounts/sign_in_link",
                to=each,
                token="x",
                lifetime=timedelta(minutes=30),
                in_batch=batch,
                **values,
            )
            for each in people
        ]
        batch.leave()
    jobs = text("SELECT args -> 'message_ids' FROM procrastinate_jobs WHERE priority < 0")
    return messages, database.session.scalars(jobs).all()


def test_a_calendar_goes_with_the_words_for_programs_and_as_a_file(mailing, server):
    [message], [ids] = write_many(1, calendar=INVITATION.encode(), calendar_method="REQUEST")

    deliver_batch(ids)

    (mail,) = server.taken
    read = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_param("method") for part in read] == ["REQUEST"]
    assert read[0].get_content().splitlines() == INVITATION.splitlines()
    plain = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert plain.strip() == message.body_text.strip()
    [file] = mail.iter_attachments()
    assert (file.get_filename(), file.get_content()) == ("invite.ics", INVITATION.encode())
    assert mail["Message-ID"] == message.message_id


def test_of_mails_that_leave_together_one_refused_or_dropped_keeps_no_other_back(mailing, server):
    server.answers = ["250 taken", "550 no such person", "451 later"]
    messages, [ids] = write_many(4)

    with pytest.raises(Exception, match="451"):
        deliver_batch(ids)

    states = dict(database.session.execute(select(Message.id, Message.state)).all())
    assert [states[each.id] for each in messages] == [
        MessageState.SENT,
        MessageState.FAILED,
        MessageState.QUEUED,
        MessageState.SENT,
    ]
    deliver_batch(ids)
    assert len(server.taken) == 3
    states = dict(database.session.execute(select(Message.id, Message.state)).all())
    assert states[messages[2].id] is MessageState.SENT


def test_where_the_server_cannot_be_reached_each_of_many_has_had_its_attempt(app, db, monkeypatch):
    monkeypatch.setitem(
        app.config, "SETTINGS", replace(app.config["SETTINGS"], smtp_url=UNREACHABLE)
    )
    messages, [ids] = write_many(3)

    with pytest.raises(OSError, match="refused"):
        deliver_batch(ids)

    attempts = select(Message.attempts).where(Message.id.in_([each.id for each in messages]))
    assert database.session.scalars(attempts).all() == [1, 1, 1]
    waiting = "a waiting mail has a job that will send it"
    assert invariants.offenders(invariants.DECLARED[waiting]) == []
