import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from engagement.core.config import ROOT
from engagement.operations.processes import LONG_ENOUGH, BackOff, ending


def test_back_off_starts_at_once_then_waits_longer_up_to_five_seconds():
    back_off = BackOff()

    assert [back_off.delay(lived=1) for _ in range(7)] == [0.0, 0.5, 1.0, 2.0, 4.0, 5.0, 5.0]
    assert back_off.delay(lived=LONG_ENOUGH) == 0.0
    assert back_off.delay(lived=1) == 0.5


@pytest.mark.parametrize(("status", "words"), [(0, "status 0"), (3, "status 3"), (-9, "SIGKILL")])
def test_ending_names_the_signal(status, words):
    assert ending(status) == words


@pytest.fixture
def own(tmp_path):
    """Let a process own a child until it has printed a text; (what was said, what it printed)."""

    def owned(program: str, text: str, *, seconds: int):
        (tmp_path / "program.py").write_text(program)
        log = tmp_path / "log" / "web.log"
        owner = subprocess.run(
            [sys.executable, "-m", "tests.operations.owner", str(log), text, str(seconds)],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert owner.returncode in (0, -signal.SIGKILL), owner.stderr
        return owner.stdout.splitlines(), log.read_text()

    return owned


def is_gone(pid: str) -> bool:
    """Whether a process has ended, waiting a while for it."""
    stat = Path("/proc") / pid / "stat"
    for _ in range(3000):
        if not stat.exists() or ") Z" in stat.read_text():
            return True
        time.sleep(0.01)
    return False


def test_child_that_failed_is_started_again_and_its_last_lines_are_said(own):
    said, printed = own(
        "import pathlib, sys, time\n"
        "mark = pathlib.Path('was here')\n"
        "if mark.exists(): print('second'); time.sleep(600)\n"
        "mark.touch(); sys.exit('first')\n",
        "second",
        seconds=60,
    )

    assert said == ["web ended (status 1); it is started again.", "    first"]
    assert printed.split() == ["first", "second"]


def test_child_that_fails_by_an_error_says_where(own):
    said, _ = own(
        "import pathlib, time\n"
        "if pathlib.Path('was here').exists(): print('second'); time.sleep(600)\n"
        "pathlib.Path('was here').touch()\n"
        "1 / 0\n",
        "second",
        seconds=60,
    )

    assert said[0] == "web ended (status 1); it is started again."
    assert said[-1] == "    ZeroDivisionError: division by zero"


def test_child_is_a_program_by_itself_and_holds_what_it_shall_keep_alone(own):
    _, printed = own(
        "import os, sys\n"
        "print(__name__, sys.argv[1:], os.getsid(0) == os.getpid(), repr(sys.stdin.read()))\n"
        "held = {os.path.realpath(f'/proc/self/fd/{n}') for n in os.listdir('/proc/self/fd')}\n"
        "print(*sorted(os.path.basename(name) for name in held if 'pytest' in name))\n"
        "print('all')\n",
        "all",
        seconds=60,
    )

    assert printed.splitlines()[:2] == ["__main__ ['one argument'] True ''", "kept web.log"]


@pytest.mark.skipif(sys.platform != "linux", reason="no Linux, whose kernel does it")
def test_child_ends_when_its_owner_is_killed(own):
    _, printed = own(
        "import os, signal, time\n"
        "print(os.getpid(), 'started')\n"
        "os.kill(os.getppid(), signal.SIGKILL)\n"
        "time.sleep(600)\n",
        "never printed",
        seconds=0,
    )

    assert is_gone(printed.split()[0])


def test_child_ends_with_all_it_started_when_its_time_is_up(own):
    _, printed = own(
        "import subprocess, sys, time\n"
        "one = subprocess.Popen([sys.executable, '-c', 'input()'], stdin=subprocess.PIPE)\n"
        "print(one.pid, 'started'); time.sleep(600)\n",
        "started",
        seconds=0,
    )

    assert is_gone(printed.split()[0])
