"""What a rule answers when it refuses. The web layer turns these into pages."""

from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import OperationalError

BUSY = _l("Somebody else was at work on the same at this moment. Nothing was done: try it again.")
"""What people read where `is_busy`."""


class Refusal(Exception):
    """A rule said no; `sentence` tells the person what to do, in their language."""

    def __init__(self, sentence=""):
        super().__init__(sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class RuleViolation(Refusal):
    """Not now, or not like this: becomes 409."""


class NotAllowed(Refusal):
    """Not this person: becomes 403."""


class TooOften(Refusal):
    """A limit is reached until `retry_at` (aware): becomes 429."""

    def __init__(self, retry_at):
        super().__init__()
        self.retry_at = retry_at


class Stale(RuleViolation):
    """Somebody else saved first: `current` is what stands, so that the page can show both."""

    def __init__(self, sentence, current=None):
        super().__init__(sentence)
        self.current = current


def is_busy(error: OperationalError) -> bool:
    """Whether others held the same rows for too long: the same act can be done again at once.

    PostgreSQL found a deadlock (40P01), or a lock was not to be had in time (55P03).
    """
    return getattr(error.orig, "sqlstate", None) in {"40P01", "55P03"}
