"""Jobs that are put into the queue: also by other jobs, while a worker runs them."""

import asyncio
import contextvars
import threading

from procrastinate import PsycopgConnector
from sqlalchemy import select

from engagement.core.db import transaction
from engagement.jobs.queries import JOBS
from engagement.jobs.queue import BULK, enqueue, queue


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
