"""How fast the web server is there, and how much memory a worker takes after mixed requests.

    python benchmarks/start.py

Starts the product in a data folder of its own for the database, then the web server again, as
the supervisor starts it, on another port: from its start to 200 of `/healthz`; then 1,000
requests of visitors and applicants for each worker, and the proportional set size of each from
`/proc/<pid>/smaps_rollup` (shared pages counted by their share).
"""

import http.client
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from drills.browser import Browser, form_with
from drills.people import prepare
from drills.product import ROOT, Product, descendants, free_port
from engagement.operations.supervisor import programs

STARTS = 5
REQUESTS = 1000
LONGEST_START = 3.0
MOST_MEGABYTES = 130.0
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


def main() -> int:
    """Print both figures; 0 when both are as promised."""
    folder = Path(tempfile.mkdtemp(prefix="engagement-start-"))
    product = Product(folder, smtp_port=free_port())
    try:
        product.start()
        people = prepare(product, 20)
        starts = [seconds_to_answer(product) for _ in range(STARTS)]
        megabytes = memory_after_requests(product, people)
    finally:
        product.stop()
        shutil.rmtree(folder)
    print(f"start to 200 of /healthz: {', '.join(f'{each:.2f}' for each in starts)} s")
    print(
        f"web workers after {REQUESTS} requests each: {', '.join(f'{m:.0f}' for m in megabytes)} MB"
    )
    good = max(starts) < LONGEST_START and max(megabytes) <= MOST_MEGABYTES
    print("start: within its bounds" if good else "start: OUT OF BOUNDS")
    return 0 if good else 1


def start_web(product: Product) -> tuple[subprocess.Popen, int]:
    """The web server as the supervisor starts it, on a port of its own."""
    port = free_port()
    environment = product.environment | {"ENGAGEMENT_BASE_URL": f"http://localhost:{port}"}
    command = [sys.executable, "-m", *programs(f"127.0.0.1:{port}")[0]]
    with (product.folder / "web-alone.log").open("ab") as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    return process, port


def seconds_to_answer(product: Product) -> float:
    """From the start of the web server to 200 of `/healthz`."""
    begin = time.monotonic()
    process, port = start_web(product)
    try:
        while True:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            try:
                connection.request("GET", "/healthz", headers={"Host": f"localhost:{port}"})
                if connection.getresponse().status == 200:
                    return time.monotonic() - begin
            except OSError:
                time.sleep(0.005)
            finally:
                connection.close()
    finally:
        stop(process)


def memory_after_requests(product: Product, people) -> list[float]:
    """Megabytes of each web worker after `REQUESTS` mixed requests for each of them."""
    process, port = start_web(product)
    try:
        wait_for(port)
        random = Random(1)
        visitor, readers = Browser(port, "10.3.0.1"), []
        for person in people[:5]:
            browser = Browser(port, f"10.3.1.{person.number + 1}")
            form = form_with(browser.get("/en/sign-in")[1], "password")
            browser.post(
                "/en/sign-in", form.sent_with(email=person.email, password=person.password)
            )
            readers.append((browser, person))
        workers = [pid for pid, _ in descendants(process.pid)]
        for _ in range(REQUESTS * len(workers)):
            ask(random, visitor, readers)
        return [proportional_set(pid) for pid in workers]
    finally:
        stop(process)


def ask(random: Random, visitor: Browser, readers) -> None:
    """One request, of a visitor or of somebody signed in."""
    lang = random.choice(LANGUAGES)
    if random.random() < 0.5:
        page = random.choice(("", "register", "register?q=river", "help", "accreditation/", "x"))
        status, _ = visitor.get(f"/{lang}/{page}")
    else:
        browser, person = random.choice(readers)
        application = f"/{lang}/accreditation/applications/{person.application}"
        section = random.choice(person.sections)
        page = random.choice(
            (f"/{lang}/home", application, f"{application}/sections/{section}", "/x")
        )
        status, _ = browser.get(page)
    if status >= 500:
        raise RuntimeError(f"{status}")


def wait_for(port: int) -> None:
    """Until the port answers."""
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz", headers={"Host": f"localhost:{port}"})
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()


def proportional_set(pid: int) -> float:
    """Megabytes of one process, shared pages counted by their share."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise LookupError(pid)


def stop(process: subprocess.Popen) -> None:
    """End the web server and wait."""
    os.kill(process.pid, signal.SIGTERM)
    process.wait(timeout=60)


if __name__ == "__main__":
    sys.exit(main())
