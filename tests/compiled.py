"""Templates are compiled once a run and language, not by each application of each process."""

import os
from pathlib import Path

from jinja2 import FileSystemBytecodeCache

from engagement.web import i18n

FOLDER = "ENGAGEMENT_TEST_FOLDER"
"""The variable that names the folder of the run."""


class Compiled(FileSystemBytecodeCache):
    """What a template was compiled to, by language: its fixed words stand in it.

    And by the folder of the words, which are not those of the catalogues in every test.
    """

    def get_bucket(self, environment, name, filename, source):
        """The place of one template in the language of this environment."""
        kept_as = f"{environment.language} {i18n.TRANSLATIONS} {name}"
        return super().get_bucket(environment, kept_as, filename, source)


def keep_compiled(app) -> None:
    """Let `app` share what the other applications of the run have compiled."""
    folder = Path(os.environ[FOLDER]) / "compiled"
    folder.mkdir(exist_ok=True)
    app.jinja_env.bytecode_cache = Compiled(os.fspath(folder))
