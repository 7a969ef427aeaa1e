"""The words of Word and OpenDocument files, in the child: what a reviewer reads beside the list.

Dates and amounts in a sheet stand as the file holds them (a date is a number of days).
"""

import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from engagement.documents import strict_xml
from engagement.documents.limits import MAX_TEXT

PARTS = "[Content_Types].xml"
WORDS = ".wordprocessingml.document.main+xml"
WORD_BREAKS = {"br": "\n", "cr": "\n"}
SHEET = ".spreadsheetml.worksheet+xml"
SHARED = ".spreadsheetml.sharedStrings+xml"
MAX_SHARED = 2_000_000
"""Characters of the table of shared strings that are held in memory."""


def extract(archive: zipfile.ZipFile, kind: str) -> str:
    """At most `MAX_TEXT` characters. Raises `Refused` and `KeyError` on broken files."""
    gathered = Gathered(MAX_TEXT)
    readers: dict[str, Callable[[zipfile.ZipFile, Gathered], None]] = {
        "docx": _word,
        "xlsx": _sheets,
        "odt": _open_document,
        "ods": partial(_open_document, table_end="\f"),
    }
    with suppress(strict_xml.Enough):
        readers[kind](archive, gathered)
    return gathered.text()


def part_types(archive: zipfile.ZipFile) -> dict[str, str]:
    """The members of a Word or Excel file and their content types, own or by extension.

    Raises `KeyError` for an archive that is neither.
    """
    own: dict[str, str] = {}
    by_extension: dict[str, str] = {}

    def start(name: str, values: dict[str, str]) -> None:
        type_ = values.get("ContentType", "")
        if name == "Override":
            own[values.get("PartName", "").lstrip("/").lower()] = type_
        elif name == "Default":
            by_extension[values.get("Extension", "").lower()] = type_

    with archive.open(PARTS) as content:
        strict_xml.read(content, start=start)
    return {
        name: own.get(name.lower()) or by_extension.get(name.lower().rpartition(".")[2], "")
        for name in archive.namelist()
    }


class Gathered:
    """Text up to a number of characters; raises `Enough` when it is full."""

    def __init__(self, room: int) -> None:
        self._parts: list[str] = []
        self._room = room

    def add(self, text: str) -> None:
        self._parts.append(text[: self._room])
        self._room -= len(text)
        if self._room <= 0:
            raise strict_xml.Enough

    def text(self) -> str:
        return "".join(self._parts)


def _named(archive: zipfile.ZipFile, ending: str) -> list[str]:
    """Members whose content type ends so, sheet 2 before sheet 10."""
    found = [name for name, type_ in part_types(archive).items() if type_.endswith(ending)]
    return sorted(found, key=lambda name: [int(n) for n in re.findall(r"\d+", name)])


def _word(archive: zipfile.ZipFile, gathered: Gathered) -> None:
    inside = False

    def start(name: str, values: dict[str, str]) -> None:
        nonlocal inside
        inside = name == "t"
        # A tab with values is the place of a tab stop.
        gathered.add("\t" if name == "tab" and not values else WORD_BREAKS.get(name, ""))

    def end(name: str) -> None:
        nonlocal inside
        inside = False
        if name == "p":
            gathered.add("\n")

    def characters(text: str) -> None:
        if inside:
            gathered.add(text)

    for part in _named(archive, WORDS):
        with archive.open(part) as content:
            strict_xml.read(content, start=start, end=end, characters=characters)


def _shared(archive: zipfile.ZipFile) -> list[str]:
    strings: list[str] = []
    room = Gathered(MAX_SHARED)
    current: list[str] = []
    phonetic = False

    def start(name: str, values: dict[str, str]) -> None:
        nonlocal phonetic
        phonetic = phonetic or name == "rPh"
        if name == "si":
            current.clear()

    def end(name: str) -> None:
        nonlocal phonetic
        if name == "rPh":
            phonetic = False
        elif name == "si":
            strings.append("".join(current).strip("\n"))

    def characters(text: str) -> None:
        if not phonetic:
            room.add(text)
            current.append(text)

    for part in _named(archive, SHARED):
        with archive.open(part) as content:
            strict_xml.read(content, start=start, end=end, characters=characters)
    return strings


def _sheets(archive: zipfile.ZipFile, gathered: Gathered) -> None:
    strings = _shared(archive)
    shared = value = False

    def start(name: str, values: dict[str, str]) -> None:
        nonlocal shared, value
        if name == "c":
            shared = values.get("t") == "s"
        value = name in {"v", "t"}

    def end(name: str) -> None:
        nonlocal value
        value = False
        if name == "c":
            gathered.add("\t")
        elif name == "row":
            gathered.add("\n")

    def characters(text: str) -> None:
        if value and shared:
            number = int(text)
            gathered.add(strings[number] if number < len(strings) else "")
        elif value:
            gathered.add(text)

    for part in _named(archive, SHEET):
        with archive.open(part) as content:
            strict_xml.read(content, start=start, end=end, characters=characters)
        gathered.add("\f")


def _open_document(archive: zipfile.ZipFile, gathered: Gathered, table_end: str = "") -> None:
    """`table_end` closes a sheet; a table within a text document is no page of its own."""
    body = removed = 0

    def start(name: str, values: dict[str, str]) -> None:
        nonlocal body, removed
        body += name in {"p", "h"}
        removed += name == "tracked-changes"
        if body and not removed:
            spaces = {"tab": "\t", "line-break": "\n", "s": " "}.get(name, "")
            gathered.add(spaces * min(int(values.get("c", 1)), 80) if name == "s" else spaces)

    def end(name: str) -> None:
        nonlocal body, removed
        body -= name in {"p", "h"}
        removed -= name == "tracked-changes"
        line = {
            "p": "\n",
            "h": "\n",
            "table-cell": "\t",
            "table-row": "\n",
            "table": table_end,
        }
        if not removed:
            gathered.add(line.get(name, ""))

    def characters(text: str) -> None:
        if body and not removed:
            gathered.add(text)

    with archive.open("content.xml") as content:
        strict_xml.read(content, start=start, end=end, characters=characters)
