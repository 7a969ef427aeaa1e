"""Leave in the trail that somebody looked a name up; the name itself is not kept."""

from engagement.accounts.queries import get_account
from engagement.audit.commands import record
from engagement.core.db import command
from engagement.core.errors import NotAllowed
from engagement.core.permissions import Actor, can
from engagement.screening.permissions import Matches


@command
def note_look_up(*, actor: Actor, kind: str, found: int) -> None:
    """That a person of the office looked somebody up, of which kind, and how many were found."""
    if not can(actor, Matches.SCREEN_NAME) or actor.id is None:
        raise NotAllowed(Matches.SCREEN_NAME)
    record("screening:name:looked_up", get_account(actor.id), actor=actor, kind=kind, found=found)
