"""Counters shared by all processes."""

import subprocess
import sys
import uuid
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from engagement.core import limits
from engagement.core.clock import now
from engagement.core.db import bookkeeping
from engagement.core.errors import TooOften
from engagement.core.permissions import Actor
from tests.conftest import ROOT, create_database
from tests.factories import make_account

COUNTING = """
import sys
from flask import Flask
from engagement.core import db, limits
from engagement.core.errors import TooOften
app = Flask("counting")
app.config["SQLALCHEMY_ENGINES"] = db.engines(sys.argv[1])
db.init_app(app)
refused = 0
with app.app_context():
    for _ in range(6):
        try:
            limits.count("test", "somebody", limit=10, seconds=86400)
        except TooOften:
            refused += 1
print(refused)
"""
"""Counts in a process of its own, with the database and no pages: they take seconds to start."""


def test_count_refuses_beyond_the_limit_and_says_until_when(db):
    moment = now().replace(minute=7, second=0, microsecond=0)
    with time_machine.travel(moment, tick=False):
        for _ in range(3):
            limits.count("test", "somebody", limit=3, seconds=3600)
        with pytest.raises(TooOften) as refusal:
            limits.count("test", "Somebody", limit=3, seconds=3600)
        limits.count("test", "somebody else", limit=3, seconds=3600)
        limits.count("another", "somebody", limit=3, seconds=3600)

    assert refusal.value.retry_at == moment.replace(minute=0) + timedelta(hours=1)


def test_count_keeps_no_address(db):
    limits.count("test", "somebody@place.example", limit=3, seconds=3600)

    assert "somebody" not in db.scalars(select(limits.LimitCounter.key)).one()


def test_forget_old_deletes_what_no_limit_looks_at(db):
    with time_machine.travel(now() - timedelta(days=3)):
        limits.count("test", "somebody", limit=3, seconds=3600)
    limits.count("test", "somebody", limit=3, seconds=3600)

    assert limits.forget_old() == 1
    assert len(db.scalars(select(limits.LimitCounter)).all()) == 1


def test_two_processes_share_one_limit(worker_name):
    url = create_database(f"test_limits_{worker_name}")
    running = [
        subprocess.Popen(
            [sys.executable, "-c", COUNTING, url],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]

    refused = [int(process.communicate(timeout=60)[0]) for process in running]

    assert sum(refused) == 2


def test_count_coarsely_refuses_about_at_the_limit_with_few_writes(db, count_queries):
    who = str(uuid.uuid4())
    with time_machine.travel(now().replace(minute=7), tick=False):
        with count_queries() as counted:
            for _ in range(40):
                limits.count_coarsely("test", who, limit=40, seconds=3600)
        assert len([one for one in counted if one.startswith("INSERT INTO limit_counter")]) == 2
        for _ in range(2):
            with pytest.raises(TooOften) as refusal:
                limits.count_coarsely("test", who, limit=40, seconds=3600)
        assert refusal.value.retry_at > now()
        limits.count_coarsely("test", str(uuid.uuid4()), limit=40, seconds=3600)


def test_who_has_used_up_the_tries_is_known_until_it_is_forgotten(db):
    with time_machine.travel(now().replace(minute=7), tick=False):
        asked = {"limit": 3, "seconds": 3600}
        for expected in (True, True, True, False):
            assert (limits.used_up_until("test", "Somebody", **asked) is None) == expected
            if expected:
                limits.count("test", "somebody", **asked)
        forget("test", "somebody")
        assert limits.used_up_until("test", "somebody", **asked) is None


@bookkeeping
def forget(*names):
    limits.forget(*names)


def test_a_form_and_its_use_are_taken_together_and_a_twin_is_no_use(db):
    account, key, made = make_account(), uuid.uuid4(), uuid.uuid4()
    person = Actor(account.id, account.name)
    stranger = Actor(make_account().id, "other")

    @bookkeeping
    def take(actor, key):
        hour = {"purpose": "test", "limit": 2, "seconds": 3600}
        return limits.take(key, actor, result_id=made, **hour)

    with time_machine.travel(now().replace(minute=7), tick=False):
        assert take(person, key) is None
        assert [take(person, key).result_id for _ in range(3)] == [made] * 3
        assert take(stranger, key) is None
        assert take(person, None) is None
        for each in (uuid.uuid4(), None):
            with pytest.raises(TooOften):
                take(person, each)
