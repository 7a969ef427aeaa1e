"""Somebody without a mouse: Tab, Space, Enter, arrows and letters, and nothing else.

The script in this file only reads which control has the focus, as eyes would. A control that the
Tab key does not reach, that has no words, or that shows no sign of the focus fails the test.
"""

from playwright.sync_api import TimeoutError

from tests.browser.person import Person, as_upload, sensible_words, wants

FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e), form = e.closest("form");
  const own = name => form ? [...form.elements].filter(o => o.name === name) : [];
  const buttons = [...document.querySelectorAll("main button[type=submit]")];
  const words = e.labels && e.labels.length ? [...e.labels].map(l => l.textContent).join(" ")
    : e.getAttribute("aria-label") || e.textContent;
  const box = e.closest("details");
  return {
    tag: e.tagName.toLowerCase(), kind: e.type || "", name: e.name || "", value: e.value || "",
    href: e.getAttribute("href") || "", words: words.trim(), mode: e.getAttribute("inputmode"),
    checked: !!e.checked, within: !!form && form === document.querySelector("main form.post-form"),
    action: form && e.closest("main") ? form.getAttribute("action") || location.pathname : "",
    main: !!e.closest("main"), button: buttons.indexOf(e) - buttons.length, buttons: buttons.length,
    radios: e.type === "radio" ? own(e.name).map(o => o.value) : [],
    chosen: e.type === "radio" ? own(e.name).findIndex(o => o.checked) : -1,
    options: e.tagName === "SELECT" ? [...e.options].map(o => o.value) : [],
    option: e.tagName === "SELECT" ? e.selectedIndex : -1,
    behind: e.tagName === "SUMMARY" ? [...box.querySelectorAll("input")].map(o => [o.name, o.value])
      : [],
    open: !!(box && box.open),
    seen: style.outlineStyle !== "none" || style.boxShadow !== "none" || e.id === "main",
  };
}"""
MOST_TABS = 900


class KeyboardPerson(Person):
    """A Person who uses the keyboard alone."""

    tabs = 0

    def fill(self, only=False, at=None, **values):
        """Go through a form by Tab and answer each control that takes the focus.

        The first one of the main part, or that whose address contains `at`.
        """
        self._skip_to_main()
        answered = set()
        for _ in range(MOST_TABS):
            spot = self._tab()
            assert spot, f"no way to the button of {self.page.url}"
            if at is not None and not spot["open"] and self._hides(spot, values):
                self.page.keyboard.press("Enter")
            if not (spot["within"] if at is None else at in spot["action"]):
                continue
            if spot["tag"] == "button" and spot["kind"] == "submit":
                if spot["name"] and not answered.issuperset(values):
                    continue  # a button in the middle, for those who do not type
                break  # its button has the focus now
            answered.add(spot["name"])
            if not only or spot["name"] in values or spot["behind"]:
                self._answer(spot, values)
        self._remember(values)
        return self

    def follow(self, part, scope="main"):
        """Tab to the link and press Enter."""
        assert self.link(part, scope) is not None, f"no link to {part} on {self.page.url}"
        if scope == "main":
            self._skip_to_main()
        self._tab_until(lambda spot: spot["tag"] == "a" and part in spot["href"])
        return self._enter()

    def press(self, index=0):
        """Tab on to a button of the main part and press Enter."""
        spot = self._spot() or {"button": None, "buttons": 0}
        if not self._is_button(spot, index):
            if spot["button"] is None or not spot.get("main"):
                self._skip_to_main()
            self._tab_until(lambda each: self._is_button(each, index))
        return self._enter()

    def _hides(self, spot, values):
        """Whether something that is to be filled stands behind a line that opens."""
        return any(name in values for name, _value in spot["behind"])

    def press_at(self, part):
        """Tab to the button of the form whose address contains `part`, and press Enter."""
        spot = self._spot()
        if not spot or spot["kind"] != "submit" or part not in spot["action"]:
            self._skip_to_main()
            self._tab_until(lambda each: each["kind"] == "submit" and part in each["action"])
        return self._enter()

    def _is_button(self, spot, index):
        wanted = index if index < 0 else index - spot["buttons"]
        return spot["button"] is not None and spot["buttons"] and spot["button"] == wanted

    def _enter(self):
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self.look()

    def _skip_to_main(self):
        """The first stop of a page that has just opened leads over its head."""
        self.page.keyboard.press("Tab")
        if (self._spot() or {}).get("href") == "#main":
            self.page.keyboard.press("Enter")
        else:
            self.page.keyboard.press("Shift+Tab")

    def _tab_until(self, found, most=MOST_TABS):
        for _ in range(most):
            spot = self._tab()
            if spot and found(spot):
                return spot
        raise AssertionError(f"the Tab key does not get there on {self.page.url}")

    def _tab(self):
        self.page.keyboard.press("Tab")
        self.tabs += 1
        spot = self._spot()
        if spot and spot["tag"] in {"input", "select", "textarea", "button", "a", "summary"}:
            assert spot["words"], f"a {spot['tag']} {spot['name']} without words: {self.page.url}"
            assert spot["seen"], f"{spot['words']}: the focus cannot be seen, {self.page.url}"
        return spot

    def _spot(self):
        return self.page.evaluate(FOCUS)

    def _answer(self, spot, values):
        given = values.get(spot["name"])
        if spot["tag"] == "summary":
            wanted = [pair for pair in spot["behind"] if self._is_listed(values, *pair)]
            if wanted and not spot["open"]:
                self.page.keyboard.press("Enter")
        elif spot["kind"] == "file":
            if given:
                self._choose_file(given)
        elif spot["kind"] == "radio":
            self._choose_by_arrows(spot, given)
        elif spot["kind"] == "checkbox":
            if wants(given, spot["value"]) != spot["checked"]:
                self.page.keyboard.press("Space")
        elif spot["tag"] == "select":
            self._select_by_arrows(spot, given)
        elif spot["tag"] in {"input", "textarea"} and (given is not None or not spot["value"]):
            self._type(spot, given)

    def _is_listed(self, values, name, value):
        given = values.get(name)
        return isinstance(given, list) and value in given

    def _choose_file(self, given, tries=3):
        """Space opens the window of files; on a busy machine it is pressed again."""
        try:
            with self.page.expect_file_chooser(timeout=15_000) as chooser:
                self.page.keyboard.press("Space")
        except TimeoutError:
            assert tries, f"no window of files opens on {self.url}"
            self._choose_file(given, tries - 1)
        else:
            chooser.value.set_files(as_upload(given))

    def _choose_by_arrows(self, spot, given):
        if given is None and spot["chosen"] >= 0:
            return
        if spot["chosen"] < 0:
            self.page.keyboard.press("Space")
        here = max(spot["chosen"], 0)
        wanted = spot["radios"].index(given) if given is not None else here
        self._arrows(wanted - here)

    def _select_by_arrows(self, spot, given):
        if given is None:
            if spot["value"]:
                return
            wanted = 1
        else:
            wanted = spot["options"].index(given)
        self._arrows(wanted - spot["option"])

    def _arrows(self, steps):
        for _ in range(abs(steps)):
            self.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")

    def _type(self, spot, given):
        words = given
        if words is None:
            words = sensible_words(self.language, spot["name"], spot["kind"], spot["mode"])
        if spot["value"]:
            self.page.keyboard.press("Control+A")
            if not words:
                self.page.keyboard.press("Delete")
        self.page.keyboard.type(str(words))
