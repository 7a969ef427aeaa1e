"""Ask clamd whether a file is infected, by its INSTREAM command.

Fails closed: whatever is not a clear answer in time is `UNAVAILABLE`, and the file waits.
"""

import socket
import struct
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO
from urllib.parse import urlsplit

from engagement.documents.limits import PIECE

LONGEST_REPLY = 4096


class Outcome(StrEnum):
    CLEAN = "clean"
    INFECTED = "infected"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True)
class Verdict:
    """`detail`: the signature's name when infected, for staff the cause when unavailable."""

    outcome: Outcome
    detail: str = ""


def parse_address(address: str) -> tuple[str, int] | str:
    """`tcp://host:port` -> (host, port); `unix:///path` -> path. Raises ValueError on others."""
    parts = urlsplit(address)
    if parts.scheme == "tcp" and parts.hostname and parts.port and not parts.path:
        return parts.hostname, parts.port
    if parts.scheme == "unix" and not parts.netloc and len(parts.path) > 1:
        return parts.path
    raise ValueError(f"a scanner's address is tcp://host:port or unix:///path, not {address!r}")


def scan(stream: BinaryIO, address: str, timeout: float) -> Verdict:
    """The scanner's verdict on the rest of `stream`; `timeout` is in seconds and for all of it.

    Raises ValueError for an address of another form.
    """
    place = parse_address(address)
    deadline = time.monotonic() + timeout
    pieces = iter(lambda: stream.read(PIECE), b"")
    try:
        with _connect(place, deadline) as connection:
            try:
                _send(connection, b"zINSTREAM\0", deadline)
                for piece in pieces:
                    _send(connection, struct.pack(">I", len(piece)) + piece, deadline)
                _send(connection, struct.pack(">I", 0), deadline)
            except (BrokenPipeError, ConnectionResetError):
                # Over its size limit clamd answers early and hangs up: the answer says so.
                pass
            return _verdict(_reply(connection, deadline))
    except OSError as error:
        return Verdict(Outcome.UNAVAILABLE, type(error).__name__)


def _connect(place: tuple[str, int] | str, deadline: float) -> socket.socket:
    if isinstance(place, tuple):
        return socket.create_connection(place, timeout=_left(deadline))
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.settimeout(_left(deadline))
        connection.connect(place)
    except BaseException:
        connection.close()
        raise
    return connection


def _send(connection: socket.socket, data: bytes, deadline: float) -> None:
    connection.settimeout(_left(deadline))
    connection.sendall(data)


def _reply(connection: socket.socket, deadline: float) -> bytes:
    reply = b""
    while b"\0" not in reply and len(reply) < LONGEST_REPLY:
        connection.settimeout(_left(deadline))
        piece = connection.recv(LONGEST_REPLY)
        if not piece:
            break
        reply += piece
    return reply


def _verdict(reply: bytes) -> Verdict:
    """Only a whole answer counts, closed by its NUL: half of one could be the half of another."""
    text, end, _ = reply.partition(b"\0")
    answer = text.decode("utf-8", "replace").removeprefix("stream: ")
    if end and answer == "OK":
        return Verdict(Outcome.CLEAN)
    if end and answer.endswith(" FOUND"):
        return Verdict(Outcome.INFECTED, answer.removesuffix(" FOUND"))
    return Verdict(Outcome.UNAVAILABLE, answer)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
