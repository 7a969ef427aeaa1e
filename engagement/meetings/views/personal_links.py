"""Links that open something without an account, and how often they may be used."""

from typing import TypeVar

from flask import abort

from engagement.core import limits
from engagement.core.db import Base
from engagement.web.security import client_address

Opened = TypeVar("Opened", bound=Base)
WRONG_AN_HOUR = 600
"""Links that open nothing, from one address: of earlier mails, for many behind one router."""
USES_AN_HOUR = 600
"""Of one link: pages, buttons, a page that is loaded anew all the time."""


def opened(purpose: str, found: Opened | None) -> Opened:
    """What a link opens, or 404. TooOften beyond so many uses in an hour.

    A link that opens something is counted by itself: hundreds sit behind one router on the day,
    and nobody is kept out because of others.
    """
    if found is None:
        limits.count(f"{purpose}-wrong", client_address(), limit=WRONG_AN_HOUR, seconds=3600)
        abort(404)
    limits.count(purpose, str(found.id), limit=USES_AN_HOUR, seconds=3600)
    return found
