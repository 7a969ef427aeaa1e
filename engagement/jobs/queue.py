"""Register jobs and enqueue them on the session's own connection."""

from collections.abc import Callable
from datetime import datetime

from procrastinate import App, PsycopgConnector, RetryStrategy

from engagement.core.db import db

queue = App(connector=PsycopgConnector())
"""Never opened in a web process: deferring uses the connection of the command."""

BACKOFF = RetryStrategy(max_attempts=8, exponential_wait=4)
"""Waits of 4 s, 16 s, 64 s … up to 18 hours between attempts."""


def job(name: str, *, every: str | None = None) -> Callable:
    """Register a function as the job `name` (`feature.verb_noun`).

    `every` is a cron line (a sixth field may hold seconds): the job then runs by itself, without
    arguments, once however many workers there are.
    """

    def decorate(function):
        if every is None:
            queue.task(name=name, retry=BACKOFF)(function)
            return function

        def on_schedule(timestamp: int):
            function()

        queue.periodic(cron=every)(queue.task(name=name, queueing_lock=name)(on_schedule))
        return function

    return decorate


def enqueue(name: str, *, at: datetime | None = None, **arguments) -> int:
    """Let a worker run the job `name` once this command has committed, not before `at`.

    RuntimeError outside a command: it would be a write that the guard cannot see. An unknown name
    raises procrastinate's TaskNotFound and so stops the command.
    """
    session = db.session
    if not session.info.get("command"):
        raise RuntimeError("enqueue outside a command")
    session.flush()
    connection = session.connection().connection.driver_connection
    task = queue.configure_task(name, connection=connection, schedule_at=at, allow_unknown=False)
    return task.defer(**arguments)
