"""Screenshots of the main pages of each role, in English and Arabic, narrow and wide, on one sheet.

    python3 bootstrap.py run                    in one terminal
    .venv/bin/python drills/contact_sheet.py    in another (needs requirements/test.txt, Chromium)

Writes one image a page and `sheet-<language>-<width>.png` under var/contact-sheet.
"""

import argparse
import csv
import shutil
import time
from pathlib import Path

import pyotp
from PIL import Image, ImageDraw
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES, WIDTHS = ("en", "ar"), (360, 1280)
PAGES = {
    "visitor": ("", "accreditation/", "accreditation/eligibility", "register", "help", "sign-in"),
    "focal_point": ("home", "account"),
    "reviewer": ("home", "accreditation/desk?lane=all", "accreditation/desk?lane=new"),
    "head_of_unit": ("home", "accreditation/desk?lane=unassigned"),
    "approver": ("home", "accreditation/decisions"),
    "safeguarding_officer": ("home", "organizations/protected"),
    "auditor": ("home", "audit"),
    "administrator": ("home", "settings", "jobs", "mail"),
}
TILE = (320, 400)


def main() -> None:
    """Take the screenshots and lay them out."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--base", default="http://localhost:8000")
    options.add_argument("--accounts", type=Path, default=ROOT / "var" / "demo-accounts.csv")
    options.add_argument("--out", type=Path, default=ROOT / "var" / "contact-sheet")
    chosen = options.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    people = {}
    for row in csv.DictReader(chosen.accounts.open()):
        people.setdefault(row["role"], row)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        shots = []
        for role, pages in PAGES.items():
            context = browser.new_context(base_url=chosen.base)
            page = context.new_page()
            if role in people:
                sign_in(page, people[role])
            shots += [
                shoot(page, role, path, language, width, chosen.out)
                for path in pages
                for language in LANGUAGES
                for width in WIDTHS
            ]
            context.close()
        browser.close()
    for language in LANGUAGES:
        for width in WIDTHS:
            same = [shot for shot in shots if shot[1:3] == (language, width)]
            lay_out(same, chosen.out / f"sheet-{language}-{width}.png")
    print(f"{len(shots)} screenshots under {chosen.out}")


def sign_in(page, person) -> None:
    """Sign in with password and, where there is one, a code of the second factor."""
    page.goto("/en/sign-in")
    page.fill("[name=email]", person["email"])
    page.fill("[name=password]", person["password"])
    page.locator("main button[type=submit]").first.click()
    if person["totp_secret"]:
        code = pyotp.TOTP(person["totp_secret"]).at(int(time.time()))
        page.fill("main [name=code]", code)
        page.locator("main button[type=submit]").first.click()
    page.wait_for_load_state()


def shoot(page, role, path, language, width, folder):
    """One page as an image; returns (label, language, width, file)."""
    page.set_viewport_size({"width": width, "height": 800})
    answer = page.goto(f"/{language}/{path}")
    name = f"{role}-{path.replace('/', '_').replace('?', '_') or 'start'}-{language}-{width}.png"
    page.screenshot(path=folder / name)
    return (f"{role} /{path} {answer.status}", language, width, folder / name)


def lay_out(shots, target: Path) -> None:
    """Tiles with their labels, five in a row."""
    across, (width, height) = 5, TILE
    down = -(-len(shots) // across)
    sheet = Image.new("RGB", (across * width, down * (height + 20)), "white")
    pen = ImageDraw.Draw(sheet)
    for place, (label, _, _, file) in enumerate(shots):
        x, y = place % across * width, place // across * (height + 20)
        with Image.open(file) as image:
            image.thumbnail((width - 8, height))
            sheet.paste(image, (x, y + 20))
        pen.text((x, y + 4), label, fill="black")
    sheet.save(target)


if __name__ == "__main__":
    main()
