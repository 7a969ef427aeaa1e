"""One `INDIVIDUAL` or `ENTITY` of the Consolidated List as an entry."""

import re
from typing import Any
from xml.etree.ElementTree import Element

from engagement.screening.list_files import files
from engagement.screening.list_files.days import day_of, year_of
from engagement.screening.list_files.entries import ListedBirth, ListedEntry, ListedName, NameKind
from engagement.screening.list_files.places import code_of, codes_of, is_demonym, last_country
from engagement.screening.list_files.refusals import Unreadable
from engagement.screening.list_files.written_names import cut, once

ENTRY = {"INDIVIDUAL": "person", "ENTITY": "organization"}

QUALITY: dict[str, NameKind] = {"low": "weak", "f.k.a.": "former"}
"""Anything else, also none, is an alias."""

_NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_ORIGINAL_IN_NOTE = re.compile(
    r"\bin (?:arabic|cyrillic|chinese|original script)\s*:\s*([^;.]+)", re.I
)
_BIRTH_WORDS = ("DATE", "YEAR", "NOTE")
_MONTH_AND_YEAR = re.compile(r"(?:.*\D)?((?:19|20)\d\d)\s*")


def entry_of(element: Element, number: int) -> ListedEntry:
    """The entry; `number` counts those of the file, to name one that has no reference.

    Left out of it, so that no decision lapses by them: the days of updates, numbers of versions.
    Raises `Unreadable`.
    """
    reference = _text(element, "REFERENCE_NUMBER")
    if not reference:
        raise Unreadable("no_reference", number=number)
    person = element.tag == "INDIVIDUAL"
    names, written = _names(element, person)
    if not names:
        raise Unreadable("no_name", reference=reference)
    births, unclear = _births(element)
    addresses = _places(element, f"{element.tag}_ADDRESS")
    born_at = _places(element, "INDIVIDUAL_PLACE_OF_BIRTH")
    nationalities = _values(element, "NATIONALITY")
    alias_births = [_text(each, "COUNTRY_OF_BIRTH") for each in element.iter("INDIVIDUAL_ALIAS")]
    documents = _documents(element)
    countries: list[str | None] = [code for text in nationalities for code in codes_of(text)]
    for text in (
        *(each.get("country") for each in born_at),
        *alias_births,
        *(each.get("country") for each in addresses),
    ):
        countries.extend(codes_of(text))
    for address in addresses:
        if "country" not in address:
            countries.append(last_country(address.get("note", "").strip(" .;")))
    details: dict[str, Any] = {
        "titles": _values(element, "TITLE"),
        "designations": _values(element, "DESIGNATION"),
        "nationalities": nationalities,
        "addresses": addresses,
        "places_of_birth": born_at,
        "births_as_written": unclear,
        "documents": documents,
        "names_as_written": written,
    }
    gender = (_text(element, "GENDER") or "").lower()
    return ListedEntry(
        reference=reference,
        kind="person" if person else "organization",
        names=names,
        countries=tuple(dict.fromkeys(filter(None, countries))),
        births=births,
        identifiers=_identifiers(documents),
        gender=gender if gender in {"male", "female"} else None,
        programme=_text(element, "UN_LIST_TYPE"),
        listed_on=day_of((_text(element, "LISTED_ON") or "")[:10]),
        remarks=(_text(element, "COMMENTS1") or "").lstrip(" :") or None,
        details={key: value for key, value in details.items() if value},
    )


def _names(element: Element, person: bool) -> tuple[tuple[ListedName, ...], list[str]]:
    """All names, and those cells whose text is not one of them, as they were written."""
    whole = " ".join(filter(None, (_text(element, part) for part in _NAME_PARTS)))
    cells: list[tuple[str, NameKind]] = [(whole, "primary")]
    original = _text(element, "NAME_ORIGINAL_SCRIPT")
    if original:
        cells.append((original, "original"))
    notes: list[str] = []
    for alias in element.iter("INDIVIDUAL_ALIAS" if person else "ENTITY_ALIAS"):
        text, note = _text(alias, "ALIAS_NAME"), _text(alias, "NOTE")
        if not text:
            continue
        kind = QUALITY.get((_text(alias, "QUALITY") or "").lower(), "alias")
        cells.append((text, "weak" if note and "call sign" in note.lower() else kind))
        if note:
            notes.append(f"{text}: {note}")
            cells.extend((each, "original") for each in _ORIGINAL_IN_NOTE.findall(note))
    names: list[ListedName] = []
    written: list[str] = notes
    for text, kind in cells:
        if person and names and is_demonym(text):
            written.append(text)
            continue
        found = cut(text, kind)
        names.extend(found)
        if len(found) != 1 or len(found[0].text) < len(text):
            written.append(text)
    if names and names[0].kind != "primary":
        names.insert(0, ListedName(names[0].text, "primary"))
    return once(names), written


