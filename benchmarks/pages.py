"""What pages cost, beside a ceiling, and how the register's search grows.

    python -m benchmarks.pages [--seconds 1] [--rounds 12] [--organizations 1000] [--scale 100000]

Whole-stack CPU (all processes of the web server and of PostgreSQL, from /proc) and requests a
second of four pages, kept pages off, beside `ceiling.py`: same server, same workers, same
database. The speed of a shared machine changes within seconds, so the ceiling is measured before
and after each short turn of a page, and the quotient is the median of the turns' own quotients.
Then kept pages and their 304, and how soon every worker shows a change.
Then, with --scale, the time of searches and of pages of the list, one at a time, at the small and
at the large number of organizations.
Loopback only; everything lives in a temporary folder.
"""

import argparse
import os
import statistics
import sys
import urllib.request
from pathlib import Path

from benchmarks import growth
from benchmarks import site as sites
from benchmarks.growth import load

CONNECTIONS = 4
TICK = os.sysconf("SC_CLK_TCK")


def cpu_of(*roots: int) -> float:
    """Seconds of CPU that these processes and all their descendants have used so far."""
    parents, used = {}, {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = Path(f"/proc/{name}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(name)] = int(fields[1])
        used[int(name)] = sum(map(int, fields[11:15])) / TICK
    family, grown = set(roots), True
    while grown:
        grown = {pid for pid, parent in parents.items() if parent in family} - family
        family |= grown
    return sum(used.get(pid, 0.0) for pid in family)


class Row:
    """The turns of one line of the table."""

    def __init__(self, name, port, master, request, signed_in, status="200"):
        self.name, self.port, self.master = name, port, master
        self.request, self.signed_in, self.status = request, signed_in, status
        self.turns, self.beside, self.bytes = [], [], 0

    def measure(self, site, seconds):
        """One turn: CPU of web and database in ms a request, requests a second."""
        web, database = cpu_of(self.master), cpu_of(site.postgres)
        answer = load(self.port, [self.request], seconds)
        count = len(answer["times"])
        if set(answer["statuses"]) != {self.status}:
            raise RuntimeError(f"{self.name}: {answer['statuses']}")
        self.bytes = answer["bytes"] // count
        spent = (cpu_of(self.master) - web, cpu_of(site.postgres) - database)
        self.turns.append((*(each / count * 1000 for each in spent), count / seconds))
        return self.turns[-1]

    def measure_beside(self, ceiling, site, seconds):
        """One turn between two of the ceiling, whose mean stands beside it."""
        before = ceiling.turns[-1]
        self.measure(site, seconds)
        after = ceiling.measure(site, seconds)
        self.beside.append(tuple(statistics.mean(each) for each in zip(before, after, strict=True)))

    def figures(self):
        """Medians: CPU of web and database in ms a request, requests a second."""
        return tuple(statistics.median(each) for each in zip(*self.turns, strict=True))

    def quotients(self):
        """Medians of the turns: how many times the ceiling's CPU, what share of its rate."""
        pairs = list(zip(self.turns, self.beside, strict=True))
        times = statistics.median((own[0] + own[1]) / (one[0] + one[1]) for own, one in pairs)
        return times, statistics.median(own[2] / one[2] for own, one in pairs)


def compare(site, seconds, rounds):
    """Pages and ceiling in turn; prints the table, returns what is over its bound."""
    with (
        sites.served(site, "benchmarks.ceiling:app") as bare,
        sites.served(site, "benchmarks.served:app") as plain,
        sites.served(site, "benchmarks.served:app", keep_pages=True) as kept,
    ):
        pages, cookies = site.pages, site.cookies
        search = (pages["register search"], "", "")
        unchanged = (*search[:2], etag_of(kept[0], search[0]))
        ceiling = Row("ceiling", *bare, ("/", "", ""), False)
        rows = [
            Row("register search", *plain, search, False),
            Row("organization", *plain, (pages["organization"], "", ""), False),
            Row("task list", *plain, (pages["task list"], cookies["applicant"], ""), True),
            Row("queue", *plain, (pages["queue"], cookies["reviewer"], ""), True),
            Row("kept page", *kept, search, False),
            Row("kept page, 304", *kept, unchanged, False, "304"),
        ]
        for row in (ceiling, *rows):
            load(row.port, [row.request], 2.0)
        ceiling.measure(site, seconds)
        for _ in range(rounds):
            for row in rows:
                row.measure_beside(ceiling, site, seconds)
    return printed(ceiling, rows)


def printed(ceiling, rows):
    """The table; the faults found."""
    faults = []
    print(
        f"\n{'page':18}{'web ms':>8}{'db ms':>8}{'x CPU':>8}{'req/s':>8}{'of rate':>9}{'bytes':>8}"
    )
    for row in (ceiling, *rows):
        web, database, rate = row.figures()
        times, share = row.quotients() if row.beside else (1.0, 1.0)
        print(
            f"{row.name:18}{web:8.2f}{database:8.2f}{times:8.1f}{rate:8.0f}{share:9.2f}"
            f"{row.bytes:8}"
        )
        if row.name.startswith("kept"):
            faults += [f"{row.name}: {share:.2f} of the ceiling's rate"] if share < 0.8 else []
        elif times > (7 if row.signed_in else 5):
            faults.append(f"{row.name}: {times:.1f} times the ceiling's CPU")
    return faults


def etag_of(port: int, path: str) -> str:
    """The ETag of a page as the load generator's client gets it."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}",
        headers={"Accept-Encoding": "gzip, br", "Host": "localhost"},
    )
    with urllib.request.urlopen(request) as answer:
        return answer.headers["ETag"]


def main() -> int:
    """Status 1 when something is over its bound."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=1)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--organizations", type=int, default=1000)
    parser.add_argument("--scale", type=int, default=100_000, help="0 leaves the second part out")
    chosen = parser.parse_args()
    with sites.prepared(chosen.organizations) as (site, app):
        faults = compare(site, chosen.seconds, chosen.rounds)
        seconds = growth.seconds_until_shown(site, app)
        print(f"\na change of a name is shown by every worker after {seconds:.1f} s")
        faults += [f"a change is shown after {seconds:.0f} s"] if seconds > 60 else []
        if chosen.scale:
            large = sites.grown(site, app, chosen.scale - chosen.organizations)
            print(f"\n{'ms':24}{chosen.organizations:>10}{chosen.scale:>10}{'growth':>9}")
            for name, before, after in growth.compared((site, app), large):
                print(f"{name:24}{before:10.1f}{after:10.1f}{after / before:9.2f}")
                if "p95" in name and after >= 2 * before:
                    faults.append(f"{name} grows {after / before:.2f} times")
    for fault in faults:
        print(f"OVER {fault}")
    print(f"\nbenchmark: {len(faults)} over their bounds")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
