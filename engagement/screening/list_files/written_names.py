"""One cell, several names: `cut` takes them apart as people who keep lists write them.

The rules, each met in a published list: names between semicolons or after "b)", the original script
or a spelling in brackets, an acronym in brackets at the end, remarks in brackets or after a comma
("birth name", "born 1 Jan. 1953"), quotation marks around nicknames.
"""

import re

from engagement.core.names import tidy
from engagement.screening.list_files.entries import ListedName, NameKind
from engagement.screening.list_files.name_pieces import (
    WAS,
    after_slash,
    bare,
    brackets,
    flat,
    is_acronym,
    is_latin,
    long_words,
    parts,
    without_hidden,
)
from engagement.screening.list_files.places import code_of

LONGEST_CELL, LONGEST_NAME = 4000, 600
"""Characters that are looked at, and kept of one name; the longest listed cell has 400."""

TRANSLATION = 4
"""So many words in brackets are another name, or the same in another language."""

_PLACE = re.compile(
    r"\b(branch|location|located|office|only|region|province|city)\b", re.IGNORECASE
)
_SPECIAL = re.compile(
    r"[;()\[\]/,\"]|[kb][./]*a\b|formerly|previously|known as|operating as|doing business"
    r"|trading as|sub-unit|and any entit|authori[sz]ed|^also|^alias",
    re.IGNORECASE,
)
_ALNUM = re.compile(r"[^\W_]")
_SAME = r"(?:aka|AKA|dba|DBA|nka|NKA|[andAND][./][kbKB][./]?[aA]\.?)"
_BEFORE = r"(?:fka|FKA|[fF][./][kK][./]?[aA]\.?)"
_REMARK = re.compile(
    r"\b(birth name|combat name|nom de guerre|(?:formerly|previously) listed|false identity|born"
    r"|passport|sub-unit|deceased|call sign|date of|fraudulent|reference|maiden|proprietor)\b",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    r",\s*(?:born|DOB|POB|date of birth|passport)\b.*$|\s+and any entit(?:y|ies)\b.*$"
    r"|\s+authori[sz]ed(?:/legal)? rep\w+ of\b.*$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"[A-Z]{2}[EI]\.[\d.]+", re.IGNORECASE)
_ORIGINAL = re.compile(r"\(?\s*original script\s*:?\s*\)?", re.IGNORECASE)
_SUB_UNIT = re.compile(r"\s*[-–]\s*sub-unit name\s*$", re.IGNORECASE)
_FORMER = re.compile(
    rf"^(?:{_BEFORE}|{WAS}(?i: known as| operating as| doing business as| called| named)?)[\s:]+"
)
_ALSO = re.compile(
    rf"^(?:(?i:also|now|currently|better) )?(?:{_SAME}|(?i:known as|called|trading as|alias"
    r"|operating as|doing business (?:as|under)))[\s:.]+|^(?i:also) "
)


def cut(text: str, kind: NameKind) -> list[ListedName]:
    """The names in one cell, in the order they stand; the first has the given kind.

    Further ones are aliases (weak, former where the cell is), or `acronym` and `original`. Empty
    for a text without letters.

    >>> [(each.text, each.kind) for each in cut("BUTEMBO AIRLINES (BAL)", "primary")]
    [('BUTEMBO AIRLINES', 'primary'), ('BAL', 'acronym')]
    >>> [(each.text, each.kind) for each in cut("Abubakar (original script: Абубакар)", "weak")]
    [('Abubakar', 'weak'), ('Абубакар', 'original')]
    """
    plain = tidy(without_hidden(text[:LONGEST_CELL]))
    if plain.isascii() and not _SPECIAL.search(plain):
        name = bare(plain)
        return [ListedName(name[:LONGEST_NAME], kind)] if _ALNUM.search(name) else []
    found: list[ListedName] = []
    for part in parts(flat(plain)):
        _add(part, _further(kind) if found else kind, found)
    if not found and _ALNUM.search(plain):
        return [ListedName(bare(plain)[:LONGEST_NAME], kind)]
    return found


def once(names: list[ListedName]) -> tuple[ListedName, ...]:
    """Each text once, letters' case apart, with the best kind it was given; the order stays.

    A name that is an alias in good standing is not made weak by being said again. The first stays.
    """
    best: dict[str, ListedName] = {}
    for name in names:
        key = name.text.casefold()
        known = best.get(key)
        if known is None or STANDING.index(name.kind) < STANDING.index(known.kind):
            best[key] = name if known is None else ListedName(known.text, name.kind, name.language)
    return tuple(best.values())


STANDING: tuple[NameKind, ...] = ("primary", "original", "alias", "former", "acronym", "weak")


def _add(part: str, kind: NameKind, found: list[ListedName]) -> None:
    part = _SUB_UNIT.sub("", part)
    if _FORMER.match(part):
        part = _FORMER.sub("", part)
        kind = "former" if found or kind == "alias" else kind
    part = _AFTER_NAME.sub("", _ALSO.sub("", part))
    name, insides = brackets(part)
    place = len(found)
    kept = name
    for inside in insides:
        names = _inside(inside, kept, kind)
        if names is None:
            kept = kept.replace("\x00", f"({inside})", 1)
            continue
        kept = kept.replace("\x00", " ", 1)
        found.extend(names)
    kept, short = after_slash(bare(kept))
    if short:
        found.append(ListedName(short, "acronym"))
    if any(each.isalnum() for each in kept):
        stands = kind
        if kind != "primary" and not is_latin(kept):
            stands = "original"
        found.insert(place, ListedName(kept[:LONGEST_NAME], stands))


def _inside(inside: str, name: str, kind: NameKind) -> list[ListedName] | None:
    """The names that a bracket holds; None when it belongs to the name and stays where it is."""
    said = inside.strip()
    if said.casefold() == "original script" or not any(each.isalnum() for each in said):
        return []
    if said.casefold().startswith("original script"):
        return [ListedName(bare(_ORIGINAL.sub("", said)), "original")]
    outer = name.replace("\x00", " ")
    if is_latin(said) != is_latin(outer) and any(each.isalpha() for each in outer):
        if code_of(said):
            return None
        others: list[ListedName] = []
        for part in parts(said):
            _add(part, _further(kind), others)
        return others
    return _inside_alike(said, name, kind)


def _inside_alike(said: str, name: str, kind: NameKind) -> list[ListedName] | None:
    """The same for a bracket in the script of the name around it."""
    outer = name.replace("\x00", " ")
    pieces = [piece.strip() for piece in re.split(r"[,;]", said)]
    if is_acronym(pieces[0], outer):
        return [ListedName(piece, "acronym") for piece in pieces if piece]
    if _REMARK.search(said) or said.islower() or _REFERENCE.fullmatch(said):
        return []
    if _ALSO.match(said) or _FORMER.match(said) or ";" in said:
        others: list[ListedName] = []
        for part in parts(said):
            _add(part, "former" if _FORMER.match(said) else _further(kind), others)
        return others
    if len(said.split()) >= TRANSLATION and not _PLACE.search(said):
        return [ListedName(said, _further(kind))]
    if long_words(said) & long_words(outer):
        return [ListedName(said, _further(kind) if " " in said else "weak")]
    upto, _, after = name.partition("\x00")
    before = upto.split()
    if before and said.isalpha() and before[-1][0].casefold() == said[0].casefold():
        other = " ".join([*before[:-1], said, *after.replace("\x00", " ").split()])
        return [ListedName(other, _further(kind))]
    return None


def _further(kind: NameKind) -> NameKind:
    return "alias" if kind in {"primary", "original"} else kind
