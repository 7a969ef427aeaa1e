"""No log line holds a password, a token, an address or what somebody wrote."""

import json
import logging

import pytest
from sqlalchemy import text

from engagement.accounts import passwords
from engagement.core.db import db as database
from engagement.operations.logging import of_libraries
from engagement.web import access
from tests.factories import make_account

MARKERS = {
    "password": "marker-password-lantern",
    "token": "markertokenmarkertokenmarkertokenmarkertok1",
    "email": "marker@people.example",
    "words": "MARKER what somebody wrote",
}


@pytest.fixture
def lines(capsys):
    """What was logged since, line by line; every line must be JSON."""
    capsys.readouterr()
    return lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines() if line]


def leaks(logged):
    return [one for one in logged if any(marker in json.dumps(one) for marker in MARKERS.values())]


def test_no_page_that_refuses_or_fails_logs_a_marker(app, db, client, sign_in, lines, monkeypatch):
    def failing(**values):
        database.session.execute(text("SELECT CAST(:word AS integer)"), {"word": MARKERS["words"]})

    monkeypatch.setitem(app.view_functions, "home.show_help", access.public(failing))
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setitem(app.config, "TESTING", False)
    make_account(email=MARKERS["email"], password_hash=passwords.hash_password("another one here"))
    stranger = sign_in(make_account())

    assert client.get("/en/help").status_code == 500
    signing_in = {"email": MARKERS["email"], "password": MARKERS["password"]}
    assert client.post("/en/sign-in", data=signing_in).status_code == 422
    assert client.get(f"/en/confirm-email/{MARKERS['token']}").status_code == 410
    assert stranger.get(f"/en/people?q={MARKERS['email']}").status_code == 403

    logged = lines()
    assert {"unexpected_error", "sign_in_refused", "access_denied"} <= {
        one["event"] for one in logged
    }
    assert leaks(logged) == []


def test_lines_of_libraries_pass_the_same_filter():
    record = logging.getLogger("library").makeRecord(
        "library", logging.ERROR, "a.py", 1, "to %s with %s", tuple(MARKERS.values())[1:3], None
    )

    line = json.loads(of_libraries().format(record))

    assert (line["level"], line["logger"], line["event"]) == (
        "error",
        "library",
        "to *** with ***@***",
    )
    assert line["timestamp"].endswith("Z")
