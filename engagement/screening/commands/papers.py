"""Files that show why a match was decided so."""

import uuid

from flask_babel import lazy_gettext as _l

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, can
from engagement.documents import commands as documents
from engagement.documents.intake import Taken
from engagement.screening import settings
from engagement.screening.models import Match, MatchPaper
from engagement.screening.permissions import Matches
from engagement.screening.queries import matches as queries


@command
def add_paper(
    match: Match, *, actor: Actor, taken: Taken, key: uuid.UUID | None = None
) -> MatchPaper | None:
    """Put a file that was taken in with a match; the same file stands there once.

    It belongs to no organization, so no member knows of it, and is never deleted: a decision may
    rest on it. RuleViolation when there are as many files as there can be.
    """
    if twin := once.take(key, actor):
        return queries.get_paper(twin.result_id)
    lock(match)
    if not can(actor, Matches.DECIDE, match):
        raise NotAllowed(Matches.DECIDE)
    for paper in match.papers:
        if paper.document.sha256 == taken.stored.sha256:
            return paper
    if len(match.papers) >= settings.files_a_match():
        raise RuleViolation(_l("There are as many files as there can be. Join pages in one."))
    document = documents.keep(taken, organization_id=None, actor=actor)
    document.submitted_at = now()
    paper = MatchPaper(match=match, document=document, added_by_id=actor.id, added_at=now())
    db.session.add(paper)
    db.session.flush()
    once.remember(key, paper.id)
    record(
        "screening:match_paper:added", paper, actor=actor, name=taken.name, sha256=document.sha256
    )
    return paper
