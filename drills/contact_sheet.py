"""Screenshots of each role's pages, in English and Arabic, narrow and wide, laid out on sheets.

    python3 bootstrap.py run                    in one terminal
    .venv/bin/python drills/contact_sheet.py    in another (needs requirements/test.txt, Chromium)

Pages are found by following links, as people do (`sheet_pages.py`). Writes one image a page and
`sheet-<language>-<width>-<number>.png` under var/contact-sheet. Exit status 1 when a page is not
reached or answers with anything but what was asked for.
"""

import argparse
import csv
import re
import shutil
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pyotp
from PIL import Image, ImageDraw
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from drills import sheet_pages

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES, WIDTHS = ("en", "ar"), (360, 1280)
MOST_TRIED = 120
"""Applicants signed in as until one of each kind is found."""
SHEETS = {360: (8, (300, 900)), 1280: (4, (520, 900))}
"""By width: pages in a row, and the largest size of each on a sheet; two rows a sheet."""


class Shot(NamedTuple):
    """An image of a page."""

    label: str
    language: str
    width: int
    file: Path


def main() -> int:
    """Take the screenshots and lay them out; the exit status."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--base", default="http://localhost:8000")
    options.add_argument("--accounts", type=Path, default=ROOT / "var" / "demo-accounts.csv")
    options.add_argument("--out", type=Path, default=ROOT / "var" / "contact-sheet")
    options.add_argument("--role", action="append", choices=sheet_pages.PAGES, help="only these")
    chosen = options.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        roles = chosen.role or list(sheet_pages.PAGES)
        shots: list[Shot] = []
        for role, page in people(browser, chosen, roles, faults):
            shots += photograph(page, role, chosen.out, faults)
            page.context.close()
        browser.close()
    lay_out_all(shots, chosen.out)
    print(f"{len(shots)} screenshots under {chosen.out}, {len(faults)} faults", *faults, sep="\n")
    return 1 if faults else 0


def people(browser, chosen, roles, faults):
    """A signed-in browser of each role; applicants by how their case stands."""
    staff: dict[str, dict] = {}
    applicants = []
    with chosen.accounts.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["role"] == "focal_point":
                applicants.append(row)
            staff.setdefault(row["role"], row)
    for role in roles:
        if role not in sheet_pages.SIGNS:
            page = browser.new_context(base_url=chosen.base).new_page()
            if role in staff:
                sign_in(page, staff[role])
            yield role, page
    wanted = {role for role in roles if role in sheet_pages.SIGNS}
    for row in applicants[:MOST_TRIED]:
        if not wanted:
            return
        page = browser.new_context(base_url=chosen.base).new_page()
        sign_in(page, row)
        role = standing(page)
        if role in wanted:
            wanted.remove(role)
            yield role, page
        else:
            page.context.close()
    faults += [f"{role}: no applicant of the demo is in this state" for role in wanted]


def sign_in(page: Page, person) -> None:
    """Sign in with password and, where there is one, a code; accept the terms when asked."""
    page.goto("/en/sign-in")
    page.fill("[name=email]", person["email"])
    page.fill("[name=password]", person["password"])
    page.locator("main button[type=submit]").first.click()
    if person["totp_secret"]:
        code = pyotp.TOTP(person["totp_secret"]).at(int(time.time()))
        page.fill("main [name=code]", code)
        page.locator("main button[type=submit]").first.click()
    page.wait_for_load_state()
    if "/terms/accept" in page.url:
        for box in page.locator("main [type=checkbox]").all():
            box.check()
        page.locator("main button[type=submit]").first.click()
        page.wait_for_load_state()


def standing(page: Page) -> str | None:
    """How the case of who is signed in stands, by the links on its page."""
    page.goto("/en/home")
    if not follow(page, sheet_pages.APPLICATION):
        return None
    links = links_of(page)
    return next(
        (
            role
            for role, sign in sheet_pages.SIGNS.items()
            if any(re.search(sign, link) for link in links)
        ),
        None,
    )


def photograph(page: Page, role, folder, faults) -> list[Shot]:
    """Every page of a role in each language and width."""
    shots = []
    for wanted in sheet_pages.PAGES[role]:
        for language in LANGUAGES:
            status = walk(page, wanted, language)
            if status != wanted.status:
                faults.append(f"{role}, {wanted.name}, {language}: {status} at {page.url}")
                continue
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                name = f"{role}-{wanted.name}-{language}-{width}.png".replace(" ", "-")
                page.screenshot(path=folder / name, full_page=True)
                shots.append(Shot(f"{role}: {wanted.name}", language, width, folder / name))
    return shots


def walk(page: Page, wanted: sheet_pages.Page, language: str) -> int | str:
    """Go to a page by its way; the status it answered with, or which link is missing."""
    first, *steps = wanted.way
    page.set_extra_http_headers({"Accept-Language": language})
    answer = page.goto(first if first.startswith("/") else f"/{language}/{first}")
    for step in steps:
        behind = step.startswith("+")
        answer = page.goto(page.url + step[1:]) if behind else follow(page, step)
        if answer is None:
            return f"no link {step}"
    return answer.status


def follow(page: Page, pattern: str):
    """Open the first link of the main part that fits; None when there is none."""
    link = next((one for one in links_of(page) if re.search(pattern, one)), None)
    return page.goto(link) if link else None


def links_of(page: Page) -> list[str]:
    """Where the links of the main part lead, and its buttons that open a page."""
    return page.eval_on_selector_all("main a[href]", "all => all.map(one => one.pathname)")


def lay_out_all(shots: list[Shot], folder: Path) -> None:
    """As many sheets for each language and width as are readable."""
    for width, (across, size) in SHEETS.items():
        for language in LANGUAGES:
            same = [shot for shot in shots if (shot.language, shot.width) == (language, width)]
            for number, begin in enumerate(range(0, len(same), 2 * across), 1):
                target = folder / f"sheet-{language}-{width}-{number}.png"
                lay_out(same[begin : begin + 2 * across], target, across, size)


def lay_out(shots: list[Shot], target: Path, across: int, size: tuple[int, int]) -> None:
    """Tiles with their labels; a long page is cut where its tile ends."""
    width, height = size
    down = -(-len(shots) // across)
    sheet = Image.new("RGB", (across * width, down * (height + 20)), "#888")
    pen = ImageDraw.Draw(sheet)
    for place, shot in enumerate(shots):
        x, y = place % across * width, place // across * (height + 20)
        with Image.open(shot.file) as image:
            scale = (width - 8) / image.width
            small = image.resize((width - 8, round(image.height * scale)))
            sheet.paste(small.crop((0, 0, small.width, min(height, small.height))), (x, y + 20))
        pen.text((x + 4, y + 4), shot.label, fill="black")
    sheet.save(target)


if __name__ == "__main__":
    sys.exit(main())
