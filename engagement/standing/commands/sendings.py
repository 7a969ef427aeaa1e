"""Keep what an organization sends as it was sent: what it says later replaces nothing."""

from engagement.accreditation.snapshots import digest_of
from engagement.core.clock import now
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.standing.models import Proceeding, Report, Sending
from engagement.standing.queries.reports import papers_of
from engagement.standing.queries.sendings import place_of, sendings_of

TEXTS = {
    Report: ("activities", "abroad", "changes", "declared_name"),
    Proceeding: ("answer",),
}


def keep_sending(record: Report | Proceeding, *, actor: Actor) -> Sending:
    """The texts and files of a record as they stand, within the command that sends them."""
    content = {name: getattr(record, name) for name in TEXTS[type(record)]}
    content["files"] = [
        {"paper": str(each.id), "name": each.document.name, "sha256": each.document.sha256}
        for each in papers_of(record)
    ]
    sending = Sending(
        **{place_of(record): record.id},
        number=len(sendings_of(record)) + 1,
        content=content,
        digest=digest_of(content),
        sent_by_id=actor.id,
        sent_at=now(),
    )
    db.session.add(sending)
    db.session.flush()
    return sending
