#!/usr/bin/env python3
"""Run the platform, or check it, on a machine that has Python 3.11 and nothing else.

    python3 bootstrap.py run  [--port N] [--host H] [--reset] [--scale N]
    python3 bootstrap.py test [--no-browser] [--thorough] [arguments for pytest]

Both may be interrupted and repeated: what is done already is not done again. Everything is kept
inside this folder: Python packages in .venv, the database and documents in var. Standard library
only.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import hashlib
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
TRANSLATIONS = ROOT / "engagement" / "translations"
# Chromium without its windows comes first: a page that is open costs it nothing while it waits.
WINDOWLESS = "chromium-headless-shell"
CHROMIUM_NAMES = [WINDOWLESS, "chromium", "chromium-browser", "google-chrome", "chrome"]
DRIVER_NEEDS = "libatomic1"
# What sets type for PDF files: Debian's packages, and the libraries that WeasyPrint opens.
TYPESETTING = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]
LIBRARIES = ["libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"]
FONTS = {"fonts-noto-core": "NotoSansArabic*", "fonts-noto-cjk": "NotoSansCJK*"}
# A test may be skipped for one of these reasons only: its reason begins so. Any other skip fails.
ALLOWED_SKIPS = {
    "no Pango": "What sets type for PDF files is missing. Install it, for example by"
    " `apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`, then run the tests"
    " again.",
    "no browser": "Chromium is missing or was left out. Install Chromium, for example by"
    " `apt-get install chromium libatomic1`, then run the tests again.",
}


class Failure(Exception):
    """What went wrong and what to do, in a sentence."""


def main(arguments: list[str]) -> int:
    """Do what the command line says. The exit status."""
    if sys.version_info < (3, 11):  # noqa: UP036 - it is this file that says so
        print("Python 3.11 or newer is needed: start this with a newer python3.", file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a sign shows another
    parsed, rest = parse(arguments)
    try:
        return run(parsed) if parsed.command == "run" else test(parsed, rest)
    except Failure as failure:
        print(failure, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr, flush=True)
        return 130


def parse(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """The options, and what is left for pytest."""
    parser = argparse.ArgumentParser(prog="bootstrap.py", description=__doc__, allow_abbrev=False)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    commands = parser.add_subparsers(dest="command", required=True)
    run_parser = commands.add_parser("run", help="run the platform here", allow_abbrev=False)
    run_parser.add_argument("--port", type=int, default=8000)
    run_parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0: for other machines, too")
    run_parser.add_argument("--reset", action="store_true", help="delete all data, start over")
    run_parser.add_argument("--scale", type=int, help="how many organizations the demo data hold")
    test_parser = commands.add_parser("test", help="every check and test", allow_abbrev=False)
    test_parser.add_argument("--no-browser", action="store_true", help="leave out browser tests")
    test_parser.add_argument(
        "--thorough",
        action="store_true",
        help="examine each page in Arabic by every rule, and all roles",
    )
    parsed, rest = parser.parse_known_args(arguments)
    if rest and parsed.command == "run":
        parser.error(f"unknown: {' '.join(rest)}")
    return parsed, rest


def run(options: argparse.Namespace) -> int:
    """Prepare, then become the supervisor of database, web and worker."""
    install("base")
    install_typesetting()
    compile_catalogues()
    words = ["--host", options.host, "--port", str(options.port)]
    words += ["--reset"] if options.reset else []
    words += ["--scale", str(options.scale)] if options.scale else []
    os.chdir(ROOT)
    command = [str(PYTHON), "-m", "engagement.operations.supervisor", *words]
    sys.stdout.flush()
    if os.name == "nt":
        return subprocess.run(command, check=False).returncode
    os.execv(PYTHON, command)


def test(options: argparse.Namespace, pytest_arguments: list[str]) -> int:
    """Every check and test, fastest first; 0 only when all passed and no unlisted one skipped."""
    install("test")
    install_typesetting()
    compile_catalogues()
    if not options.no_browser:
        install_browser()
    chromium = None if options.no_browser else usable_chromium()
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ENGAGEMENT_")}
    environment["ENGAGEMENT_TEST_CHROMIUM"] = chromium or ""
    environment["ENGAGEMENT_TEST_THOROUGH"] = "1" if options.thorough else ""
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # or each process compiles 1,700 files anew
    report = VENV / "test-report.xml"
    report.unlink(missing_ok=True)
    failed = []
    for name, command in steps(report, pytest_arguments):
        print(f"── {name}", flush=True)
        began = time.monotonic()
        passed = step(command, environment)
        print(f"── {name}: {'passed' if passed else 'FAILED'}, {time.monotonic() - began:.1f} s\n")
        failed += [] if passed else [name]
    skips = skipped(report.read_text(encoding="utf-8")) if report.exists() else []
    failed += explain_skips(skips)
    if os.environ.get("CI") == "true" and not chromium and not options.no_browser:
        failed.append("browser tests: with CI=true Chromium must be there")
    if os.environ.get("CI") == "true" and any(why.startswith("no Pango") for _, why in skips):
        failed.append("PDF tests: with CI=true Pango must be there")
    print(f"FAILED: {'; '.join(failed)}" if failed else "All checks and tests passed.", flush=True)
    return 1 if failed else 0


def steps(report: Path, pytest_arguments: list[str]) -> list[tuple[str, list[str]]]:
    """The checks by name, fastest first."""
    python = [str(PYTHON), "-m"]
    lint_imports = "from importlinter.cli import lint_imports_command as it; it(['--no-logo'])"
    plan = [
        ("ruff check", [*python, "ruff", "check"]),
        ("ruff format --check", [*python, "ruff", "format", "--check"]),
        ("lint-imports", [str(PYTHON), "-c", lint_imports]),
        ("mypy", [*python, "mypy"]),
    ]
    if "[tool.djlint]" in (ROOT / "pyproject.toml").read_text(encoding="utf-8"):
        plan.append(("djlint", [*python, "djlint", "--lint", "--quiet", "templates"]))
    pytest = [*python, "pytest", "-n", "2", "--dist", "loadgroup", "-rs", *pytest_arguments]
    return [*plan, ("pytest", [*pytest, f"--junitxml={report}"])]


def step(command: list[str], environment: dict[str, str]) -> bool:
    """Run one check in a session of its own; on Ctrl-C it is asked to end, and so ends tidily."""
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        return process.wait() == 0
    except KeyboardInterrupt:
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
            process.wait(20)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        raise


# Skipped tests


def skipped(report: str) -> list[tuple[str, str]]:
    """Test and reason of every skipped test in a JUnit report; expected failures are none."""
    return [
        (f"{case.get('classname', '')}::{case.get('name', '')}", skip.get("message", ""))
        for case in ElementTree.fromstring(report).iter("testcase")
        for skip in case.findall("skipped")
        if skip.get("type") != "pytest.xfail"
    ]


def explain_skips(skips: list[tuple[str, str]]) -> list[str]:
    """Print what was skipped and how to get it; what must not be skipped is a failure."""
    failures = []
    for test_name, reason in skips:
        if not reason.startswith(tuple(ALLOWED_SKIPS)):
            failures.append(f"{test_name} was skipped: {reason or 'no reason given'}")
    for beginning, explanation in ALLOWED_SKIPS.items():
        number = sum(reason.startswith(beginning) for _, reason in skips)
        if number:
            print(f"Skipped tests, {beginning}: {number}. {explanation}")
    return failures


# Python packages


def install(name: str) -> None:
    """Make .venv and put the packages of requirements/<name>.txt there, unless they are."""
    requirements = ROOT / "requirements" / f"{name}.txt"
    stamp = VENV / f"installed-{name}"
    wanted = stamp_of(requirements.read_bytes(), VENV, sys.version_info[:2])
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    make_venv()
    stamp.unlink(missing_ok=True)
    print(f"Installing Python packages ({name}); the first time takes a minute …", flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet"]
    quietly([*pip, "install", "--require-hashes", "--requirement", str(requirements)])
    stamp.write_text(wanted)


def stamp_of(requirements: bytes, venv: Path, version: tuple[int, ...]) -> str:
    """What .venv was made from: other packages, another Python or a moved folder give another."""
    made_from = f"{venv}\0{version}\0".encode() + requirements
    return hashlib.sha256(made_from).hexdigest()


def make_venv() -> None:
    """A working .venv of this Python in this place; one that a start was cut short in is mended."""
    place = VENV / "made-for"
    wanted = f"{VENV} {sys.version_info[:2]}"
    moved = place.exists() and place.read_text() != wanted
    if not moved and succeeds([str(PYTHON), "-m", "pip", "--version"]):
        place.write_text(wanted)
        return
    if not succeeds([sys.executable, "-c", "import ensurepip, venv"]):
        if not may_use_apt():
            raise Failure(
                "This Python cannot make a virtual environment: its module venv or ensurepip is"
                " missing. On Debian and Ubuntu: apt-get install python3-venv. Then start again."
            )
        apt_install(["python3-venv"])
    print("Making a virtual environment in .venv …", flush=True)
    if VENV.is_symlink():
        VENV.unlink()  # clearing through a link would empty somebody else's folder
    quietly([sys.executable, "-m", "venv", "--clear", str(VENV)])
    place.write_text(wanted)


def compile_catalogues() -> None:
    """Turn the translations into what the program reads, where they are newer."""
    stale = [
        po.with_suffix(".mo")
        for po in TRANSLATIONS.glob("*/LC_MESSAGES/*.po")
        if not po.with_suffix(".mo").exists()
        or po.with_suffix(".mo").stat().st_mtime < po.stat().st_mtime
    ]
    if not stale:
        return
    try:
        babel = [str(PYTHON), "-m", "babel.messages.frontend"]
        quietly([*babel, "compile", "--directory", str(TRANSLATIONS)])
    except BaseException:  # half a catalogue must not look finished
        for catalogue in stale:
            catalogue.unlink(missing_ok=True)
        raise
    missing = [str(path.relative_to(ROOT)) for path in stale if not path.exists()]
    if missing:
        raise Failure(f"These catalogues were not made from their texts: {', '.join(missing)}.")


# Chromium, fonts, typesetting


def find_chromium() -> str | None:
    """The path of Chromium or Chrome, if one is on this machine."""
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def usable_chromium() -> str | None:
    """The same, if the program that drives it starts as well."""
    chromium = find_chromium()
    if chromium and not driver_starts():
        print(f"What drives Chromium does not start: install {DRIVER_NEEDS}.", file=sys.stderr)
        return None
    return chromium


def driver_starts() -> bool:
    """Whether Playwright's driver finds its libraries; the smallest Debian lacks one."""
    return succeeds([str(PYTHON), "-m", "playwright", "--version"])


