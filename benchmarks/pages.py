"""What pages cost, beside a ceiling, and how the register's search grows.

    python -m benchmarks.pages [--seconds 4] [--rounds 3] [--organizations 1000] [--scale 100000]

Whole-stack CPU (all processes of the web server and of PostgreSQL, from /proc) and requests a
second of four pages, kept pages off, beside `ceiling.py`: same server, same workers, same
database, taking turns. Then kept pages and their 304. Then, with --scale, the time of searches
and of pages of the list, one at a time, at the small and at the large number of organizations.
Loopback only; everything lives in a temporary folder.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import urllib.request
from pathlib import Path

from benchmarks import site as sites

CONNECTIONS = 4
TICK = os.sysconf("SC_CLK_TCK")
SEARCHES = (
    "wetland", "wat", "youth clean", "forest women", "for", "a", "green", "jeunesse", "юность",
    "мол", "新", "环保", "مؤسسة", "شباب", "wetlnad", "yuoth", "foerst", "association", "river n",
    "ocean coral reef", "mangrove", "clean water", "association youth", "réseau femmes", "zelenaya",
)  # fmt: skip


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


def load(port: int, requests: list[tuple], seconds: float, connections: int = CONNECTIONS) -> dict:
    """What the load generator, a process of its own, measured."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load", str(port), str(seconds), str(connections)],
        input="\n".join("\t".join(request) for request in requests),
        cwd=sites.ROOT, text=True, stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


class Row:
    """The measured rounds of one line of the table."""

    def __init__(self, name, port, master, request, signed_in, status="200"):
        self.name, self.port, self.master = name, port, master
        self.request, self.signed_in, self.status = request, signed_in, status
        self.web, self.database, self.rate, self.bytes = [], [], [], 0

    def measure(self, site, seconds):
        """One round."""
        web, database = cpu_of(self.master), cpu_of(site.postgres)
        answer = load(self.port, [self.request], seconds)
        count = len(answer["times"])
        if set(answer["statuses"]) != {self.status}:
            raise RuntimeError(f"{self.name}: {answer['statuses']}")
        self.web.append((cpu_of(self.master) - web) / count * 1000)
        self.database.append((cpu_of(site.postgres) - database) / count * 1000)
        self.rate.append(count / seconds)
        self.bytes = answer["bytes"] // count

    def figures(self):
        """Medians: CPU of web and database in ms a request, requests a second."""
        return tuple(statistics.median(each) for each in (self.web, self.database, self.rate))


def compare(site, seconds, rounds):
    """Pages and ceiling in turn; prints the table, returns what is over its bound."""
    with (
        sites.served(site, "benchmarks.ceiling:app") as ceiling,
        sites.served(site, "benchmarks.served:app") as plain,
        sites.served(site, "benchmarks.served:app", keep_pages=True) as kept,
    ):
        pages, cookies = site.pages, site.cookies
        search = (pages["register search"], "", "")
        unchanged = (*search[:2], etag_of(kept[0], search[0]))
        rows = [
            Row("ceiling", *ceiling, ("/", "", ""), False),
            Row("register search", *plain, search, False),
            Row("organization", *plain, (pages["organization"], "", ""), False),
            Row("task list", *plain, (pages["task list"], cookies["applicant"], ""), True),
            Row("queue", *plain, (pages["queue"], cookies["reviewer"], ""), True),
            Row("kept page", *kept, search, False),
            Row("kept page, 304", *kept, unchanged, False, "304"),
        ]
        for row in rows:
            load(row.port, [row.request], 1.0)
        for _ in range(rounds):
            for row in rows:
                row.measure(site, seconds)
    return printed(rows)


def printed(rows):
    """The table; the faults found."""
    web, database, rate = rows[0].figures()
    least = web + database
    faults = []
    print(
        f"\n{'page':18}{'web ms':>8}{'db ms':>8}{'x CPU':>8}{'req/s':>8}{'of rate':>9}{'bytes':>8}"
    )
    for row in rows:
        own_web, own_database, own_rate = row.figures()
        times, share = (own_web + own_database) / least, own_rate / rate
        print(
            f"{row.name:18}{own_web:8.2f}{own_database:8.2f}{times:8.1f}{own_rate:8.0f}"
            f"{share:9.2f}{row.bytes:8}"
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


def times_of(site) -> tuple[float, float, float, float]:
    """p50 and p95 in ms of searches, and of pages of the whole list, one at a time."""
    with sites.served(site, "benchmarks.served:app") as (port, _):
        searches = [(f"/en/register?q={quoted(text)}", "", "") for text in SEARCHES]
        paging = deep_pages(port)
        load(port, [*searches, *paging], 0, 2)
        found = load(port, searches * 8, 0, 1)["times"]
        paged = load(port, paging * 8, 0, 1)["times"]
    return (*middle_and_late(found), *middle_and_late(paged))


def quoted(text):
    """For an address."""
    return urllib.request.quote(text)


def deep_pages(port):
    """Addresses of the first twenty pages, as their links give them."""
    found, path = [], "/en/register"
    while path and len(found) < 20:
        found.append((path, "", ""))
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
            text = answer.read().decode()
        mark = 'rel="next" href="'
        begin = text.find(mark) + len(mark)
        path = text[begin : text.index('"', begin)].replace("&amp;", "&") if mark in text else None
    return found


def middle_and_late(times):
    """p50 and p95."""
    cuts = statistics.quantiles(times, n=20)
    return cuts[9], cuts[18]


def main() -> int:
    """Status 1 when something is over its bound."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--organizations", type=int, default=1000)
    parser.add_argument("--scale", type=int, default=100_000, help="0 leaves the second part out")
    chosen = parser.parse_args()
    with sites.prepared(chosen.organizations) as (site, app):
        faults = compare(site, chosen.seconds, chosen.rounds)
        if chosen.scale:
            small = times_of(site)
            with app.app_context():
                sites.add_organizations(chosen.scale - chosen.organizations)
            large = times_of(site)
            print(f"\n{'ms':24}{chosen.organizations:>10}{chosen.scale:>10}{'growth':>9}")
            names = ("search p50", "search p95", "paging p50", "paging p95")
            for name, before, after in zip(names, small, large, strict=True):
                print(f"{name:24}{before:10.1f}{after:10.1f}{after / before:9.2f}")
                if "p95" in name and after >= 2 * before:
                    faults.append(f"{name} grows {after / before:.2f} times")
    for fault in faults:
        print(f"OVER {fault}")
    print(f"\nbenchmark: {len(faults)} over their bounds")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
