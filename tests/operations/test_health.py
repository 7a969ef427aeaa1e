import shutil
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from engagement.operations import health

HEAD = health.head


@pytest.fixture(autouse=True)
def forget_head():
    HEAD.cache_clear()
    yield
    HEAD.cache_clear()


def test_head_is_where_alembic_brought_the_tables(db):
    assert health.head() == db.scalar(text("SELECT version_num FROM alembic_version"))


def test_readyz_and_healthz_answer_200_when_all_is_well(client):
    for address, body in (("/readyz", "ready\n"), ("/healthz", "ok\n")):
        answer = client.get(address)

        assert (answer.status_code, answer.text) == (200, body)


def test_readyz_answers_503_when_the_tables_are_of_another_version(client, monkeypatch):
    monkeypatch.setattr(health, "head", lambda: "another")

    ready, alive = client.get("/readyz"), client.get("/healthz")

    assert (ready.status_code, ready.text) == (503, "not ready\n")
    assert alive.status_code == 200


def test_not_ready_says_that_the_disk_is_nearly_full(app, db, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=1000))

    assert health.not_ready(app.config["SETTINGS"]) == ["the disk is nearly full"]


def test_metrics_are_closed_to_the_public(client):
    near = client.get("/metrics", environ_base={"REMOTE_ADDR": "10.0.0.7"})
    far = client.get("/metrics", environ_base={"REMOTE_ADDR": "9.9.9.9"})

    assert near.status_code == 200
    assert b"process_" in near.data or b"python_" in near.data
    assert far.status_code == 404


@pytest.mark.parametrize("header", health.FORWARDED)
def test_metrics_are_closed_behind_a_proxy_that_nobody_declared(client, header):
    answer = client.get("/metrics", headers={header: "10.0.0.7"})

    assert answer.status_code == 404
