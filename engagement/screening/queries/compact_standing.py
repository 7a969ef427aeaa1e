"""How a participant of the Global Compact stood on a day, read from the versions of both lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from engagement.core.db import db
from engagement.screening.facts import Compact
from engagement.screening.models import ListEntry, ListVersion, Source

PARTICIPANTS, DELISTED = Source.GLOBAL_COMPACT, Source.GLOBAL_COMPACT_DELISTED
COMPACT_LISTS = frozenset({PARTICIPANTS, DELISTED})
OF_LIST = {
    "active": Compact.ACTIVE,
    "non_communicating": Compact.NON_COMMUNICATING,
    "delisted": Compact.DELISTED,
    "withdrawn": Compact.ABSENT,
}
"""What the words of the list mean here; any other is not known."""


@dataclass(frozen=True)
class Said:
    """What one list says of a participant, from one version to another (None: it still does)."""

    source: Source
    details: dict[str, Any]
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class Step:
    """From when a participant stood so."""

    status: Compact
    since: datetime


def said_of(reference: str) -> list[Said]:
    """All that both lists ever said of a participant, in the order of their versions."""
    since, until = aliased(ListVersion), aliased(ListVersion)
    rows = db.session.execute(
        select(ListEntry.source, ListEntry.content, since.in_force_since, until.in_force_since)
        .join(since, since.id == ListEntry.since_version_id)
        .outerjoin(until, until.id == ListEntry.until_version_id)
        .where(ListEntry.source.in_(COMPACT_LISTS), ListEntry.reference == reference)
        .order_by(since.in_force_since, ListEntry.id)
    )
    return [
        Said(source, content.get("details") or {}, begun, ended)
        for source, content, begun, ended in rows
    ]


def standing(said: Iterable[Said], moment: datetime) -> Compact:
    """How it stood at a moment; absent where neither list names it any more.

    Where both do, it is delisted, unless it joined after that or the list of participants is the
    later word: delisted companies may join again.
    """
    current = {
        each.source: each
        for each in said
        if each.since <= moment and (each.until is None or each.until > moment)
    }
    taking_part, delisted = current.get(PARTICIPANTS), current.get(DELISTED)
    if delisted is None and taking_part is None:
        return Compact.ABSENT
    if taking_part is None or (delisted is not None and not _is_later(taking_part, delisted)):
        return Compact.DELISTED
    return OF_LIST.get(taking_part.details.get("status", ""), Compact.UNKNOWN)


def _is_later(taking_part, delisted):
    joined, year = taking_part.details.get("joined", "")[:4], delisted.details.get("year")
    if joined.isdigit() and year and int(joined) != year:
        return int(joined) > year
    return taking_part.since > delisted.since


def history(said: list[Said], now: datetime) -> list[Step]:
    """Every change of its standing with the version's moment, first to last."""
    moments = sorted({each.since for each in said} | {each.until for each in said if each.until})
    steps: list[Step] = []
    for moment in moments:
        status = standing(said, moment)
        if moment <= now and (not steps or steps[-1].status is not status):
            steps.append(Step(status, moment))
    return steps
