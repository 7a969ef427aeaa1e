"""What retention takes of speakers and interpreters, as `test_retention.DONE_WITH_NOW`."""

from engagement.core.clock import now
from engagement.core.db import db, transaction
from engagement.demo import papers
from engagement.demo.meeting_speaking_builders import (
    make_interpreter,
    make_speaker,
    make_speakers_list,
)
from engagement.documents.models import Document
from engagement.meetings.commands import interventions
from engagement.meetings.models import Interpreter, Speaker
from engagement.organizations.queries import actor_for


def make_nameless(*, paper: bool = False) -> Speaker:
    """Somebody who has handed in what was going to be said, and whose name is gone."""
    speaker = make_speaker(make_speakers_list())
    registration = speaker.registration
    actor = actor_for(registration.person)
    if paper:
        taken = papers.taken(papers.page("Words of Green Youth (Kenya)"))
        interventions.add_paper(speaker, "en", taken, actor=actor)
    else:
        interventions.hand_in_text(speaker, {"en": "Clean rivers"}, actor=actor)
    with transaction(audited=False):
        registration.forgotten_at = now()
        db.session.flush()
    return speaker


def make_old_paper() -> Document:
    """The document of such a speaker."""
    return make_nameless(paper=True).papers[0].document


def make_old_interpreter() -> Interpreter:
    """Somebody who interpreted a session that has just ended."""
    interpreter = make_interpreter(make_speakers_list().session)
    with transaction(audited=False):
        session = interpreter.session
        session.starts_at, session.ends_at = session.starts_at.replace(year=2020), now()
    return interpreter


DONE_WITH_NOW = {
    "meetings.speakers_words": [make_nameless],
    "meetings.speakers_papers": [make_old_paper],
    "meetings.interpreters": [make_old_interpreter],
}
