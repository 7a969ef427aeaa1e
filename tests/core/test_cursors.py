"""Columns of a result are described when somebody looks, as psycopg describes them."""

import psycopg
import pytest

from engagement.core.cursors import Columns, Cursor

ASKED = "SELECT 1 AS one, 'a'::varchar(7) AS two"


@pytest.fixture
def connection(db):
    """A connection as the application has it."""
    return db.connection().connection.driver_connection


def test_the_application_asks_by_this_cursor(connection):
    assert connection.cursor_factory is Cursor


def test_columns_are_those_of_psycopg(connection):
    ours = connection.execute(ASKED).description
    theirs = psycopg.Cursor(connection).execute(ASKED).description

    assert type(ours) is Columns and ours
    assert [tuple(each) for each in ours] == [tuple(each) for each in theirs]
    assert (len(ours), ours[-1].name, [each.name for each in ours[:1]]) == (2, "two", ["one"])


def test_there_are_none_without_a_result_of_rows(connection):
    cursor = connection.cursor()
    assert cursor.description is None
    assert cursor.execute("SET LOCAL lock_timeout = '1s'").description is None
    assert cursor.execute("SELECT").description == []


def test_columns_of_a_result_that_is_gone_are_not_those_of_the_next(connection):
    cursor = connection.execute(ASKED)
    columns = cursor.description
    cursor.execute("SELECT 1")

    with pytest.raises(RuntimeError, match="another result"):
        len(columns)
