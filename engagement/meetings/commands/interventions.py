"""Speakers hand in what they are going to say, for interpreters and officers alone until then."""

import uuid
from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.core.transitions import MOVED_ON
from engagement.documents import commands as documents
from engagement.documents.intake import Taken
from engagement.meetings.commands.speakers_lists import changed
from engagement.meetings.models import (
    MeetingStatement,
    Speaker,
    SpeakerPaper,
    SpeakersList,
    SpeakerState,
)
from engagement.meetings.queries import speaking as queries
from engagement.meetings.speaking_permissions import Speaking

OVER = (SpeakerState.SPOKEN, SpeakerState.WITHDRAWN)


@command
def hand_in_text(
    speaker: Speaker,
    text: Mapping[str, str],
    *,
    statement: MeetingStatement | None = None,
    public: bool = False,
    actor: Actor,
) -> None:
    """Keep what is going to be said, by language; or a published statement of the same body.

    `public` agrees that everybody reads it once it was spoken. RuleViolation for the statement of
    somebody else, for a minor's words to be public, and once it was spoken.
    """
    speakers_list = _begin(speaker, actor)
    if statement is not None and statement not in queries.own_statements(speaker):
        raise RuleViolation(_l("Choose a published statement of your own on this item."))
    if public and speaker.registration.is_minor:
        raise RuleViolation(_l("Words of somebody under 18 are not published here."))
    speaker.text, speaker.text_public = dict(text), public
    speaker.statement = statement
    _note(speaker)
    changed(speakers_list)
    record(
        "meetings:speaker:text_handed_in",
        speaker,
        actor=actor,
        languages=sorted(text),
        statement=str(statement.id) if statement else None,
        public=public,
    )


@command
def add_paper(
    speaker: Speaker,
    language: str,
    taken: Taken,
    *,
    words: int | None = None,
    actor: Actor,
    key: uuid.UUID | None = None,
) -> SpeakerPaper | None:
    """Keep the text as a document in a language, in place of an earlier one in it.

    `words` is how many it has; None where they cannot be counted.
    """
    if earlier := once.take(key, actor):
        return db.session.get(SpeakerPaper, earlier.result_id)
    _begin(speaker, actor)
    for other in [each for each in speaker.papers if each.language == language]:
        _drop(speaker, other)
    paper = SpeakerPaper(
        speaker=speaker,
        language=language,
        document=documents.keep(taken, organization_id=speaker.organization_id, actor=actor),
        words=words,
    )
    db.session.add(paper)
    db.session.flush()
    _note(speaker)
    once.remember(key, paper.id)
    record(
        "meetings:speaker_paper:added",
        paper,
        actor=actor,
        language=language,
        name=taken.name,
        sha256=taken.stored.sha256,
        words=words,
    )
    return paper


@command
def remove_paper(paper: SpeakerPaper, *, actor: Actor) -> None:
    """Take a document out again."""
    speaker = paper.speaker
    _begin(speaker, actor)
    record("meetings:speaker_paper:removed", paper, actor=actor, language=paper.language)
    _drop(speaker, paper)
    _note(speaker)


def _begin(speaker, actor) -> SpeakersList:
    speakers_list = lock(speaker.speakers_list)
    lock(speaker)
    if not can(actor, Speaking.CHANGE, speaker):
        raise NotAllowed(Speaking.CHANGE)
    if speaker.state in OVER:
        raise RuleViolation(MOVED_ON)
    return speakers_list


def _note(speaker):
    """Since when what is there is there; nothing any more where all was taken out."""
    there = speaker.languages or speaker.statement is not None
    speaker.handed_in_at = now() if there else None


def _drop(speaker, paper):
    document = paper.document
    speaker.papers.remove(paper)
    db.session.delete(paper)
    db.session.flush()
    documents.forget(document)
