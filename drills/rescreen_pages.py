"""Pages of the register while everybody is compared with a new list, and while nobody is.

    python -m drills.rescreen_pages --organizations 20000 --people 5 --changed 100 --turns 5

A site of its own with so many accredited organizations and as many parties with their people; its
web server as in production, pages kept off. In turns, the register's searches and pages are asked
for one at a time: alone, and while a worker process compares everybody with changed entries. Prints
p95 of each turn, the medians and the seconds the worker took; status 0 when the median p95 is at
most `--within` per cent above that without a comparison.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
import urllib.parse
from random import Random

from benchmarks import growth
from benchmarks import site as sites
from drills.rescreen import entries, fill
from engagement.app import create_app
from engagement.core import config
from engagement.core.permissions import SYSTEM
from engagement.demo.screening_builders import make_list
from engagement.screening.commands.rescreening import rescreen

SECONDS = 10
"""Of a turn: less than a comparison takes."""
MARK = "drill "
"""Before what the worker says, beside its log."""


def worker() -> int:
    """Compare everybody with what lines of the input ask for: changed names, known ones."""
    app = create_app(config.from_environment(os.environ))
    with app.app_context():
        print(MARK + "[]", flush=True)
        for line in sys.stdin:
            changed, seed, known = json.loads(line)
            version = make_list(**entries(changed, known, Random(seed)))
            began = time.perf_counter()
            run = rescreen(version, actor=SYSTEM)
            seconds = time.perf_counter() - began
            print(MARK + json.dumps([seconds, run.counts["parties"]]), flush=True)
    return 0


def main() -> int:
    """Run the drill; 0 when pages stayed about as quick."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--organizations", type=int, default=20_000)
    parser.add_argument("--people", type=int, default=5)
    parser.add_argument("--changed", type=int, default=100)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--within", type=float, default=30.0, help="per cent")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--as-worker", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.as_worker:
        return worker()
    with sites.prepared(asked.organizations) as (site, app):
        with app.app_context():
            known = fill(asked.organizations, asked.people, Random(asked.seed))
        sites.settle(site)
        requests = [
            (f"/en/register?q={urllib.parse.quote(text)}", "", "") for text in growth.SEARCHES
        ]
        requests += growth.pages_of_the_list(app)
        return compared(site, requests, known, asked)


def compared(site, requests, known, asked) -> int:
    """Turns alone and beside a comparison; prints what they took."""
    alone, beside, took = [], [], []
    command = [sys.executable, "-m", "drills.rescreen_pages", "--as-worker"]
    with (
        sites.served(site, "benchmarks.served:app") as (port, _),
        subprocess.Popen(
            command,
            cwd=sites.ROOT,
            env=site.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as comparing,
    ):
        said(comparing)
        growth.load(port, requests, 0, 2)
        for turn in range(asked.turns):
            alone.append(late(growth.load(port, requests, SECONDS, 1)["times"]))
            comparing.stdin.write(json.dumps([asked.changed, turn, known]) + "\n")
            comparing.stdin.flush()
            beside.append(late(growth.load(port, requests, SECONDS, 1)["times"]))
            seconds, parties = said(comparing)
            took.append(seconds)
            print(
                f"turn {turn + 1}: p95 alone {alone[-1]:.1f} ms, beside {beside[-1]:.1f} ms;"
                f" {parties:,} parties compared in {seconds:.1f} s",
                flush=True,
            )
        comparing.stdin.close()
    more = (statistics.median(beside) / statistics.median(alone) - 1) * 100
    print(f"median p95 alone     {statistics.median(alone):>9.1f} ms")
    print(f"median p95 beside    {statistics.median(beside):>9.1f} ms  ({more:+.0f} %)")
    print(f"median seconds       {statistics.median(took):>9.1f}")
    return 0 if more <= asked.within else 1


def said(worker) -> list:
    """What the worker says next; RuntimeError when it has ended."""
    for line in worker.stdout:
        if line.startswith(MARK):
            return json.loads(line.removeprefix(MARK))
    raise RuntimeError("the worker has ended")


def late(times) -> float:
    """p95."""
    return growth.middle_and_late(times)[1]


if __name__ == "__main__":
    sys.exit(main())
