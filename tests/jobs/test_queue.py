"""Jobs that are put into the queue: also by other jobs, while a worker runs them."""

import asyncio
import contextvars
import threading

import pytest
from procrastinate import PsycopgConnector
from sqlalchemy import func, select

from engagement.core.db import ask, bookkeeping, transaction
from engagement.jobs.queries import JOBS
from engagement.jobs.queue import BULK, enqueue, gathered, queue


def test_a_job_can_enqueue_another_while_the_worker_runs_it(app, db):
    url = app.config["SETTINGS"].database_url.replace("postgresql+psycopg://", "postgresql://", 1)
    made = []

    async def as_the_worker_does():
        connector = PsycopgConnector(conninfo=url, min_size=1, max_size=1)
        with queue.replace_connector(connector):
            async with queue.open_async():
                with transaction(audited=False):
                    made.append(enqueue("meetings.tell_notice", priority=BULK, notice_id="1"))

    # in a thread of its own: a browser test may have left an event loop running in this one
    context = contextvars.copy_context()
    working = threading.Thread(
        target=lambda: context.run(lambda: asyncio.run(as_the_worker_does()))
    )
    working.start()
    working.join()

    [row] = db.execute(select(JOBS.c.id, JOBS.c.args).where(JOBS.c.id.in_(made))).all()
    assert row.args == {"notice_id": "1"}


NOTICES = select(func.count()).where(JOBS.c.args["notice_id"].astext == "gathered")


@pytest.mark.parametrize("taken", [True, False])
def test_gathered_jobs_are_written_once_whether_they_are_taken_or_not(db, taken):
    @bookkeeping
    def tell_twice():
        with gathered() as jobs:
            for _ in range(2):
                assert enqueue("meetings.tell_notice", notice_id="gathered") is None
            assert not ask(NOTICES).scalar_one()
            if taken:
                ask(*jobs.deferred())
                assert jobs.deferred() is None
        enqueue("meetings.tell_notice", notice_id="gathered")

    tell_twice()

    assert db.scalar(NOTICES) == 3


def test_nothing_is_left_of_jobs_whose_command_failed(db):
    @bookkeeping
    def fail():
        with gathered():
            enqueue("meetings.tell_notice", notice_id="gathered")
            raise RuntimeError("a fault")

    with pytest.raises(RuntimeError):
        fail()

    assert not db.scalar(NOTICES)
