import os
import sys
import time
from pathlib import Path

import pytest

from engagement.operations.processes import BackOff, Child, ending


def test_back_off_starts_at_once_then_waits_longer_up_to_five_seconds():
    back_off = BackOff()

    assert [back_off.delay(lived=1) for _ in range(7)] == [0.0, 0.5, 1.0, 2.0, 4.0, 5.0, 5.0]
    assert back_off.delay(lived=60) == 0.0
    assert back_off.delay(lived=1) == 0.5


@pytest.mark.parametrize(("status", "words"), [(0, "status 0"), (3, "status 3"), (-9, "SIGKILL")])
def test_ending_names_the_signal(status, words):
    assert ending(status) == words


@pytest.fixture
def make_child(tmp_path):
    def make(program: str) -> Child:
        log = tmp_path / "log" / "web.log"
        command = [sys.executable, "-c", program]
        return Child("web", command, log=log, cwd=tmp_path, environment=os.environ)

    return make


def watch_until(child, text, said):
    for _ in range(3000):
        child.keep_alive(said.append)
        if text in child.log.read_text():
            return
        time.sleep(0.01)
    pytest.fail(f"it never printed {text!r}: {child.log.read_text()}")


def test_child_that_failed_is_started_again_and_its_last_lines_are_said(make_child):
    child = make_child(
        "import pathlib, sys, time\n"
        "mark = pathlib.Path('was here')\n"
        "if mark.exists(): print('second', flush=True); time.sleep(600)\n"
        "mark.touch(); sys.exit('first')\n"
    )
    said = []

    child.start()
    watch_until(child, "second", said)
    child.ask_to_stop()
    child.wait_or_kill(until=time.monotonic() + 60)

    assert said == ["web ended (status 1); it is started again.", "    first"]
    assert child.log.read_text().split() == ["first", "second"]


def test_child_ends_with_all_it_started_when_its_time_is_up(make_child):
    child = make_child(
        "import subprocess, sys, time\n"
        "one = subprocess.Popen([sys.executable, '-c', 'input()'], stdin=subprocess.PIPE)\n"
        "print(one.pid, 'started', flush=True); time.sleep(600)\n"
    )

    child.start()
    watch_until(child, "started", [])
    child.wait_or_kill(until=0.0)

    stat = Path("/proc") / child.log.read_text().split()[0] / "stat"
    for _ in range(3000):
        if not stat.exists() or ") Z" in stat.read_text():
            return
        time.sleep(0.01)
    pytest.fail("what the child started is still alive")
