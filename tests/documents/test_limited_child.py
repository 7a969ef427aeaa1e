import io
import os
import subprocess
import sys

import pytest

from engagement.documents import limited_child
from engagement.documents.limited_child import ask
from engagement.documents.limits import MAX_ANSWER, Refused
from tests.documents import samples

LETTER = io.BytesIO(b"letter")


@pytest.fixture
def lying(monkeypatch):
    monkeypatch.setattr(limited_child, "MODULE", "tests.documents.lying_child")


def refusal(*arguments):
    with pytest.raises(Refused) as refused:
        ask(*arguments)
    return refused.value.code


@pytest.mark.parametrize(
    ("manner", "code"),
    [("crash", "damaged"), ("killed", "too_demanding"), ("cannot work", "unavailable")],
)
def test_child_that_dies_refuses_the_file(lying, manner, code):
    assert refusal("lie", LETTER, manner) == code


def test_child_that_hangs_is_ended(lying, monkeypatch):
    monkeypatch.setattr(limited_child, "SECONDS", 0.5)

    assert refusal("lie", LETTER, "hang") == "too_demanding"


def test_long_answer_is_read_no_further_than_the_bound(lying):
    assert len(ask("lie", LETTER, "long")[1]) == MAX_ANSWER


def test_child_that_cannot_be_started_is_our_fault(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    assert refusal("text", LETTER, "text") == "unavailable"


def test_no_turn_in_time_is_busy(monkeypatch):
    monkeypatch.setattr(limited_child, "SECONDS_IN_LINE", 0)

    with limited_child._turn():
        assert refusal("text", LETTER, "text") == "busy"
    assert ask("text", LETTER, "text")[1] == b"letter"


def test_turn_is_given_back_after_a_refusal(lying, monkeypatch):
    monkeypatch.setattr(limited_child, "SECONDS_IN_LINE", 0)

    assert [refusal("lie", LETTER, "crash") for _ in range(3)] == ["damaged"] * 3


def test_position_of_an_open_file_is_its_own_again(tmp_path):
    data = samples.scanned_pages("TIFF", 2)
    (tmp_path / "a.tif").write_bytes(data)
    with (tmp_path / "a.tif").open("rb") as file:
        file.read(100)
        ask("facts", file, "tiff")

        assert file.read() == data


def in_child(lines):
    """Run these lines within the limits; what they print."""
    script = (
        "from engagement.documents.preview_child import limit_resources\n"
        "import os, sys\nlimit_resources()\n" + lines
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": limited_child.PACKAGES},
    )
    return ran.returncode, ran.stdout.strip()


@pytest.mark.parametrize(
    ("lines", "ended"),
    [
        ("try:\n    bytes(600 << 20)\nexcept MemoryError:\n    print('no')", (0, "no")),
        ("print(len(bytes(400 << 20)) >> 20)", (0, "400")),
        (
            "try:\n    [open('/dev/null') for _ in range(40)]\nexcept OSError:\n    print('no')",
            (0, "no"),
        ),
        (
            "import tempfile\ntry:\n    tempfile.TemporaryFile().write(bytes(9 << 20))\n"
            "except OSError:\n    print('no')",
            (0, "no"),
        ),
        (
            "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 10))\nwhile True: pass",
            (-24, ""),
        ),
        (
            "import resource\nprint(resource.getrlimit(resource.RLIMIT_CPU))",
            (0, "(10, 10)"),
        ),
    ],
)
def test_limits_hold(lines, ended):
    assert in_child(lines) == ended


def test_child_knows_nothing_of_its_surroundings(monkeypatch, tmp_path):
    monkeypatch.setenv("ENGAGEMENT_SECRET_KEY", "MARKER")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "json.py").write_text("raise SystemExit(9)")
    told = {}
    run = subprocess.run

    def watched(*arguments, **named):
        told.update(named, arguments=arguments)
        return run(*arguments, **named)

    monkeypatch.setattr(subprocess, "run", watched)
    ask("text", LETTER, "text")

    assert told["env"] == {"PYTHONPATH": limited_child.PACKAGES}
    assert told["cwd"] == "/"
    assert "MARKER" not in str(told)
    assert "ENGAGEMENT_SECRET_KEY" in os.environ


def test_child_imports_neither_web_nor_database():
    script = (
        "import sys\n"
        "from engagement.documents import office_content, pdf_content, plain_text_content\n"
        "from engagement.documents import picture_content, preview_child\n"
        "heavy = {'flask', 'flask_babel', 'sqlalchemy', 'werkzeug', 'jinja2', 'numpy'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": limited_child.PACKAGES},
    )

    assert (ran.stdout, ran.stderr) == ("[]\n", "")
