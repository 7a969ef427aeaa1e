"""Pieces of written names: letters, separators, brackets, acronyms. Behind `written_names`."""

import re
import unicodedata

from engagement.screening.list_files.places import code_of

NO_ACRONYMS = frozenset({
    "NGO", "LTD", "INC", "LLC", "LLP", "PLC", "PVT", "PTY", "PTE", "CO", "CORP", "SA", "SARL",
    "SRL", "SPA", "GMBH", "AG", "BV", "NV", "BHD", "SDN", "FZE", "FZCO", "FZ", "FZC", "JV",
    "J/V", "JSC", "OJSC", "CJSC", "LIMITED", "PRIVATE", "PUBLIC", "HK", "UK", "USA", "US",
    "UAE", "PRC", "DPRK", "III", "II", "IV", "JR", "SR", "MR", "MS", "MRS", "DR", "INTL",
    "GROUP", "INDIVIDUAL", "FIRM",
})  # fmt: skip
"""Capitals in brackets that shorten no name."""

DEEPEST = 4
"""Brackets within brackets; two are the most that a list has."""

LONG_WORD = 4
"""A word of so many letters within and before brackets: what stands in them is a shorter name."""

WAS = r"(?i:formerly|previously)"
_SEPARATOR = re.compile(
    rf"\s*+;\s*|\s++[b-h]\)\s+|[\s,]++(?={WAS} |(?i:also known as|(?:also )?doing business) "
    r"|aka |[afdAFD][./][kbKB][./][aA]\.? )"
)
_ACRONYM = re.compile(r"[A-Z][A-Za-z&]*(?:[-/. &]*[A-Z]+)*\.?\d{0,3}")


def is_latin(text: str) -> bool:
    """Whether most of its letters are Latin."""
    if text.isascii():
        return True
    letters = [each for each in text if each.isalpha()]
    latin = sum(unicodedata.name(each, "").startswith("LATIN") for each in letters)
    return latin * 2 >= len(letters)


def long_words(text: str) -> set[str]:
    """The longer words of a text, letters' case and accents apart."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    return {word for word in re.findall(r"\w+", letters) if len(word) >= LONG_WORD}


def is_acronym(text: str, outer: str) -> bool:
    """Capitals that begin as a word of the name does, and are no legal form and no country."""
    if not 2 <= len(text) <= 12 or not _ACRONYM.fullmatch(text) or len(outer) <= len(text):
        return False
    capitals = sum(each.isupper() for each in text)
    if capitals < 2 or capitals * 2 < len(text) or text.strip(".").upper() in NO_ACRONYMS:
        return False
    initials = {word[0].casefold() for word in re.findall(r"\w+", outer)}
    return text[0].casefold() in initials and code_of(text) is None


def after_slash(name: str) -> tuple[str, str | None]:
    """AL-ITIHAAD AL-ISLAMIYA / AIAI: the acronym after a stroke."""
    before, stroke, after = name.rpartition(" / ")
    if stroke and is_acronym(after, before):
        return before, after
    return name, None


def parts(text: str) -> list[str]:
    """Between separators that stand outside brackets."""
    found, depth, start, position = [], 0, 0, 0
    while position < len(text):
        character = text[position]
        if character in "([（":
            depth += 1
        elif character in ")]）":
            depth = max(0, depth - 1)
        may_be_one = depth == 0 and character in " ,;"
        separator = _SEPARATOR.match(text, position) if may_be_one else None
        if separator and separator.end() > position:
            found.append(text[start:position])
            start = position = separator.end()
            continue
        position += 1
    found.append(text[start:])
    return [part for part in found if part.strip()]


def flat(text: str) -> str:
    """The text without any brackets where they stand in each other deeper than anybody writes."""
    depth = 0
    for character in text:
        depth += (character in "(（") - (character in ")）" and depth > 0)
        if depth > DEEPEST:
            return " ".join(re.sub("[()（）]", " ", text).split())
    return text


def brackets(text: str) -> tuple[str, list[str]]:
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


def bare(text: str) -> str:
    """Without quotation marks around it and commas left over, spaces once."""
    text = " ".join(text.split()).strip(" ,;:/-–")
    for _ in range(2):
        if len(text) > 2 and text[0] in '"“”„«' and text[-1] in '"“”»':
            text = text[1:-1].strip(" ,;")
    if sum(text.count(mark) for mark in '"“”„') % 2:
        text = re.sub('["“”„]', "", text)
    return text.strip()


def without_hidden(text: str) -> str:
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
