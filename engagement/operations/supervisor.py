"""The process behind `bootstrap.py run`: prepares everything, then keeps it alive until Ctrl-C.

In order: the lock on `var/running`, the database, the program, tables, demo data for an empty
register, web and worker. Whatever ends is started again; the end comes in opposite order.

The program is loaded once, here. All that runs is a copy of this process (`forks.py`), so that
a web server or worker that was killed is back at once, and shares its memory with the others.
The port is held here as well: who comes while the web server is started again waits a moment.
"""

import compileall
import contextlib
import http.client
import importlib
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from types import FrameType
from urllib.parse import urlsplit

from setproctitle import getproctitle

from engagement.core.cluster import Cluster, ClusterError
from engagement.core.config import DATABASE, ROOT, SettingsError, from_environment
from engagement.operations.preparation import (
    ACCOUNTS,
    FLASK,
    Plan,
    StartError,
    own,
    plan_from,
    prepare,
    say,
    take_port,
)
from engagement.operations.processes import BackOff, Child
from engagement.operations.warming import warm

READY_WITHIN = 60.0  # seconds from the start of the web server to 200 of /readyz
WAITING_CONNECTIONS = 2048  # not answered yet, while the web server is busy or started again
FAILURES_BEFORE_READY = 3  # of one child; then it will not work the fourth time either
LOOKED_AT_EVERY = 0.05  # seconds, whether all still run
STOPPED_WITHIN = 25.0  # seconds for requests and jobs that are under way


def main(arguments: list[str] | None = None) -> int:
    """Run until SIGINT or SIGTERM. The exit status: 0 stopped as asked, 1 could not run."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        run(plan_from(arguments, dict(os.environ)))
    except KeyboardInterrupt:
        say("Stopped.")
    except (ClusterError, StartError) as problem:
        print(problem, file=sys.stderr, flush=True)
        return 1
    return 0


def run(plan: Plan) -> None:
    """Own the data folder, prepare, keep alive. Returns by an exception only."""
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(take_port(plan))
        stack.callback(os.close, own(plan))
        cluster = None
        if not plan.environment.get("ENGAGEMENT_DATABASE_URL"):
            say("Starting the database …")
            cluster = Cluster(plan.data_dir / "postgres")
            stack.callback(cluster.stop)
            cluster.start()
            cluster.ensure_database(DATABASE)
            plan.environment["ENGAGEMENT_DATABASE_URL"] = cluster.url(DATABASE)
        load(plan)
        prepare(plan)
        warm(sys.modules["wsgi"].app)
        web, worker = programs(f"fd://{listener.fileno()}")
        log = plan.data_dir / "log"
        children = [
            Child("web", web, log=log / "web.log", keep=[listener.fileno()]),
            Child("worker", worker, log=log / "worker.log"),
        ]
        listener.listen(WAITING_CONNECTIONS)
        stack.enter_context(stopping(children, listener))
        for each in children:
            each.start()
        keep_alive(plan, cluster, children)


def load(plan: Plan) -> None:
    """Load the program as the settings of the plan want it. StartError for settings that cannot be.

    No connection is opened and no thread started: what a copy could not use.
    """
    try:
        from_environment(plan.environment)
    except SettingsError as error:
        raise StartError(str(error)) from None
    getproctitle()  # finds where the titles of copies can stand, which it cannot after this:
    os.environ.update(plan.environment)
    os.chdir(ROOT)
    # The next start finds bytecode, also where Python was told not to leave any behind.
    compileall.compile_dir(ROOT / "engagement", quiet=2)
    importlib.import_module("wsgi")


def programs(bind: str) -> tuple[list[str], list[str]]:
    """Web server, listening at `bind`, and worker: modules to run and their arguments."""
    gunicorn = ["gunicorn", "wsgi:app", "--bind", bind, "--preload"]
    size = ["--worker-class", "gthread", "--workers", "2", "--threads", "16"]
    manner = ["--no-control-socket", "--graceful-timeout", str(int(STOPPED_WITHIN) - 5)]
    return [*gunicorn, *size, *manner], [*FLASK, "worker"]


@contextlib.contextmanager
def stopping(children: list[Child], listener: socket.socket) -> Iterator[None]:
    """Stop all children together at the end, taking nobody on; a second Ctrl-C: at once."""

    def hurry(number: int, frame: FrameType | None) -> None:
        for each in children:
            each.kill()

    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, hurry)
        say("\nStopping: requests and jobs under way are finished (Ctrl-C again: at once) …")
        until = time.monotonic() + STOPPED_WITHIN
        listener.close()
        for each in children:
            each.ask_to_stop()
        for each in children:
            each.wait_or_kill(until)


def keep_alive(plan: Plan, cluster: Cluster | None, children: list[Child]) -> None:
    """Start again what ends; say once when the site answers."""
    answering = False
    patience = BackOff()
    started_at = database_at = time.monotonic()
    while True:
        if cluster is not None and not cluster.is_running:
            say("database ended; it is started again.")
            time.sleep(patience.delay(time.monotonic() - database_at))
            cluster.start()
            database_at = time.monotonic()
        for each in children:
            each.keep_alive(say)
            if not answering and each.back_off.failures >= FAILURES_BEFORE_READY:
                raise StartError(f"{each.name} does not start, see {each.log}.")
        if not answering:
            answering = answers(plan)
            if answering:
                greet(plan)
            elif time.monotonic() > started_at + READY_WITHIN:
                raise StartError(
                    f"/readyz does not answer 200. The end of {children[0].log}:\n"
                    + children[0].last_words()
                )
        time.sleep(LOOKED_AT_EVERY)


def answers(plan: Plan) -> bool:
    """Whether `/readyz` says 200."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(plan.host, plan.host)
    connection = http.client.HTTPConnection(host, plan.port, timeout=5)
    with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/readyz", headers={"Host": urlsplit(plan.base_url).netloc})
        return connection.getresponse().status == 200
    return False


def greet(plan: Plan) -> None:
    """The address, the accounts, the way out."""
    say(f"\nReady: {plan.base_url}/")
    accounts = plan.data_dir / ACCOUNTS
    if plan.demo and accounts.exists():
        say(f"Demo accounts and their passwords: {accounts}")
    say(f"Logs: {plan.data_dir / 'log'}. Ctrl-C stops everything.\n")


if __name__ == "__main__":
    sys.exit(main())
