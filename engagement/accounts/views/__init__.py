"""Pages of accounts, by noun; they register on one blueprint."""

from engagement.accounts.views import (
    account,
    audit_engagements,
    grave_acts,
    people,
    registration,
    second_factor,
    sessions,
    step_up,
)
from engagement.accounts.views.blueprint import bp

__all__ = [
    "account",
    "audit_engagements",
    "bp",
    "grave_acts",
    "init_app",
    "people",
    "registration",
    "second_factor",
]


def init_app(app, manager) -> None:
    """What the rest of `web` asks of accounts: who must sign in first, who must confirm."""
    manager.unauthorized_handler(sessions.unauthorized)
    app.extensions["step_up"] = step_up.step_up
