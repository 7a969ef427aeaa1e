"""The worker process: runs jobs inside the application, gives back what a dead worker held."""

import structlog
from flask import Flask
from procrastinate import PsycopgConnector
from procrastinate.jobs import Status

from engagement.jobs import commands
from engagement.jobs.queue import queue

log = structlog.get_logger()
STALLED_SECONDS = 30
POLLING_SECONDS = 5.0


def run(app: Flask, url: str, *, concurrency: int = 2, wait: bool = True) -> None:
    """Work until told to stop (SIGTERM, SIGINT), or until nothing is left when `wait` is false."""

    def in_app(call_next, context, worker):
        with app.app_context():
            try:
                return call_next()
            except Exception as error:
                job = context.job
                commands.note_failure(job.id, job.task_name, dict(job.task_kwargs), error)
                raise

    connector = PsycopgConnector(
        conninfo=url.replace("postgresql+psycopg://", "postgresql://", 1), min_size=1, max_size=3
    )
    with queue.replace_connector(connector) as opened:
        opened.run_worker(
            concurrency=concurrency,
            wait=wait,
            task_middleware=[in_app],
            delete_jobs="successful",
            shutdown_graceful_timeout=20,
            fetch_job_polling_interval=POLLING_SECONDS,
            install_signal_handlers=wait,
        )


@queue.periodic(cron="* * * * *")
@queue.task(name="jobs.rescue", queueing_lock="jobs.rescue", pass_context=True)
async def rescue(context, timestamp):
    """Give back what a dead worker held: no heartbeat for half a minute."""
    manager = context.app.job_manager
    stalled = await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS)
    for job in stalled:
        task = context.app.tasks.get(job.task_name)
        if task and task.get_retry_exception(RuntimeError("worker died"), job):
            log.warning("job_rescued", job=job.id, name=job.task_name)
            await manager.retry_job(job)
        else:
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)
