"""Rows made of columns: as a query would have read them."""

import pytest
from sqlalchemy import inspect, select

from engagement.accounts.models import Account, SignIn
from engagement.accounts.queries import open_sign_in
from engagement.core.db import transaction
from engagement.core.rows import columns_of, row_of
from tests.conftest import session_token
from tests.factories import make_account


@pytest.fixture
def values(db):
    """What stands in the columns of an account, of which the session knows nothing."""
    account_id = make_account().id
    db.expunge_all()
    return db.execute(select(*columns_of(Account)).where(Account.id == account_id)).one()


def read(db, values):
    """The same row, as a query reads it."""
    return db.scalars(select(Account).where(Account.id == row_of(Account, values).id)).one()


def test_a_row_is_what_a_query_reads(db, values):
    made = row_of(Account, values)
    said = {name: getattr(made, name) for name, _ in inspect(Account).columns.items()}

    db.expunge_all()
    found = db.get(Account, made.id)

    assert said == {name: getattr(found, name) for name in said}
    assert inspect(made).detached


def test_it_is_in_the_session_and_a_change_of_it_is_written(db, values):
    made = row_of(Account, values)
    assert read(db, values) is made
    assert inspect(made).persistent
    assert made not in db.dirty

    with transaction(audited=False):
        made.name = "Amina"
    db.expire_all()

    assert db.get(Account, made.id).name == "Amina"


def test_a_known_row_keeps_what_it_knows_and_learns_what_had_expired(db, values, count_queries):
    known = row_of(Account, values)
    with transaction(audited=False):
        known.name = "Amina"
        db.flush()

        assert row_of(Account, values) is known
        assert known.name == "Amina"
    db.expire(known)

    row_of(Account, values)
    with count_queries() as asked:
        assert known.name == values[columns_of(Account).index(Account.__table__.c.name)]
    assert not asked


def test_the_sign_in_and_its_account_come_in_one_query(db, count_queries):
    account = make_account()
    token, told = session_token(account), (account.name, account.email)
    db.expunge_all()

    with count_queries() as asked:
        sign_in = open_sign_in(token)
        assert (sign_in.account.name, sign_in.account.email) == told
    assert isinstance(sign_in, SignIn)
    assert len(asked) == 1
