"""Fetch the files of a list from their configured addresses, and from nowhere else.

An address comes from the deployment's settings alone (`ENGAGEMENT_LIST_URLS`); nobody types one
into a page. Every address a host name stands for must be public; the connection then goes to the
one that was looked at, so that a name cannot mean another machine a moment later, while the
certificate is checked against the name. No redirect is followed, nothing but a whole answer of
the allowed size within the allowed time is taken.

With the standard library: `http.client` on a socket that is connected here has exactly one way to
the network, where a comfortable client has proxies, redirects and pools that would each have to be
switched off.
"""

import http.client
import io
import ipaddress
import os
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l

REASONS: dict[str, Any] = {
    "address": _l("The configured address is none that may be used."),
    "unknown_host": _l("The name of the host is not known."),
    "not_public": _l("The name of the host leads to an address that is not public."),
    "no_connection": _l("No connection came about."),
    "certificate": _l("The certificate of the host does not fit its name, or is not trusted."),
    "redirect": _l("The answer sends elsewhere. Set the address that it names, if it is right."),
    "status": _l("The answer was an error of the host."),
    "too_large": _l("The file is larger than allowed."),
    "too_slow": _l("The file did not come within the time allowed."),
    "no_length": _l("The answer does not say how long it is, so it cannot be known to be whole."),
    "cut_short": _l("The connection ended before the file did."),
}
"""Why no file came, by code."""

PORT = 443
PIECE = 64 * 1024
LONGEST_WAIT = 15.0
"""Seconds for one answer of the network."""

NOT_REALLY_PUBLIC = tuple(
    map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"))
)
"""IPv6 addresses that carry an IPv4 address within, by which a private one could be reached."""

Resolve = Callable[[str, int], list[str]]
Connect = Callable[[tuple[str, int], float], socket.socket]


class NotFetched(Exception):
    """`code` is a key of `REASONS`."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def addresses_of(host: str, port: int) -> list[str]:
    """Every address of a host. Raises NotFetched."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFetched("unknown_host") from error
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def is_public(address: str) -> bool:
    """Whether an address is of the open internet: not of this machine, its network or a cloud's."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif any(found in network for network in NOT_REALLY_PUBLIC):
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def fetch(
    url: str,
    *,
    most_bytes: int,
    seconds: float,
    resolve: Resolve = addresses_of,
    connect: Connect = socket.create_connection,
    context: ssl.SSLContext | None = None,
) -> tuple[str, BinaryIO]:
    """The file at a configured address: its name and its content. Raises NotFetched.

    `resolve`, `connect` and `context` are those of the system; tests put in a network of their own.
    """
    host, port, path = parts_of(url)
    addresses = resolve(host, port)
    if not addresses or not all(map(is_public, addresses)):
        raise NotFetched("not_public")
    ends = time.monotonic() + seconds
    try:
        with _connected(addresses[0], host, port, ends, connect, context) as connection:
            content = _answer(connection, path, most_bytes, ends)
    except ssl.SSLCertVerificationError as error:
        raise NotFetched("certificate") from error
    except http.client.IncompleteRead as error:
        raise NotFetched("cut_short") from error
    except (OSError, http.client.HTTPException) as error:
        late = time.monotonic() >= ends or isinstance(error, TimeoutError)
        raise NotFetched("too_slow" if late else "no_connection") from error
    return os.path.basename(path.partition("?")[0]) or "list", io.BytesIO(content)


def parts_of(url: str) -> tuple[str, int, str]:
    """Host, port and path with query; NotFetched for anything but a plain https address."""
    parts = urlsplit(url)
    try:
        host, port = parts.hostname or "", parts.port or PORT
    except ValueError as error:
        raise NotFetched("address") from error
    plain = url.isascii() and url.isprintable() and not set(url) & set("\\@ #")
    if parts.scheme != "https" or not host or not plain:
        raise NotFetched("address")
    path = parts.path or "/"
    return host, port, f"{path}?{parts.query}" if parts.query else path


class _Pinned(http.client.HTTPSConnection):
    """A connection over a socket that is there; it never opens one by itself."""

    def connect(self) -> None:
        """NotFetched: the socket was given, and is used once."""
        raise NotFetched("cut_short")


@contextmanager
def _connected(address, host, port, ends, connect, context) -> Iterator[_Pinned]:
    """A connection to this very address, its certificate checked for `host`; cut off at `ends`."""
    plain = connect((address, port), min(LONGEST_WAIT, max(0.1, ends - time.monotonic())))
    with plain, socket.socket(fileno=os.dup(plain.fileno())) as twin:
        watch = threading.Timer(max(0.0, ends - time.monotonic()), _cut, [twin])
        watch.daemon = True
        watch.start()
        try:
            plain.settimeout(LONGEST_WAIT)
            context = context or ssl.create_default_context()
            with context.wrap_socket(plain, server_hostname=host) as secure:
                connection = _Pinned(host, port, context=context)
                connection.sock = secure
                with closing(connection):
                    yield connection
        finally:
            watch.cancel()


def _cut(twin: socket.socket) -> None:
    """End a connection whose time is over, whoever reads from it at the moment."""
    try:
        twin.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _answer(connection, path, most_bytes, ends) -> bytes:
    """The body of a whole answer."""
    connection.request(
        "GET", path, headers={"User-Agent": "engagement", "Accept-Encoding": "identity"}
    )
    with closing(connection.getresponse()) as answer:
        if time.monotonic() >= ends:
            raise NotFetched("too_slow")
        return _body(answer, most_bytes, ends)


def _body(answer, most_bytes, ends) -> bytes:
    """The content of an answer that says how long it is, and is as long."""
    if 300 <= answer.status < 400:
        raise NotFetched("redirect")
    if answer.status != http.client.OK:
        raise NotFetched("status")
    announced = answer.length
    if announced is None and not answer.chunked:
        raise NotFetched("no_length")
    if announced is not None and announced > most_bytes:
        raise NotFetched("too_large")
    content = bytearray()
    while piece := answer.read1(PIECE):
        content += piece
        if len(content) > most_bytes:
            raise NotFetched("too_large")
        if time.monotonic() >= ends:
            raise NotFetched("too_slow")
    if time.monotonic() >= ends:
        raise NotFetched("too_slow")
    if announced is not None and len(content) < announced:
        raise NotFetched("cut_short")
    return bytes(content)
