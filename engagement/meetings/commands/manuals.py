"""Officers write manuals: a draft, then a published version that stays as it is."""

import uuid
from dataclasses import dataclass

from babel.lists import format_list
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import once, versions
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.seen import refuse_stale
from engagement.core.text import LANGUAGES, NATIVE_NAMES
from engagement.core.transitions import MOVED_ON
from engagement.meetings import settings
from engagement.meetings.models import Manual, ManualAudience, ManualVersion, Meeting
from engagement.meetings.permissions import Meetings

AREA = "meetings"
"""What the kept public pages of this feature depend on."""


@dataclass(frozen=True)
class ManualWords:
    """Title and text, by language."""

    title: dict[str, str]
    text: dict[str, str]


@command
def begin_manual(
    audience: ManualAudience,
    words: ManualWords,
    *,
    actor: Actor,
    meeting: Meeting | None = None,
    key: uuid.UUID | None = None,
) -> Manual:
    """Begin a manual, for all meetings or for one; nobody reads it before it is published."""
    if earlier := once.take(key, actor):
        return db.session.get_one(Manual, earlier.result_id)
    _may(actor)
    manual = Manual(audience=audience, meeting=meeting, created_by_id=actor.id)
    manual.versions.append(_version(1, words, actor))
    db.session.add(manual)
    db.session.flush()
    once.remember(key, manual.id)
    told = {"audience": audience.value, "meeting": str(meeting.id) if meeting else None}
    record("meetings:manual:begun", manual, actor=actor, **told)
    return manual


@command
def write_manual(
    manual: Manual, words: ManualWords, *, actor: Actor, seen: str | None = None
) -> ManualVersion:
    """Change the draft; where there is none, begin the next version.

    `seen` marks the words that the page showed (`core.seen`); Stale where others stand by now.
    """
    _lock_kept(manual, actor)
    shown = manual.draft or manual.current
    db.session.refresh(shown)
    refuse_stale(shown, seen, vars(words))
    draft = manual.draft
    if draft is None:
        draft = _version(len(manual.versions) + 1, words, actor)
        manual.versions.append(draft)
    else:
        draft.title, draft.text = words.title, words.text
        draft.written_by_id, draft.written_at = actor.id, now()
    db.session.flush()
    record("meetings:manual:written", manual, actor=actor, version=draft.number)
    return draft


@command
def publish_manual(manual: Manual, *, actor: Actor) -> None:
    """Let everybody read the draft. RuleViolation while a language that is needed is missing."""
    _lock_kept(manual, actor)
    draft = manual.draft
    if draft is None:
        raise RuleViolation(MOVED_ON)
    missing = missing_languages(draft)
    if missing:
        raise RuleViolation(
            _l("Write it in these languages first: %(languages)s.", languages=_named(missing))
        )
    draft.published_at, draft.published_by_id = now(), actor.id
    versions.bump(AREA)
    record("meetings:manual:published", manual, actor=actor, version=draft.number)


@command
def retire_manual(manual: Manual, *, actor: Actor) -> None:
    """Take a manual out of the list; whoever has the address is told that it is not kept."""
    _lock_kept(manual, actor)
    manual.retired_at = now()
    versions.bump(AREA)
    record("meetings:manual:retired", manual, actor=actor)


def missing_languages(version: ManualVersion) -> list[str]:
    """Languages in which a version has to be there and is not."""
    return [
        each
        for each in LANGUAGES
        if each in settings.manual_languages()
        and not (version.title.get(each) and version.text.get(each))
    ]


def _version(number, words, actor):
    return ManualVersion(number=number, title=words.title, text=words.text, written_by_id=actor.id)


def _lock_kept(manual, actor):
    _may(actor)
    lock(manual)
    if manual.retired_at is not None:
        raise RuleViolation(MOVED_ON)


def _may(actor):
    if not can(actor, Meetings.MANAGE):
        raise NotAllowed(Meetings.MANAGE)


def _named(languages):
    names = [NATIVE_NAMES[each] for each in languages]
    return format_list(names, locale=str(get_locale() or "en"))
