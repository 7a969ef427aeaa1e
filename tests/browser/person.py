"""Somebody at a browser: goes to pages, fills in what a form asks for, presses its button."""

SENTENCES = {
    "en": "We restore wetlands with the people who live from them, in four provinces.",
    "fr": "Nous restaurons les zones humides avec les populations, dans quatre provinces.",
    "ar": "نستعيد الأراضي الرطبة مع الناس الذين يعيشون منها في أربع محافظات.",
}
WORDS = {"en": "Wetland association", "fr": "Association des zones humides", "ar": "جمعية خضراء"}


class Person:
    """One browser page and the language its person reads."""

    def __init__(self, page, language):
        self.page, self.language = page, language
        self.failures = []
        page.on("response", self._note_failure)

    def _note_failure(self, response):
        if response.status >= 500:
            self.failures.append(f"{response.status} {response.url}")

    def go(self, path):
        """Open `/<language>/path`, or an absolute path."""
        target = path if path.startswith(("/", "http")) else f"/{self.language}/{path}"
        response = self.page.goto(target)
        assert response.status < 400, (target, response.status, self.text()[:500])
        return self

    def text(self):
        """What the page says."""
        return self.page.inner_text("body")

    def fill(self, **values):
        """Fill the main form: `values` by field name, everything else with something sensible."""
        form = self.page.locator("main form.post-form").first
        for control in form.locator("input, select, textarea").all():
            self._fill_one(form, control, values)
        return self

    def _fill_one(self, form, control, values):
        name = control.get_attribute("name") or ""
        kind = control.evaluate("element => element.type")
        given = values.get(name)
        if kind == "file" and given:
            control.set_input_files(
                {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": given}
            )
        if kind in {"hidden", "submit", "file", "search"} or not control.is_visible():
            return
        if kind == "radio":
            self._choose(control, given, form, name)
        elif kind == "checkbox":
            if given is not False:
                control.check(force=True)
        elif kind.startswith("select"):
            self._select(control, given)
        elif given is not None or not control.input_value():
            control.fill(str(given if given is not None else self._words_for(name, kind, control)))

    def _select(self, control, given):
        if given is not None:
            control.select_option(given)
        elif not control.input_value():
            control.select_option(index=1)

    def _choose(self, control, given, form, name):
        if given is not None:
            if control.get_attribute("value") == given:
                control.check(force=True)
        elif not form.locator(f'input[name="{name}"]:checked').count():
            control.check(force=True)

    def _words_for(self, name, kind, control):
        for ending, words in (("-day", "4"), ("-month", "5"), ("-year", "2012"), ("year", "2009")):
            if name.endswith(ending):
                return words
        if name.startswith("pages_"):
            return "1"
        if kind == "email":
            return "colleague@wetland.example"
        if kind == "url":
            return ""
        if control.get_attribute("inputmode") in {"numeric", "decimal"}:
            return "1200"
        return SENTENCES[self.language] if kind == "textarea" else WORDS[self.language]

    def press(self, index=0):
        """Press a button of the main part: the first one, by default."""
        self.page.locator("main button[type=submit]").nth(index).click()
        self.page.wait_for_load_state()
        assert not self.failures, self.failures
        return self

    def errors(self):
        """The sentences of the error summary."""
        return self.page.locator(".error-summary li").all_inner_texts()
