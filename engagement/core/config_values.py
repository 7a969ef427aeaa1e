"""Each deployment setting's form; SettingsError says in one line which is wrong and how it is.

What is wrong must stop the start: found later, it would be a mail not sent or a file not scanned.
"""

import re
from collections.abc import Iterable
from urllib.parse import SplitResult, urlsplit

PREFIX = "ENGAGEMENT_"
KNOWN = frozenset(
    {
        "BASE_URL",
        "DATABASE_URL",
        "DATA_DIR",
        "DEMO",
        "LIST_URLS",
        "MAIL_FROM",
        "MIGRATE_URL",
        "PROXY_HOPS",
        "SCANNER_URL",
        "SECRET_KEY",
        "SMTP_URL",
    }
)
OF_TESTS = "ENGAGEMENT_TEST_"
KNOWN_WEAK_KEYS = {"dev", "secret", "changeme", "change-me", "password", "test"}
LEAST_KEY = 32
LEAST_DIFFERENT = 10
"""So many different characters a key has that was drawn and not typed; in hexadecimal, up to 16."""

LISTS = frozenset({"un", "world_bank", "ebrd", "ofac", "gc_participants", "gc_delisted"})
"""Lists that can be fetched; `screening.models.Source` without our own."""

_ADDRESS = re.compile(r"[^\s@<>,;:\"\\]+@[^\s@<>,;:\"\\]+")
_HOST = re.compile(r"[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")


class SettingsError(Exception):
    """A deployment setting is wrong; the message names it in one line."""


def refuse_unknown(names: Iterable[str]) -> None:
    """A name that is none of ours is a slip, and what it was to set would not be set."""
    for name in sorted(names):
        known = name.removeprefix(PREFIX) in KNOWN or name.startswith(OF_TESTS)
        if name.startswith(PREFIX) and not known:
            raise SettingsError(f"{name} is no setting. Look at its spelling in README.md.")


def base_url(given: str) -> str:
    """http or https, a host, perhaps a port; nothing else."""
    parts, right = _parts(given)
    right = right and parts.scheme in {"http", "https"} and not parts.path and "@" not in given
    if not right or "?" in given or "#" in given:
        raise SettingsError("ENGAGEMENT_BASE_URL must be like https://example.org, without a path.")
    return given


def proxy_hops(given: str) -> int:
    """0 to 5."""
    if given not in set("012345"):
        raise SettingsError("ENGAGEMENT_PROXY_HOPS must be the number of proxies, 0 to 5.")
    return int(given)


def smtp_url(given: str) -> str | None:
    """A mail server, or None for no mail."""
    if not given:
        return None
    parts, right = _parts(given)
    if not right or parts.scheme not in {"smtp", "smtps", "smtp+starttls"}:
        raise SettingsError(
            "ENGAGEMENT_SMTP_URL must be like smtp://host:25, smtps://… or smtp+starttls://…"
        )
    return given


def mail_from(given: str) -> str:
    """One bare address."""
    if not _ADDRESS.fullmatch(given) or not given.isprintable():
        raise SettingsError("ENGAGEMENT_MAIL_FROM must be an e-mail address, like a@example.org.")
    return given


def scanner_url(given: str) -> str | None:
    """A virus scanner by TCP or a socket, or None for none."""
    if not given:
        return None
    parts, right = _parts(given)
    by_tcp = right and parts.scheme == "tcp" and parts.port and not parts.path
    by_socket = parts.scheme == "unix" and not parts.netloc and len(parts.path) > 1
    if not by_tcp and not by_socket:
        raise SettingsError("ENGAGEMENT_SCANNER_URL must be tcp://host:port or unix:///path.")
    return given


def database_url(given: str) -> str:
    """A PostgreSQL database, reached by our driver."""
    scheme, separator, rest = given.partition("://")
    parts, _ = _parts(given)
    if not separator or scheme.split("+")[0] not in {"postgresql", "postgres"}:
        raise SettingsError("ENGAGEMENT_DATABASE_URL must begin with postgresql://.")
    if not _port_is_right(parts) or not parts.path.strip("/"):
        raise SettingsError(
            "ENGAGEMENT_DATABASE_URL must be like postgresql://user@host:5432/name."
        )
    return f"postgresql+psycopg://{rest}"


def secret_key(given: str) -> str:
    """Long, and drawn by chance."""
    if len(given) < LEAST_KEY or given.lower() in KNOWN_WEAK_KEYS:
        raise SettingsError("ENGAGEMENT_SECRET_KEY must have at least 32 characters.")
    if len(set(given)) < LEAST_DIFFERENT:
        raise SettingsError("ENGAGEMENT_SECRET_KEY can be guessed: draw it by chance.")
    return given


def list_urls(given: str) -> dict[str, tuple[str, ...]]:
    """Where lists are fetched from: "un=https://…; ofac=https://… https://…"."""
    urls = {}
    for part in filter(None, map(str.strip, given.split(";"))):
        name, equals, rest = part.partition("=")
        found = tuple(rest.split())
        if not equals or name.strip() not in LISTS or name.strip() in urls or not found:
            raise SettingsError(
                "ENGAGEMENT_LIST_URLS must be like un=https://…; ofac=https://… https://…"
                f" with lists of {', '.join(sorted(LISTS))}, each once."
            )
        if not all(map(_is_plain_https, found)):
            raise SettingsError(
                f"ENGAGEMENT_LIST_URLS: the address of {name.strip()} must be https:// and a host"
                " name, without a user, a fragment or odd signs."
            )
        urls[name.strip()] = found
    return urls


def _is_plain_https(url: str) -> bool:
    parts, right = _parts(url)
    host = parts.hostname or ""
    named = "." in host and not re.fullmatch(r"[0-9a-fx.:]+", host)
    return right and named and parts.scheme == "https" and not set(url) & set("\\@#")


def _parts(given: str) -> tuple[SplitResult, bool]:
    """The parts of an address, and whether host and port can be ones."""
    try:
        parts = urlsplit(given)
        host = parts.hostname or ""
    except ValueError:
        return urlsplit(""), False
    right = bool(_HOST.fullmatch(host)) and _port_is_right(parts) and given.isprintable()
    return parts, right and not re.search(r"\s", given)


def _port_is_right(parts: SplitResult) -> bool:
    try:
        return parts.port is None or parts.port > 0
    except ValueError:
        return False
