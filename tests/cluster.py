"""The PostgreSQL of a run: one cluster, a template that is migrated once, copies for who needs one.

The controller of a run starts it; workers find it by two variables of the environment.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psycopg

from engagement.core.cluster import Cluster
from tests.compiled import FOLDER

ROOT = Path(__file__).resolve().parents[1]
OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
TEMPLATE = "template_test"
CLUSTER_URL = "ENGAGEMENT_TEST_CLUSTER"
COPY_LOCK = 1
MIGRATED = "migrated"
"""The file that is there when the template is: empty, or with what went wrong."""
_cluster: Cluster | None = None
_migrating: threading.Thread | None = None


def start() -> None:
    """Start the cluster; its template is migrated while the workers look for tests."""
    global _cluster, _migrating
    folder = Path(tempfile.mkdtemp(prefix="engagement-test-"))
    _cluster = Cluster(folder / "postgres", options=OPTIONS)
    _cluster.start()
    _cluster.ensure_database(TEMPLATE)
    os.environ[CLUSTER_URL] = _cluster.url("{name}")
    os.environ[FOLDER] = str(folder)
    _migrating = threading.Thread(target=_migrate, args=(folder,))
    _migrating.start()


def stop() -> None:
    """Stop the cluster, if this process started it."""
    if _cluster is not None:
        _migrating.join()
        _cluster.stop()


def _migrate(folder: Path) -> None:
    fault = "the migrations did not run"
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "alembic", "upgrade", "head"],
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
            env=os.environ
            | {
                "ENGAGEMENT_DATABASE_URL": database_url(TEMPLATE),
                "ENGAGEMENT_DATA_DIR": str(folder),
            },
        )
        fault = ran.stderr[-3000:] if ran.returncode else ""
    finally:
        part = folder / "migrating"
        part.write_text(fault)
        part.rename(folder / MIGRATED)


def await_template() -> None:
    """Wait until the template has its tables; RuntimeError with what kept it from having them."""
    ended = Path(os.environ[FOLDER]) / MIGRATED
    while not ended.exists():
        time.sleep(0.1)
    if fault := ended.read_text():
        raise RuntimeError(fault)


def database_url(name: str) -> str:
    """The address of a database of the run's cluster."""
    return os.environ[CLUSTER_URL].replace("%7Bname%7D", name).replace("{name}", name)


def create_database(name: str, template: str = TEMPLATE) -> str:
    """Copy the migrated template; returns the copy's address. One copier at a time."""
    await_template()
    plain = database_url("postgres").replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (COPY_LOCK,))
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE {template} STRATEGY file_copy')
    return database_url(name)
