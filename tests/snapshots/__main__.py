"""Write the snapshots anew: `python -m tests.snapshots`, in the project's folder."""

import tempfile
from pathlib import Path

from engagement.app import create_app
from engagement.cli import permission_table
from tests.conftest import make_settings

with tempfile.TemporaryDirectory() as folder:
    app = create_app(make_settings("postgresql+psycopg://localhost/nowhere", Path(folder)))
Path(__file__).with_name("permissions.txt").write_text(permission_table(app) + "\n")
