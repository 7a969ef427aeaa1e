"""Access is declared once, above the view; a route without a declaration stops the start."""

import functools

from flask import abort, current_app, g, request
from flask_login import current_user

from engagement.core.db import db
from engagement.core.errors import NotAllowed
from engagement.core.permissions import VISITOR, Actor, Permission, can
from engagement.core.subjects import can_view

PUBLIC = "public"
EXEMPT = frozenset({"static"})


def access(permission: Permission, load=None, *, fresh: bool = False):
    """Only people with `permission` may use this route.

    A `fresh` route asks, after the permission, for the password or a code unless one was given
    lately: decisions, roles, settings, exports about people. What was posted is sent again with
    the answer; a fresh route takes no files, which could not be.

    `load` turns the URL's arguments into the subject of the check, and the view gets the
    subject in their place: a view never holds a row that its reader may not see. A row that
    is not there and a row this person may not see give the same 404; 403 is for one who may
    see it but may not do this.
    """

    def decorate(view):
        @functools.wraps(view)
        def checked(**arguments):
            if not current_user.is_authenticated:
                return current_app.login_manager.unauthorized()
            if load is None:
                require(permission)
            else:
                subject = load(**arguments)
                if subject is None or not can_view(actor(), subject):
                    abort(404)
                require(permission, subject)
            question = current_app.extensions["step_up"]() if fresh else None
            if question is not None:
                return question
            return view(**arguments) if load is None else view(subject)

        checked.access = permission
        checked.fresh = fresh
        return checked

    return decorate


def public(view):
    """Anybody may use this route; what it shows is for the view's query to limit."""
    view.access = PUBLIC
    return view


def require(permission: Permission, subject=None) -> None:
    """Raise NotAllowed unless the signed-in person has `permission`."""
    if not can(actor(), permission, subject):
        raise NotAllowed(permission)


def actor() -> Actor:
    """The signed-in person as the rules see one: roles, memberships, conflicts, read once."""
    if not current_user.is_authenticated:
        return VISITOR
    if "actor" not in g:
        g.actor = current_app.extensions["actor_for"](current_user._get_current_object())
    return g.actor


def begin_request() -> None:
    """A safe method may not run a command; nothing of an earlier request is left over."""
    g.pop("actor", None)
    db.session.info["read_only"] = request.method in {"GET", "HEAD", "OPTIONS"}
    db.session.info.pop("on_read", None)


def refuse_undeclared_routes(app) -> None:
    """RuntimeError naming the routes that declare no access."""
    undeclared = sorted(
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint not in EXEMPT and not hasattr(view, "access")
    )
    if undeclared:
        raise RuntimeError(f"no access declared: {', '.join(undeclared)}")
