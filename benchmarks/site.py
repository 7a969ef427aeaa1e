"""A site of its own for measuring: a cluster, data, web servers, all under a temporary folder."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from http.cookies import SimpleCookie
from pathlib import Path

import psycopg

from engagement.accounts import commands as accounts
from engagement.accreditation.models import ApplicationState
from engagement.app import create_app
from engagement.core import config
from engagement.core.cluster import Cluster
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import Role
from engagement.demo import builders, bulk, case_builders
from engagement.directory import commands as directory

ROOT = Path(__file__).resolve().parents[1]
WORKERS, THREADS = 2, 4
CASES = 60
SMALL, LARGE = "benchmark", "benchmark_large"
"""Databases of the one server."""


@dataclass
class Site:
    """What is served: its database, its processes, the addresses of its pages."""

    folder: Path
    url: str
    postgres: int
    environment: dict[str, str]
    pages: dict[str, str]
    cookies: dict[str, str]


@contextlib.contextmanager
def prepared(organizations: int) -> Iterator[tuple[Site, object]]:
    """A migrated database with `organizations` accredited organizations; also its application."""
    with tempfile.TemporaryDirectory(prefix="engagement-benchmark-") as name:
        folder = Path(name)
        cluster = Cluster(folder / "postgres")
        cluster.start()
        try:
            cluster.ensure_database(SMALL)
            url = cluster.url(SMALL)
            environment = os.environ | {
                "ENGAGEMENT_DATABASE_URL": url,
                "ENGAGEMENT_DATA_DIR": name,
                "ENGAGEMENT_DEMO": "1",
                "BENCHMARK_DATABASE": url.replace("+psycopg", ""),
            }
            upgrade = [sys.executable, "-m", "alembic", "upgrade", "head"]
            subprocess.run(upgrade, cwd=ROOT, env=environment, check=True)
            pid = int(next((folder / "postgres").rglob("postmaster.pid")).read_text().split()[0])
            site = Site(folder, url, pid, environment, {}, {})
            app = create_app(config.from_environment(environment))
            with app.app_context():
                fill(site, organizations)
            for reader, page in (("applicant", "task list"), ("reviewer", "queue")):
                site.cookies[reader] = all_cookies(app, site.cookies[reader], site.pages[page])
            settle(site)
            yield site, app
        finally:
            cluster.stop()


def fill(site: Site, organizations: int) -> None:
    """Accredited organizations, a queue of cases, a reviewer, an applicant with a draft."""
    if organizations:
        add_organizations(organizations)
    for _ in range(CASES):
        case_builders.make_application(state=ApplicationState.SUBMITTED)
    draft = case_builders.make_application()
    applicant = builders.make_account(leads=[draft.organization])
    reviewer = builders.make_account(Role.REVIEWER)
    site.cookies = {"applicant": cookie(applicant), "reviewer": cookie(reviewer)}
    number = case_builders.make_accreditation(name="Wetland Women of Kisumu").number
    site.pages = {
        "register search": "/en/register?q=wetland",
        "organization": f"/en/register/{number}",
        "task list": f"/en/accreditation/applications/{draft.id}",
        "queue": "/en/accreditation/desk?lane=new",
    }


def add_organizations(count: int) -> None:
    """More accredited organizations, with their rows in the register."""
    bulk.add_organizations(count)
    directory.rebuild()


def grown(site: Site, app, more: int) -> tuple[Site, object]:
    """The same site once more, beside it, with so many more organizations; and its application."""
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()  # a database that is copied may have no guests
    with psycopg.connect(elsewhere(site, "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {LARGE} TEMPLATE {SMALL}")
    plain = elsewhere(site, LARGE)
    url = plain.replace("postgresql:", "postgresql+psycopg:", 1)
    environment = site.environment | {"ENGAGEMENT_DATABASE_URL": url, "BENCHMARK_DATABASE": plain}
    large = replace(site, url=url, environment=environment)
    large_app = create_app(config.from_environment(environment))
    with large_app.app_context():
        add_organizations(more)
    settle(large)
    return large, large_app


def elsewhere(site: Site, database: str) -> str:
    """The address of another database of the same server."""
    return site.environment["BENCHMARK_DATABASE"].replace(f"/{SMALL}?", f"/{database}?", 1)


def settle(site: Site) -> None:
    """What autovacuum does in its own time: a database in use is neither unread nor uncounted."""
    with psycopg.connect(site.environment["BENCHMARK_DATABASE"], autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


@bookkeeping
def cookie(account) -> str:
    """The session of somebody who has just signed in, second factor and all."""
    return accounts.start_session(
        account,
        browser=accounts.Browser("benchmark", shared=False),
        how="benchmark",
        with_second_factor=account.is_staff,
    )


def all_cookies(app, session_id: str, page: str) -> str:
    """What a browser sends that has seen a page before: the session, and what the page gave it."""
    browser = app.test_client(use_cookies=False)
    answer = browser.get(page, headers={"Cookie": f"session_id={session_id}"})
    given: SimpleCookie = SimpleCookie()
    for line in answer.headers.getlist("Set-Cookie"):
        given.load(line)
    names = {"session_id": session_id} | {name: each.value for name, each in given.items()}
    return "; ".join(f"{name}={value}" for name, value in names.items())


@contextlib.contextmanager
def served(
    site: Site, target: str, *, keep_pages: bool = False, workers: int = WORKERS
) -> Iterator[tuple[int, int]]:
    """gunicorn with the same workers for every target; yields (port, pid of its master)."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", target, "--bind", f"127.0.0.1:{port}"]
    size = ["--worker-class", "gthread", "--workers", str(workers), "--threads", str(THREADS)]
    environment = site.environment | {"BENCHMARK_KEEP_PAGES": "1" if keep_pages else "0"}
    log = (site.folder / "web.log").open("ab")
    server = subprocess.Popen(
        [*command, *size, "--no-control-socket", "--keep-alive", "30"],
        cwd=ROOT, env=environment, stdout=log, stderr=log,
    )  # fmt: skip
    try:
        wait_for(port, "/" if "ceiling" in target else "/healthz")
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def wait_for(port: int, path: str) -> None:
    """Until it answers; RuntimeError after 60 seconds."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=2).close()
            return
        time.sleep(0.1)
    raise RuntimeError("the web server does not answer")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
