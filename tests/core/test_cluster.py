"""The embedded PostgreSQL, started for real: each start costs about half a second."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from engagement.core.cluster import Cluster, ClusterError, running_url

ROOT = Path(__file__).resolve().parents[2]
FAST = {"fsync": "off"}
# Starts the cluster named by its argument, says the server's number, waits to be killed.
OWNER = f"""
import pathlib, sys
from engagement.core.cluster import Cluster
cluster = Cluster(pathlib.Path(sys.argv[1]), options={FAST!r})
cluster.start()
print((cluster.files / "postmaster.pid").read_text().split()[0], flush=True)
sys.stdin.read()
"""


def connect(url: str) -> psycopg.Connection:
    return psycopg.connect(url.replace("+psycopg", ""), autocommit=True)


@pytest.fixture
def cluster(tmp_path):
    cluster = Cluster(tmp_path / "Größe and space" / "postgres", options=FAST)
    yield cluster
    cluster.stop()


def test_cluster_is_found_by_its_folder_while_it_runs(cluster, tmp_path):
    tmp_path.chmod(0o711)

    assert running_url(cluster.data, "engagement") is None
    cluster.start()
    cluster.ensure_database("engagement")
    cluster.ensure_database("engagement")

    assert cluster.is_running
    assert running_url(cluster.data, "engagement") == cluster.url("engagement")
    with connect(cluster.url("engagement")) as connection:
        row = connection.execute("SELECT current_user, lower('ÖЖ')").fetchone()
    assert row == ("postgres", "öж")
    assert tmp_path.stat().st_mode & 0o777 == 0o711
    assert cluster.socket.stat().st_mode & 0o777 == 0o700

    cluster.stop()

    assert not cluster.is_running
    assert running_url(cluster.data, "engagement") is None


def test_start_is_refused_to_a_second_owner_and_idle_for_the_first(cluster):
    cluster.start()
    number = (cluster.files / "postmaster.pid").read_text().split()[0]

    with pytest.raises(ClusterError, match="Another process runs the database"):
        Cluster(cluster.data).start()
    cluster.start()

    assert (cluster.files / "postmaster.pid").read_text().split()[0] == number
    assert running_url(cluster.data, "postgres") is not None


@pytest.mark.parametrize("server_too", [False, True])
def test_start_keeps_the_data_after_the_owner_was_killed(cluster, server_too):
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER, cluster.data],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    number = int(owner.stdout.readline())
    with connect(running_url(cluster.data, "postgres")) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS figure")
        if server_too:
            os.kill(number, signal.SIGKILL)
        owner.kill()
        owner.communicate()

    cluster.start()

    with connect(cluster.url("postgres")) as connection:
        assert connection.execute("SELECT figure FROM kept").fetchone() == (7,)


def test_start_forgets_a_process_number_that_now_belongs_to_somebody_else(cluster):
    cluster.start()
    server = cluster.files / "postmaster.pid"
    lines = server.read_text()
    cluster.stop()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as stranger:
        server.write_text(lines.replace(lines.split()[0], str(stranger.pid), 1))

        cluster.start()

        assert stranger.poll() is None
        stranger.communicate(b"\n")
    assert cluster.is_running


def test_start_ends_an_orphan_that_holds_the_memory_of_a_killed_server(tmp_path):
    cluster = Cluster(tmp_path / "postgres", options=FAST)
    cluster.start()
    server = int((tmp_path / "postgres" / "files" / "postmaster.pid").read_text().split()[0])
    url = cluster.url("postgres").replace("+psycopg", "")
    connection = psycopg.connect(url)
    os.kill(connection.info.backend_pid, signal.SIGSTOP)
    os.kill(server, signal.SIGKILL)
    while cluster.is_running:
        time.sleep(0.01)

    try:
        cluster.start()

        with psycopg.connect(url) as again:
            assert again.execute("SELECT 1").fetchone() == (1,)
    finally:
        connection.close()
        cluster.stop()


def test_start_says_what_the_server_says_when_it_does_not_start(tmp_path):
    cluster = Cluster(tmp_path / "postgres", options={**FAST, "max_connections": "many"})

    with pytest.raises(ClusterError, match=r'does not start: (.|\n)*"max_connections"'):
        cluster.start()

    assert not cluster.is_running


def test_start_is_refused_when_others_may_enter_the_folder_of_the_socket(tmp_path):
    socket = tmp_path / "socket"
    socket.mkdir()
    (socket / "something").touch()
    socket.chmod(0o755)

    with pytest.raises(ClusterError, match="open to no one else"):
        Cluster(tmp_path / "postgres", options=FAST, socket=socket).start()


@pytest.mark.parametrize("name", ["x" * 100, "a,b"])
def test_socket_moves_to_the_temporary_folder_when_its_path_would_not_work(tmp_path, name):
    data = tmp_path / name / "postgres"

    moved = Cluster(data).socket

    assert moved.name.startswith(f"engagement-{os.getuid()}-")
    assert moved == Cluster(data).socket != Cluster(data / "other").socket
    assert len(os.fsencode(moved)) < 90


@pytest.mark.parametrize("name", ["", "a b", "a;b", "Ä", "x" * 64])
def test_ensure_database_refuses_a_name_that_is_not_plain(tmp_path, name):
    with pytest.raises(ValueError, match="plain"):
        Cluster(tmp_path).ensure_database(name)
