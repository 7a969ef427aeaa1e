"""Personal links in texts that are kept: they let in whoever reads them, so they are taken out."""

import re
from collections.abc import Iterable, Mapping

from sqlalchemy import select

from engagement.accounts.tokens import digest
from engagement.core.db import db
from engagement.meetings.models import JoinLink, Meeting, Registration

_LINK = re.compile(r"\S*/join/(?P<tail>[^\s/?#]+)\S*|(?<![\w-])(?P<token>[\w-]{43})(?![\w-])")
"""An address of a join page, or 256 random bits as `new_token` writes them."""
CUT = "…"


def without_tokens(meeting: Meeting, rows: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """Rows of cells, in which the number of the registration stands for its link; one query.

    Of a link that is of no registration of the meeting everything after `/join/` is left out.
    """
    rows = [dict(each) for each in rows]
    hashes = {
        digest(found["tail"] or found["token"])
        for cells in rows
        for text in cells.values()
        for found in _LINK.finditer(text)
    }
    known = {
        row.token_hash: row.reference if row.meeting_id == meeting.registers_at.id else CUT
        for row in db.session.execute(
            select(JoinLink.token_hash, Registration.reference, Registration.meeting_id)
            .join(JoinLink.registration)
            .where(JoinLink.token_hash.in_(hashes))
        )
    }

    def instead(found: re.Match) -> str:
        token, tail = found["token"], found["tail"]
        if token:
            return known.get(digest(token), token)
        return known.get(digest(tail), found[0].split(tail)[0] + CUT)

    return [{key: _LINK.sub(instead, text) for key, text in cells.items()} for cells in rows]
