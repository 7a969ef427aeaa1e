"""XML of office files, in the child: no document type, no entities, no network, in pieces."""

from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO
from xml.parsers import expat

from engagement.documents.limits import PIECE, Refused


class Enough(Exception):
    """Raised by a handler that has what it wants."""


def read(
    file: BinaryIO,
    *,
    start: Callable[[str, dict[str, str]], None] | None = None,
    end: Callable[[str], None] | None = None,
    characters: Callable[[str], None] | None = None,
) -> None:
    """Parse `file`, calling the handlers with names without their namespace.

    A handler ends the reading by raising `Enough`. Raises `Refused` for a document type
    declaration (which entities need) and for XML that is not well formed.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    if start:
        parser.StartElementHandler = lambda name, values: start(
            _local(name), {_local(key): value for key, value in values.items()}
        )
    if end:
        parser.EndElementHandler = lambda name: end(_local(name))
    if characters:
        parser.CharacterDataHandler = characters
    with suppress(Enough):
        try:
            while piece := file.read(PIECE):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Refused("damaged") from error


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _refuse_doctype(*declared: object) -> None:
    raise Refused("damaged")
