"""A calendar file with gaps for what is a person's own: written once, filled in for thousands."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from icalendar.parser import Contentline

from engagement.meetings.calendar import attendee

PAGE = f"https://{uuid.uuid4().hex}.invalid/"
"""Stands for the address of somebody's page; nobody else can write it."""
STAMPS = ("DTSTAMP", "LAST-MODIFIED")
FOR_ANYBODY = {"attendee_email": "anybody@example.invalid", "attendee_name": "anybody"}
FOLDED = b"\r\n "


@dataclass(frozen=True, slots=True)
class Pattern:
    """The lines of a file: bytes that stay, and lines (text) that are written for each."""

    parts: tuple[bytes | str, ...]

    def filled(self, *, page: str, changed_at: datetime, email: str, name: str) -> bytes:
        """The file for one person, as if it had been written for nobody else."""
        own = {each: f"{each}:{changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}" for each in STAMPS}
        address = attendee(email, name)
        own["ATTENDEE"] = Contentline.from_parts("ATTENDEE", address.params, address)
        return b"".join(
            part
            if isinstance(part, bytes)
            else Contentline(own.get(part) or part.replace(PAGE, page)).to_ical() + b"\r\n"
            for part in self.parts
        )


def pattern_of(file: bytes) -> Pattern:
    """The pattern of an invitation written for `FOR_ANYBODY`, whose page is `PAGE`."""
    *lines, _ = file.replace(FOLDED, b"").decode().split("\r\n")
    return Pattern(tuple(_parts(lines)))


def _parts(lines: list[str]) -> Iterator[bytes | str]:
    for own, together in groupby(lines, _is_own):
        if own:
            yield from (_name(each) if _name(each) in _NAMED else each for each in together)
        else:
            yield b"".join(Contentline(each).to_ical() + b"\r\n" for each in together)


_NAMED = frozenset({*STAMPS, "ATTENDEE"})


def _is_own(line: str) -> bool:
    return _name(line) in _NAMED or PAGE in line


def _name(line: str) -> str:
    return line.replace(";", ":", 1).partition(":")[0]
