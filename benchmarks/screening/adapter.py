"""The product's own engine, with its defaults, behind the interface all engines here have."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from engagement.matching.index import MemoryIndex
from engagement.matching.parties import (
    KINDS,
    NAME_KINDS,
    Birth,
    Entry,
    Kind,
    NameKind,
    Party,
    PartyName,
)
from engagement.matching.screener import Screener

Screen = Callable[..., list[tuple[Any, float]]]

_KINDS: dict[str, NameKind] = {
    "a.k.a.": "alias", "aka": "alias", "alias": "alias", "good": "alias",
    "f.k.a.": "former", "fka": "former", "former": "former", "formerly": "former", "nka": "alias",
    "weak": "weak", "low": "weak", "original": "original", "original script": "original",
    "original_script": "original", "acronym": "acronym", "primary": "primary",
}  # fmt: skip


def make(entries: Iterable[Mapping[str, Any]]) -> Screen:
    """A function that screens one name against these entries.

    `screen(name, kind, country=None, birth_date=None)` gives (id of the entry, score 0 to 1), best
    first: from 0.5 on it would be open in the queue, from 0.8 on strong. `kind` is "person" or
    "org"; anything else asks both.
    """
    ids: dict[str, Any] = {}
    listed = []
    for number, entry in enumerate(entries):
        ids[str(number)] = entry["id"]
        listed.append(_entry(str(number), entry))
    screener = Screener(MemoryIndex.build(listed))

    def screen(
        name: str | None,
        kind: str | None = None,
        country: str | None = None,
        birth_date: object = None,
    ) -> list[tuple[Any, float]]:
        born = Birth.parse(str(birth_date)) if birth_date else None
        names = (PartyName(str(name or "")),)
        countries = (str(country).upper(),) if country else ()
        hits = [
            hit
            for asked in _asked(kind)
            for hit in screener.screen(Party(asked, names, countries, (born,) if born else ()))
        ]
        hits.sort(key=lambda hit: -hit.score)
        return [(ids[hit.entry_id], hit.score) for hit in hits]

    return screen


def _asked(kind: str | None) -> tuple[Kind, ...]:
    """The kinds to ask for; both where it is not said."""
    word = str(kind or "").lower()
    if word in ("person", "individual"):
        return ("person",)
    return ("org",) if word.startswith(("org", "entit", "compan")) else KINDS


def _entry(id: str, entry: Mapping[str, Any]) -> Entry:
    names = tuple(
        PartyName(str(name.get("name") or ""), _kind(name)) for name in entry.get("names") or ()
    )
    births = tuple(birth for known in entry.get("births") or () if (birth := _birth(known)))
    countries = tuple(str(country).upper() for country in entry.get("countries") or () if country)
    kind = _asked(entry.get("kind"))[0]
    return Entry(id, kind, names, countries, births)


def _kind(name: Mapping[str, Any]) -> NameKind:
    if str(name.get("quality") or "").strip().lower() in ("low", "weak"):
        return "weak"
    kind = str(name.get("type") or "").strip().lower()
    found = _KINDS.get(kind) or ("original" if "original" in kind else "alias")
    return found if found in NAME_KINDS else "alias"


def _birth(known: Mapping[str, Any]) -> Birth | None:
    approximate = bool(known.get("approx"))
    if known.get("from") or known.get("to"):
        first, last = (
            str(known.get(k) or known.get(o))[:4] for k, o in (("from", "to"), ("to", "from"))
        )
        if first.isdigit() and last.isdigit() and int(first) and int(last):
            return Birth.years(int(first), int(last), approximate=approximate)
        return None
    parsed = Birth.parse(str(known.get("date") or known.get("year") or ""))
    if parsed and approximate:
        return Birth(parsed.first, parsed.last, True)
    return parsed
