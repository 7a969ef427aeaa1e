"""What must always hold of credentials and the status list."""

import hashlib

from engagement.core.invariants import declare
from engagement.signing import tokens
from engagement.standing.commands.status_list import TYPE
from engagement.standing.queries import status_list


def published_list_unsigned():
    """The published list when one of our keys did not sign it, or its digest is another's."""
    issue = status_list.last_issue()
    if issue is None:
        return
    if hashlib.sha256(issue.jws.encode()).digest() != issue.digest:
        yield f"list of {issue.issued_at.isoformat()}: the digest is not that of the text"
    try:
        tokens.check(issue.jws, typ=TYPE)
    except tokens.NotSigned as refused:
        yield f"list of {issue.issued_at.isoformat()}: {refused.code}"


declare("the published list of statuses is signed by one of our keys", published_list_unsigned)