def install_browser() -> None:
    """Install what browser tests need, as far as it is missing and we may."""
    if not may_use_apt():
        return None
    fonts = Path("/usr/share/fonts")
    wanted = [package for package, files in FONTS.items() if not any(fonts.rglob(files))]
    wanted += [] if driver_starts() else [DRIVER_NEEDS]
    attempts = [wanted] if find_chromium() else [[WINDOWLESS, *wanted], ["chromium", *wanted]]
    for packages in filter(None, attempts):
        try:
            return apt_install(packages)
        except Failure as failure:  # the tests that need no browser are worth running
            print(failure, file=sys.stderr, flush=True)


def install_typesetting() -> None:
    """Install what PDF files need, if it is missing and we may; without it pages are printed."""
    if sets_type() or not may_use_apt():
        return
    try:
        apt_install(TYPESETTING)
    except Failure as failure:  # everything but PDF files works without
        print(failure, file=sys.stderr, flush=True)


def sets_type() -> bool:
    """Whether the libraries that WeasyPrint opens are there; their own needs come with them."""
    try:
        for name in LIBRARIES:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def may_use_apt() -> bool:
    """Whether this is root on Debian or one of its kin."""
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(packages: list[str]) -> None:
    """Install Debian packages."""
    print(f"Installing {', '.join(packages)} by apt …", flush=True)
    quietly(["apt-get", "update"])
    quietly(["apt-get", "install", "--yes", "--no-install-recommends", *packages])


# Other programs


def succeeds(command: list[str]) -> bool:
    """Whether a command can be run and ends with status 0; what it prints is dropped."""
    try:
        return subprocess.run(command, check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def quietly(command: list[str]) -> None:
    """Run a command; only if it fails show what it printed, without addresses of servers."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    try:
        output, _ = process.communicate()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise
    if process.returncode:
        print(without_addresses(output), file=sys.stderr)
        name = " ".join(Path(word).name for word in command[:4])
        raise Failure(f"This failed ({name} …, status {process.returncode}); its words are above.")


def without_addresses(text: str) -> str:
    """`text` with the addresses of servers masked, which may hold passwords."""
    text = re.sub(r"[a-z+]+://[^\s'\"<>)]+", "(address)", text, flags=re.IGNORECASE)
    return re.sub(r"host='[^']*'", "host='(address)'", text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
