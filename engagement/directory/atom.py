"""The Atom feed of changes in the register (RFC 4287), in pages (RFC 5005, section 3)."""

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

NAMESPACE = "http://www.w3.org/2005/Atom"
XML = "{http://www.w3.org/XML/1998/namespace}lang"
MIMETYPE = "application/atom+xml"


@dataclass(frozen=True)
class Item:
    """One change as the feed tells it; `key` is a UUID that stays."""

    key: str
    told_at: datetime
    title: str
    summary: str
    url: str


@dataclass(frozen=True)
class Head:
    """What stands around: addresses are absolute.

    `feed_url` names the feed as a whole and is its first page, `own_url` this page of it;
    `page_url` is the same for people.
    """

    title: str
    author: str
    language: str
    feed_url: str
    own_url: str
    page_url: str
    next_url: str | None
    previous_url: str | None
    now: datetime


def feed(head: Head, items: Iterable[Item]) -> bytes:
    """The document: one page, whose neighbours lead on to what was told before and after."""
    ET.register_namespace("", NAMESPACE)
    items = list(items)
    root = ET.Element(_tag("feed"), {XML: head.language})
    _text(root, "id", head.feed_url)
    _text(root, "title", head.title)
    _text(root, "updated", _instant(items[0].told_at if items else head.now))
    _text(ET.SubElement(root, _tag("author")), "name", head.author)
    for rel, url in (
        ("self", head.own_url),
        ("first", head.feed_url),
        ("previous", head.previous_url),
        ("next", head.next_url),
    ):
        if url:
            ET.SubElement(root, _tag("link"), {"rel": rel, "type": MIMETYPE, "href": url})
    ET.SubElement(
        root, _tag("link"), {"rel": "alternate", "type": "text/html", "href": head.page_url}
    )
    for item in items:
        entry = ET.SubElement(root, _tag("entry"))
        _text(entry, "id", f"urn:uuid:{item.key}")
        _text(entry, "title", item.title)
        _text(entry, "updated", _instant(item.told_at))
        _text(entry, "summary", item.summary)
        ET.SubElement(
            entry, _tag("link"), {"rel": "alternate", "type": "text/html", "href": item.url}
        )
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _text(parent, name: str, text: str) -> None:
    ET.SubElement(parent, _tag(name)).text = "".join(filter(_is_xml, str(text)))


def _is_xml(letter: str) -> bool:
    """Whether XML 1.0 can hold a character; names are cleaned, but a feed must parse always."""
    code = ord(letter)
    return (
        code in (0x9, 0xA, 0xD)
        or 0x20 <= code <= 0xD7FF
        or 0xE000 <= code <= 0xFFFD
        or code >= 0x10000
    )


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
