"""Entries as lists have them, and what asks them; every name is made up."""

from engagement.matching.index import MemoryIndex
from engagement.matching.parties import Birth, Entry, Party, PartyName
from engagement.matching.screener import Screener, compare


def entry(id, kind, *names, countries=(), births=(), **more):
    """An entry; a name is a text or (text, kind)."""
    known = tuple(PartyName(*((name,) if isinstance(name, str) else name)) for name in names)
    return Entry(id, kind, known, countries, births, **more)


def party(kind, *names, countries=(), births=(), **more):
    """A party with these names."""
    return Party(kind, tuple(map(PartyName, names)), countries, births, **more)


def met(kind, asked, *listed, **more):
    """The score of one name against an entry with these names, 0 for no hit."""
    hit = compare(party(kind, asked, **more), entry("1", kind, *listed))
    return hit.score if hit else 0.0


LISTED = (
    entry(
        "zub", "person", "Zubayr Abd al-Rahman Qasimov", ("زبير عبد الرحمن قاسموف", "original"),
        ("Abu Hafsa", "weak"), countries=("SY",), births=(Birth.parse("1970-02-03"),),
    ),
    entry("tem", "person", "Temirlan Borisovich Karachuk", countries=("RU",)),
    entry("brg", "org", "Dawn Brigade 313", "313th Brigade of the Dawn"),
    entry("tra", "org", "Zabrex General Trading LLC", ("ZGT", "acronym"), countries=("AE",)),
    entry("net", "org", "Kovrani Network", countries=("AF",)),
)  # fmt: skip


def screener():
    """A screener over `LISTED`."""
    return Screener(MemoryIndex.build(LISTED))
