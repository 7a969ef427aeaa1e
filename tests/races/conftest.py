"""Races need real commits: an application on a database of its own, people in threads."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from engagement.app import create_app
from engagement.core import limits, versions
from engagement.core.db import db as database
from engagement.core.errors import RuleViolation
from tests.cluster import create_database, database_url
from tests.compiled import keep_compiled
from tests.conftest import dispose, make_settings, session_token


@pytest.fixture(scope="session")
def racing_app(worker_name, tmp_path_factory):
    """The application for the database that `racing` makes anew."""
    settings = make_settings(database_url(f"races_{worker_name}"), tmp_path_factory.mktemp("races"))
    app = create_app(settings)
    keep_compiled(app)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def racing(racing_app, worker_name):
    """The application on a fresh copy of the migrated database; what it commits stays there.

    Tests enter `racing.app_context()` themselves, each thread its own, and take no `db` fixture.
    """
    create_database(f"races_{worker_name}")
    versions.forget()
    limits._uses.clear()  # what this process counted is gone with the rows
    yield racing_app
    dispose(racing_app)


@pytest.fixture
def browser_of(racing):
    """`browser_of(account)` gives a client in which that person is signed in, for one thread."""

    def open_browser(account):
        client = racing.test_client()
        with racing.app_context():
            client.set_cookie("session_id", session_token(database.session.merge(account)))
        return client

    return open_browser


@pytest.fixture
def at_once():
    """`at_once(*functions)` starts all at the same moment; their results in the same order."""

    def run(*functions):
        start = threading.Barrier(len(functions))

        def wait_and_call(function):
            start.wait()
            return function()

        with ThreadPoolExecutor(len(functions)) as pool:
            return list(pool.map(wait_and_call, functions))

    return run


@pytest.fixture
def inside(racing, at_once):
    """As `at_once`, each within the application; what a rule refused is a result, too."""

    def within(function):
        def run():
            with racing.app_context():
                try:
                    return function()
                except RuleViolation as refusal:
                    return refusal

        return run

    return lambda *functions: at_once(*map(within, functions))
