"""What templates were compiled to, kept in files: a process that starts finds it there.

To compile the templates of one page takes several times as long as to make the page.
"""

import contextlib
import functools
import hashlib
import os
from importlib.metadata import version
from pathlib import Path

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from engagement.web import i18n

FOLDER = "templates"  # in the data folder; it may be deleted at any time
PROGRAM = Path(__file__).resolve().parents[1]


def init_app(app: Flask) -> None:
    """Keep in the data folder what the templates of `app` are compiled to, if it can be written.

    For its owner alone: what stands there is run.
    """
    folder = app.config["SETTINGS"].data_dir / FOLDER
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "nt" or folder.stat().st_uid == os.geteuid():
            app.jinja_env.bytecode_cache = Compiled(os.fspath(folder))


class Compiled(FileSystemBytecodeCache):
    """A file for each template and language: its fixed words stand in what it is compiled to."""

    def get_bucket(self, environment, name: str, filename: str | None, source: str) -> Bucket:
        """What is kept of a template, if it was made from this source by this program."""
        kept_as = f"{environment.language} {i18n.TRANSLATIONS} {name}"
        return super().get_bucket(environment, kept_as, filename, f"{made_by()} {source}")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it; without it, on a full disk, pages are as good."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


@functools.cache
def made_by() -> str:
    """A sign of the program as it stands: its code and its words, and what compiles templates.

    All of its code, for what is the same for each page is worked out when it is compiled.
    """
    files = sorted([*PROGRAM.rglob("*.py"), *i18n.TRANSLATIONS.rglob("*.mo")])
    sign = hashlib.sha256(f"{version('jinja2')} {version('babel')}".encode())
    for path in files:
        found = path.stat()
        sign.update(f"\0{path}\0{found.st_mtime_ns}\0{found.st_size}".encode())
    return sign.hexdigest()
