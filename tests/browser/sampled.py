"""One set of samples a run: who needs it first makes it, all copy its database and its files."""

import copy
import os
import pickle
import shutil
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg

from engagement.accounts.models import Account
from engagement.app import create_app
from engagement.core.db import db as database
from tests.browser.samples import Samples, make_samples
from tests.conftest import FOLDER, TEMPLATE, create_database, database_url, make_settings

SAMPLES = "template_samples"
MAKE_LOCK = 2


def copy_samples(name: str, folder: Path) -> tuple[str, Samples]:
    """The address of a new database that holds the samples, their files in `folder`, and them.

    Their people are ids: `with_people` makes them accounts of a session.
    """
    original = Path(os.environ[FOLDER]) / "samples"
    kept = original / "samples.pickle"
    with one_at_a_time():
        if not kept.exists():
            samples = _make(original)
            kept.write_bytes(pickle.dumps(samples))
    shutil.copytree(original, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(kept.name))
    return create_database(name, SAMPLES), pickle.loads(kept.read_bytes())


@contextmanager
def one_at_a_time():
    """Nobody else of this run makes the samples meanwhile."""
    plain = database_url("postgres").replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", (MAKE_LOCK,))
        yield


def _make(folder: Path) -> Samples:
    """Fill the database that is copied, and `folder`."""
    app = create_app(make_settings(create_database(SAMPLES, TEMPLATE), folder))
    with app.app_context():
        samples = make_samples()
        ids = {role: person and person.id for role, person in samples.people.items()}
    dispose(app)
    return replace(samples, people=ids)


def with_people(samples: Samples) -> Samples:
    """A copy of the samples of one's own, with accounts of the session in place of ids."""
    people = {
        role: key and database.session.get_one(Account, key) for role, key in samples.people.items()
    }
    return replace(copy.deepcopy(samples), people=people)


def dispose(app) -> None:
    """End the connections of an application: a database in use cannot be copied."""
    with app.app_context():
        for engine in database.engines.values():
            engine.dispose()
