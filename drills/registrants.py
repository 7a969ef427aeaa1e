"""People who register for a meeting while others write, and what has to be there of them."""

from urllib.parse import urlsplit

import psycopg

from drills.browser import Browser
from drills.writers import BROKEN, Ledger, Writer

ANSWERS = {"age_band": "young_adult", "country": "KE", "notice": "y"}
"""What the form of a meeting asks of everybody."""
TITLE = "Briefing under fire"
"""By this the meeting of the drill is known; it has places for half of those who register."""


class Registrant(Writer):
    """Signs one person in after the other, and registers each until there is an answer."""

    def __init__(self, people, meeting_id: str, *others):
        super().__init__(people, *others)
        self._form_path = f"/en/meetings/{meeting_id}/register"

    def _write_all(self, person):
        browser = Browser(self._port, f"10.3.{person.number // 250}.{person.number % 250 + 1}")
        self._sign_in(browser, person)
        form = self._form(browser, self._form_path, "position")
        while not self._stop_asked.is_set():
            self._pace.wait()
            try:
                status, where = browser.post(self._form_path, form.sent_with(**ANSWERS))
            except BROKEN:
                status, where = 0, ""
            if status == 302:
                self._ledger.note("acknowledged")
                self._ledger.registered.append((person.email, urlsplit(where).path))
                return
            if status in {403, 404, 422, 429}:
                self._ledger.note("refused", f"register {status}")
                return
            self._ledger.note("unknown")


def missing_registrations(connection: psycopg.Connection, ledger: Ledger) -> list[str]:
    """Who was told to be registered and is not, or is so twice; numbers that leave a gap."""
    rows = connection.execute(
        "SELECT r.email_key, r.id, r.meeting_id, r.number FROM meeting_registration r"
        " JOIN meeting m ON m.id = r.meeting_id WHERE m.title ->> 'en' = %s ORDER BY r.number",
        [TITLE],
    ).fetchall()
    missing = []
    for email, path in ledger.registered:
        own = [str(row[1]) for row in rows if row[0] == email.casefold()]
        if len(own) != 1 or not path.endswith(own[0]):
            missing.append(f"registration of {email}: {len(own)} there, answered {path}")
    if [row[3] for row in rows] != list(range(1, len(rows) + 1)):
        missing.append(f"numbers of {len(rows)} registrations leave a gap")
    return missing
