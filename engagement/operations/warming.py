"""What the first reader of a page would wait for, done once before any copy is made.

A process that has just begun reads templates, catalogues and the calendars of a language, and
makes the text of each statement, at its first page: several times what the page itself costs.
"""

import gc
import importlib

from flask import Flask, url_for

from engagement.core.db import db
from engagement.core.text import LANGUAGES

PAGES = (
    "accounts.sign_in",
    "accounts.sign_up",
    "directory.show_register",
    "meetings.list_meetings",
)
"""Where visitors begin, besides the start page; what they show stands on most others as well."""
LARGE = ("email_validator", "idna", "zxcvbn")
"""What only some forms need, and is therefore loaded when the first of them is sent."""


def warm(app: Flask) -> None:
    """Show the pages of visitors to nobody. No connection is left open, no thread started.

    A page that fails now fails again when somebody asks for it, and stops nothing here.
    """
    for name in LARGE:
        importlib.import_module(name)
    with app.test_request_context():
        addresses = [url_for("home.show_start", lang=lang) for lang in LANGUAGES]
        addresses += [url_for(page, lang="en") for page in PAGES]
    visitor = app.test_client()
    for address in addresses:
        visitor.get(address, base_url=app.config["SETTINGS"].base_url)
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()
    gc.freeze()
