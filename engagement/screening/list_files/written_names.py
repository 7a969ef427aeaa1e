"""One cell, several names: `cut` takes them apart as people who keep lists write them.

The rules, each met in a published list: names between semicolons or after "b)", the original script
or a spelling in brackets, an acronym in brackets at the end, remarks in brackets or after a comma
("birth name", "born 1 Jan. 1953"), quotation marks around nicknames.
"""

import re
import unicodedata

from engagement.core.names import tidy
from engagement.screening.list_files.entries import ListedName, NameKind
from engagement.screening.list_files.places import code_of

LONGEST_NAME = 600

NO_ACRONYMS = frozenset({
    "NGO", "LTD", "INC", "LLC", "LLP", "PLC", "PVT", "PTY", "PTE", "CO", "CORP", "SA", "SARL",
    "SRL", "SPA", "GMBH", "AG", "BV", "NV", "BHD", "SDN", "FZE", "FZCO", "FZ", "FZC", "JV",
    "J/V", "JSC", "OJSC", "CJSC", "LIMITED", "PRIVATE", "PUBLIC", "HK", "UK", "USA", "US",
    "UAE", "PRC", "DPRK", "III", "II", "IV", "JR", "SR", "MR", "MS", "MRS", "DR", "INTL",
    "GROUP", "INDIVIDUAL", "FIRM",
})  # fmt: skip
"""Capitals in brackets that shorten no name."""

TRANSLATION = 4
"""So many words in brackets are another name, or the same in another language."""

LONG_WORD = 4
"""A word of so many letters within and before brackets: what stands in them is a shorter name."""

