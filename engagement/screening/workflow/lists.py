"""When a version of a list may come into force, and who says so."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import exists, select

from engagement.core.db import db
from engagement.core.errors import RuleViolation
from engagement.core.transitions import Transition, Workflow
from engagement.screening.models import Change, ListChange, ListEntry, ListVersion
from engagement.screening.models import VersionState as S
from engagement.screening.permissions import Lists as May
from engagement.screening.queries.lists import in_force


def another_person(version: ListVersion, actor) -> None:
    """Four eyes: who sent a version does not put it in force."""
    if version.received_by_id is not None and version.received_by_id == actor.id:
        raise RuleViolation(_l("You sent this version. A colleague has to confirm it."))


def refuse_overtaken(version: ListVersion) -> None:
    """What it changes is what stands now: nothing came into force since that says otherwise."""
    if version.by_hand:
        fits = not db.session.scalar(select(exists(_unfit(version))))
    else:
        current = in_force(version.source)
        fits = version.base_id == (current.id if current else None)
    if not fits:
        raise RuleViolation(OVERTAKEN)


OVERTAKEN = _l("The list has changed since this was compared with it. Refuse it and send it again.")


def _unfit(version):
    """Changes by hand of entries that have ended, and additions of what is there."""
    current = select(ListEntry.id).where(
        ListEntry.source == version.source,
        ListEntry.reference == ListChange.reference,
        ListEntry.until_version_id.is_(None),
    )
    stands = exists(current.where(ListEntry.id == ListChange.before_id))
    return select(ListChange.id).where(
        ListChange.version_id == version.id,
        ((ListChange.change == Change.ADDED) & exists(current))
        | ((ListChange.change != Change.ADDED) & ~stands),
    )


HOLD = Transition("hold", S.RECEIVED, S.HELD, May.READ)
TAKE = Transition("take", S.RECEIVED, S.IN_FORCE, May.READ)
TURN_DOWN = Transition("turn_down", {S.RECEIVED, S.HELD}, S.REFUSED, May.READ)
SUPERSEDE = Transition("supersede", S.IN_FORCE, S.SUPERSEDED, May.READ)
SIGN_OFF = Transition("sign_off", S.HELD, S.IN_FORCE, May.SIGN_OFF, another_person)
REFUSE = Transition("refuse", S.HELD, S.REFUSED, May.SIGN_OFF)

of_versions = Workflow(HOLD, TAKE, TURN_DOWN, SUPERSEDE, SIGN_OFF, REFUSE)
