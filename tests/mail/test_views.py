"""Mails as staff see them."""

import re

import pytest
from sqlalchemy import select

from engagement.core.permissions import Role, can
from engagement.mail import queries
from engagement.mail.models import Message, MessageState
from engagement.mail.permissions import Mail
from tests.factories import make_account, make_actor, make_application
from tests.mail.test_commands import make_message
from tests.pages import words_of


@pytest.mark.parametrize("roles", [[], *([role] for role in Role)], ids=str)
def test_lists_show_exactly_what_the_policies_allow(db, roles):
    conflicted, other = make_application(), make_application()
    messages = [
        make_message(db),
        make_message(db, about=conflicted),
        make_message(db, about=other),
        make_message(db, holds_link=True),
    ]
    actor = make_actor(*roles, interest_in=[conflicted.organization])

    listed = db.execute(queries.listed(actor, state=None, words="")).all()

    assert {row.id for row in listed} == {m.id for m in messages if can(actor, Mail.VIEW, m)}
    readable = {m.id for m in messages if can(actor, Mail.READ, m)}
    assert {row.id for row in listed if row.readable} == readable
    assert set(db.scalars(queries.visible_to(actor))) == {
        m for m in messages if can(actor, Mail.VIEW, m)
    }


def test_an_auditor_reads_the_words_and_html_only_as_source(db, sign_in):
    message = make_message(db, about=make_application(), subject="Your application ACC-1")

    page = sign_in(make_account(Role.AUDITOR)).get(f"/en/mail/{message.id}").text

    assert "Your application ACC-1" in page
    assert "&lt;p&gt;Hello&lt;/p&gt;" in page
    assert "Send again" not in page


def test_an_administrator_sees_of_a_mail_about_a_case_the_envelope_alone(db, sign_in):
    message = make_message(db, about=make_application(), subject="Your application ACC-1")
    administrator = sign_in(make_account(Role.ADMINISTRATOR))

    for url in ("/en/mail", "/en/mail?q=ACC-1", "/en/mail?q=amina", f"/en/mail/{message.id}"):
        page = administrator.get(url).text
        assert "Your application" not in page
        assert "Hello" not in page
    assert "amina@wetland.example" in words_of(administrator.get("/en/mail?q=amina"))
    assert "Send again" in administrator.get(f"/en/mail/{message.id}").text


def test_the_list_searches_by_state_and_counts_in_a_constant_number_of_queries(
    db, sign_in, count_queries
):
    auditor = sign_in(make_account(Role.AUDITOR))
    make_message(db, MessageState.SENT, subject="First")
    with count_queries() as one_row:
        auditor.get("/en/mail")
    make_message(db, MessageState.FAILED, subject="Second")
    make_message(db, MessageState.FAILED, subject="Third")

    with count_queries() as three_rows:
        page = auditor.get("/en/mail").text

    assert len(one_row) == len(three_rows)
    assert all(word in page for word in ("First", "Second", "Third"))
    failed = auditor.get("/en/mail?state=failed").text
    assert "Second" in failed and "First" not in failed


def test_a_mail_about_a_conflict_is_as_absent_as_one_that_is_not_there(db, sign_in):
    application = make_application()
    message = make_message(db, about=application)
    client = sign_in(make_account(Role.AUDITOR, interest_in=[application.organization]))

    assert client.get(f"/en/mail/{message.id}").status_code == 404
    assert str(message.id) not in client.get("/en/mail").text


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_nobody_else_reads_a_mail_with_a_link_that_acts_as_its_reader(db, client, sign_in, role):
    account = make_account()
    client.post("/en/sign-in/link", data={"email": account.email})
    message = db.scalars(select(Message).filter_by(template="accounts/sign_in_link")).one()
    staff = sign_in(make_account(role))
    token = re.search(r"/en/sign-in/(\S+)", message.body_text)[1]

    page = staff.get(f"/en/mail/{message.id}").text

    assert token not in page
    assert "acts as its reader" in page
    assert message.subject not in staff.get("/en/mail").text
