"""Note why jobs fail, try one again."""

import traceback

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select, text

from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import bookkeeping, command, db
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.jobs import queries
from engagement.jobs.models import JobFailure
from engagement.jobs.permissions import Jobs


@bookkeeping
def note_failure(job_id: int, task_name: str, arguments: dict, error: BaseException) -> None:
    """Remember how an attempt failed: the fault's kind and place. Its words may be a person's."""
    places = traceback.extract_tb(error.__traceback__)
    ours = [place for place in places if "/engagement/" in place.filename] or places
    where = f" in {ours[-1].name}, line {ours[-1].lineno}" if ours else ""
    failure = db.session.scalars(select(JobFailure).filter_by(job_id=job_id)).first()
    if failure is None:
        failure = JobFailure(
            job_id=job_id,
            task_name=task_name,
            about_organization_id=queries.organization_of_arguments(arguments),
        )
        db.session.add(failure)
    failure.error = f"{type(error).__name__}{where}"
    failure.failed_at = now()


@bookkeeping
def forget_failures() -> int:
    """Delete notes about jobs that are gone because they succeeded later; returns how many."""
    gone = JobFailure.job_id.not_in(select(queries.JOBS.c.id))
    return len(db.session.scalars(delete(JobFailure).where(gone).returning(JobFailure.id)).all())


@command
def retry_job(number: int, *, actor: Actor) -> None:
    """Let a worker try a failed job again now; RuleViolation when it is not failed any more."""
    if not can(actor, Jobs.RETRY):
        raise NotAllowed(Jobs.RETRY)
    job = db.session.execute(
        queries.visible_to(actor)
        .where(queries.JOBS.c.id == number)
        .with_for_update(of=queries.JOBS)
    ).first()
    if job is None or job.status != "failed":
        raise RuleViolation(_l("This job is not failed any more: it was tried again meanwhile."))
    failure = db.session.scalars(select(JobFailure).filter_by(job_id=number)).first()
    if failure is None:
        failure = JobFailure(
            job_id=number,
            task_name=job.task_name,
            about_organization_id=queries.organization_of_arguments(job.args),
            error="WorkerDied",
            failed_at=now(),
        )
        db.session.add(failure)
    db.session.execute(
        text("SELECT procrastinate_retry_job_v2(:job, :at, NULL, NULL, NULL)"),
        {"job": number, "at": now()},
    )
    record("jobs:job:retried", failure, actor=actor, job=number, task=job.task_name)
