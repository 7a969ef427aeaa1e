"""Errors become pages that say what happened and what to do; nothing typed is lost."""

import re

import structlog
from flask import Flask, Response, g, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.errors import BUSY, NotAllowed, RuleViolation, TooOften, is_busy
from engagement.web.odd_input import OddInput

log = structlog.get_logger()
SECRET_FIELDS = frozenset(
    {"csrf_token", "form_key", "password", "new_password", "old_password", "code", "confirm_secret"}
)
UNSEEN_FIELDS = frozenset({"version", "next", "preview", "seen"})
"""Versions and fingerprints of what a page showed, and buttons."""
UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
KNOWN = frozenset({400, 403, 404, 405, 409, 413, 415, 429, 500, 503})


def init_app(app: Flask) -> None:
    """Register the handlers; the last one keeps any other fault from showing its inside."""
    app.register_error_handler(RuleViolation, _rule_violation)
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(TooOften, _too_often)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(OddInput, _odd_input)
    app.register_error_handler(SecurityError, _unknown_host)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _of_database)
    app.register_error_handler(Exception, _unexpected)


def kept_texts() -> list[str]:
    """What the person typed into the form that was refused, to be shown for copying.

    Nothing when the form was too large to be read at all.
    """
    try:
        typed = request.form
    except HTTPException:
        return []
    return [value for name, value in typed.items(multi=True) if _is_typed(name, value.strip())]


def _is_typed(name: str, value: str) -> bool:
    """Words and numbers, however short; not what stands in a page unseen, and no ticked box.

    What was chosen of a list cannot be told from a word, so it is kept rather than lost.
    """
    if name in SECRET_FIELDS | UNSEEN_FIELDS or UUID.fullmatch(value):
        return False
    return len(value) > 1 or value.isdigit() or not value.isascii()


def resendable() -> list[tuple[str, str]] | None:
    """The fields of the refused form, so that its reader can look at them and send them again.

    Only where the browser itself says that our own page sent it; never secrets, never files.
    """
    ours = request.headers.get("Sec-Fetch-Site") == "same-origin" and not request.files
    fields = [each for each in request.form.items(multi=True) if each[0] != "csrf_token"]
    secret = any(name in SECRET_FIELDS - {"form_key"} for name, _ in fields)
    return fields if ours and not secret else None


def _page(status: int, **values):
    template = status if status in KNOWN else 400 if status < 500 else 500
    values = {"message": None, "retry_at": None, "kept": [], "resend": None} | values
    return render_template(f"errors/{template}.html", status=status, **values), status


def rule() -> str:
    """What a log line tells of the address: its rule, since the address itself may be a key."""
    return f"{request.method} {request.url_rule.rule if request.url_rule else '(none)'}"


def _rule_violation(error):
    return _page(409, message=error.sentence, kept=kept_texts())


def _not_allowed(error):
    log.info("access_denied", rule=rule(), permission=str(error))
    return _page(403)


def _too_often(error):
    body, status = _page(429, retry_at=error.retry_at, kept=kept_texts())
    seconds = max(1, int((error.retry_at - now()).total_seconds()))
    return body, status, {"Retry-After": str(seconds)}


def _csrf(error):
    """The page was open too long: its reader may look at what was typed and send it again."""
    return _page(400, kept=kept_texts(), resend=resendable())


def _odd_input(error):
    """A character that no text has: typed by nobody, pasted now and then."""
    sentence = _(
        "What you sent holds a character that no text has. Go back, delete the part that you"
        " pasted or that looks empty, type it again and send it."
    )
    return _page(400, message=sentence)


def _unknown_host(error):
    """Not our name, so none of our pages: they would need an address to link to."""
    return Response("400: unknown host\n", status=400, mimetype="text/plain")


def _http(error):
    if error.code is None or error.code < 400:
        return error
    if error.code == 405:
        return _page(404)[0], 405
    if error.code == 413:
        return _page(413, kept=kept_texts(), message=_largest())
    return _page(error.code)


def _largest() -> str:
    megabytes = (request.max_content_length or 0) // 2**20
    return _(
        "What you sent is larger than %(size)s megabytes, the most that can be taken in at once.",
        size=megabytes,
    )


def _of_database(error):
    """Others held the same rows for too long: nobody's fault, and gone in a moment."""
    if not is_busy(error):
        return _unexpected(error)
    db.session.rollback()
    log.warning("busy", rule=rule(), request_id=g.get("request_id"))
    return *_page(503, message=BUSY, kept=_typed()), {"Retry-After": "5"}


def _typed():
    return kept_texts() if request.method == "POST" else []


def _unexpected(error):
    db.session.rollback()
    log.exception("unexpected_error", rule=rule(), request_id=g.get("request_id"))
    return _page(500, kept=_typed())
