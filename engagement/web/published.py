"""Answers that programs of other sites read: kept on the way for a while, open to any origin."""

from flask import Response

LONGEST = 300
"""Seconds for which anybody on the way may keep one."""


def published(answer: Response, *, seconds: int = LONGEST) -> Response:
    """`answer` as a public document that may be kept for so many seconds."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.headers["Cache-Control"] = f"public, max-age={max(0, min(LONGEST, seconds))}"
    return answer
