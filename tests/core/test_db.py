"""Who may write: the ways to write outside a command, tried on real requests with real commits.

The other tests bind the session to one connection; here the two engines are used as on a site.
"""

import pytest
from flask import request
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from engagement.app import create_app
from engagement.audit.commands import record
from engagement.core.db import (
    ask,
    bookkeeping,
    carried,
    command,
    db,
    engines,
    lock,
    on_read,
    snapshot,
)
from engagement.core.permissions import SYSTEM
from engagement.jobs.queue import enqueue
from engagement.settings.models import Setting
from engagement.web.access import public
from tests.conftest import create_database, dispose, make_settings

NEW = "UPDATE setting SET value = '2' WHERE key = 'tried'"


def by_adding():
    db.session.add(Setting(key="another", value=2))
    db.session.flush()


def by_changing_a_row():
    db.session.query(Setting).filter_by(key="tried").one().value = 2
    db.session.flush()


def by_deleting():
    db.session.delete(db.session.query(Setting).filter_by(key="tried").one())
    db.session.flush()


def by_bulk_update():
    db.session.execute(update(Setting).values(value=2))


def by_text():
    db.session.execute(text(NEW))


def by_core_on_the_connection():
    db.session.connection().execute(update(Setting.__table__).values(value=2))


def by_asking():
    ask(update(Setting.__table__).values(value=2))


def by_the_raw_cursor():
    db.session.connection().connection.driver_connection.execute(NEW)


WAYS = {
    "add": by_adding,
    "change": by_changing_a_row,
    "delete": by_deleting,
    "bulk": by_bulk_update,
    "text": by_text,
    "core": by_core_on_the_connection,
    "asking": by_asking,
    "cursor": by_the_raw_cursor,
}


@command
def change(value, *, audited=True):
    row = db.session.query(Setting).filter_by(key="tried").one()
    lock(row).value = value
    if audited:
        record("settings:setting:tried", row, actor=SYSTEM)


@bookkeeping
def keep_books(value, inside=lambda: None):
    db.session.execute(update(Setting).values(value=value))
    inside()


@on_read
def note(connection, *, value):
    connection.execute(update(Setting).values(value=value))


@pytest.fixture(scope="module")
def site(worker_name, tmp_path_factory):
    """An application of its own on a database of its own, where commits are real."""
    url = create_database(f"guard_{worker_name}")
    app = create_app(make_settings(url, tmp_path_factory.mktemp("guard")))
    app.config["WTF_CSRF_ENABLED"] = False

    def attempt(way):
        WAYS[way]()
        return "written"

    def run():
        change(int(request.args["value"]))
        return "changed"

    def books():
        keep_books(int(request.args["value"]))
        return "kept"

    def read():
        note(value=int(request.args["value"]))
        return "read"

    methods = ["GET", "POST"]
    app.add_url_rule("/try/<way>", "try_way", public(attempt), methods=methods)
    app.add_url_rule("/run", "try_command", public(run), methods=methods)
    app.add_url_rule("/books", "try_bookkeeping", public(books), methods=methods)
    app.add_url_rule("/read", "try_on_read", public(read), methods=methods)
    yield app
    dispose(app)


@pytest.fixture
def setting(site):
    """`setting()` reads the value as it is committed; it begins with 1."""
    with site.app_context(), db.engine.begin() as connection:
        connection.execute(text("DELETE FROM setting"))
        connection.execute(
            text("INSERT INTO setting (id, key, value) VALUES (gen_random_uuid(), 'tried', '1')")
        )

    def value():
        with site.app_context(), db.engine.begin() as connection:
            return connection.execute(text("SELECT key, value FROM setting")).all()

    return value


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_written_outside_a_command(site, setting, way, method):
    answer = site.test_client().open(f"/try/{way}", method=method)

    assert answer.status_code == 500
    assert setting() == [("tried", 1)]


def test_a_command_commits_on_post_and_is_refused_on_get(site, setting):
    client = site.test_client()

    assert client.get("/run?value=5").status_code == 500
    assert setting() == [("tried", 1)]
    assert client.post("/run?value=5").status_code == 200
    assert setting() == [("tried", 5)]