def _births(element: Element) -> tuple[tuple[ListedBirth, ...], list[str]]:
    """Days and years of birth, also those of aliases, and the words of those that are neither."""
    births: list[ListedBirth] = []
    unclear: list[str] = []
    for block in element.iter("INDIVIDUAL_DATE_OF_BIRTH"):
        birth = _birth(block)
        if birth:
            births.append(birth)
        elif words := " ".join(
            filter(None, (_text(block, tag) for tag in ("DATE", "YEAR", "NOTE")))
        ):
            unclear.append(words)
    for alias in element.iter("INDIVIDUAL_ALIAS"):
        text = _text(alias, "DATE_OF_BIRTH")
        if not text:
            continue
        day, year = day_of(text), year_of(text)
        if day or year:
            births.append(_born(day.isoformat() if day else None, day.year if day else year))
        else:
            unclear.append(text)
    return tuple(dict.fromkeys(births)), unclear


def _birth(block: Element) -> ListedBirth | None:
    about = (_text(block, "TYPE_OF_DATE") or "").upper() == "APPROXIMATELY"
    day = day_of(_text(block, "DATE"))
    if day:
        return _born(day.isoformat(), day.year, about)
    first, last = year_of(_text(block, "FROM_YEAR")), year_of(_text(block, "TO_YEAR"))
    if first and last:
        return ListedBirth(from_year=min(first, last), to_year=max(first, last), approximate=about)
    year = year_of(_text(block, "YEAR")) or first or last
    if year:
        return _born(None, year, about)
    note = _text(block, "NOTE") or ""
    found = None if "hijri" in note.lower() else _MONTH_AND_YEAR.fullmatch(note)
    return _born(None, int(found[1]), about) if found else None


def _born(day: str | None, year: int | None, about: bool = False) -> ListedBirth:
    return ListedBirth(day=day, year=year, approximate=about)


def _documents(element: Element) -> list[dict[str, str]]:
    tags = {
        "type": "TYPE_OF_DOCUMENT",
        "type2": "TYPE_OF_DOCUMENT2",
        "number": "NUMBER",
        "country": "ISSUING_COUNTRY",
        "country_of_issue": "COUNTRY_OF_ISSUE",
        "city_of_issue": "CITY_OF_ISSUE",
        "issued_on": "DATE_OF_ISSUE",
        "note": "NOTE",
    }
    return _blocks(element, "INDIVIDUAL_DOCUMENT", tags)


def _identifiers(documents: list[dict[str, str]]) -> tuple[tuple[str, str, str | None], ...]:
    """Those with a number; the type a list gives twice is given once, without its colon."""
    found = []
    for each in documents:
        if "number" in each:
            kind = (each.get("type") or each.get("type2") or "").strip(" :")
            issuer = each.get("country") or each.get("country_of_issue")
            found.append((kind, each["number"], code_of(issuer)))
    return tuple(dict.fromkeys(found))


def _places(element: Element, tag: str) -> list[dict[str, str]]:
    tags = {
        "street": "STREET",
        "city": "CITY",
        "state": "STATE_PROVINCE",
        "postcode": "ZIP_CODE",
        "country": "COUNTRY",
        "note": "NOTE",
    }
    return _blocks(element, tag, tags)


def _blocks(element: Element, tag: str, tags: dict[str, str]) -> list[dict[str, str]]:
    """What stands in repeated blocks; empty ones, which stand for none, are left out."""
    found = []
    for block in element.iter(tag):
        texts = {key: _text(block, inner) for key, inner in tags.items()}
        if any(texts.values()):
            found.append({key: text for key, text in texts.items() if text})
    return found


def _values(element: Element, tag: str) -> list[str]:
    texts = (_clean(value.text) for block in element.iter(tag) for value in block.iter("VALUE"))
    return [text for text in texts if text and text.lower() != "na"]


def _text(element: Element, tag: str) -> str | None:
    return _clean(element.findtext(tag))


def _clean(text: str | None) -> str | None:
    return " ".join((text or "").split())[: files.LONGEST_TEXT] or None
