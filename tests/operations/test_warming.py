"""Pages that are shown to nobody before the first copy of the process is made."""

import pytest
from flask import request, request_finished

from engagement.core.db import db
from engagement.core.text import LANGUAGES
from engagement.operations import warming


@pytest.fixture
def shown(app):
    """(address, status) of each page that the application has shown."""
    answers = []

    def note(sender, response, **ignored):
        answers.append((request.path, response.status_code))

    with request_finished.connected_to(note, app):
        yield answers


def test_visitors_pages_are_shown_in_all_languages_and_no_connection_stays_open(app, shown):
    warming.warm(app)

    assert {status for _, status in shown} == {200}
    assert {f"/{each}/" for each in LANGUAGES} <= {path for path, _ in shown}
    with app.app_context():
        assert [each.pool.checkedin() for each in db.engines.values()] == [0, 0]


def test_a_page_that_fails_does_not_stop_the_start(app, shown, monkeypatch):
    def fail(**ignored):
        raise RuntimeError("a fault")

    monkeypatch.setitem(app.view_functions, warming.PAGES[0], fail)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)

    warming.warm(app)

    assert sorted({status for _, status in shown}) == [200, 500]
