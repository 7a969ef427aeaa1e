"""Run what commands left for workers to tell, and read what people got."""

from sqlalchemy import delete, select

from engagement.accounts.models import Account
from engagement.core.db import db as database
from engagement.core.db import transaction
from engagement.demo.builders import make_account
from engagement.jobs.queries import JOBS
from engagement.mail.models import Message
from engagement.meetings import jobs

RUN = {
    "meetings.tell_notice": jobs.tell_notice,
    "meetings.tell_batch": jobs.tell_batch,
}


def run_tellings(db) -> list[str]:
    """Run jobs of meetings that tell until none is left; the names of those that were run."""
    done = []
    while True:
        waiting = db.execute(
            select(JOBS.c.id, JOBS.c.task_name, JOBS.c.args)
            .where(JOBS.c.task_name.in_(RUN))
            .order_by(JOBS.c.id)
        ).first()
        if waiting is None:
            return done
        with transaction(audited=False):
            database.session.execute(delete(JOBS).where(JOBS.c.id == waiting.id))
        RUN[waiting.task_name](**waiting.args)
        done.append(waiting.task_name)


def mails(db, template: str) -> dict[str, Message]:
    """Mails written from a template, by address; AssertionError for two to one address."""
    found = db.scalars(select(Message).where(Message.template == f"meetings/{template}")).all()
    by_address = {each.to: each for each in found}
    assert len(by_address) == len(found)
    return by_address


def make_account_in(time_zone: str, *roles, **values) -> Account:
    """Somebody who lives by the clocks of another city."""
    account = make_account(*roles, **values)
    with transaction(audited=False):
        account.time_zone = time_zone
    return account
