"""One PostgreSQL for the run, one database a worker, one transaction a test; a client that reads.

The controller starts the embedded cluster, has a template migrated once, and workers copy it.
Commands commit into savepoints of the test's transaction, which is rolled back at the end.
"""

import dataclasses
import gc
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import g
from sqlalchemy import event
from sqlalchemy.pool import Pool

from engagement.accounts import commands as account_commands
from engagement.app import create_app
from engagement.core import config, limits, versions
from engagement.core import db as core_db
from engagement.core.db import db as database
from tests import cluster
from tests.changes import forget_changed, say_changed
from tests.cluster import create_database
from tests.compiled import keep_compiled
from tests.pages import check_page
from tests.scheduling import pytest_xdist_make_scheduler  # noqa: F401  a hook

gc.disable()  # until everything is imported, see `pytest_collection`
ROOT = Path(__file__).resolve().parents[1]


def pytest_configure(config):
    """The controller alone starts the cluster and has the template migrated."""
    if not hasattr(config, "workerinput") and not config.option.collectonly:
        cluster.start()


@pytest.hookimpl(wrapper=True)
def pytest_collection(session):
    """Modules and tests stay to the end: the search for garbage need not look at them each time."""
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(10_000)
        gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Let groups stay in one worker: xdist 3.8 names them where pytest 9.2 does not look."""
    for item in items:
        if in_group := vars(item).get("_nodeid"):
            item._id = item.id.parse(in_group)


@event.listens_for(Pool, "connect")
def keep_prepared(connection, record):
    """Keep what PostgreSQL has prepared of all pages, which one connection asks for here."""
    connection.prepared_max = 2000


def pytest_unconfigure(config):
    """Stop the cluster that this process started."""
    cluster.stop()


def make_settings(url: str, folder: Path, **changes) -> config.Settings:
    """Deployment settings of a test; mails are kept, not sent, unless asked for."""
    values = {
        "database_url": url,
        "base_url": "http://localhost",
        "data_dir": folder,
        "secret_key": "a-key-for-tests-that-is-long-enough-to-pass",
        "smtp_url": None,
        "mail_from": "engagement@example.org",
        "scanner_url": None,
        "demo": True,
        "proxy_hops": 0,
        "testing": True,
    }
    return config.Settings(**values | changes)


def dispose(app) -> None:
    """End the connections of an application: a database in use cannot be copied."""
    with app.app_context():
        for engine in database.engines.values():
            engine.dispose()


@pytest.fixture(scope="session")
def worker_name(request):
    """gw0, gw1 … or main."""
    return getattr(request.config, "workerinput", {}).get("workerid", "main")


@pytest.fixture(scope="session")
def app(worker_name, tmp_path_factory):
    """The application on this worker's own database."""
    url = create_database(f"test_{worker_name}")
    app = create_app(make_settings(url, tmp_path_factory.mktemp("data")))
    keep_compiled(app)
    app.config["WTF_CSRF_ENABLED"] = False
    yield app
    dispose(app)


@pytest.fixture(autouse=True)
def _push_request_context():
    """In place of pytest-flask's, which lets all requests of a test share one `g`."""
    return


@pytest.fixture
def client(app, db):
    """A visitor's browser; every page it gets is checked."""
    return browser(app)


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch):
    """Hash with the cheapest parameters: what is tested is not their cost."""
    from argon2 import PasswordHasher
    from argon2.profiles import CHEAPEST

    from engagement.accounts import passwords

    monkeypatch.setattr(passwords, "hasher", PasswordHasher.from_parameters(CHEAPEST))
    passwords._nobody.cache_clear()


@pytest.fixture(scope="class")
def db(app):
    """The session, inside a transaction that is rolled back after the test.

    Tests stand in a class where they only read, once as each role, what costs more to make: they
    share one transaction and the rows that a fixture of the class made. What each adds, a person
    of its own, stays there until the last has ended.
    """
    with rolled_back(app) as session:
        yield session


@contextmanager
def rolled_back(app):
    """The session in a transaction that is rolled back at the end: of one test, or of many."""
    with app.app_context():
        connection = database.engine.connect()
        outer = connection.begin()
        before = dict(database.sessionmaker.kw)
        database.sessionmaker.configure(bind=connection, join_transaction_mode="create_savepoint")
        original = core_db.own_transaction
        versions.forget()
        limits._uses.clear()  # what this process counted was rolled back with the rows
        core_db.own_transaction = lambda: nested(connection)
        try:
            yield database.session
        finally:
            core_db.own_transaction = original
            database.session.close()
            g.pop("_sqlalchemy_sessions", None)
            database.sessionmaker.configure(
                bind=before["bind"], join_transaction_mode="conditional_savepoint"
            )
            outer.rollback()
            connection.close()


@contextmanager
def nested(connection):
    """`own_transaction` within the test's transaction."""
    with connection.begin_nested():
        yield connection


def browser(app):
    """A test client that fails on a page no browser or reader should get."""
    client = app.test_client()
    plain_open = client.open

    def checked_open(*args, **kwargs):
        forget_request()
        response = plain_open(*args, **kwargs)
        forget_request()
        if response.mimetype == "text/html" and response.status_code != 302:
            check_page(response)
        return response

    client.open = checked_open
    return client


def forget_request():
    """Flask gives a request the test's own application context: take out what one left there."""
    for name in list(g):
        if name != "_sqlalchemy_sessions":
            g.pop(name)
    database.session.info["read_only"] = False
    forget_changed()


def session_token(account, *, half: bool = False) -> str:
    """The cookie's value of a new session of `account`, staff with their second factor.

    `half`: as after the password alone.
    """
    with core_db.transaction(audited=False):
        return account_commands.start_session(
            account,
            browser=account_commands.Browser("test", shared=False),
            how="test",
            with_second_factor=account.is_staff and not half,
        )


@pytest.fixture
def sign_in(app, db):
    """`sign_in(account)` gives a browser in which that person is signed in."""

    def open_browser(account):
        client = browser(app)
        client.set_cookie("session_id", session_token(account))
        return client

    return open_browser


@pytest.fixture
def count_queries(app, db):
    """`with count_queries() as counted:` counts the statements sent to the database.

    All but the one that a process sends once a second, whichever page is asked for then;
    `whole=True` counts that, too.
    """

    @contextmanager
    def counting(whole=False):
        counted = []

        def note(connection, cursor, statement, parameters, context, executemany):
            of_the_clock = "FROM data_version" in statement.replace("\n", " ") and not whole
            if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")) and not of_the_clock:
                counted.append(statement)

        say_changed()
        event.listen(database.engine, "before_cursor_execute", note)
        try:
            yield counted
        finally:
            event.remove(database.engine, "before_cursor_execute", note)

    return counting


@pytest.fixture
def scanner(app):
    """`with scanner("tcp://…"):` lets the deployment have that scanner."""
    before = app.config["SETTINGS"]

    def set_up(address):
        app.config["SETTINGS"] = dataclasses.replace(before, scanner_url=address)

    yield set_up
    app.config["SETTINGS"] = before
