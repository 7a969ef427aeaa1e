"""A database of a drill's own: its server and its files live in a temporary folder."""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from engagement.app import create_app
from engagement.core import config
from engagement.core.cluster import Cluster

ROOT = Path(__file__).resolve().parents[1]


@contextlib.contextmanager
def application(name: str) -> Iterator[Flask]:
    """The application on an empty, migrated database, within its context; all gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=f"engagement-{name}-") as folder:
        cluster = Cluster(Path(folder) / "postgres")
        cluster.start()
        try:
            cluster.ensure_database("drill")
            environment = os.environ | {
                "ENGAGEMENT_DATABASE_URL": cluster.url("drill"),
                "ENGAGEMENT_DATA_DIR": folder,
                "ENGAGEMENT_DEMO": "1",
            }
            upgrade = [sys.executable, "-m", "alembic", "upgrade", "head"]
            subprocess.run(upgrade, cwd=ROOT, env=environment, check=True)
            app = create_app(config.from_environment(environment))
            with app.app_context():
                yield app
        finally:
            cluster.stop()
