"""The session cookie, and how a request becomes a person: one query, ended sessions at once out."""

from datetime import timedelta

from flask import Flask, current_app, g, request
from flask_login import LoginManager
from sqlalchemy import update

from engagement.accounts import queries, settings
from engagement.accounts.models import Account, SignIn
from engagement.core.clock import now
from engagement.core.db import on_read

TOUCH_AFTER = timedelta(minutes=5)


def init_app(app: Flask) -> LoginManager:
    """Let Flask-Login ask us who the request is from; it keeps nothing of its own."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.request_loader(load_person)
    return manager


def name() -> str:
    """`__Host-` binds the cookie to this host where the site is served by https."""
    return "__Host-session" if current_app.config["SETTINGS"].production else "session_id"


def set_cookie(response, token: str):
    """Give the browser its session; it ends with the browser unless used again before."""
    response.set_cookie(
        name(),
        token,
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SETTINGS"].production,
        max_age=settings.session_days() * 86400,
    )
    return response


def clear_cookie(response):
    """Take the session from the browser and what it kept of our pages."""
    response.delete_cookie(
        name(), httponly=True, samesite="Lax", secure=current_app.config["SETTINGS"].production
    )
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def load_person(_request) -> Account | None:
    """The signed-in person, or None; a session used seldom is noted as used, after the answer."""
    token = request.cookies.get(name())
    if not token or len(token) > 100:
        return None
    sign_in = queries.open_sign_in(token)
    if sign_in is None or is_over(sign_in):
        return None
    account = sign_in.account
    account.sign_in = sign_in
    g.sign_in_id = sign_in.id
    if now() - sign_in.last_seen_at > TOUCH_AFTER:
        touch(sign_in_id=sign_in.id)
    return account


def is_over(sign_in: SignIn) -> bool:
    """Whether a session has ended by time, or its account may not sign in any more."""
    account, moment = sign_in.account, now()
    if not account.is_active:
        return True
    if account.is_staff:
        idle = timedelta(minutes=settings.staff_idle_minutes())
        longest = timedelta(hours=settings.staff_session_hours())
        if moment - sign_in.created_at > longest:
            return True
    else:
        idle = timedelta(days=settings.session_days())
    return moment - sign_in.last_seen_at > idle + TOUCH_AFTER


@on_read
def touch(connection, *, sign_in_id):
    """Note that a session is in use."""
    connection.execute(update(SignIn).where(SignIn.id == sign_in_id).values(last_seen_at=now()))
