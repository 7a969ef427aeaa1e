"""The session cookie, and how a request becomes a person: one query, ended sessions at once out."""

import secrets
from datetime import timedelta

from flask import Flask, current_app, g, request
from flask_login import LoginManager, current_user
from sqlalchemy import update

from engagement.accounts import queries, settings
from engagement.accounts.models import Account, SignIn
from engagement.core.clock import now
from engagement.core.db import on_read

TOUCH_AFTER = timedelta(minutes=5)
HALF_SESSION = timedelta(minutes=15)
"""How long after the password the second factor may be given."""


def init_app(app: Flask) -> LoginManager:
    """Let Flask-Login ask us who the request is from; it keeps nothing of its own."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.request_loader(load_person)
    return manager


def name() -> str:
    """`__Host-` binds the cookie to this host where the site is served by https."""
    return "__Host-session" if current_app.config["SETTINGS"].production else "session_id"


def set_cookie(response, token: str, *, shared: bool):
    """Give the browser its session; a shared one forgets it when it is closed."""
    response.set_cookie(
        name(),
        token,
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SETTINGS"].production,
        max_age=None if shared else settings.session_days() * 86400,
    )
    return response


def browser_key() -> str:
    """The key by which this browser is known, new when it has none."""
    key = request.cookies.get(browser_cookie(), "")
    return key if 40 <= len(key) <= 100 else secrets.token_urlsafe(32)


def keep_browser_key(response, key: str):
    """Let the browser be known for a year, so that nobody is mailed about it twice."""
    response.set_cookie(
        browser_cookie(),
        key,
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SETTINGS"].production,
        max_age=365 * 86400,
    )
    return response


def browser_cookie() -> str:
    """The name of the cookie that makes a browser known."""
    return "__Host-browser" if current_app.config["SETTINGS"].production else "browser"


def clear_cookie(response):
    """Take the session from the browser and what it kept of our pages."""
    response.delete_cookie(
        name(), httponly=True, samesite="Lax", secure=current_app.config["SETTINGS"].production
    )
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def load_person(_request) -> Account | None:
    """The signed-in person, or None; a session used seldom is noted as used, after the answer.

    A session whose second factor is still to come is nobody's: see `half_session`.
    """
    g.pop("half_session", None)
    token = request.cookies.get(name())
    if not token or len(token) > 100:
        return None
    sign_in = queries.open_sign_in(token)
    if sign_in is None or is_over(sign_in):
        return None
    if sign_in.is_half:
        g.half_session = sign_in
        return None
    account = sign_in.account
    account.sign_in = sign_in
    g.sign_in_id = sign_in.id
    if now() - sign_in.last_seen_at > TOUCH_AFTER:
        touch(sign_in_id=sign_in.id)
    return account


def half_session() -> SignIn | None:
    """The session of somebody who has given a password or link, but no second factor yet."""
    current_user.is_authenticated  # noqa: B018  reads the cookie if nothing else has
    return g.get("half_session")


def is_over(sign_in: SignIn) -> bool:
    """Whether a session has ended by time, or its account may not sign in any more."""
    account, moment = sign_in.account, now()
    if not account.is_active:
        return True
    if sign_in.is_half:
        return moment - sign_in.created_at > HALF_SESSION
    idle, longest = limits_of(sign_in)
    return (
        moment - sign_in.created_at > longest or moment - sign_in.last_seen_at > idle + TOUCH_AFTER
    )


def limits_of(sign_in: SignIn) -> tuple[timedelta, timedelta]:
    """How long a session may go without use, and how long it may last at all."""
    if sign_in.account.is_staff:
        return (
            timedelta(minutes=settings.staff_idle_minutes()),
            timedelta(hours=settings.staff_session_hours()),
        )
    if sign_in.shared:
        return (
            timedelta(minutes=settings.shared_idle_minutes()),
            timedelta(hours=settings.shared_session_hours()),
        )
    return (
        timedelta(days=settings.session_days()),
        timedelta(days=settings.longest_session_days()),
    )


@on_read
def touch(connection, *, sign_in_id):
    """Note that a session is in use."""
    connection.execute(update(SignIn).where(SignIn.id == sign_in_id).values(last_seen_at=now()))
