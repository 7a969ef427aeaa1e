"""Somebody at a browser: goes to pages, fills in what a form asks for, presses its button.

What a page shows is read at each step (`look`): no fault of the server, no sideways scroll; the
page is kept, so that a test can ask afterwards in which language all of it was.
"""

import os
from pathlib import Path

SENTENCES = {
    "en": "We restore wetlands with the people who live from them, in four provinces.",
    "fr": "Nous restaurons les zones humides avec les populations, dans quatre provinces.",
    "ar": "نستعيد الأراضي الرطبة مع الناس الذين يعيشون منها في أربع محافظات.",
}
WORDS = {"en": "Wetland association", "fr": "Association des zones humides", "ar": "جمعية خضراء"}
CONTROLS = """controls => controls.map(one => ({
  name: one.name, kind: one.type, value: one.value, mode: one.getAttribute("inputmode"),
  checked: !!one.checked, visible: one.checkVisibility({visibilityProperty: true}),
  chosen: one.type === "radio" && [...one.form.elements].some(
    other => other.name === one.name && other.checked),
}))"""
"""What somebody sees of the controls of a form before answering one."""
TAKEN_IN = """() => [
  document.documentElement.outerHTML, document.documentElement.scrollWidth]"""
PICTURES = os.environ.get("ENGAGEMENT_TEST_PICTURES")
"""A folder: each page that somebody looks at is photographed into it."""


class Person:
    """One browser page and the language its person reads; on a phone links are tapped."""

    def __init__(self, page, language, *, phone=False, name="person"):
        self.page, self.language, self.phone, self.name = page, language, phone, name
        self.app = None  # the app that makes codes, of those who need one
        self.failures, self.typed = [], set()
        self.pages = []
        page.on("response", self._note_failure)

    def _note_failure(self, response):
        if response.status >= 500:
            self.failures.append(f"{response.status} {response.url}")

    def go(self, path):
        """Open `/<language>/path`, or an absolute path."""
        target = path if path.startswith(("/", "http")) else f"/{self.language}/{path}"
        response = self.page.goto(target)
        assert response.status < 400, (target, response.status, self.text()[:500])
        return self.look()

    def look(self):
        """Take in the page that opened."""
        self.page.wait_for_load_state()
        assert not self.failures, self.failures
        html, wide = self.page.evaluate(TAKEN_IN)
        self.pages.append((self.page.url, html))
        assert wide <= self.page.viewport_size["width"], self.page.url
        if PICTURES:
            path = Path(PICTURES) / f"{self.name}-{len(self.pages):03}.png"
            self.page.screenshot(path=path, full_page=True)
        return self

    @property
    def url(self):
        """Where the person is, whichever part of the page it is."""
        return self.page.url.partition("#")[0]

    def text(self):
        """What the page says."""
        return self.page.inner_text("body")

    def link(self, part, scope="main"):
        """The first link whose address contains `part`, as it can be seen now; None without one."""
        links = self.page.locator(f'{scope} a[href*="{part}"]:visible')
        return links.first if links.count() else None

    def follow(self, part, scope="main"):
        """Follow the first link whose address contains `part`; `scope` is a CSS selector."""
        link = self.link(part, scope)
        assert link is not None, f"no link to {part} on {self.page.url}:\n{self.text()[:1500]}"
        return self.open(link)

    def open(self, locator):
        """Click or tap what leads to another page."""
        with self.page.expect_navigation():
            self._activate(locator)
        return self.look()

    def _activate(self, locator):
        if self.phone:
            locator.tap()
        else:
            locator.click()

    def fill(self, only=False, **values):
        """Fill the main form: `values` by field name, everything else with something sensible.

        With `only`, whatever is not among the values is left as it is.
        """
        controls = self.page.locator("main form.post-form").first.locator("input, select, textarea")
        self._open_around(controls, values)
        seen = controls.evaluate_all(CONTROLS)
        for place in range(len(seen)):
            if only and seen[place]["name"] not in values:
                continue
            chose = self._fill_one(controls.nth(place), seen[place], values)
            if chose:  # a choice may show or hide what stands below it
                seen = controls.evaluate_all(CONTROLS)
        self._remember(values)
        return self

    def _remember(self, values):
        self.typed |= {each for each in values.values() if isinstance(each, str)}

    def _open_around(self, controls, values):
        """Open the lines behind which wanted controls stand."""
        for place, one in enumerate(controls.evaluate_all(CONTROLS)):
            given = values.get(one["name"], [])
            if one["kind"] == "hidden":  # nobody answers it
                continue
            wanted = one["value"] in given if isinstance(given, list) else True
            control = controls.nth(place)
            if wanted and not one["visible"] and not control.is_visible():
                around = control.locator("xpath=ancestor::details[not(@open)]/summary")
                for summary in around.all():
                    self._activate(summary)

    def _fill_one(self, control, seen, values) -> bool:
        """Answer one control, which looked as in `seen`; whether that was a choice."""
        name, kind, given = seen["name"], seen["kind"], values.get(seen["name"])
        if kind == "file" and given:
            control.set_input_files(as_upload(given))
        if kind in {"hidden", "submit", "file", "search"} or not seen["visible"]:
            return False
        if kind == "radio":
            wanted = not seen["chosen"] if given is None else seen["value"] == given
            if wanted:
                control.check(force=True)
            return wanted
        if kind == "checkbox":
            wanted = wants(given, seen["value"]) and not seen["checked"]
            if wanted:
                control.check(force=True)
            return wanted
        if kind.startswith("select"):
            return self._select(control, seen, given)
        if given is not None or not seen["value"]:
            words = sensible_words(self.language, name, kind, seen["mode"])
            control.fill(str(given if given is not None else words))
        return False

    def _select(self, control, seen, given) -> bool:
        if given is not None:
            control.select_option(given)
        elif not seen["value"]:
            control.select_option(index=1)
        return given is not None or not seen["value"]

    def press(self, index=0):
        """Press a button of the main part: the first one, by default."""
        return self.open(self.page.locator("main button[type=submit]").nth(index))

    def errors(self):
        """The sentences of the error summary."""
        return self.page.locator(".error-summary li").all_inner_texts()

    def send(self, only=False, index=0, **values):
        """Fill the main form, press its button, and find nothing refused."""
        self.fill(only=only, **values).press(index)
        assert not self.errors(), (self.page.url, self.errors())
        return self


def sensible_words(language, name, kind, inputmode):
    """Something to type where a test does not care what."""
    for ending, words in (("-day", "4"), ("-month", "5"), ("-year", "2012"), ("year", "2009")):
        if name.endswith(ending):
            return words
    if name.startswith("pages_"):
        return "1"
    if kind == "email":
        return "colleague@wetland.example"
    if kind == "url":
        return ""
    if inputmode in {"numeric", "decimal"}:
        return "1200"
    return SENTENCES[language] if kind == "textarea" else WORDS[language]


def wants(given, value) -> bool:
    """Whether a box is to be ticked: one of a list, or unless it is refused."""
    return value in given if isinstance(given, list) else given is not False


def as_upload(given) -> dict:
    """Bytes of a photograph, or (name, bytes), as the browser hands a file over."""
    name, content = given if isinstance(given, tuple) else ("photo.jpg", given)
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}
