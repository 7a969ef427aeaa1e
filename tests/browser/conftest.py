"""A real site for a real Chromium: own database with real commits, a web server, a mail server."""

import os
import shutil
import socket
import threading
from contextlib import contextmanager
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import sync_playwright
from sqlalchemy import inspect, select, update
from werkzeug.serving import make_server

from engagement.accounts.models import Account, SignIn
from engagement.accreditation import jobs, queries
from engagement.accreditation.models import Decision
from engagement.app import create_app
from engagement.core.clock import now
from engagement.core.db import bookkeeping
from engagement.core.db import db as database
from engagement.jobs import worker
from tests import made_once
from tests.browser.keyboard import KeyboardPerson
from tests.browser.person import Person
from tests.browser.sampled import samples_of_ids, with_people
from tests.browser.samples import make_people
from tests.compiled import keep_compiled
from tests.conftest import create_database, dispose, make_settings, session_token

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page takes the place of the one before within the same frame: a third cheaper. Chromium
    # heeds the last such list alone, so it repeats what Playwright's own turns off and tests touch.
    "--disable-features=RenderDocument,AvoidUnnecessaryBeforeUnloadCheckSync,HttpsUpgrades"
    ",HttpsFirstBalancedModeAutoEnable,PaintHolding,AvoidCorsURLLoaderRestartOnRedirect"
    ",DestroyProfileOnBrowserClose,ThirdPartyStoragePartitioning,OptimizationHints,MediaRouter"
    ",NetworkTimeServiceQuerying,PreconnectToSearch,LensOverlay",
]


def chromium() -> str:
    """Chromium's path, or the test is skipped (`bootstrap.py test` says how to get it)."""
    found = os.environ.get("ENGAGEMENT_TEST_CHROMIUM")
    if found is None:  # started without bootstrap.py, which names it or leaves it out
        found = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium"))), "")
    if not found:
        pytest.skip("no browser: Chromium is not installed")
    return found


class Mailbox:
    """Mails as they arrived over SMTP."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  aiosmtpd's name
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def to(self, address):
        """All mails to an address, oldest first."""
        return [mail for mail in self.mails if mail["To"] == address]


class Site:
    """The running site: its address, its application, its mails, its samples if it has any."""

    def __init__(self, app, base, mailbox):
        self.app, self.base, self.mailbox = app, base, mailbox
        self.samples = None

    @contextmanager
    def open_database(self):
        """An application context of its own, for builders and queries."""
        with self.app.app_context():
            yield database.session

    def asked_by(self, person, *, packed=False):
        """`get(path)`: what this browser would be answered, without a line between: much quicker.

        For tests that look for a few pages among very many; `packed` as it goes over the line.
        """
        cookies = {one["name"]: one["value"] for one in person.page.context.cookies()}
        headers = {
            "Accept-Encoding": "gzip, deflate, br, zstd" if packed else "identity",
            "Accept-Language": person.language,
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        }
        client = self.app.test_client(use_cookies=False)
        return lambda path: client.get(path, base_url=self.base, headers=headers, buffered=True)

    def end_undo(self, application):
        """Let the decision on a case take effect now, as if its ten minutes were over."""
        with self.open_database():
            make_due(application)
            for decision_id in queries.decisions_due():
                jobs.effect_decision(str(decision_id))
        self.work()

    def let_confirmation_lapse(self, email):
        """Whoever has this address gave the last code an hour ago, and is asked again."""
        with self.open_database():
            make_confirmation_old(email)

    def work(self):
        """Run all jobs that are due."""
        url = self.app.config["SETTINGS"].database_url
        # in a thread of its own: Playwright keeps an event loop running in this one
        working = threading.Thread(target=worker.run, args=(self.app, url), kwargs={"wait": False})
        working.start()
        working.join()


@bookkeeping
def make_due(application):
    """The time to undo the decision on a case is over; other cases stay as they are."""
    database.session.execute(
        update(Decision)
        .where(Decision.application_id == application, Decision.took_effect_at.is_(None))
        .values(effective_at=now())
    )


@bookkeeping
def make_confirmation_old(email):
    """The sessions of a person were confirmed an hour ago."""
    whose = select(Account.id).where(Account.email == email).scalar_subquery()
    database.session.execute(
        update(SignIn)
        .where(SignIn.account_id == whose)
        .values(confirmed_at=now() - timedelta(hours=1))
    )


@pytest.fixture(scope="session")
def site(worker_name, tmp_path_factory):
    """One site a worker, with the samples; tests make their own people and organizations in it."""
    chromium()
    name, folder = f"test_browser_{worker_name}", tmp_path_factory.mktemp("site")
    url, samples = made_once.copy("samples", samples_of_ids, name=name, folder=folder)
    with running(url, folder) as one:
        one.samples = samples
        yield one


@pytest.fixture(scope="session")
def samples(site):
    """One record of each kind that addresses name, and a person of each role."""
    with site.open_database():
        return with_people(site.samples)


@pytest.fixture(scope="module")
def site_of_first_day(worker_name, tmp_path_factory):
    """A site with a person of each role and nothing else, and those people."""
    chromium()
    url = create_database(f"test_first_day_{worker_name}")
    with running(url, tmp_path_factory.mktemp("empty")) as one:
        with one.open_database():
            people = make_people()
        yield one, people


@contextmanager
def running(url, folder):
    """A site on a database of its own, with its web server and its mail server."""
    mailbox = Mailbox()
    post = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    post.start()
    port = free_port()
    settings = make_settings(
        url,
        folder,
        base_url=f"http://localhost:{port}",
        smtp_url=f"smtp://127.0.0.1:{post.port}",
        testing=False,
    )
    app = create_app(settings)
    keep_compiled(app)
    server = make_server("127.0.0.1", port, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Site(app, settings.base_url, mailbox)
    server.shutdown()
    server.server_close()
    post.stop()
    dispose(app)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture(scope="session")
def chrome():
    """One Chromium a worker. What drives it may not start either where there is none."""
    path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_as(site, chrome):
    """`open_as(account, script=False, width=360)` gives a Person at a browser of their own.

    `at` is another site than the usual one; `half` leaves the second factor to be given.
    """
    contexts = []

    def open_browser(
        account=None,
        *,
        language="en",
        script=True,
        width=1280,
        phone=False,
        keyboard=False,
        name="person",
        at=site,
        half=False,
    ):
        context = chrome.new_context(
            base_url=at.base,
            java_script_enabled=script,
            viewport={"width": width, "height": 800},
            locale=language,
            has_touch=phone,
            is_mobile=phone,
        )
        contexts.append(context)
        if account is not None:
            with at.open_database() as session:
                person = session.get_one(Account, inspect(account).identity)
                token = session_token(person, half=half)
            context.add_cookies([{"name": "session_id", "value": token, "url": at.base}])
        kind = KeyboardPerson if keyboard else Person
        return kind(context.new_page(), language, phone=phone, name=name)

    yield open_browser
    for context in contexts:
        context.close()
