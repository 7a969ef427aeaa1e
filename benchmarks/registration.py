"""What a registration costs, beside the ceiling of `benchmarks.pages`; lists of a large meeting.

    python -m benchmarks.registration [--people 240] [--registrations 20000]

One registration is the form, sending it and the page of the registration that follows, with its
events in the trail and its mail in the queue. Whole-stack CPU (web server and PostgreSQL, from
/proc) is divided by that of one page of the ceiling, measured before and after each turn; bound 40
times, goal 16. Everybody gets a place, which asks most: its mail brings a calendar file. Both
servers have worked for a while before they are measured. Then a meeting with so many registrations:
the staff list, and how soon its export begins and how much memory a worker takes for it.
Loopback only; everything lives in a temporary folder.
"""

import argparse
import itertools
import statistics
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks import site as sites
from benchmarks.pages import Row, cpu_of
from drills.browser import Browser, form_with
from drills.registrants import ANSWERS
from engagement.core.db import db
from engagement.core.permissions import Role
from engagement.demo import builders
from engagement.demo.meeting_builders import make_online_meeting
from engagement.demo.meetings import add_registrations

AT_ONCE = (1, 8, 32)
BOUND, GOAL = 40, 16
LIST_MS, FIRST_BYTE_S, MEMORY_MB = 250, 1.0, 60


class Clerk(threading.Thread):
    """Takes one person after the other through form, sending and confirmation."""

    def __init__(self, port, path, cookies):
        super().__init__(daemon=True)
        self.port, self.path, self.cookies = port, path, cookies
        self.times: list[float] = []
        self.fault: BaseException | None = None

    def run(self):
        try:
            for number, cookie in self.cookies:
                self.times.append(self.register(number, cookie))
        except BaseException as fault:
            self.fault = fault

    def register(self, number, cookie) -> float:
        """One registration; the seconds that sending it took. RuntimeError for a refusal."""
        browser = Browser(self.port, f"198.51.{number // 250 % 250}.{number % 250 + 1}")
        browser.keep("session_id", cookie)
        status, page = browser.get(self.path)
        if status != 200:
            raise RuntimeError(f"the form: {status}")
        fields = form_with(page, "position").sent_with(**ANSWERS)
        begin = time.perf_counter()
        status, where = browser.post(self.path, fields)
        took = time.perf_counter() - begin
        if status not in {302, 303}:
            raise RuntimeError(f"sending: {status}")
        status, _page = browser.get(urlsplit(where).path)
        if status != 200:
            raise RuntimeError(f"the registration: {status}")
        return took


def turn(site, master, port, path, cookies, at_once):
    """(CPU of web and of database in ms a registration, registrations a second, p95 in ms)."""
    shared = iter(cookies)
    lock = threading.Lock()

    def one_by_one():
        while True:
            with lock:
                following = next(shared, None)
            if following is None:
                return
            yield following

    clerks = [Clerk(port, path, one_by_one()) for _ in range(at_once)]
    spent, begin = (cpu_of(master), cpu_of(site.postgres)), time.monotonic()
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    seconds = time.monotonic() - begin
    for clerk in clerks:
        if clerk.fault is not None:
            raise clerk.fault
    used = (cpu_of(master) - spent[0], cpu_of(site.postgres) - spent[1])
    times = sorted(each for clerk in clerks for each in clerk.times)
    p95 = times[int(len(times) * 0.95)] * 1000
    return *(each / len(times) * 1000 for each in used), len(times) / seconds, p95


