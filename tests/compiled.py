"""Templates are compiled once a run and language, not by each application of each process."""

import os
from pathlib import Path

from engagement.web.compiled import Compiled

FOLDER = "ENGAGEMENT_TEST_FOLDER"
"""The variable that names the folder of the run."""


def keep_compiled(app) -> None:
    """Let `app` share what the other applications of the run have compiled."""
    folder = Path(os.environ[FOLDER]) / "compiled"
    folder.mkdir(exist_ok=True)
    app.jinja_env.bytecode_cache = Compiled(os.fspath(folder))
