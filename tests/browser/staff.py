"""How staff get in: the page of sign-in, the app that makes codes, the question before grave acts.

A code counts once (`engagement/accounts/second_factor.py`), so the app keeps in mind which it gave:
the next one is of the next half minute, which is taken a little before its time.
"""

import time

import pyotp

from engagement.accounts.second_factor import STEP_SECONDS, WINDOW
from tests.factories import PASSWORD


class CodeApp:
    """The app on the telephone of one member of staff; it gives no code twice."""

    def __init__(self):
        self.secret = None
        self.last_step = 0

    def code(self):
        """A code that was not used yet; waits for it when too many were."""
        step = max(self.last_step + 1, self._present())
        while step > self._present() + WINDOW:
            time.sleep(1)
        self.last_step = step
        return pyotp.TOTP(self.secret).generate_otp(step)

    def _present(self):
        return int(time.time()) // STEP_SECONDS


def sign_in(person, email, app):
    """By password and code from the start page; the first time the app is set up on the way."""
    person.app = app
    person.go("").follow("/sign-in", scope="header")
    person.send(email=email, password=PASSWORD, own_device=False)
    if app.secret is None:
        set_up(person)
    else:
        person.send(code=app.code())
    assert person.link("/sign-in", scope="header") is None, person.text()


def set_up(person):
    """Take the secret that the page shows into the app, type a first code, keep the others."""
    assert "/sign-in/second-factor" in person.url, person.text()
    person.app.secret = person.page.locator("main code").inner_text().replace(" ", "")
    person.send(code=person.app.code())
    assert person.page.locator("main li code").count(), "recovery codes are shown"
    person.open(person.page.locator("main .actions a"))


def is_asked(person):
    """Whether the page asks again who sits here."""
    return "/account/confirm" in person.url


def confirm(person):
    """Answer the question who sits here with a code, and come to the page that was wanted."""
    assert is_asked(person), (person.url, person.text())
    person.send(confirm_secret=person.app.code())
