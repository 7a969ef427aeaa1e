"""One person's browser: cookies, forms as they stand on the page, no script."""

import http.client
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode

PATIENCE = 20  # seconds for one answer
KEPT_OPEN = 1.0  # seconds without use; the server closes a line after two


class Browser:
    """Speaks with the product from an address of its own; follows no redirect."""

    def __init__(self, port: int, address: str) -> None:
        self._port = port
        self._headers = {"X-Forwarded-For": address, "Accept-Language": "en"}
        self._cookies: dict[str, str] = {}
        self._connection: http.client.HTTPConnection | None = None
        self._used_at = 0.0

    def keep(self, name: str, value: str) -> None:
        """Hold a cookie, as if an earlier answer had set it."""
        self._cookies[name] = value

    def twin(self) -> "Browser":
        """The same browser once more: what a second press of a button sends goes its own way."""
        twin = Browser(self._port, self._headers["X-Forwarded-For"])
        twin._cookies = dict(self._cookies)
        return twin

    def get(self, path: str) -> tuple[int, str]:
        """Status and body. OSError or HTTPException when the line broke."""
        status, body, _ = self._ask("GET", path)
        return status, body

    def taken(self, path: str) -> tuple[float, float, int]:
        """Seconds until a file begins and until it is whole, and its size in bytes."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10 * PATIENCE)
        begin = time.monotonic()
        connection.request("GET", path, headers=self._own_headers())
        answer = connection.getresponse()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        size = len(answer.read(1))
        first = time.monotonic() - begin
        while part := answer.read(1 << 16):
            size += len(part)
        connection.close()
        return first, time.monotonic() - begin, size

    def post(self, path: str, fields: list[tuple[str, str]]) -> tuple[int, str]:
        """Status and where it redirects to. OSError or HTTPException when the line broke."""
        status, _, location = self._ask("POST", path, urlencode(fields))
        return status, location

    def _ask(self, method, path, body=None):
        if self._connection is not None and time.monotonic() > self._used_at + KEPT_OPEN:
            self._close()
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        headers = self._own_headers()
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
            text = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException):
            self._close()
            raise
        self._used_at = time.monotonic()
        for line in answer.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                self._cookies[name] = morsel.value
        if answer.headers.get("Connection") == "close":
            self._close()
        return answer.status, text, answer.headers.get("Location", "")

    def _own_headers(self):
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        return self._headers | {"Host": f"localhost:{self._port}", "Cookie": cookies}

    def _close(self):
        self._connection.close()
        self._connection = None


@dataclass
class FilledForm:
    """A form as a browser would send it; `texts` names its text areas, in order."""

    pairs: list[tuple[str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def sent_with(self, **values: str) -> list[tuple[str, str]]:
        """The pairs with the values of some names replaced, or added."""
        kept = [(name, value) for name, value in self.pairs if name not in values]
        return [*kept, *values.items()]

    def value(self, name: str) -> str:
        """The value of one field; KeyError when there is none."""
        return dict(self.pairs)[name]


def form_with(page: str, name: str) -> FilledForm:
    """The form of a page that has a field called `name`. LookupError when there is none."""
    reader = _Reader()
    reader.feed(page)
    for form in reader.forms:
        if any(each == name for each, _ in form.pairs):
            return form
    raise LookupError(f"no form with {name}")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms = [FilledForm()]
        self._select: str | None = None
        self._text: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.forms.append(FilledForm())
        elif tag == "input" and "name" in given:
            kind = given.get("type", "text")
            chosen = kind not in {"checkbox", "radio"} or "checked" in given
            if chosen and kind not in {"submit", "file"}:
                self.forms[-1].pairs.append((given["name"], given.get("value") or ""))
        elif tag == "select":
            self._select = given.get("name")
        elif tag == "option" and "selected" in given and self._select:
            self.forms[-1].pairs.append((self._select, given.get("value") or ""))
        elif tag == "textarea":
            self._text = (given["name"], [])

    def handle_data(self, data):
        if self._text:
            self._text[1].append(data)

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = None
        elif tag == "textarea" and self._text:
            name, parts = self._text
            self.forms[-1].pairs.append((name, "".join(parts).removeprefix("\n")))
            self.forms[-1].texts.append(name)
            self._text = None
