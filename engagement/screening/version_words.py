"""What is wrong with a version of a list, in words: the readers' refusals and our own rules."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from engagement.core.text import day_in_words
from engagement.screening.list_files import refusals

SENTENCES: dict[str, Any] = {
    "older": _l(
        "The file is older than the list in force: it was made on %(day)s, the list in force on"
        " %(current)s. Fetch the newest one."
    ),
    "lost": _l("The file cannot be read from our storage. Send it again."),
    "overtaken": _l("A newer version came into force before this one was confirmed."),
    "shrunken": _l(
        "%(number)s of %(total)s entries of the list in force are missing, more than %(percent)s"
        " per cent. Compare with the publisher's site before you confirm it."
    ),
    "grown": _l(
        "%(number)s entries are new, where the list in force has %(total)s: more than %(percent)s"
        " per cent. Compare with the publisher's site before you confirm it."
    ),
    "by_hand": _l("Entries of the exclusion list are confirmed by a second person."),
}
"""By code; those of files that cannot be read are in `list_files.refusals`."""

DAYS = ("day", "current")


def problem(code: str, **values: Any) -> dict[str, Any]:
    """A problem as a version keeps it: JSON, words to come when it is read."""
    plain = {key: value if isinstance(value, int) else str(value) for key, value in values.items()}
    return {"code": code, "values": plain}


def sentence(problem: dict[str, Any]) -> Any:
    """A problem as a lazy sentence, in the language of whoever reads it."""
    words = SENTENCES.get(problem["code"]) or refusals.SENTENCES[problem["code"]]
    values = {
        key: day_in_words(_day(value)) if key in DAYS and problem["code"] == "older" else value
        for key, value in problem["values"].items()
    }
    return words % values if values else words


def _day(text: str) -> date:
    return date.fromisoformat(text)
