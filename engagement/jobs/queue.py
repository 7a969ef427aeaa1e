"""Register jobs and enqueue them on the session's own connection."""

import functools
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from procrastinate import App, PsycopgConnector, RetryStrategy
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job
from procrastinate.manager import JobManager
from procrastinate.types import JobToDefer
from psycopg.types.json import Jsonb
from sqlalchemy import Select, select, text

from engagement.core.db import ask, db

queue = App(connector=PsycopgConnector())
"""Opened in the worker alone."""

writer = JobManager(PsycopgConnector())
"""Never opened: it writes on the connection of the command. In the worker that of `queue` would
take it for one of its own, which are asynchronous."""

BACKOFF = RetryStrategy(max_attempts=8, exponential_wait=4)
"""Waits of 4 s, 16 s, 64 s … up to 18 hours between attempts."""


GATHERED = "gathered_jobs"
DEFERRED = select(
    text("procrastinate_defer_jobs_v1(CAST(:jobs AS procrastinate_job_to_defer_v1[]))")
)
"""What the library writes jobs with, to be part of another statement."""

ABOUT = "about_organization_id"
"""Kept with a job's arguments: the organization by which a conflict of interest hides it."""

BULK = -10
"""Priority of what concerns thousands at once: any other job that is due goes before it."""

UNSEEN_UNTIL_DUE: set[str] = set()
"""Jobs that nobody sees before their time: that they wait would tell what is not yet in effect."""


def job(name: str, *, every: str | None = None, unseen_until_due: bool = False) -> Callable:
    """Register a function as the job `name` (`feature.verb_noun`).

    `every` is a cron line (a sixth field may hold seconds): the job then runs by itself, without
    arguments, once however many workers there are. It may be enqueued besides.
    """
    if unseen_until_due:
        UNSEEN_UNTIL_DUE.add(name)

    def decorate(function):
        if every is None:

            @functools.wraps(function)
            def run(**arguments):
                arguments.pop(ABOUT, None)
                function(**arguments)

            queue.task(name=name, retry=BACKOFF)(run)
            return function

        def on_schedule(timestamp: int | None = None, **arguments):
            function()

        queue.periodic(cron=every)(queue.task(name=name, queueing_lock=name)(on_schedule))
        return function

    return decorate


def enqueue(
    name: str,
    *,
    at: datetime | None = None,
    about: uuid.UUID | None = None,
    priority: int = 0,
    **arguments,
) -> int | None:
    """Let a worker run the job `name` once this command has committed, not before `at`.

    Of the jobs that are due the one of the highest `priority` is run first (see `BULK`).
    `about` is the organization whose case the job belongs to: who is in conflict does not see it.
    None for a job that is `gathered`, and where one runs by itself and waits to be run already:
    once is enough.
    RuntimeError outside a command: it would be a write that the guard cannot see. An unknown name
    raises procrastinate's TaskNotFound and so stops the command.
    """
    session = db.session
    if not session.info.get("command"):
        raise RuntimeError("enqueue outside a command")
    if session.autoflush:
        session.flush()
    task = queue.configure_task(
        name,
        connection=session.connection().connection.driver_connection,
        schedule_at=at,
        priority=priority,
        allow_unknown=False,
    )
    alone = queue.tasks[name].queueing_lock is not None
    new = task.make_new_job(**arguments | ({ABOUT: str(about)} if about else {}))
    if not alone and GATHERED in session.info:
        session.info[GATHERED].add(new)
        return None
    with suppress(AlreadyEnqueued), session.begin_nested() if alone else nullcontext():
        session.connection()  # only now is the savepoint set
        return writer.defer_job(new, connection=task.connection).id
    return None


@dataclass
class Gathered:
    """Jobs that wait to be written with the rows of their command."""

    jobs: list[JobToDefer] = field(default_factory=list)

    def add(self, job: Job) -> None:
        """Keep a job; those that may wait once only are written at once and never come here."""
        self.jobs.append(
            JobToDefer(
                job.queue,
                job.task_name,
                job.priority,
                job.lock,
                job.queueing_lock,
                Jsonb(job.task_kwargs),
                job.scheduled_at,
            )
        )

    def deferred(self) -> tuple[Select[Any], dict[str, Any]] | None:
        """The statement that writes them and its values, once; None where there are none."""
        jobs, self.jobs = self.jobs, []
        return (DEFERRED, {"jobs": jobs}) if jobs else None


@contextmanager
def gathered() -> Iterator[Gathered]:
    """Keep the jobs that a block of a command enqueues, so that one statement writes them and more.

    Whatever the block has not taken with `deferred` is written at its end.
    """
    info = db.session.info
    info[GATHERED] = jobs = Gathered()
    try:
        yield jobs
        if left := jobs.deferred():
            ask(*left)
    finally:
        del info[GATHERED]
