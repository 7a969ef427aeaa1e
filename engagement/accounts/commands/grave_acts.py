"""Acts that need two administrators: one asks, another confirms, and then it is done (A34).

What an act does stands with its noun, which says so by `@deed`: roles and the second factor in
`people`, invitations in `registration`, addresses in `addresses`, erasing in `erasure`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from engagement.accounts import settings
from engagement.accounts.commands.administering import administer
from engagement.accounts.models import Account, GraveAct, GraveKind
from engagement.audit.commands import record
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Actor

Check = Callable[[Any, dict], None]


@dataclass(frozen=True)
class Deed:
    """How an act of one kind is done; `check` refuses what cannot be done (any more)."""

    check: Check
    do: Callable[..., Account]


DEEDS: dict[GraveKind, Deed] = {}


def deed(kind: GraveKind, *, check: Check):
    """Let the decorated function do acts of `kind`; it returns the account they are about.

    It gets the account, what was wanted, the confirming actor and the reason. `check` runs when
    the act is asked for and again before it is done.
    """

    def register(function):
        DEEDS[kind] = Deed(check, function)
        return function

    return register


def ask(
    kind: GraveKind,
    account: Account | None,
    *,
    actor: Actor,
    reason: str,
    wanted: dict | None = None,
    told: dict | None = None,
) -> GraveAct:
    """Ask a second administrator to do it; within a command, after `administer`.

    `told` is what the trail may keep of `wanted` for ever. RuleViolation when the same is asked
    for already.
    """
    wanted = wanted or {}
    DEEDS[kind].check(account, wanted)
    _refuse_twice(kind, account, wanted)
    act = GraveAct(
        kind=kind,
        account_id=account.id if account else None,
        wanted=wanted,
        reason=reason,
        asked_by_id=actor.id,
        asked_at=now(),
    )
    db.session.add(act)
    db.session.flush()
    _record("asked", act, actor, **(told or {}))
    return act


@command
def confirm_grave_act(act: GraveAct, *, actor: Actor) -> Account:
    """Do what another administrator asked for; returns the account it is about.

    RuleViolation for who asked, for whom it is about, and when nobody asks any more.
    """
    account = act.account
    administer(account, actor)
    lock(act)
    if is_over(act):
        raise RuleViolation(_l("Nobody is asking for this any more. Ask for it anew."))
    if act.asked_by_id == actor.id:
        raise RuleViolation(_l("You asked for this yourself. Another administrator confirms it."))
    wanted = act.wanted
    DEEDS[act.kind].check(account, wanted)
    act.confirmed_by_id, act.confirmed_at, act.wanted = actor.id, now(), {}
    _record("confirmed", act, actor, asked_by=str(act.asked_by_id))
    done = DEEDS[act.kind].do(account, wanted, actor=actor, reason=act.reason)
    act.account_id = done.id
    return done


@command
def withdraw_grave_act(act: GraveAct, *, actor: Actor) -> None:
    """Take the request back; any administrator may but whom it is about."""
    administer(act.account, actor)
    lock(act)
    if act.is_settled:
        raise RuleViolation(_l("Nobody is asking for this any more."))
    _close(act)
    _record("withdrawn", act, actor)


def is_over(act: GraveAct) -> bool:
    """Whether an act was confirmed, withdrawn, or asked for too long ago."""
    lapsed = act.asked_at + timedelta(days=settings.grave_act_days()) <= now()
    return lapsed or act.is_settled


def close_grave_acts(*conditions) -> None:
    """Let open acts that fulfil `conditions` end with nothing done; within a command."""
    db.session.execute(
        update(GraveAct)
        .where(*GraveAct.unsettled(), *conditions)
        .values(withdrawn_at=now(), wanted={})
    )


def _refuse_twice(kind, account, wanted):
    """RuleViolation for an open twin; one that nobody confirmed in time ends here."""
    conditions = [GraveAct.kind == kind]
    if account is not None:
        conditions.append(GraveAct.account_id == account.id)
    else:
        conditions.append(GraveAct.wanted["email_key"].astext == wanted["email_key"])
    twins = db.session.scalars(select(GraveAct).where(*GraveAct.unsettled(), *conditions)).all()
    if not all(map(is_over, twins)):
        raise RuleViolation(_l("This was asked for already. A second administrator confirms it."))
    for twin in twins:
        _close(twin)
    db.session.flush()


def _close(act):
    act.withdrawn_at, act.wanted = now(), {}


def _record(verb, act, actor, **data):
    """In the trail of the person, or of the act itself as long as there is no account."""
    subject = act.account if act.account_id else act
    record(
        f"accounts:grave_act:{verb}", subject, actor=actor, kind=act.kind, reason=act.reason, **data
    )
