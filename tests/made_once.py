"""Data that many tests stand on is made once a run; a test gets a copy of database and files."""

import itertools
import os
import pickle
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import psycopg
import pytest
from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST

from engagement import demo
from engagement.accounts import passwords
from engagement.app import create_app
from tests.cluster import TEMPLATE, create_database, database_url
from tests.compiled import FOLDER, keep_compiled
from tests.conftest import dispose, make_settings

LOCK = 2
FIRST_NUMBER = 50_001
"""Where builders begin to number what is copied: a worker that made none of it counts from one."""


def copy(kind: str, make: Callable[[], Any], *, name: str, folder: Path) -> tuple[str, Any]:
    """The address of a new database that holds what `make` made, and what `make` returned.

    The files go into `folder`. What `make` returns is pickled: ids, not rows.
    """
    original = Path(os.environ[FOLDER]) / kind
    kept = original / "returned.pickle"
    with one_at_a_time():
        if not kept.exists():
            kept.write_bytes(pickle.dumps(_make(f"{TEMPLATE}_{kind}", make, original)))
    shutil.copytree(original, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(kept.name))
    return create_database(name, f"{TEMPLATE}_{kind}"), pickle.loads(kept.read_bytes())


@contextmanager
def application(
    kind: str, make: Callable[[], Any], *, name: str, folder: Path
) -> Iterator[tuple[Any, Any]]:
    """An application on a copy, and what `make` returned."""
    url, made = copy(kind, make, name=name, folder=folder)
    app = create_app(make_settings(url, folder))
    keep_compiled(app)
    app.config["WTF_CSRF_ENABLED"] = False
    yield app, made
    dispose(app)


@contextmanager
def one_at_a_time():
    """Nobody else of this run makes anything meanwhile."""
    plain = database_url("postgres").replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
        yield


def numbering() -> list[ModuleType]:
    """The modules of builders that number what they make."""
    loaded = [each for name, each in sys.modules.items() if name.startswith(demo.__name__)]
    return [each for each in loaded if hasattr(each, "_numbers")]


def _make(database: str, make, folder: Path):
    app = create_app(make_settings(create_database(database), folder))
    keep_compiled(app)
    with app.app_context(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "hasher", PasswordHasher.from_parameters(CHEAPEST))
        for module in numbering():
            patch.setattr(module, "_numbers", itertools.count(FIRST_NUMBER))
        made = make()
    dispose(app)
    return made
