"""The letter of a decision as a PDF: its own words, in its own language, for its own readers."""

import pytest
from sqlalchemy import select

from engagement.core.permissions import Role
from engagement.mail.models import Message
from engagement.printing import pdf
from tests.accreditation.cases import refused
from tests.factories import make_account
from tests.papers import Paper, need_pdf, words

pytestmark = pytest.mark.usefixtures("db")


def address(application, message, ending=".pdf"):
    return f"/ar/accreditation/applications/{application.id}/letters/{message.id}{ending}"


def test_the_pdf_of_a_letter_has_the_words_that_were_mailed_in_their_language(db, sign_in):
    need_pdf()
    application = refused(unmet=("environment",))
    message = db.scalars(select(Message)).one()
    browser = sign_in(make_account(member_of=[application.organization]))
    page = browser.get(address(application, message, ""))
    assert address(application, message) in page.text

    answer = browser.get(address(application, message))

    paper = Paper(answer.data)
    assert answer.mimetype == "application/pdf"
    assert paper.language() == message.language == "en"
    assert paper.title() == message.subject
    assert paper.is_tagged()
    assert paper.boxes() == 0
    said = "".join(words(paper.text()))
    for line in filter(None, message.body_text.splitlines()):
        assert "".join(words(line)) in said


def test_without_the_means_the_page_stands_there_and_strangers_get_neither(
    db, sign_in, monkeypatch
):
    monkeypatch.setattr(pdf, "MODULE", "tests.printing.no_library_child")
    application = refused()
    message = db.scalars(select(Message)).one()
    conflicted = make_account(Role.REVIEWER, interest_in=[application.organization])

    member = sign_in(make_account(member_of=[application.organization]))
    page = member.get(address(application, message))

    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert message.subject in page.text
    for stranger in (make_account(), conflicted):
        assert sign_in(stranger).get(address(application, message)).status_code == 404
