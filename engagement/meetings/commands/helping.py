"""Calls for help on the day: asked on the join page, taken up and answered by officers."""

import uuid

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import VISITOR, Actor, can
from engagement.meetings.commands.joining import refuse_others
from engagement.meetings.day_permissions import Day
from engagement.meetings.models import HelpKind, HelpRequest, Registration
from engagement.meetings.queries.joining import joinable, obstacle


@command
def ask_help(
    registration: Registration,
    kind: HelpKind,
    *,
    words: str | None,
    actor: Actor = VISITOR,
    key: uuid.UUID | None = None,
) -> HelpRequest:
    """Ask for help with the session that can be joined now, or in general.

    RuleViolation for who could not join, and for something else without a word on what.
    """
    if earlier := once.take(key, actor):
        return db.session.get_one(HelpRequest, earlier.result_id)
    refuse_others(registration, actor)
    if reason := obstacle(registration):
        raise RuleViolation(reason)
    if kind is HelpKind.OTHER and not words:
        raise RuleViolation(_l("Say in your own words what does not work."))
    session = next((each.session for each in joinable(registration) if each.may_join), None)
    asked = HelpRequest(registration=registration, session=session, kind=kind, words=words or None)
    db.session.add(asked)
    db.session.flush()
    once.remember(key, asked.id)
    record("meetings:help:asked", asked, actor=actor, kind=kind.value)
    return asked


@command
def take_help(asked: HelpRequest, *, actor: Actor) -> None:
    """Say that one works on it. RuleViolation where somebody does, or it is answered."""
    _begin(asked, actor)
    if asked.taken_at is not None:
        raise RuleViolation(_l("A colleague has taken this up already."))
    asked.taken_at, asked.taken_by_id = now(), actor.id
    record("meetings:help:taken", asked, actor=actor)


@command
def answer_help(asked: HelpRequest, *, answer: str, actor: Actor) -> None:
    """Answer it; the person reads it on the join page. RuleViolation for nothing, and twice."""
    _begin(asked, actor)
    if not answer.strip():
        raise RuleViolation(_l("Write something first."))
    if asked.taken_at is None:
        asked.taken_at, asked.taken_by_id = now(), actor.id
    asked.answered_at, asked.answer = now(), answer.strip()
    record("meetings:help:answered", asked, actor=actor)


def _begin(asked, actor):
    lock(asked)
    if not can(actor, Day.ANSWER_HELP, asked):
        raise NotAllowed(Day.ANSWER_HELP)
    if asked.answered_at is not None:
        raise RuleViolation(_l("This is answered already."))
