import contextlib
import socket
from pathlib import Path

import pytest

from engagement.core import running
from engagement.operations.preparation import (
    SEEDING,
    StartError,
    own,
    plan_from,
    take_port,
)


def test_plan_makes_what_is_not_said_for_trying_out():
    plan = plan_from(["--port", "8123"], {"ENGAGEMENT_DATA_DIR": "/tmp/x"})

    assert plan.bind == "127.0.0.1:8123"
    assert plan.base_url == "http://localhost:8123"
    assert plan.demo
    assert plan.data_dir == Path("/tmp/x")


def test_plan_keeps_what_is_said_and_has_no_demo_where_people_work():
    plan = plan_from(["--host", "::1"], {"ENGAGEMENT_BASE_URL": "https://example.org"})

    assert plan.bind == "[::1]:8000"
    assert plan.base_url == "https://example.org"
    assert not plan.demo


def test_own_is_refused_to_a_second_and_tells_commands_what_was_chosen(tmp_path):
    plan = plan_from([], {"ENGAGEMENT_DATA_DIR": str(tmp_path)})

    lock = running.claim(tmp_path, {"ENGAGEMENT_DEMO": "1"})
    with contextlib.closing(open(lock, closefd=True)):
        assert running.choices_of_owner(tmp_path) == {"ENGAGEMENT_DEMO": "1"}
        with pytest.raises(StartError, match="It runs already"):
            own(plan)

    assert running.choices_of_owner(tmp_path) == {}


@pytest.mark.parametrize("cut_short", [False, True])
def test_own_deletes_nothing_in_a_folder_of_somebody_elses_choice(tmp_path, cut_short):
    (tmp_path / "thesis").touch()
    if cut_short:
        (tmp_path / SEEDING).touch()
    arguments = [] if cut_short else ["--reset"]

    with pytest.raises(StartError, match="yourself"):
        own(plan_from(arguments, {"ENGAGEMENT_DATA_DIR": str(tmp_path)}))

    assert (tmp_path / "thesis").exists()


def test_reset_is_refused_for_a_database_that_is_not_embedded(tmp_path):
    environment = {
        "ENGAGEMENT_DATA_DIR": str(tmp_path),
        "ENGAGEMENT_DATABASE_URL": "postgresql://example.org/engagement",
    }

    with pytest.raises(StartError, match="empties the embedded database only"):
        own(plan_from(["--reset"], environment))


def test_a_taken_port_is_refused_with_another_one_to_try():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(StartError, match=f"Cannot listen on 127.0.0.1:{port}.*--port"):
            take_port(plan_from(["--port", str(port)], {}))


@pytest.mark.parametrize("port", ["0", "65536", "-1"])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(StartError, match="1 to 65535"):
        take_port(plan_from([f"--port={port}"], {}))
