"""People who keep writing, and the ledger of what the product acknowledged to them."""

import http.client
import threading
import time
import uuid
from collections import defaultdict
from dataclasses import dataclass, field

from drills.browser import Browser, FilledForm, form_with

SAVES = 12
"""How often each person saves each section before submitting."""

BROKEN = (OSError, http.client.HTTPException)


@dataclass
class Saves:
    """What happened to one section: how many saves were acknowledged, which came last."""

    acknowledged: int = 0
    unknown: int = 0
    last: str = ""
    since: list[str] = field(default_factory=list)
    """Texts sent after the last acknowledged one, of which nobody knows."""


class Ledger:
    """What was acknowledged and what ended without an answer."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.sections: dict[tuple[str, str], Saves] = defaultdict(Saves)
        self.sign_ups: list[str] = []
        self.submitted: list[str] = []
        self.registered: list[tuple[str, str]] = []
        self.sent = self.acknowledged = self.unknown = self.refused = 0
        self.refusals: dict[str, int] = defaultdict(int)

    def note(self, outcome: str, what: str = "") -> None:
        """Count one write by how it ended: acknowledged, unknown or refused."""
        with self.lock:
            self.sent += 1
            setattr(self, outcome, getattr(self, outcome) + 1)
            if outcome == "refused":
                self.refusals[what] += 1


class Pace:
    """Lets so many writes a second pass, however many people write."""

    def __init__(self, rate: float) -> None:
        self._gap = 1 / rate
        self._lock = threading.Lock()
        self._next = time.monotonic()

    def wait(self) -> None:
        """Until it is one's turn; what was missed is not caught up."""
        with self._lock:
            self._next = max(self._next + self._gap, time.monotonic())
            turn = self._next
        time.sleep(max(0.0, turn - time.monotonic()))


@dataclass(frozen=True)
class Applicant:
    """Who may write: an account with a draft whose sections are filled."""

    number: int
    email: str
    password: str
    application: str
    sections: tuple[str, ...]


class Writer(threading.Thread):
    """Takes one applicant after the other through sign-in, saves and submission."""

    def __init__(self, applicants, ledger: Ledger, pace: Pace, port: int, stop: threading.Event):
        super().__init__(daemon=True)
        self._applicants, self._ledger, self._pace = applicants, ledger, pace
        self._port, self._stop_asked = port, stop
        self.fault: BaseException | None = None

    def run(self) -> None:
        """Until told to stop or nobody is left."""
        try:
            while not self._stop_asked.is_set():
                try:
                    person = self._applicants.pop()
                except IndexError:
                    return
                self._write_all(person)
        except BaseException as fault:  # the drill must not go on with fewer people unnoticed
            self.fault = fault

    def _write_all(self, person: Applicant) -> None:
        browser = Browser(self._port, f"10.1.{person.number // 250}.{person.number % 250 + 1}")
        self._sign_in(browser, person)
        for section in person.sections:
            form, path = None, f"/en/accreditation/applications/{person.application}/sections"
            for turn in range(SAVES):
                if self._stop_asked.is_set():
                    return
                if form is None:
                    form = self._form(browser, f"{path}/{section}", "version")
                form = self._save(browser, person, section, f"{path}/{section}", form, turn)
        self._submit(browser, person)

    def _sign_in(self, browser, person):
        while not self._stop_asked.is_set():
            form = self._form(browser, "/en/sign-in", "password")
            self._pace.wait()
            try:
                status, _ = browser.post(
                    "/en/sign-in", form.sent_with(email=person.email, password=person.password)
                )
            except BROKEN:
                self._ledger.note("unknown")
                continue
            self._note(status, "sign-in")
            if status == 302:
                return

    def _save(self, browser, person, section, path, form, turn) -> FilledForm | None:
        """Save once; the form to go on with, or None when the page must be read again."""
        words = f"Open to everybody. Written {person.number}-{section}-{turn}-{uuid.uuid4().hex}."
        version = int(form.value("version"))
        self._pace.wait()
        saves = self._ledger.sections[person.application, section]
        try:
            status, _ = browser.post(
                path,
                form.sent_with(**{form.texts[0]: words, "form_key": str(uuid.uuid4())}),
            )
        except BROKEN:
            status = 0
        if status == 302:
            saves.acknowledged, saves.last, saves.since = saves.acknowledged + 1, words, []
            self._ledger.note("acknowledged")
            form.pairs = form.sent_with(version=str(version + 1))
            return form
        if status in {409, 422}:
            self._ledger.note("refused", f"save {status}")
            return None
        saves.unknown += 1
        saves.since.append(words)
        self._ledger.note("unknown")
        return None

    def _submit(self, browser, person):
        """Submit until there is an answer, with the same one-time key each time."""
        page = f"/en/accreditation/applications/{person.application}"
        form = self._form(browser, f"{page}/check", "declared_name")
        fields = form.sent_with(declared_name="A. Person", declared="y")
        while not self._stop_asked.is_set():
            self._pace.wait()
            try:
                status, _ = browser.post(f"{page}/submit-application", fields)
            except BROKEN:
                status = 0
            if status == 302:
                self._ledger.note("acknowledged")
                self._ledger.submitted.append(person.application)
                return
            if status in {403, 404, 409, 422}:
                self._ledger.note("refused", f"submit {status}")
                return
            self._ledger.note("unknown")

    def _form(self, browser, path, name) -> FilledForm:
        """A form of a page, asked for until there is an answer."""
        while True:
            try:
                status, page = browser.get(path)
                if status == 200:
                    return form_with(page, name)
                if status in {302, 403, 404}:
                    raise RuntimeError(f"{path} answers {status}")
            except BROKEN:
                pass
            if self._stop_asked.is_set():
                raise SystemExit
            time.sleep(0.1)

    def _note(self, status: int, what: str) -> None:
        if status == 302:
            self._ledger.note("acknowledged")
        elif status in {409, 422, 429}:
            self._ledger.note("refused", f"{what} {status}")
        else:
            self._ledger.note("unknown")


class Newcomers(threading.Thread):
    """Signs one new person up after the other; each has an address of their own."""

    def __init__(self, ledger: Ledger, pace: Pace, port: int, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self._ledger, self._pace, self._port, self._stop_asked = ledger, pace, port, stop
        self.fault: BaseException | None = None

    def run(self) -> None:
        """Until told to stop."""
        number = 0
        while not self._stop_asked.is_set():
            number += 1
            self._pace.wait()
            email = f"newcomer{number}@new{number}.example"
            browser = Browser(self._port, f"10.2.{number // 250}.{number % 250 + 1}")
            try:
                _, page = browser.get("/en/sign-up")
                fields = form_with(page, "email").sent_with(
                    name=f"Newcomer {number}",
                    email=email,
                    password="lantern-orchid-velvet-46",
                )
                status, _ = browser.post("/en/sign-up", fields)
            except (*BROKEN, LookupError):
                self._ledger.note("unknown")
                continue
            if status == 302:
                self._ledger.note("acknowledged")
                self._ledger.sign_ups.append(email)
            elif status in {422, 429}:
                self._ledger.note("refused", f"sign-up {status}")
            else:
                self._ledger.note("unknown")
