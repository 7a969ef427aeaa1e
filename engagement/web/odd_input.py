"""What no person types is refused before a page looks at it, and how much may be sent at once.

PostgreSQL keeps no NUL character and Python's drivers no half of a surrogate pair: one place
refuses both, so that no query and no form has to think of them.
"""

import re

from flask import Flask, current_app, request

MEGABYTE = 1024 * 1024
MOST = 32 * MEGABYTE
MOST_WITH_FILE = 100 * MEGABYTE
"""For routes that take a file: large enough that the rule of the page itself can answer, with what
was typed beside the file still there. The file goes to the disk, not into memory."""


class OddInput(Exception):
    """Something sent holds a character that cannot be kept: becomes 400."""


def takes_file(view):
    """Mark a view that takes a file: what is too large is told on its page."""
    view.most_bytes = MOST_WITH_FILE
    return view


def init_app(app: Flask) -> None:
    """Register before whatever reads a form, such as the check of its token."""
    app.config["MAX_CONTENT_LENGTH"] = MOST
    app.before_request(_allow_files)
    app.before_request(_refuse)


def _allow_files():
    view = current_app.view_functions.get(request.endpoint or "")
    most = getattr(view, "most_bytes", None)
    if most is not None:
        request.max_content_length = most


def _refuse():
    """OddInput for a character that no text has, wherever it stands."""
    given = [request.path, request.query_string.decode("latin-1")]
    for name, value in request.args.items(multi=True):
        given += [name, value]
    if request.method == "POST":
        for name, value in request.form.items(multi=True):
            given += [name, value]
        given += [file.filename or "" for file in request.files.values()]
    if any(map(is_odd, given)):
        raise OddInput


_odd = re.compile("[\0\ud800-\udfff]").search


def is_odd(text: str) -> bool:
    """Whether `text` has a character that cannot be kept."""
    return _odd(text) is not None