_PLACE = re.compile(
    r"\b(branch|location|located|office|only|region|province|city)\b", re.IGNORECASE
)
_SPECIAL = re.compile(
    r"[;()\[\]/,\"]|[kb][./]*a\b|formerly|previously|known as|operating as|doing business"
    r"|trading as|sub-unit|and any entit|authori[sz]ed|^also|^alias",
    re.IGNORECASE,
)
_ALNUM = re.compile(r"[^\W_]")
_WAS = r"(?i:formerly|previously)"
_SAME = r"(?:aka|AKA|dba|DBA|nka|NKA|[andAND][./][kbKB][./]?[aA]\.?)"
_BEFORE = r"(?:fka|FKA|[fF][./][kK][./]?[aA]\.?)"
_SEPARATOR = re.compile(
    rf"\s*;\s*|\s+[b-h]\)\s+|[\s,]+(?={_WAS} |(?i:also known as|(?:also )?doing business) "
    r"|aka |[afdAFD][./][kbKB][./][aA]\.? )"
)
_ACRONYM = re.compile(r"[A-Z][A-Za-z&]*(?:[-/. &]*[A-Z]+)*\.?")
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
_ORIGINAL = re.compile(r"\(?\s*original script\s*:?\s*\)?", re.IGNORECASE)
_SUB_UNIT = re.compile(r"\s*[-–]\s*sub-unit name\s*$", re.IGNORECASE)
_FORMER = re.compile(
    rf"^(?:{_BEFORE}|{_WAS}(?i: known as| operating as| doing business as| called| named)?)[\s:]+"
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
    plain = tidy(_without_hidden(text))
    if plain.isascii() and not _SPECIAL.search(plain):
        bare = _bare(plain)
        return [ListedName(bare[:LONGEST_NAME], kind)] if _ALNUM.search(bare) else []
    found: list[ListedName] = []
    for part in _parts(plain):
        _add(part, _further(kind) if found else kind, found)
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


def is_latin(text: str) -> bool:
    """Whether most of its letters are Latin."""
    if text.isascii():
        return True
    letters = [each for each in text if each.isalpha()]
    latin = sum(unicodedata.name(each, "").startswith("LATIN") for each in letters)
    return latin * 2 >= len(letters)


def _add(part: str, kind: NameKind, found: list[ListedName]) -> None:
    part = _SUB_UNIT.sub("", part)
    if _FORMER.match(part):
        part = _FORMER.sub("", part)
        kind = "former" if found or kind == "alias" else kind
    part = _AFTER_NAME.sub("", _ALSO.sub("", part))
    name, brackets = _brackets(part)
    place = len(found)
    kept = name
    for inside in brackets:
        names = _inside(inside, name, kind)
        if names is None:
            kept = kept.replace("\x00", f"({inside})", 1)
            continue
        kept = kept.replace("\x00", " ", 1)
        found.extend(names)
    kept, short = _after_slash(_bare(kept))
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
        return [ListedName(_bare(_ORIGINAL.sub("", said)), "original")]
    outer = name.replace("\x00", " ")
    if is_latin(said) != is_latin(outer) and any(each.isalpha() for each in outer):
        if code_of(said):
            return None
        others: list[ListedName] = []
        for part in _parts(said):
            _add(part, _further(kind), others)
        return others
    return _inside_alike(said, name, kind)


def _inside_alike(said: str, name: str, kind: NameKind) -> list[ListedName] | None:
    """The same for a bracket in the script of the name around it."""
    outer = name.replace("\x00", " ")
    pieces = [piece.strip() for piece in re.split(r"[,;]", said)]
    if _is_acronym(pieces[0], outer):
        return [ListedName(piece, "acronym") for piece in pieces if piece]
    if _REMARK.search(said) or said.islower() or any(each.isdigit() for each in said):
        return []
    if _ALSO.match(said) or _FORMER.match(said) or ";" in said:
        others: list[ListedName] = []
        for part in _parts(said):
            _add(part, "former" if _FORMER.match(said) else _further(kind), others)
        return others
    if len(said.split()) >= TRANSLATION and not _PLACE.search(said):
        return [ListedName(said, _further(kind))]
    if _long_words(said) & _long_words(outer):
        return [ListedName(said, _further(kind) if " " in said else "weak")]
    upto, _, after = name.partition("\x00")
    before = upto.split()
    if before and said.isalpha() and before[-1][0].casefold() == said[0].casefold():
        other = " ".join([*before[:-1], said, *after.replace("\x00", " ").split()])
        return [ListedName(other, _further(kind))]
    return None


def _long_words(text: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    return {word for word in re.findall(r"\w+", letters) if len(word) >= LONG_WORD}


def _is_acronym(text: str, outer: str) -> bool:
    """Capitals that begin as a word of the name does, and are no legal form and no country."""
    if not 2 <= len(text) <= 12 or not _ACRONYM.fullmatch(text) or len(outer) <= len(text):
        return False
    capitals = sum(each.isupper() for each in text)
    if capitals < 2 or capitals * 2 < len(text) or text.strip(".").upper() in NO_ACRONYMS:
        return False
    initials = {word[0].casefold() for word in re.findall(r"\w+", outer)}
    return text[0].casefold() in initials and code_of(text) is None


def _after_slash(name: str) -> tuple[str, str | None]:
    """AL-ITIHAAD AL-ISLAMIYA / AIAI: the acronym after a stroke."""
    before, stroke, after = name.rpartition(" / ")
    if stroke and _is_acronym(after, before):
        return before, after
    return name, None


def _parts(text: str) -> list[str]:
    """Between separators that stand outside brackets."""
    found, depth, start, position = [], 0, 0, 0
    while position < len(text):
        character = text[position]
        if character in "([（":
            depth += 1
        elif character in ")]）":
            depth = max(0, depth - 1)
        separator = _SEPARATOR.match(text, position) if depth == 0 else None
        if separator and separator.end() > position:
            found.append(text[start:position])
            start = position = separator.end()
            continue
        position += 1
    found.append(text[start:])
    return [part for part in found if part.strip()]


def _brackets(text: str) -> tuple[str, list[str]]:
    """The text with NUL for each outer pair of brackets, and what stood in them."""
    rest: list[str] = []
    inside: list[str] = []
    depth, start = 0, 0
    for position, character in enumerate(text):
        if character in "(（":
            if depth == 0:
                start = position + 1
            depth += 1
        elif character in ")）" and depth:
            depth -= 1
            if depth == 0:
                inside.append(text[start:position])
                rest.append("\x00")
        elif depth == 0 and character not in ")）":
            rest.append(character)
    if depth:
        inside.append(text[start:])
        rest.append("\x00")
    return "".join(rest), inside


def _further(kind: NameKind) -> NameKind:
    return "alias" if kind in {"primary", "original"} else kind


def _bare(text: str) -> str:
    """Without quotation marks around it and commas left over, spaces once."""
    text = " ".join(text.split()).strip(" ,;:/-–")
    for _ in range(2):
        if len(text) > 2 and text[0] in '"“”„«' and text[-1] in '"“”»':
            text = text[1:-1].strip(" ,;")
    if sum(text.count(mark) for mark in '"“”„') % 2:
        text = re.sub('["“”„]', "", text)
    return text.strip()


def _without_hidden(text: str) -> str:
    """Controls become spaces; marks of direction go. A name shows what it is made of."""
    if text.isprintable():
        return text
    return "".join(
        " " if unicodedata.category(each) in {"Cc", "Zl", "Zp"} else each
        for each in text
        if each not in "\ufeff\u200e\u200f\u061c"
        and not "\u202a" <= each <= "\u202e"
        and not "\u2066" <= each <= "\u2069"
    )
