"""Every component, drawn in a browser: accessible, and never wider than the screen."""

import subprocess
import sys
from pathlib import Path

import brotli
import pytest

from tests.browser.examine import broken_rules

SPECIMEN = Path(__file__).resolve().parents[2] / "docs" / "specimen" / "render.py"
PAGES = ["components", "case", "form", "print", "email", "400", "404", "409", "503"]
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def specimen(tmp_path_factory):
    folder = tmp_path_factory.mktemp("specimen")
    subprocess.run([sys.executable, SPECIMEN, folder], check=True)
    return folder


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_specimen_breaks_no_rule_of_accessibility(chrome, specimen, lang, scheme):
    page = chrome.new_page(viewport={"width": 360, "height": 800}, color_scheme=scheme)
    broken = {}
    for name in PAGES:
        page.goto((specimen / lang / f"{name}.html").as_uri())
        found = broken_rules(page, {"runOnly": RULES})
        broken |= {(name, rule["id"]): rule["nodes"][0]["target"] for rule in found}
    page.close()

    assert broken == {}


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("width", [320, 600, 1280])
def test_specimen_never_scrolls_sideways(chrome, specimen, lang, width):
    page = chrome.new_page(viewport={"width": width, "height": 800})
    wider = []
    for name in PAGES:
        page.goto((specimen / lang / f"{name}.html").as_uri())
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wider.append(name)
    page.close()

    assert wider == []


def test_error_summary_takes_the_focus_without_script(chrome, specimen):
    page = chrome.new_page()

    page.goto((specimen / "en" / "form.html").as_uri())

    assert page.evaluate("document.activeElement.id") == "error-summary"
    page.close()


@pytest.mark.parametrize(("typed", "direction"), [("", "rtl"), ("Green", "ltr"), ("أمل", "rtl")])
def test_free_text_follows_what_is_typed_and_the_page_while_empty(
    chrome, specimen, typed, direction
):
    page = chrome.new_page()
    page.goto((specimen / "ar" / "form.html").as_uri())

    page.fill("#name", typed)

    assert page.evaluate("getComputedStyle(document.querySelector('#name')).direction") == direction
    page.close()


def test_links_of_the_error_summary_lead_to_fields(chrome, specimen):
    page = chrome.new_page()
    page.goto((specimen / "en" / "form.html").as_uri())

    targets = page.eval_on_selector_all(
        ".error-summary a", "links => links.map(link => document.querySelector(link.hash)?.tagName)"
    )

    assert len(targets) == 6
    assert set(targets) == {"INPUT"}
    page.close()


def test_stylesheet_stays_within_ten_kilobytes_when_compressed(specimen):
    compressed = brotli.compress((specimen / "main.css").read_bytes(), quality=11)

    assert len(compressed) <= 10_000
