"""Plain text files, in the child: UTF-8, or UTF-16 that says so with its byte order mark."""

import codecs
import re
from typing import BinaryIO

from engagement.documents.limits import MAX_PLAIN_TEXT, MAX_TEXT, Refused

UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CONTROL = re.compile(r"[^\t\n\f\r -~\x80-\U0010ffff]|[\x80-\x84\x86-\x9f\ufffe\uffff]")
MARKUP = re.compile(r"\s*<(?:!--|(?:!doctype|\?xml|html|head|body|script|svg)\b)", re.IGNORECASE)


def facts(file: BinaryIO, kind: str) -> dict:
    """Nothing beyond that it is text."""
    if MARKUP.match(_decoded(file)[:4096]):
        raise Refused("svg_html")
    return {}


def text(file: BinaryIO, kind: str) -> str:
    """The first characters of it."""
    return _decoded(file)[:MAX_TEXT]


def page(file: BinaryIO, kind: str, number: int, width: int) -> bytes:
    """There is none: text is shown as text."""
    raise Refused("no_page_image")


def _decoded(file: BinaryIO) -> str:
    data = file.read(MAX_PLAIN_TEXT + 1)
    if len(data) > MAX_PLAIN_TEXT:
        raise Refused("too_demanding")
    encoding = "utf-16" if data.startswith(UTF16) else "utf-8-sig"
    try:
        decoded = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused("text_encoding") from error
    if CONTROL.search(decoded):
        raise Refused("extension_mismatch")
    return decoded
