"""All tables up, with data down to nothing but what stays, and up again."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests import made_once
from tests.demo import made

pytestmark = pytest.mark.xdist_group("demo")
ROOT = Path(__file__).resolve().parents[2]


COMMANDS = """
import sys
answers, sys.stdout = sys.stdout, sys.stderr
from alembic.config import main
for line in sys.stdin:
    status = 0
    try:
        main(line.split())
    except SystemExit as ended:
        status = ended.code
    print(status, file=answers, flush=True)
"""
"""A program of several commands of alembic: the application is loaded once for all."""


@pytest.fixture
def alembic(worker_name, tmp_path):
    """`alembic("upgrade", "head")` on a database of its own, full of a small demo: the status."""
    url, _ = made_once.copy("demo", made.make, name=f"migrations_{worker_name}", folder=tmp_path)
    said = tmp_path / "alembic.txt"
    with (
        said.open("w") as errors,
        subprocess.Popen(
            [sys.executable, "-c", COMMANDS],
            cwd=ROOT,
            env=os.environ | {"ENGAGEMENT_DATABASE_URL": url, "ENGAGEMENT_DATA_DIR": str(tmp_path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as program,
    ):

        def run(*arguments):
            print(*arguments, file=program.stdin, flush=True)
            answer = program.stdout.readline()
            assert answer, said.read_text()[-3000:]  # it ended
            return int(answer)

        run.url = url.replace("+psycopg", "")
        run.said = said
        yield run


def counts(url):
    """How many rows each table of ours has."""
    names = (
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        " AND tablename NOT LIKE 'procrastinate%' AND tablename <> 'alembic_version'"
    )
    with psycopg.connect(url) as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for (table,) in connection.execute(names).fetchall()
        }


def decisions_on_reconsiderations(url):
    """How many there are; going down forgets them, for which the older tables have no words."""
    asked = "SELECT count(*) FROM accreditation_decision WHERE reconsideration_id IS NOT NULL"
    with psycopg.connect(url) as connection:
        return connection.execute(asked).fetchone()[0]


def revisions():
    """Every revision, first to last."""
    names = sorted(path.name for path in (ROOT / "migrations" / "versions").glob("*.py"))
    return [name.split("_")[1] for name in names]


def test_tables_go_down_and_up_again_with_data_in_them_and_down_to_nothing(alembic):
    before = counts(alembic.url)
    reconsidered = decisions_on_reconsiderations(alembic.url)

    answers = [alembic("check"), alembic("downgrade", revisions()[0])]
    below = counts(alembic.url)
    answers += [alembic("upgrade", "head"), alembic("check")]
    after = counts(alembic.url)
    answers += [alembic("downgrade", "base")]

    assert answers == [0] * 5, alembic.said.read_text()[-3000:]
    stays = {table: before[table] for table in below}
    stays["accreditation_decision"] -= reconsidered
    assert below == stays
    assert {table: after[table] for table in below} == below
    assert before["organization"] > made.COUNT
    assert set(after) == set(before) > set(below)
    assert sum(count > 0 for count in before.values()) > 20
    assert counts(alembic.url) == {}
