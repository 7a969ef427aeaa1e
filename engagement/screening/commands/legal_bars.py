"""Legal bars: opened by a confirmed match, advised on in writing, put to the organization."""

import uuid

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, Role, can
from engagement.core.transitions import MOVED_ON
from engagement.mail import outbox
from engagement.organizations.queries import focal_points
from engagement.organizations.queries.staff import staff_who_may
from engagement.screening import settings
from engagement.screening.models import BarState, LegalBar, Match
from engagement.screening.permissions import Matches
from engagement.screening.queries import matches as queries


def open_bar(match: Match, *, actor: Actor) -> LegalBar:
    """A legal bar that waits for advice, and a word to the legal advisers; within a command."""
    bar = LegalBar(match=match, organization_id=match.organization_id, opened_at=now())
    db.session.add(bar)
    db.session.flush()
    record("screening:legal_bar:opened", bar, actor=actor)
    for adviser in staff_who_may(Matches.ADVISE, bar, Role.LEGAL_ADVISER):
        outbox.send("screening/advice_wanted", to=adviser, about=bar, bar=bar)
    return bar


@command
def advise(
    bar: LegalBar,
    *,
    actor: Actor,
    advice: str,
    in_writing: bool,
    text: str = "",
    key: uuid.UUID | None = None,
) -> LegalBar:
    """Advise in writing; put the match to the organization, or leave it unsaid (product 4.2).

    `text` is what the organization reads besides the entry and the delisting office's address.
    RuleViolation without it, and where nobody leads the organization: then a letter has to go
    another way, which the advice says.
    """
    if once.take(key, actor):
        return bar
    lock(bar)
    if not can(actor, Matches.ADVISE, bar):
        raise NotAllowed(Matches.ADVISE)
    if bar.state not in (BarState.ADVICE, BarState.KEPT_BACK):
        raise RuleViolation(MOVED_ON)
    people = focal_points(bar.organization_id) if in_writing else []
    if in_writing and not text:
        raise RuleViolation(_l("Write what the organization reads."))
    if in_writing and not people:
        raise RuleViolation(
            _l(
                "Nobody leads this organization here, so it cannot be told by mail. Advise not to"
                " put it in writing here, and say in the advice which letter goes out."
            )
        )
    bar.advice, bar.advised_by_id, bar.advised_at = advice, actor.id, now()
    bar.state = BarState.PUT if in_writing else BarState.KEPT_BACK
    if in_writing:
        bar.put_text, bar.put_at = text, now()
    once.remember(key, bar.id)
    record(
        "screening:legal_bar:advised",
        bar,
        actor=actor,
        state=bar.state,
        advice=advice,
        text=text if in_writing else None,
    )
    for person in people:
        outbox.send(
            "screening/legal_bar_put",
            to=person,
            about=bar,
            bar=bar,
            office=delisting_office(bar.match),
        )
    return bar


def delisting_office(match: Match) -> str:
    """Where the listed one asks to be taken off: another office for ISIL (Da'esh) and Al-Qaida."""
    if "al-qaida" in (match.entry.programme or "").lower():
        return settings.ombudsperson()
    return settings.focal_point()


def lift_bar(match: Match, *, actor: Actor, because: str) -> None:
    """Let the legal bar of a match hold no more, and tell who was told of it; within a command."""
    bar = queries.bar_of(match)
    if bar is None or bar.state == BarState.LIFTED:
        return
    bar.state, bar.lifted_at, bar.lifted_because = BarState.LIFTED, now(), because
    record("screening:legal_bar:lifted", bar, actor=actor, because=because)
    if bar.put_at is not None:
        for person in focal_points(bar.organization_id):
            outbox.send("screening/legal_bar_lifted", to=person, about=bar, bar=bar)
