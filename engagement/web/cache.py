"""Whole public pages kept by each process, for readers who are nobody in particular.

A page is kept for who sends no cookie of ours: it then depends on its address, its language and
the public data alone. It is made anew when a version of the data has changed (a process looks
once a second) and after `LONGEST` seconds in any case. Its ETag is that of its bytes, so that a
reader who has it already gets 304. No page with a form's token is kept: making one sets a cookie.
"""

import hashlib
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

from flask import Flask, Response, current_app, g, request, session

from engagement.core import versions
from engagement.web.access import PUBLIC
from engagement.web.i18n import COOKIE, LANGUAGES, best_language

LONGEST = 30.0
MOST_BYTES = 24_000_000
LONGEST_QUERY = 400
NEVER = ("operations.",)
"""Beginnings of endpoints that answer for this moment, to machines."""


@dataclass(frozen=True)
class Kept:
    """A finished answer, and until when and for which data it holds."""

    body: bytes
    headers: list[tuple[str, str]]
    data: tuple
    made_at: float


class Store:
    """The pages of a process, those asked for last; bounded by their bytes."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._pages: OrderedDict[tuple, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple) -> Kept | None:
        """The page, if it is kept."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: tuple, page: Kept) -> None:
        """Keep a page; the ones longest not asked for make room."""
        with self._lock:
            old = self._pages.pop(key, None)
            self.bytes += len(page.body) - (len(old.body) if old else 0)
            self._pages[key] = page
            while self.bytes > self.most_bytes:
                self.bytes -= len(self._pages.popitem(last=False)[1].body)

    def __len__(self) -> int:
        return len(self._pages)


def init_app(app: Flask) -> None:
    """Register first: what is asked before all else, and sees the answer after all else."""
    app.config.setdefault("KEEP_PAGES", not app.config["TESTING"])
    app.extensions["kept_pages"] = Store()
    app.before_request(_kept_page)
    app.after_request(_keep_page)


def _kept_page() -> Response | None:
    g.pop("page_key", None)
    if not current_app.config["KEEP_PAGES"] or not _may_be_kept():
        return None
    key, data = _key(), versions.state()
    page = current_app.extensions["kept_pages"].get(key)
    if page is None or page.data != data or time.monotonic() - page.made_at > LONGEST:
        g.page_key, g.page_data = key, data
        return None
    answer = Response(page.body, headers=page.headers)
    return answer.make_conditional(request)


def _may_be_kept() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return (
        request.method == "GET"
        and getattr(view, "access", None) == PUBLIC
        and not request.endpoint.startswith(NEVER)
        and len(request.query_string) <= LONGEST_QUERY
        and not request.cookies.keys() - {COOKIE}
    )


def _key() -> tuple:
    """Address, language where the address does not tell it, and what the browser can unpack."""
    first = request.path.split("/", 2)[1]
    lang = first if first in LANGUAGES else best_language()
    accepted = request.headers.get("Accept-Encoding", "")
    return request.path, request.query_string, lang, "br" in accepted, "gzip" in accepted


def _keep_page(response: Response) -> Response:
    key = g.pop("page_key", None)
    if (
        key is None
        or response.status_code != 200
        or response.is_streamed
        or response.direct_passthrough
        or response.mimetype != "text/html"
        or response.cache_control.no_store
        or session.modified
        or "Set-Cookie" in response.headers
    ):
        return response
    body = response.get_data()
    etag = hashlib.sha256(body).hexdigest()[:20]
    response.set_etag(etag)
    response.vary.update(["Cookie", "Accept-Encoding"])
    headers = [each for each in response.headers if each[0] not in {"X-Request-Id", "Date"}]
    page = Kept(body, headers, g.page_data, time.monotonic())
    current_app.extensions["kept_pages"].put(key, page)
    return response.make_conditional(request)
