"""What was typed stays readable when a form is refused, with or without a file beside it."""

import io
import uuid

import pytest

from engagement.accreditation.models import ApplicationState
from engagement.web.errors import kept_texts
from tests.documents import samples
from tests.factories import make_account, make_application


def kept(app, **fields):
    with app.test_request_context("/", method="POST", data=fields):
        return kept_texts()


@pytest.mark.parametrize("typed", ["7", "٧", "王", "Since 2015."])
def test_short_answers_stay_too(app, typed):
    assert kept(app, answer=typed) == [typed]


def test_parts_of_a_date_stay_together(app):
    typed = {"since-day": "2", "since-month": "3", "since-year": "2019"}
    assert kept(app, **typed) == ["2", "3", "2019"]


def test_what_nobody_types_is_not_called_typed(app):
    fields = {"version": "12", "next": "later", "file_id": str(uuid.uuid4()), "declared": "y"}
    assert kept(app, note="My words", **fields) == ["My words"]


def test_secrets_are_never_shown(app):
    assert kept(app, password="very secret", confirm_secret="123456") == []


def test_words_beside_a_file_stay_when_the_paper_is_frozen(db, sign_in):
    application = make_application(state=ApplicationState.SUBMITTED)
    client = sign_in(make_account(leads=[application.organization]))
    address = f"/en/accreditation/applications/{application.id}/documents/registration"

    answer = client.post(
        address, data={"file": (io.BytesIO(samples.pdf()), "new.pdf"), "note": "王"}
    )

    assert answer.status_code == 409
    assert "What you typed" in answer.text
    assert "王" in answer.text
