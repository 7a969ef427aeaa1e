"""A mail server that keeps what it gets and sometimes drops the line after it took a mail."""

import threading
import time
from collections import defaultdict
from email import message_from_bytes
from email.policy import default
from hashlib import sha256
from random import Random

from aiosmtpd.controller import Controller


class Sink:
    """`copies` has for each Message-ID a digest of recipient and content of every copy taken;
    `arrived` when the first was (`time.monotonic`)."""

    def __init__(self, port: int, *, random: Random, drops: float = 0.05) -> None:
        self.copies: dict[str, list[str]] = defaultdict(list)
        self.arrived: dict[str, float] = {}
        self.dropped = 0
        self._lock = threading.Lock()
        self._random = random
        self._drops = drops
        self._controller = Controller(self, hostname="127.0.0.1", port=port)

    def start(self) -> None:
        """Listen in a thread of its own."""
        self._controller.start()

    def stop(self) -> None:
        """Stop listening."""
        self._controller.stop()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        """Take the mail; now and then cut the line before saying so."""
        mail = message_from_bytes(envelope.content, policy=default)
        parts = [part.get_content() for part in mail.walk() if not part.is_multipart()]
        said = repr((envelope.rcpt_tos, mail["Subject"], parts))
        content = sha256(said.encode()).hexdigest()
        with self._lock:
            self.copies[str(mail["Message-ID"])].append(content)
            self.arrived.setdefault(str(mail["Message-ID"]), time.monotonic())
            drop = self._random.random() < self._drops
            self.dropped += drop
        if drop:
            server.transport.abort()
        return "250 taken"
