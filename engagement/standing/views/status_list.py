"""The signed list of statuses, for programs."""

from flask import jsonify

from engagement.core.clock import now
from engagement.standing.queries import status_list as queries
from engagement.standing.status_bits import NAMES
from engagement.standing.views.blueprint import published_documents
from engagement.web.access import public
from engagement.web.published import published


@published_documents.get("/accreditation-status.json")
@public
def show_status_list():
    """The published list: when it was issued, when the next comes, and the signed text."""
    issue = queries.last_issue()
    if issue is None:
        answer = jsonify(error="no list has been issued yet")
        answer.status_code, answer.headers["Retry-After"] = 503, "300"
        return answer
    document = jsonify(
        issued_at=issue.issued_at.isoformat(),
        next_issue_at=issue.next_issue_at.isoformat(),
        expires_at=issue.expires_at.isoformat(),
        values=NAMES,
        sha256=issue.digest.hex(),
        list=issue.jws,
    )
    left = (issue.next_issue_at - now()).total_seconds()
    return published(document, seconds=int(left))
