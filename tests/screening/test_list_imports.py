"""`flask import-list`: one line and an exit status; the published list of the Security Council."""

import pytest
from sqlalchemy import func, select

from engagement.screening.models import ListEntry, Source, VersionState
from engagement.screening.queries import lists as queries
from tests.screening.list_files.conftest import published
from tests.screening.made_lists import un_list


@pytest.fixture
def run(app, db, tmp_path):
    """`run(content)` gives exit status, what was printed and what was said of errors."""

    def import_list(content, source="un", name="list.xml"):
        path = tmp_path / name
        path.write_bytes(content)
        answer = app.test_cli_runner().invoke(args=["import-list", source, str(path)])
        return answer.exit_code, answer.stdout, answer.stderr

    return import_list


def test_a_list_is_read_at_once_and_again_changes_nothing(run):
    assert run(un_list()) == (
        0,
        "un: in force: 4 individuals, 2 entities, 8 names;"
        " 6 added, 0 changed, 0 removed, 0 unchanged\n",
        "",
    )
    assert run(un_list()) == (
        0,
        "un: nothing has changed: 0 added, 0 changed, 0 removed, 6 unchanged\n",
        "",
    )


def test_what_is_refused_or_held_is_said_in_one_line_and_fails(run):
    run(un_list())

    status, printed, said = run(b"")
    assert (status, printed) == (1, "")
    assert said == "un: refused: The file is empty. Fetch it again from its publisher.\n"
    status, printed, said = run(un_list(day="2026-03-01", without=["QDi.901"]))
    assert (status, printed) == (1, "") and said.count("\n") == 1
    assert said.startswith("un: waits for a person to confirm it: 1 of 6 entries")
    assert queries.in_force(Source.UN).counts["entries"] == 6


def test_our_own_list_of_a_first_day_comes_in_by_csv(run):
    csv = b"Name,Kind,Reason\nMuster Bergbau AG,organization,Forced labour\n"
    status, printed, _said = run(csv, "exclusion", "exclusions.csv")

    assert (status, printed.split(":")[1]) == (0, " in force")
    status, _printed, said = run(csv + b"Musterfrau,person,Fraud\n", "exclusion", "exclusions.csv")
    assert status == 1 and "confirmed by a second person" in said


def test_the_published_list_comes_in_whole(db, run):
    content = published("un_consolidated_2026-02-27.xml").read_bytes()
    status, printed, _said = run(content)

    assert status == 0
    assert printed.startswith("un: in force: 730 individuals, 273 entities, ")
    assert db.scalar(select(func.count()).select_from(ListEntry)) == 1003
    edited = content.replace(b"00:00:09.554Z", b"00:00:10.554Z").replace(
        b"<FIRST_NAME>ERIC</FIRST_NAME>", b"<FIRST_NAME>ERICK</FIRST_NAME>", 1
    )
    status, printed, _said = run(edited)
    assert printed.endswith("; 0 added, 1 changed, 0 removed, 1002 unchanged\n")
    assert queries.latest_of(Source.UN).state == VersionState.IN_FORCE
