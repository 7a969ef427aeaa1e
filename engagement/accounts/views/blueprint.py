"""The blueprint that the pages of accounts register on, and how each of them ends a sign-in."""

import structlog
from flask import Blueprint, redirect, request, url_for
from flask import session as form_cookie

from engagement.accounts import queries, session_cookie, terms
from engagement.accounts.commands import Browser
from engagement.accounts.models import Account
from engagement.core import limits
from engagement.web.i18n import PREFIX
from engagement.web.pages import own_path
from engagement.web.security import client_address

bp = Blueprint("accounts", __name__, url_prefix=f"/{PREFIX}")

log = structlog.get_logger()
QUARTER, HOUR = 15 * 60, 60 * 60


def browser(*, shared: bool = True) -> Browser:
    """Where this request comes from."""
    return Browser(request.user_agent.string, session_cookie.browser_key(), shared)


def signed_in(token: str, where: Browser, target: str | None = None):
    """On to the page asked for, by way of the second factor where one is needed."""
    session = queries.open_sign_in(token)
    return keep_session(redirect(next_page(session, target)), token, where, session.shared)


def keep_session(response, token, where, shared):
    """Set the cookies of a session."""
    session_cookie.keep_browser_key(response, where.key)
    return session_cookie.set_cookie(response, token, shared=shared)


def next_page(session, target: str | None) -> str:
    """Where a person goes who has just given a password, link or code.

    `come_back` in the form cookie is a page that somebody without account had opened before.
    """
    target = target or own_path(form_cookie.pop("come_back", None))
    if not session.is_half:
        return first_page(session.account, target)
    if session.account.has_second_factor:
        return url_for("accounts.enter_code", next=target)
    return url_for("accounts.set_up_at_sign_in", next=target)


def first_page(account: Account, target: str | None) -> str:
    """The page asked for, by way of the terms of use where those in force are not accepted."""
    if account.terms_version != terms.VERSION:
        return url_for("home.accept_terms", next=target)
    return target or url_for("home.show_home")


def log_refused(event: str, account: Account | None) -> None:
    """Leave a line of a wrong password or code: whose, never what was typed."""
    log.warning(event, account=str(account.id) if account else "unknown")


def count_mail_request(email: str) -> None:
    """Mailed links are limited per address and, coarsely, per sender. Raises TooOften."""
    limits.count("mail-link", client_address(), limit=60, seconds=HOUR)
    limits.count("mail-link", email, limit=5, seconds=HOUR)
