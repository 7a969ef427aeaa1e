"""The minutes of a meeting: composed from its records, and as they were approved."""

import hashlib
import json
import uuid
from collections.abc import Iterable
from typing import Any

from engagement.core.permissions import Actor
from engagement.screening.models import AgendaItem, CommitteeMeeting
from engagement.screening.queries import committee, voting


def minutes_of(meeting: CommitteeMeeting) -> dict[str, Any]:
    """What the minutes hold: JSON values alone, in no language but that of who wrote.

    Pages write the words around it in the reader's language. The content is whole: pages show of
    it what `for_reader` leaves.
    """
    there = voting.present_ids(meeting)
    everybody = voting.members(meeting)
    names = {each.id: each.account.name for each in everybody}
    return {
        "reference": meeting.reference,
        "starts_at": meeting.starts_at.isoformat(),
        "zone": meeting.zone,
        "place": meeting.place,
        "chair": meeting.chair.name,
        "secretary": meeting.secretary.name,
        "opened_at": meeting.opened_at.isoformat() if meeting.opened_at else None,
        "closed_at": meeting.closed_at.isoformat() if meeting.closed_at else None,
        "present": sorted(name for one, name in names.items() if one in there),
        "absent": sorted(name for one, name in names.items() if one not in there),
        "notes": meeting.notes,
        "items": [_item(each) for each in committee.all_items(meeting)],
    }


def _item(item: AgendaItem) -> dict[str, Any]:
    return {
        "id": str(item.id),
        "organization_id": str(item.organization_id),
        "case": item.case.reference,
        "organization": item.organization.name,
        "language": item.organization.name_language,
        "kind": item.kind.value,
        "result": item.result.value if item.result else None,
        "eligible": item.eligible,
        "quorum": item.quorum,
        "present": item.present,
        "votes": [
            {"name": vote.person.name, "vote": vote.vote.value, "dissent": vote.dissent}
            for vote in voting.votes_on(item)
        ],
        "conditions": item.conditions,
        "notes": item.notes,
    }


def digest_of(content: dict[str, Any]) -> bytes:
    """SHA-256 of the one text of a content: keys sorted, no spaces, UTF-8."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).digest()


def for_reader(content: dict[str, Any], actor: Actor) -> dict[str, Any]:
    """The minutes without the items that are kept from this person."""
    return content | {"items": list(_allowed(content["items"], actor))}


def _allowed(items: Iterable[dict], actor: Actor) -> Iterable[dict]:
    for item in items:
        if uuid.UUID(item["organization_id"]) not in actor.conflicts:
            yield item
