"""500 people, 50 places, all within ten seconds: who gets one, who waits, is anybody lost?

    python -m drills.registration_rush [--people 500] [--places 50] [--seconds 10]

Four web processes of four threads over one PostgreSQL, through HTTP. Everybody has opened the form
before; then all send it within the seconds, some of them twice at the same moment. Afterwards a
hundred people withdraw while places are raised and lowered. Exit status 0 only when every line at
the end says so. Loopback only; everything lives in a temporary folder.
"""

import argparse
import os
import random
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import func, select

from benchmarks import site as sites
from benchmarks.pages import cpu_of
from drills.browser import Browser, form_with
from drills.registrants import ANSWERS
from engagement.core import invariants
from engagement.core.db import db
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Role
from engagement.demo import builders
from engagement.demo.meeting_builders import make_online_meeting
from engagement.mail.models import Message
from engagement.meetings.commands.categories import change_places
from engagement.meetings.models import Category, Registration, RegistrationState
from engagement.organizations.queries import actor_for

PROCESSES = 4
EARLY = 48
"""So many register for another meeting before: the server has been up for a while."""
TWINS = 40
"""How many people press the button twice."""


class Person(threading.Thread):
    """Somebody with the form open, who sends it at a moment, perhaps twice at once."""

    def __init__(self, browser: Browser, path: str, fields, *, twice: bool):
        super().__init__(daemon=True)
        self.browser, self.path, self.fields, self.twice = browser, path, fields, twice
        self.at = 0.0
        self.answers: list[tuple[int, float]] = []

    def run(self):
        time.sleep(max(0.0, self.at - time.monotonic()))
        twin = threading.Thread(target=self._send, args=(self.browser.twin(),))
        if self.twice:
            twin.start()
        self._send(self.browser)
        if self.twice:
            twin.join()

    def _send(self, browser):
        begin = time.monotonic()
        status, _where = browser.post(self.path, self.fields)
        self.answers.append((status, time.monotonic() - begin))


def opened(port: int, cookies: list[str], path: str) -> list[Person]:
    """Everybody with the form as it stands on the page."""
    people = []
    for number, cookie in enumerate(cookies):
        browser = Browser(port, f"198.51.{number // 250}.{number % 250 + 1}")
        browser.keep("session_id", cookie)
        status, page = browser.get(path)
        if status != 200:
            raise RuntimeError(f"the form: {status}")
        form = form_with(page, "position").sent_with(**ANSWERS)
        people.append(Person(browser, path, form, twice=number < TWINS))
    return people


def rush(people: list[Person], seconds: float) -> None:
    """Let everybody send within so many seconds, in no order."""
    begin = time.monotonic() + 1
    for person in people:
        person.at = begin + random.random() * seconds
        person.start()
    for person in people:
        person.join(120)


@contextmanager
def cpu_told(master: int, postgres: int) -> Iterator[None]:
    """Print who used the processor while this went on: the people themselves, too."""
    before = (time.monotonic(), cpu_of(master), cpu_of(postgres), time.process_time())
    yield
    after = (time.monotonic(), cpu_of(master), cpu_of(postgres), time.process_time())
    took, web, database, people = (b - a for a, b in zip(before, after, strict=True))
    print(
        f"{took:.1f} s until everybody had an answer; CPU: web {web:.1f} s, PostgreSQL"
        f" {database:.1f} s, the people {people:.1f} s, of {took * (os.cpu_count() or 1):.1f} s"
    )


def said_of(people: list[Person], seconds: float) -> bool:
    """Print how answers came; whether all are as they must be."""
    answers = [answer for person in people for answer in person.answers]
    statuses = Counter(status for status, _took in answers)
    times = sorted(took for _status, took in answers)
    p95 = times[int(len(times) * 0.95)]
    print(
        f"{len(people)} people within {seconds:.0f} s, {len(answers)} forms sent: statuses"
        f" {dict(statuses)}; median {statistics.median(times):.2f} s, p95 {p95:.2f} s,"
        f" slowest {times[-1]:.2f} s"
    )
    return set(statuses) <= {302, 303} and p95 < 2 and times[-1] < 5


