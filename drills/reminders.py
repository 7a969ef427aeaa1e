"""Thousands of reminders at once: how long until all have left, and what is said in between?

    python -m drills.reminders [--people 8000] [--seconds 300] [--decision 60]

Starts the product in a data folder of its own with a real mail server beside it, puts a meeting
with so many confirmed people into it, lets the reminder of the day before come due, and then
decides on a registration while reminders wait. Exit status 0 only when everybody got one reminder
in time, and the decision left in time, too.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
import uuid
from collections import Counter
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert, select, update

from drills.mail_sink import Sink
from drills.product import Product, free_port
from engagement.accounts.models import Account
from engagement.app import create_app
from engagement.core.clock import now
from engagement.core.config import from_environment
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import Role
from engagement.core.text import LANGUAGES
from engagement.demo.builders import make_account
from engagement.demo.meeting_builders import make_online_meeting, make_registration
from engagement.mail.models import Message
from engagement.meetings import jobs
from engagement.meetings.commands import deciding
from engagement.meetings.models import (
    AgeBand,
    ApprovalRule,
    Meeting,
    MeetingSession,
    Mode,
    Registration,
    RegistrationQueue,
    RegistrationState,
)
from engagement.organizations.queries import actor_for

ZONES = ("Africa/Nairobi", "America/New_York", "Asia/Tokyo", "Europe/Paris", "Pacific/Apia")
CALM = 3
"""Seconds in which reminders get under way before the decision."""


@bookkeeping
def fill(meeting: Meeting, people: int) -> None:
    """So many confirmed people with accounts, in all languages and several zones."""
    ago, category = now() - timedelta(days=3), meeting.categories[0]
    accounts = [
        {
            "id": uuid.uuid4(),
            "email": f"person{number}@crowd.example",
            "email_key": f"person{number}@crowd.example",
            "name": f"Person {number}",
            "language": LANGUAGES[number % len(LANGUAGES)],
            "time_zone": ZONES[number % len(ZONES)],
            "created_at": ago,
            "verified_at": ago,
        }
        for number in range(people)
    ]
    db.session.execute(insert(Account), accounts)
    registrations = [
        {
            "meeting_id": meeting.id,
            "category_id": category.id,
            "reference": f"DRILL-{number}",
            "state": RegistrationState.CONFIRMED,
            "person_id": each["id"],
            "name": each["name"],
            "email": each["email"],
            "email_key": each["email_key"],
            "language": each["language"],
            "mode": Mode.ONLINE,
            "age_band": AgeBand.ADULT,
            "number": number + 1,
            "submitted_at": ago,
            "confirmed_at": ago,
        }
        for number, each in enumerate(accounts)
    ]
    db.session.execute(insert(Registration), registrations)
    category.taken = people
    db.session.execute(
        update(RegistrationQueue).filter_by(meeting_id=meeting.id).values(last=people)
    )
    db.session.execute(
        update(MeetingSession).filter_by(meeting_id=meeting.id).values(changed_at=ago)
    )


def message_ids(template: str) -> set[str]:
    """Message-IDs of the mails written from a template."""
    db.session.rollback()
    found = db.session.scalars(select(Message.id).where(Message.template == template))
    return {f"<{each}@engagement>" for each in found}


def wait_for(done, within: float) -> float:
    """Seconds until `done()`, at most so many."""
    begin = time.monotonic()
    while not done() and time.monotonic() - begin < within:
        time.sleep(0.2)
    return time.monotonic() - begin


def measured(sink: Sink, options) -> bool:
    """Let the reminder come due, decide on something meanwhile; print both times."""
    officer = actor_for(make_account(Role.MEETING_OFFICER))
    other = make_online_meeting(category={"approval": ApprovalRule.BY_OFFICER})
    asked = make_registration(other)
    meeting = make_online_meeting(
        starts_at=now() + timedelta(hours=24, seconds=-5),
        category={"closes_at": now() + timedelta(hours=1), "first_closes_at": now()},
    )
    fill(meeting, options.people)
    before = len(sink.arrived)
    begin = time.monotonic()
    jobs.watch_hours()
    time.sleep(CALM)
    deciding.approve(asked, actor=officer)
    decided = time.monotonic()
    [decision] = message_ids("meetings/confirmed")
    wait_for(lambda: decision in sink.arrived, options.decision * 3)
    told = sink.arrived.get(decision, float("inf")) - decided
    ahead = sum(at < sink.arrived.get(decision, 0) for at in sink.arrived.values()) - before
    wait_for(lambda: len(sink.arrived) >= before + options.people + 1, options.seconds * 3)
    written = message_ids("meetings/reminder")
    at = [sink.arrived[each] for each in written if each in sink.arrived]
    took = max(at, default=float("inf")) - begin
    copies = Counter(len(sink.copies[each]) for each in written)
    print(
        f"{len(at)} of {options.people} reminders left within {took:.1f} s"
        f" ({len(at) / took:.0f} a second), copies of each: {dict(copies)}"
    )
    print(f"the decision left after {told:.1f} s, behind {ahead} reminders that had left before")
    return (
        len(at) == len(written) == options.people
        and set(copies) == {1}
        and took <= options.seconds
        and told <= options.decision
    )


def main() -> int:
    """0 when all left in time."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=8000)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--decision", type=float, default=60)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="engagement-reminders-"))
    smtp_port = free_port()
    sink = Sink(smtp_port, random=random.Random(1), drops=0)
    product = Product(folder, smtp_port=smtp_port)
    sink.start()
    try:
        product.start()
        app = create_app(from_environment(product.environment))
        with app.app_context():
            good = measured(sink, options)
            for engine in db.engines.values():
                engine.dispose()
    finally:
        product.stop()
        sink.stop()
        shutil.rmtree(folder)
    print("drill: everybody was told in time" if good else "drill: FAILED")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
