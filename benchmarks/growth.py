"""How the register's search and its pages grow, and how soon a change is shown by all workers."""

import base64
import json
import statistics
import subprocess
import sys
import time
import urllib.request

from sqlalchemy import func, select

from benchmarks import site as sites
from engagement.accreditation.models import Accreditation
from engagement.core.db import bookkeeping, db
from engagement.directory import commands as directory
from engagement.directory.models import RegisterRow
from engagement.organizations.models import Organization

TURNS = 12
PLACES = 20
"""Pages of the list that are read, evenly over its whole length."""
NEW_NAME = "Wetland Women of Kisumu and Siaya"
SEARCHES = (
    "wetland", "wat", "youth clean", "forest women", "for", "a", "green", "jeunesse", "юность",
    "мол", "新", "环保", "مؤسسة", "شباب", "wetlnad", "yuoth", "foerst", "association", "river n",
    "ocean coral reef", "mangrove", "clean water", "association youth", "réseau femmes", "zelenaya",
)  # fmt: skip


def load(port: int, requests: list[tuple], seconds: float, connections: int = 4) -> dict:
    """What the load generator, a process of its own, measured."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load", str(port), str(seconds), str(connections)],
        input="\n".join("\t".join(request) for request in requests),
        cwd=sites.ROOT, text=True, stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def compared(small, large) -> list[tuple[str, float, float]]:
    """Of two (site, application): what is measured, p50 or p95 in ms at the small, at the large.

    Searches, and pages of the whole list, one at a time, both sites taking turns: a moment in
    which the machine is slow is slow for both.
    """
    searches = [(f"/en/register?q={urllib.request.quote(text)}", "", "") for text in SEARCHES]
    with (
        sites.served(small[0], "benchmarks.served:app") as (small_port, _),
        sites.served(large[0], "benchmarks.served:app") as (large_port, _),
    ):
        asked = {
            small_port: {"search": searches, "paging": pages_of_the_list(small[1])},
            large_port: {"search": searches, "paging": pages_of_the_list(large[1])},
        }
        for port, kinds in asked.items():
            load(port, [*kinds["search"], *kinds["paging"]], 0, 2)
        times = {(port, kind): [] for port in asked for kind in ("search", "paging")}
        for _ in range(TURNS):
            for port, kind in times:
                times[port, kind] += load(port, asked[port][kind], 0, 1)["times"]
    rows = []
    for kind in ("search", "paging"):
        before = middle_and_late(times[small_port, kind])
        after = middle_and_late(times[large_port, kind])
        rows += [(f"{kind} p50", before[0], after[0]), (f"{kind} p95", before[1], after[1])]
    return rows


def pages_of_the_list(app) -> list[tuple]:
    """Addresses of pages of the register, evenly spread from its first to its last entry."""
    order = (RegisterRow.sort_key, RegisterRow.accreditation_id)
    found = [("/en/register", "", "")]
    with app.app_context():
        count = db.session.scalar(select(func.count()).select_from(RegisterRow))
        for step in range(1, PLACES):
            row = db.session.execute(
                select(*order).order_by(*order).offset(count * step // PLACES).limit(1)
            ).one()
            key = json.dumps([0, row.sort_key, {"id": str(row.accreditation_id)}])
            packed = base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")
            found.append((f"/en/register?after={packed}", "", ""))
    return found


def seconds_until_shown(site, app) -> float:
    """From a change of a name to the moment from which every worker shows it, pages being kept."""
    with sites.served(site, "benchmarks.served:app", keep_pages=True) as (port, _):
        path = site.pages["organization"]
        load(port, [(path, "", "")] * 40, 0, 4)
        with app.app_context():
            rename(path.rpartition("/")[2])
        began, last_old = time.monotonic(), time.monotonic()
        while time.monotonic() < last_old + 5:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
                if NEW_NAME not in answer.read().decode():
                    last_old = time.monotonic()
            if last_old > began + 90:
                break
            time.sleep(0.02)
    return last_old - began


@bookkeeping
def rename(number: str) -> None:
    """Give the holder of an accreditation another name, as a command would."""
    holder = db.session.scalars(
        select(Organization)
        .join(Accreditation, Accreditation.organization_id == Organization.id)
        .where(Accreditation.number == number)
    ).one()
    holder.name = NEW_NAME
    db.session.flush()
    directory.refresh([holder.id])


def middle_and_late(times):
    """p50 and p95."""
    cuts = statistics.quantiles(times, n=20)
    return cuts[9], cuts[18]