def counted(meeting_id, people: int, places: int) -> bool:
    """Print what the database holds; whether everybody has one place or one place in line."""
    rows = db.session.execute(
        select(Registration.state, Registration.number, Registration.rank)
        .where(Registration.meeting_id == meeting_id)
        .order_by(Registration.number)
    ).all()
    states = Counter(row.state for row in rows)
    waiting = [row for row in rows if row.state is RegistrationState.WAITING]
    in_order = [row.number for row in waiting] == sorted(row.rank for row in waiting)
    first = [row.state for row in rows[:places]] == [RegistrationState.CONFIRMED] * places
    numbered = [row.number for row in rows] == list(range(1, people + 1))
    mails = db.session.scalar(
        select(func.count())
        .select_from(Message)
        .join(Registration, Registration.id == Message.about_id)
        .where(Registration.meeting_id == meeting_id)
    )
    print(
        f"{states[RegistrationState.CONFIRMED]} confirmed, {len(waiting)} waiting, numbers"
        f" {'without gap' if numbered else 'WITH GAPS'}, places in line"
        f" {'in order of acceptance' if in_order else 'OUT OF ORDER'}, the first {places}"
        f" {'have the places' if first else 'DO NOT HAVE THEM'}, {mails} mails"
    )
    return (
        states == {RegistrationState.CONFIRMED: places, RegistrationState.WAITING: people - places}
        and in_order
        and first
        and numbered
        and mails == people
    )


def leave(people: list[Person], registrations: list[str], category_id, officer) -> bool:
    """A hundred people withdraw while an officer raises and lowers the places."""
    leaving = list(zip(people, registrations, strict=False))
    statuses: Counter = Counter()

    def go(person, registration):
        page = f"/en/meetings/registrations/{registration}"
        status, text = person.browser.get(f"{page}/withdraw")
        fields = form_with(text, "csrf_token").pairs if status == 200 else []
        status, _where = person.browser.post(f"{page}/withdraw", fields)
        statuses[status] += 1

    threads = [threading.Thread(target=go, args=each) for each in leaving]
    for thread in threads:
        thread.start()
    for places in (60, 45, 70, 50, 1, 80, 55):
        category = db.session.get(Category, category_id, populate_existing=True)
        try:
            change_places(category, places, actor=officer)
        except RuleViolation:
            db.session.rollback()
    for thread in threads:
        thread.join(120)
    db.session.expire_all()
    category = db.session.get(Category, category_id)
    print(
        f"{len(leaving)} withdrawals: statuses {dict(statuses)}; then {category.places} places,"
        f" {category.taken} taken"
    )
    return set(statuses) <= {302, 303} and category.taken <= category.places


def main() -> int:
    """0 when nobody was lost and nobody got a place that is not there."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--places", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=10)
    chosen = parser.parse_args()
    with sites.prepared(0) as (site, app), app.app_context():
        meeting = make_online_meeting(places=chosen.places)
        officer = actor_for(builders.make_account(Role.MEETING_OFFICER))
        accounts = [builders.make_account() for _ in range(chosen.people)]
        cookies = [sites.cookie(account) for account in accounts]
        early = [sites.cookie(builders.make_account()) for _ in range(EARLY)]
        other_id = make_online_meeting(places=EARLY // 2).id
        meeting_id, category_id = meeting.id, meeting.categories[0].id
        db.session.rollback()
        sites.settle(site)
        path = f"/en/meetings/{meeting_id}/register"
        site.environment["ENGAGEMENT_SMTP_URL"] = "smtp://127.0.0.1:1"  # mails wait in the queue
        before = set(invariants.broken())  # accounts made for the drill have no trail
        with sites.served(site, "benchmarks.served:app", workers=PROCESSES) as (port, master):
            rush(opened(port, early, f"/en/meetings/{other_id}/register"), 4)
            people = opened(port, cookies, path)
            with cpu_told(master, site.postgres):
                rush(people, chosen.seconds)
            good = said_of(people, chosen.seconds)
            good &= counted(meeting_id, chosen.people, chosen.places)
            ids = dict(
                db.session.execute(
                    select(Registration.person_id, Registration.id).filter_by(meeting_id=meeting_id)
                ).all()
            )
            mine = [str(ids[account.id]) for account in accounts[:100]]
            good &= leave(people[:100], mine, category_id, officer)
        broken = invariants.broken().keys() - before
        print(f"invariants that hold no more: {sorted(broken) or 'none'}")
    good &= not broken
    print("drill: nobody was lost" if good else "drill: FAILED")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
