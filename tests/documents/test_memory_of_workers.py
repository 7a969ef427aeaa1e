"""What uploads cost a web worker: the real server takes bombs over HTTP and stays small.

Measured is the most memory that each process ever had (`VmHWM`), not the time it took.
"""

import http.client
import re
import signal
import subprocess
import sys
import threading
import uuid
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from engagement.app import create_app
from engagement.core.config import ROOT
from engagement.core.db import db as database
from engagement.documents.limited_child import MODULE
from engagement.documents.limits import MEMORY
from engagement.operations.supervisor import programs
from tests.browser.conftest import free_port
from tests.conftest import create_database, make_settings, session_token
from tests.documents import samples
from tests.factories import make_account, make_application

MEGABYTE = 2**20
MOST = 300 * MEGABYTE
UPLOADS = {
    "60 MB": ("lourd.pdf", lambda: samples.pdf() + bytes(60 * MEGABYTE)),
    "pixel bomb": ("grand.png", samples.pixel_flood),
    "archive bomb": ("bombe.docx", lambda: samples.docx("<w:p>" + "<w:r/>" * 5_000_000 + "</w:p>")),
    "PDF bomb": ("formes.pdf", samples.pdf_of_forms_in_forms),
    "large photograph": ("photo.jpg", lambda: samples.picture("JPEG", (10_000, 8_000))),
}
TIMES = {"60 MB": 4, "pixel bomb": 2}
"""How often each is sent; the others keep a child busy for seconds, once is enough."""
ANSWERS = {"60 MB": 422, "pixel bomb": 422, "archive bomb": 422}
"""How the upload form answers what it has to refuse; the others are taken, or refused in words."""


class Web:
    """The web server as `bootstrap.py run` starts it, and what its processes took at most."""

    def __init__(self, port: int, master: int) -> None:
        self.port, self.master = port, master
        self.children: dict[int, int] = {}
        self._over = threading.Event()
        self._watching = threading.Thread(target=self._watch, daemon=True)
        self._watching.start()

    def workers(self) -> list[int]:
        return descendants(self.master)

    def peaks(self) -> list[int]:
        """The most memory each web worker had, in bytes."""
        return [peak(pid) for pid in self.workers() if not opens_documents(pid)]

    def stop(self) -> None:
        self._over.set()
        self._watching.join()

    def _watch(self):
        """The children that open documents live for a moment: each is looked at often."""
        while not self._over.wait(0.005):
            for worker in self.workers():
                for pid in descendants(worker):
                    with suppress(OSError, ValueError):
                        if opens_documents(pid):
                            self.children[pid] = max(self.children.get(pid, 0), peak(pid))


def descendants(pid: int) -> list[int]:
    """The processes that a process has started and that still run."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*"):
        with suppress(OSError):
            found += map(int, (task / "children").read_text().split())
    return found


def opens_documents(pid: int) -> bool:
    """Whether it is the child that opens documents, not the worker it was forked from."""
    return MODULE in Path(f"/proc/{pid}/cmdline").read_text().split("\0")


def peak(pid: int) -> int:
    """The most bytes of memory that a process ever had; ValueError for one that has ended."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    if found is None:
        raise ValueError(pid)
    return int(found[1]) * 1024


@contextmanager
def web_server(url: str, folder: Path):
    """Two workers on the port, as in production."""
    port = free_port()
    environment = {
        "ENGAGEMENT_DATABASE_URL": url,
        "ENGAGEMENT_DATA_DIR": str(folder),
        "ENGAGEMENT_BASE_URL": f"http://127.0.0.1:{port}",
        "ENGAGEMENT_SECRET_KEY": make_settings(url, folder).secret_key,
        "ENGAGEMENT_DEMO": "1",
        "PATH": "/usr/bin:/bin",
        "TMPDIR": str(folder),
    }
    command = [sys.executable, "-m", *programs(f"127.0.0.1:{port}")[0]]
    with (folder / "web.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        web = Web(port, server.pid)
        try:
            wait_until_ready(port, server)
            yield web
        finally:
            web.stop()
            server.send_signal(signal.SIGTERM)
            server.wait(60)


def wait_until_ready(port: int, server: subprocess.Popen) -> None:
    pause = threading.Event()
    while server.poll() is None:
        with suppress(OSError):
            if fetch(port, "GET", "/healthz")[0] == 200:
                return
        pause.wait(0.1)
    raise RuntimeError("the web server ended at its start")


def fetch(port, method, path, body=None, **headers):
    """Status, text and cookies of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request(method, path, body, {k.replace("_", "-"): v for k, v in headers.items()})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    cookies = [each.split(";")[0] for each in answer.headers.get_all("Set-Cookie", [])]
    return answer.status, text, cookies


def send(port, path, cookie, name, content):
    """Send a file by the form of the page, with its tokens, as a browser would."""
    _, page, given = fetch(port, "GET", path, Cookie=cookie)
    cookie = "; ".join([cookie, *given])
    hidden = {
        field: re.search(rf'name="{field}"[^>]* value="([^"]+)"', page)[1]
        for field in ("csrf_token", "form_key")
    }
    edge = uuid.uuid4().hex
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
        for field, value in hidden.items()
    ]
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = b"".join([*parts, head.encode(), content, f"\r\n--{edge}--\r\n".encode()])
    kind = f"multipart/form-data; boundary={edge}"
    return fetch(port, "POST", path, body, Cookie=cookie, Content_Type=kind)


@pytest.fixture
def applicant(worker_name, tmp_path):
    """The address of a database with a draft, the page of a paper, and a member's cookie."""
    url = create_database(f"test_memory_{worker_name}")
    app = create_app(make_settings(url, tmp_path))
    with app.app_context():
        application = make_application(complete=False)
        account = make_account(member_of=[application.organization])
        cookie = f"session_id={session_token(account)}"
        page = f"/en/accreditation/applications/{application.id}/documents/registration"
        for engine in database.engines.values():
            engine.dispose()
    return url, page, cookie


@pytest.mark.skipif(sys.platform != "linux", reason="the figures come from /proc of Linux")
def test_bombs_and_large_files_over_http_leave_workers_small(applicant, tmp_path):
    url, page, cookie = applicant
    with web_server(url, tmp_path) as web:
        before = max(web.peaks())
        for what, (name, make) in UPLOADS.items():
            content = make()
            # more often than there are workers: chance gives each of them some
            for _ in range(TIMES.get(what, 1)):
                status, text, _ = send(web.port, page, cookie, name, content)
                assert status == ANSWERS.get(what, status), (what, text[:500])
                assert status in (302, 422), (what, text[:500])
            most = max(web.children.values(), default=0) // MEGABYTE
            print(f"{what}: answered {status}, so far at most {most} MB of a child")
        workers, children = web.peaks(), list(web.children.values())
    print(f"workers before {before // MEGABYTE} MB, at most {[p // MEGABYTE for p in workers]} MB")
    print(f"{len(children)} children, at most {max(children) // MEGABYTE} MB")

    assert len(workers) == 2
    assert max(workers) < MOST
    assert max(children) <= MEMORY, "a child, one at a time for each worker, has its own limit"
