"""The parts of bootstrap.py that decide. It is loaded by its path: it is no part of the package."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

PREPARES = ("install", "install_typesetting", "compile_catalogues", "install_browser")
NO_PANGO = """<testsuite><testcase classname="tests.printing.test_pdf" name="test_words">
<skipped type="pytest.skip" message="no Pango: see bootstrap.py"/></testcase></testsuite>"""
REPORT = """<testsuites><testsuite>
<testcase classname="tests.web.test_pages" name="test_page_opens"/>
<testcase classname="tests.journeys.test_apply" name="test_apply_in_arabic">
  <skipped type="pytest.skip" message="no browser: Chromium is not here"/></testcase>
<testcase classname="tests.core.test_db" name="test_lock">
  <skipped type="pytest.skip" message="flaky on Tuesdays"/></testcase>
<testcase classname="tests.core.test_db" name="test_known_defect">
  <skipped type="pytest.xfail" message="issue"/></testcase>
</testsuite></testsuites>"""


@pytest.fixture(scope="module")
def bootstrap():
    specification = importlib.util.spec_from_file_location("bootstrap", ROOT / "bootstrap.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_bootstrap_needs_the_standard_library_alone():
    lines = (ROOT / "bootstrap.py").read_text().splitlines()
    words = [line.split() for line in lines if line.startswith(("import ", "from "))]

    assert words
    assert {word[1].split(".")[0] for word in words} <= sys.stdlib_module_names


def test_parse_leaves_what_it_does_not_know_to_pytest_in_its_order(bootstrap):
    options, rest = bootstrap.parse(["test", "-k", "a or b", "--no-browser", "tests/core", "-x"])

    assert options.no_browser
    assert rest == ["-k", "a or b", "tests/core", "-x"]


def test_parse_gives_run_its_defaults(bootstrap):
    options, rest = bootstrap.parse(["run", "--port", "8123", "--scale", "1000"])

    assert (options.port, options.host, options.reset, options.scale, rest) == (
        8123,
        "127.0.0.1",
        False,
        1000,
        [],
    )


@pytest.mark.parametrize("arguments", [[], ["serve"], ["run", "--prot", "1"], ["run", "--port=x"]])
def test_parse_refuses_what_it_does_not_understand(bootstrap, arguments, capsys):
    with pytest.raises(SystemExit) as refused:
        bootstrap.parse(arguments)

    assert refused.value.code == 2
    assert "usage: bootstrap.py" in capsys.readouterr().err


def test_stamp_differs_for_other_packages_another_place_another_python(bootstrap):
    stamps = [
        bootstrap.stamp_of(b"flask==3.1.3", Path("/a/.venv"), (3, 11)),
        bootstrap.stamp_of(b"flask==3.1.4", Path("/a/.venv"), (3, 11)),
        bootstrap.stamp_of(b"flask==3.1.3", Path("/b/.venv"), (3, 11)),
        bootstrap.stamp_of(b"flask==3.1.3", Path("/a/.venv"), (3, 12)),
    ]

    assert len(set(stamps)) == len(stamps)
    assert stamps[0] == bootstrap.stamp_of(b"flask==3.1.3", Path("/a/.venv"), (3, 11))


def test_skipped_reads_tests_and_reasons_and_leaves_out_known_defects(bootstrap):
    assert bootstrap.skipped(REPORT) == [
        ("tests.journeys.test_apply::test_apply_in_arabic", "no browser: Chromium is not here"),
        ("tests.core.test_db::test_lock", "flaky on Tuesdays"),
    ]


def test_explain_skips_says_how_to_get_the_listed_and_fails_the_others(bootstrap, capsys):
    failures = bootstrap.explain_skips([*bootstrap.skipped(REPORT), ("tests.x::test_y", "")])

    assert failures == [
        "tests.core.test_db::test_lock was skipped: flaky on Tuesdays",
        "tests.x::test_y was skipped: no reason given",
    ]
    assert "Skipped tests, no browser: 1. Chromium is missing" in capsys.readouterr().out


def test_steps_end_with_pytest_whose_report_cannot_be_redirected(bootstrap):
    steps = bootstrap.steps(Path("report.xml"), ["tests/core", "--junitxml=other.xml"])

    name, command = steps[-1]
    assert name == "pytest"
    assert command[-3:] == ["tests/core", "--junitxml=other.xml", "--junitxml=report.xml"]
    assert "-W" not in command  # pyproject.toml turns warnings into errors


def test_without_addresses_masks_servers_and_their_passwords(bootstrap):
    text = "Looking in https://me:word@host.example/simple, pool(host='host.example', port=443)"

    assert bootstrap.without_addresses(text) == (
        "Looking in (address) pool(host='(address)', port=443)"
    )


@pytest.mark.parametrize(
    ("ci", "no_browser", "status"), [("true", [], 1), ("", [], 0), ("true", ["--no-browser"], 0)]
)
def test_ci_needs_a_browser_unless_browser_tests_are_left_out(
    bootstrap, monkeypatch, tmp_path, capsys, ci, no_browser, status
):
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    for name in (*PREPARES, "usable_chromium"):
        monkeypatch.setattr(bootstrap, name, lambda *arguments: None)
    monkeypatch.setattr(bootstrap, "steps", lambda report, rest: [("true", ["true"])])

    assert bootstrap.test(*bootstrap.parse(["test", *no_browser])) == status
    assert ("Chromium must be there" in capsys.readouterr().out) == bool(status)


@pytest.mark.parametrize(("ci", "status"), [("true", 1), ("", 0)])
def test_ci_needs_what_sets_type_for_pdf_files(
    bootstrap, monkeypatch, tmp_path, capsys, ci, status
):
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    for name in PREPARES:
        monkeypatch.setattr(bootstrap, name, lambda *arguments: None)
    monkeypatch.setattr(bootstrap, "usable_chromium", lambda: "/usr/bin/chromium")
    writes = f"open({str(tmp_path / 'test-report.xml')!r}, 'w').write({NO_PANGO!r})"
    monkeypatch.setattr(
        bootstrap, "steps", lambda report, rest: [("pytest", [sys.executable, "-c", writes])]
    )

    assert bootstrap.test(*bootstrap.parse(["test"])) == status
    told = capsys.readouterr().out
    assert "Skipped tests, no Pango: 1." in told
    assert ("Pango must be there" in told) == bool(status)


def test_what_sets_type_is_installed_where_it_is_missing_and_we_may(bootstrap, monkeypatch):
    asked = []
    monkeypatch.setattr(bootstrap, "apt_install", asked.append)
    monkeypatch.setattr(bootstrap, "may_use_apt", lambda: True)
    monkeypatch.setattr(bootstrap, "LIBRARIES", ["libno-such-thing.so.9"])
    bootstrap.install_typesetting()
    monkeypatch.setattr(bootstrap, "LIBRARIES", [])
    bootstrap.install_typesetting()

    assert asked == [bootstrap.TYPESETTING]