def test_a_get_may_keep_books_and_note_that_it_was_read(site, setting):
    client = site.test_client()

    assert client.get("/books?value=6").status_code == 200
    assert setting() == [("tried", 6)]
    assert client.get("/read?value=7").status_code == 200
    assert setting() == [("tried", 7)]


def test_a_command_that_records_nothing_is_rolled_back(site, setting):
    with site.app_context(), pytest.raises(RuntimeError, match="recorded no audit event"):
        change(8, audited=False)

    assert setting() == [("tried", 1)]


def test_a_command_that_fails_leaves_nothing(site, setting):
    @command
    def fail():
        change(9)
        raise ValueError("after the inner command")

    with site.app_context(), pytest.raises(ValueError, match="inner command"):
        fail()

    assert setting() == [("tried", 1)]


def test_a_command_inside_bookkeeping_and_a_job_outside_a_command_are_refused(site, setting):
    with site.app_context():
        with pytest.raises(RuntimeError, match="inside bookkeeping"):
            keep_books(3, inside=lambda: change(4))
        with pytest.raises(RuntimeError, match="outside a command"):
            enqueue("core.forget_counters")

    assert setting() == [("tried", 1)]


def test_what_is_asked_for_sees_what_is_pending(site, setting):
    @command
    def change_and_ask(value):
        row = db.session.query(Setting).filter_by(key="tried").one()
        row.value = value
        record("settings:setting:tried", row, actor=SYSTEM)
        row.value += 1
        return ask(select(Setting.value)).scalar_one()

    with site.app_context():
        assert change_and_ask(5) == 6

    assert setting() == [("tried", 6)]


@pytest.mark.parametrize(("along", "seen"), [(True, 1), (False, 2)])
def test_a_command_reads_again_what_is_not_carried_into_it(site, setting, along, seen):
    @command
    def look(row):
        value = row.value
        record("settings:setting:tried", row, actor=SYSTEM)
        return value

    with site.app_context():
        row = db.session.query(Setting).filter_by(key="tried").one()
        with db.engine.begin() as other:
            other.execute(text(NEW))
        with carried(*([row] if along else [])):
            value = look(row)

        assert value == seen
        assert row.value == 2  # after the command all is read again


def test_after_a_command_the_session_reads_again(site, setting):
    with site.app_context():
        change(3)

        with pytest.raises(DBAPIError, match="read-only"):
            db.session.execute(text(NEW))

    assert setting() == [("tried", 3)]


def test_a_snapshot_sees_one_moment_and_cannot_be_fooled_by_a_commit_between(site, setting):
    statement = text("SELECT value FROM setting")
    with site.app_context():
        with snapshot():
            first = db.session.scalar(statement)
            with db.engine.begin() as other:
                other.execute(text(NEW))
            second = db.session.scalar(statement)
        third = db.session.scalar(statement)

    assert (first, second, third) == (1, 1, 2)


def test_a_request_starts_no_thread(site, setting):
    names = [function.__name__ for function in site.teardown_appcontext_funcs]

    assert "_close_async_sessions" not in names


def test_a_connection_that_the_database_ended_is_made_anew(site, setting):
    ids = text("SELECT pg_backend_pid()")
    ended = text("SELECT pg_terminate_backend(:id, 5000)")  # returns when it is gone

    with site.app_context():
        before = db.session.scalar(ids)
    with site.app_context(), db.engine.begin() as other:
        other.execute(ended, {"id": before})
    with site.app_context():
        after = db.session.scalar(ids)
    with site.app_context():
        kept = db.session.scalar(ids)

    assert before != after == kept


def test_the_reading_engine_is_told_so_by_its_address():
    made = engines("postgresql+psycopg://localhost/x")

    assert "default_transaction_read_only=on" in made["reading"]["connect_args"]["options"]
    assert "read_only" not in made["default"]["connect_args"]["options"]