def registrations(site, people: int) -> list[str]:
    """The table of registrations at each concurrency; what is over its bound."""
    meeting = make_online_meeting(places=people * (1 + len(AT_ONCE)))
    cookies = [sites.cookie(builders.make_account()) for _ in range(people * (1 + len(AT_ONCE)))]
    path = f"/en/meetings/{meeting.id}/register"
    db.session.rollback()
    sites.settle(site)
    numbered, faults = enumerate(cookies), []
    with (
        sites.served(site, "benchmarks.ceiling:app") as bare,
        sites.served(site, "benchmarks.served:app") as (port, master),
    ):
        ceiling = Row("ceiling", *bare, ("/", "", ""), False)
        for _ in range(3):
            ceiling.measure(site, 1)
        turn(site, master, port, path, list(itertools.islice(numbered, people)), AT_ONCE[1])
        head = f"{'at once':>8}{'web ms':>9}{'db ms':>8}{'x ceiling':>11}"
        print(f"\n{head}{'per s':>8}{'p95 ms':>9}")
        for at_once in AT_ONCE:
            ratios, rows = [], []
            for _ in range(4):
                before = sum(ceiling.measure(site, 1)[:2])
                part = list(itertools.islice(numbered, people // 4))
                rows.append(turn(site, master, port, path, part, at_once))
                after = sum(ceiling.measure(site, 1)[:2])
                ratios.append(sum(rows[-1][:2]) / ((before + after) / 2))
            web, database, rate, p95 = (statistics.median(each) for each in zip(*rows, strict=True))
            times = statistics.median(ratios)
            print(f"{at_once:8}{web:9.1f}{database:8.1f}{times:11.1f}{rate:8.1f}{p95:9.0f}")
            if times > BOUND:
                faults.append(f"{at_once} at once: {times:.1f} times the ceiling (bound {BOUND})")
    web, database, _rate = ceiling.figures()
    print(f"ceiling {web:.2f} + {database:.2f} ms a page; goal {GOAL} times")
    return faults


def lists(site, count: int) -> list[str]:
    """The staff list of a large meeting, and its export."""
    meeting = make_online_meeting(title={"en": "A large meeting"})
    add_registrations(meeting, count)
    cookie = sites.cookie(builders.make_account(Role.MEETING_OFFICER))
    db.session.rollback()
    sites.settle(site)
    faults = []
    with sites.served(site, "benchmarks.served:app") as (port, master):
        browser = Browser(port, "198.51.100.1")
        browser.keep("session_id", cookie)
        page = f"/en/meetings/{meeting.id}/registrations"
        times = []
        for query in ("", "?state=waiting", "?search=amina", "?region=africa") * 12:
            begin = time.perf_counter()
            status, _text = browser.get(page + query)
            times.append((time.perf_counter() - begin) * 1000)
            if status != 200:
                raise RuntimeError(f"the list: {status}")
        p95 = sorted(times)[int(len(times) * 0.95)]
        middle = statistics.median(times)
        print(f"\nstaff list of {count}: median {middle:.0f} ms, p95 {p95:.0f} ms")
        faults += [f"staff list p95 {p95:.0f} ms (bound {LIST_MS})"] if p95 > LIST_MS else []
        before = memory_of(master)
        first, whole, size = browser.taken(f"{page}.csv")
        grown = memory_of(master) - before
        print(
            f"export: begins after {first:.2f} s, whole after {whole:.1f} s, {size / 1e6:.1f} MB,"
            f" memory of the workers grown by {grown:.0f} MB"
        )
        faults += [f"export begins after {first:.1f} s"] if first > FIRST_BYTE_S else []
        faults += [f"export takes {grown:.0f} MB"] if grown > MEMORY_MB else []
    return faults


def memory_of(master: int) -> float:
    """Proportional memory of a server and its workers in MB."""
    total = 0
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                if int(entry.name) == master or parent == master:
                    lines = (entry / "smaps_rollup").read_text().splitlines()
                    total += sum(int(each.split()[1]) for each in lines if each.startswith("Pss:"))
            except OSError:
                continue
    return total / 1024


def main() -> int:
    """Status 1 when something is over its bound."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=240, help="registrations at each concurrency")
    parser.add_argument("--registrations", type=int, default=20_000)
    chosen = parser.parse_args()
    with sites.prepared(0) as (site, app), app.app_context():
        site.environment["ENGAGEMENT_SMTP_URL"] = "smtp://127.0.0.1:1"  # mails wait in the queue
        faults = registrations(site, chosen.people)
        faults += lists(site, chosen.registrations)
    for fault in faults:
        print(f"OVER {fault}")
    print(f"\nbenchmark: {len(faults)} over their bounds")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
