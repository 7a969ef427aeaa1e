"""The Consolidated List of the Security Council: XML, read as it comes, entry by entry.

`defusedxml` refuses a document type, and so every entity, before the first entry is read; an entry
is forgotten when it is made. What each element means: docs/lists.md.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from engagement.screening.list_files import files
from engagement.screening.list_files.days import moment_of
from engagement.screening.list_files.entries import ListedEntry, ListFile
from engagement.screening.list_files.refusals import Unreadable
from engagement.screening.list_files.un_entries import ENTRY, entry_of

ROOT = "CONSOLIDATED_LIST"
DEEPEST = 12
"""Levels of elements; the list has five."""

MOST_PARTS = 20_000
"""Elements of one entry, which are in memory at once; the largest one of the list has 188."""

MOST_ELEMENTS = 5_000_000
"""Elements of the file; the list has 40,000."""

_JUNK_AFTER_ROOT, _ENDS_EARLY = 9, {3, 5}
"""Codes of expat."""


def read(paths: list[Path]) -> ListFile:
    """The whole list out of its one file. Raises `Unreadable`."""
    files.demand(paths[0], "xml", "XML")
    try:
        return _read(paths[0])
    except DefusedXmlException as refused:
        raise Unreadable("dtd") from refused
    except ParseError as broken:
        raise _why(broken) from broken
    except (LookupError, ValueError) as broken:
        raise Unreadable("encoding") from broken


def _read(path: Path) -> ListFile:
    generated: datetime | None = None
    entries: list[ListedEntry] = []
    known: set[str] = set()
    for what in _elements(path):
        if isinstance(what, datetime):
            generated = what
            continue
        entry = entry_of(what, len(entries) + 1)
        if entry.reference in known:
            raise Unreadable("repeated_reference", reference=entry.reference)
        known.add(entry.reference)
        entries.append(entry)
        if len(entries) > files.MOST_ENTRIES:
            raise Unreadable("too_many", most=files.MOST_ENTRIES)
    if not entries:
        raise Unreadable("no_entries")
    return ListFile(generated, entries)


def _elements(path: Path) -> Iterator[datetime | Element]:
    """When the list was made, then its entries, each emptied after use."""
    above: list[Element] = []
    count = of_entry = 0
    for event, element in iterparse(path, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            if not above:
                yield _generated(element)
            above.append(element)
            count, of_entry = count + 1, of_entry + 1
            if len(above) > DEEPEST:
                raise Unreadable("other_list")
            if of_entry > MOST_PARTS or count > MOST_ELEMENTS:
                raise Unreadable("too_many", most=MOST_ELEMENTS)
            continue
        above.pop()
        if len(above) == 2 and element.tag in ENTRY:
            yield element
        if len(above) <= 2:
            element.clear()
            of_entry = 0
            if above:
                above[-1].remove(element)


def _generated(root: Element) -> datetime:
    if root.tag != ROOT:
        raise Unreadable("other_list")
    moment = moment_of(root.get("dateGenerated"))
    if moment is None:
        raise Unreadable("no_generated_date")
    return moment


def _why(broken: ParseError) -> Unreadable:
    line = broken.position[0]
    if broken.code in _ENDS_EARLY:
        return Unreadable("empty" if line == 1 and broken.position[1] == 0 else "truncated")
    if broken.code == _JUNK_AFTER_ROOT:
        return Unreadable("doubled")
    return Unreadable("damaged", line=line)
