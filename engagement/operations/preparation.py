"""Everything before the site runs: what was asked for, whose data folder it is, its tables.

Each part is safe to repeat: a start that was cut short is made good by the next one.
"""

import argparse
import os
import shutil
import signal
import socket
from dataclasses import dataclass
from pathlib import Path

import psycopg

from engagement.core import running
from engagement.core.cluster import running_url
from engagement.core.config import DATABASE, ROOT
from engagement.operations.forks import Fork
from engagement.operations.processes import begin_log, ending, last_lines

SEEDING = "seeding"  # a mark in the data folder: demo data are being written
ACCOUNTS = "demo-accounts.csv"  # who can sign in to the demo, in the data folder
FLASK = ["flask", "--app", "wsgi"]  # and a command, run as a module


class StartError(Exception):
    """The platform cannot run; the message says why, and what to do, in a sentence."""


@dataclass(frozen=True)
class Plan:
    """One start: where it listens, where its data are, what its children find set."""

    host: str
    port: int
    reset: bool
    scale: int | None
    data_dir: Path
    environment: dict[str, str]

    @property
    def bind(self) -> str:
        """The address for the web server; an IPv6 address stands in brackets."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def base_url(self) -> str:
        """The address people use."""
        return self.environment["ENGAGEMENT_BASE_URL"]

    @property
    def demo(self) -> bool:
        """Whether an empty register is filled with fictitious organizations."""
        return self.environment["ENGAGEMENT_DEMO"] == "1"


def plan_from(arguments: list[str] | None, environment: dict[str, str]) -> Plan:
    """What the command line and the environment ask for; what is not said is made for a try-out."""
    parser = argparse.ArgumentParser(prog="bootstrap.py run")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--reset", action="store_true")
    parser.add_argument("--scale", type=int)
    options = parser.parse_args(arguments)
    data_dir = Path(environment.get("ENGAGEMENT_DATA_DIR") or ROOT / "var").expanduser().resolve()
    base_url = environment.get("ENGAGEMENT_BASE_URL") or f"http://localhost:{options.port}"
    # Demo mode is for trying out: an address with https is one that people use.
    demo = environment.get("ENGAGEMENT_DEMO") or ("0" if base_url.startswith("https:") else "1")
    return Plan(
        options.host,
        options.port,
        options.reset,
        options.scale,
        data_dir,
        environment
        | {
            "ENGAGEMENT_DATA_DIR": str(data_dir),
            "ENGAGEMENT_BASE_URL": base_url,
            "ENGAGEMENT_DEMO": demo,
            "PYTHONUNBUFFERED": "1",
        },
    )


def own(plan: Plan) -> int:
    """Lock the data folder, starting over if asked to or if demo data were cut short."""
    external = bool(plan.environment.get("ENGAGEMENT_DATABASE_URL"))
    if plan.reset and external:
        raise StartError(
            "--reset empties the embedded database only. Unset ENGAGEMENT_DATABASE_URL, or empty"
            " that database yourself."
        )
    told = ("ENGAGEMENT_BASE_URL", "ENGAGEMENT_DEMO")
    try:
        lock = running.claim(plan.data_dir, {name: plan.environment[name] for name in told})
    except running.AlreadyRunning:
        raise StartError(
            f"It runs already, from {plan.data_dir}. Stop it there with Ctrl-C, then start again."
        ) from None
    cut_short = not external and (plan.data_dir / SEEDING).exists()
    if cut_short:
        say("The demo data of the last start were cut short.")
    if plan.reset or cut_short:
        try:
            start_over(plan.data_dir)
        except StartError:
            os.close(lock)
            raise
    return lock


def start_over(data_dir: Path) -> None:
    """Delete everything in the data folder but the lock that is held."""
    if data_dir != ROOT / "var":
        raise StartError(
            f"Only {ROOT / 'var'} is emptied by this program: empty {data_dir} yourself."
        )
    if running_url(data_dir / "postgres", DATABASE):
        raise StartError("The database of a killed run is still stopping. Try again in a moment.")
    say(f"Starting over: deleting what is in {data_dir} …")
    for entry in data_dir.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != running.NAME:
            entry.unlink()


def take_port(plan: Plan) -> socket.socket:
    """The port as a socket that does not listen yet; StartError when somebody else has it.

    Said now, rather than after a minute of restarts.
    """
    if not 0 < plan.port < 65536:
        raise StartError("--port must be a number from 1 to 65535.")
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            plan.host, plan.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        taken = socket.socket(family, kind)
        try:
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            taken.bind(address)
        except OSError:
            taken.close()
            raise
    except OSError as error:
        raise StartError(
            f"Cannot listen on {plan.bind}: {error.strerror}."
            f" Choose another port, for example --port {plan.port % 60000 + 1}."
        ) from None
    return taken


def prepare(plan: Plan) -> None:
    """Update the tables, fill an empty register; style sheets are built where all is loaded."""
    say("Updating the tables …")
    step(plan, ["alembic", "upgrade", "head"])
    if register_is_empty(plan.environment["ENGAGEMENT_DATABASE_URL"]):
        if plan.demo:
            seed(plan)
    elif plan.scale:
        say("The register is not empty: --scale needs --reset.")


def seed(plan: Plan) -> None:
    """Write the demo data, marked while it lasts, so that half of them never stay."""
    say("Filling the register with demo data, all of it fictitious …")
    mark = plan.data_dir / SEEDING
    mark.touch()
    seed_demo = [*FLASK, "seed-demo", "--credentials", str(plan.data_dir / ACCOUNTS)]
    step(plan, seed_demo + (["--scale", str(plan.scale)] if plan.scale else []), visible=True)
    mark.unlink()


def register_is_empty(database_url: str) -> bool:
    """Whether there is no organization at all."""
    with psycopg.connect(database_url.replace("+psycopg://", "://", 1)) as connection:
        found = connection.execute("SELECT EXISTS (SELECT FROM organization)").fetchone()
    return found == (False,)


def step(plan: Plan, words: list[str], *, visible: bool = False) -> None:
    """Run one preparing module to its end. StartError with its last lines when it fails."""
    log = plan.data_dir / "log" / "prepare.log"
    begin = begin_log(log)
    with log.open("ab") as file:
        process = Fork(words, output=None if visible else file)
    try:
        status = process.wait()
    except KeyboardInterrupt:
        process.signal_session(signal.SIGKILL)
        process.wait()
        raise
    if status:
        last = "" if visible else f"\n{last_lines(log, begin)}"
        raise StartError(f"This step failed ({ending(status)}): {' '.join(words[:4])}{last}")


def say(line: str) -> None:
    """One line to whoever started this."""
    print(line, flush=True)
