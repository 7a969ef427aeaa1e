"""An organization's name as words: its legal form as a class, its ordinary words as meanings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from engagement.matching import (
    folding,
    names,
    nouns,
    places,
    rarity,
    sounds,
    terms,
    tokens,
    vocabulary,
    writing,
)
from engagement.matching.tokens import Role, Token

MOST_WORDS = 24
LONGEST_WORD = 40
LONGEST_ACRONYM = 10

_LEGAL, _PARTICLE, _FRAME, _ORDINARY, _PLACE, _MOTIF = 0.03, 0.02, 0.22, 0.35, 0.45, 0.6
_NUMBER, _LETTER = 0.6, 0.4
_NATIVE = 0.9
_PREPOSITIONS = frozenset("لبو")
"""Arabic for, in, and: written to the word behind them."""
_SHORTEST_MISSPELT = 6
_LONGEST_CHINESE = 6
_PARTS = re.compile(r"[()\[\]（）【】«»\"“”]|\s[-–—:|/]\s")
_ORDINAL = re.compile(r"\d{1,6}(?:st|nd|rd|th)")
_SPACED_LETTERS = re.compile(r"(?<![^\W_])((?:[^\W\d_][. ]){2,}[^\W\d_]?)(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Parsed:
    """The words of a name, the acronyms it states or is, and those its words could have."""

    tokens: tuple[Token, ...]
    stated: frozenset[str]
    initials: frozenset[str]


def parse(text: str, *, is_acronym: bool = False) -> Parsed:
    """An organization's name as words and acronyms."""
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    stated = {part: _acronym(part) for part in parts}
    beside = [part for part in parts if _is_beside(stated[part], part, parts)]
    rest = " ".join(part for part in parts if part not in beside) or text
    words = _words(rest)
    acronyms = {acronym for acronym in stated.values() if acronym}
    if is_acronym or len(words) == 1:
        acronyms |= {word.latin for word in words if 2 <= len(word.latin) <= LONGEST_ACRONYM}
    return Parsed(words, frozenset(acronyms), _initials(words))


def _is_beside(acronym: str, part: str, parts: list[str]) -> bool:
    """Whether a part of a name is its acronym only: its letters come in the rest in this order."""
    if not acronym or len(parts) < 2:
        return False
    rest = writing.normalised(" ".join(other for other in parts if other != part))
    starts = "".join(word[0] for word in rest.split())
    letters = iter(rest)
    in_order = all(letter in letters for letter in acronym)
    return in_order and (len(acronym) <= 5 or acronym[0] == starts[:1])


def _words(text: str) -> tuple[Token, ...]:
    spelt = _SPACED_LETTERS.sub(lambda found: re.sub(r"[. ]", "", found[1]) + " ", text)
    normalised, classes = writing.with_legal_classes(writing.normalised(spelt))
    found: list[Token] = []
    for word in normalised.split()[:MOST_WORDS]:
        for part in _cut_chinese(word) if folding.script(word[0]) == "han" else (word,):
            found += (_legal(part),) if part in classes or part in LEGAL else _tokens(part)
    return tuple(found[:MOST_WORDS])


def _cut_chinese(run: str) -> list[str]:
    """A run of Chinese cut at the longest known words; what lies between stays together."""
    pieces, unknown, at = [], "", 0
    while at < len(run):
        sizes = range(min(_LONGEST_CHINESE, len(run) - at), 0, -1)
        ends = (at + size for size in sizes)
        end = next((end for end in ends if run[at:end] in MEANINGS or run[at:end] in LEGAL), 0)
        if end:
            pieces += [unknown, run[at:end]]
            unknown, at = "", end
        else:
            unknown, at = unknown + run[at], at + 1
    return [piece for piece in (*pieces, unknown) if piece]


@lru_cache(maxsize=65536)
def _tokens(word: str) -> tuple[Token, ...]:
    """A normalised word: one token, or several where its script parts it (articles, syllables)."""
    word = word[:LONGEST_WORD]
    if word.isascii():
        return (_one(word, word),)
    stem = writing.split_article(word)[1]
    if stem[0] in _PREPOSITIONS and stem not in MEANINGS and stem[1:] in MEANINGS:
        stem = stem[1:]
    if stem in MEANINGS:
        return (_meaning(word, writing.latin(stem), *MEANINGS[stem]),)
    if folding.script(stem[0]) == "arabic":
        latin = writing.latin(stem).replace(" ", "")
        sound = sounds.of_arabic(stem)
        return (tokens.make(word, latin, Role.NAME, _NATIVE, sound=sound),) if latin else ()
    parts = writing.latin(stem).split()
    return tuple(_one(word if len(parts) == 1 else part, part[:LONGEST_WORD]) for part in parts)


def _one(text: str, latin: str) -> Token:
    if latin in NUMBERS or _ORDINAL.fullmatch(latin):
        digits = NUMBERS.get(latin) or latin[:-2]
        return tokens.make(text, digits.lstrip("0") or "0", Role.NUMBER, _NUMBER)
    found = MEANINGS.get(latin) or _misspelt(latin)
    if found:
        return _meaning(text, latin, *found)
    if latin.isdigit():
        return tokens.make(text, latin.lstrip("0") or "0", Role.NUMBER, _NUMBER)
    weight = _LETTER if len(latin) == 1 else rarity.of_organization(latin)
    return tokens.make(text, latin, Role.NAME, weight)


def _meaning(text: str, latin: str, role: Role, concept: str) -> Token:
    return tokens.make(text, latin, role, _WEIGHTS[role], concept=concept)


def _misspelt(latin: str) -> tuple[Role, str] | None:
    """The meaning of the ordinary word this is with one slip."""
    if len(latin) < _SHORTEST_MISSPELT or latin.isdigit():
        return None
    for slip in terms.variants(latin):
        if slip in MISSPELT:
            word, meaning = MISSPELT[slip]
            if word[0] == latin[0] and writing.slips(latin, word, 1) == 1:
                return meaning
    return None


@lru_cache(maxsize=1024)
def _legal(word: str) -> Token:
    return tokens.make(word, writing.latin(word).replace(" ", ""), Role.LEGAL, _LEGAL, concept=word)


def _acronym(part: str) -> str:
    """The acronym a part of a name is, in Latin, or "": one word, all capitals."""
    letters = part.replace(".", "").strip()
    if not 2 <= len(letters) <= LONGEST_ACRONYM or not letters.isalnum() or not letters.isupper():
        return ""
    latin = writing.latin(names.normalise(letters))
    if " " in latin or latin in LEGAL or latin in MEANINGS:
        return ""
    return latin


def _initials(words: tuple[Token, ...]) -> frozenset[str]:
    """Acronyms of three letters and more the words could give, with and without particles."""
    spelt = [word for word in words if word.role is not Role.LEGAL and word.latin]
    carrying = [word for word in spelt if word.role is not Role.PARTICLE]
    found = {"".join(word.latin[0] for word in some) for some in (spelt, carrying)}
    with_legal = [word for word in words if word.role is not Role.PARTICLE and word.latin]
    found.add("".join(word.latin[0] for word in with_legal))
    return frozenset(letters for letters in found if 3 <= len(letters) <= LONGEST_ACRONYM)


_COUNTED = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty
"""
NUMBERS = {
    word: str(number) for number, word in enumerate(_COUNTED.split(), 1)
} | {
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80",
    "ninety": "90", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6",
    "seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10",
}  # fmt: skip
_WEIGHTS = {
    Role.FRAME: _FRAME,
    Role.ORDINARY: _ORDINARY,
    Role.MOTIF: _MOTIF,
    Role.PLACE: _PLACE,
    Role.PARTICLE: _PARTICLE,
    Role.LEGAL: _LEGAL,
}


def _entries(lines: str) -> Iterator[tuple[str, str]]:
    """Each meaning with each of its words, folded."""
    concept = ""
    for word in lines.split():
        if word.endswith(":"):
            concept = word[:-1]
            continue
        for part in names.normalise(word).split():
            yield concept, writing.split_article(part)[1]


def _meanings() -> dict[str, tuple[Role, str]]:
    found: dict[str, tuple[Role, str]] = {}
    for role, lines in (
        (Role.MOTIF, nouns.MOTIFS),
        (Role.ORDINARY, nouns.ORDINARY),
        (Role.FRAME, nouns.FRAMES),
        (Role.PLACE, places.PLACES),
        (Role.ORDINARY, nouns.CHINESE),
    ):
        for concept, word in _entries(lines):
            found.setdefault(word, (role, concept))
            if folding.script(word[0]) in ("cyrillic", "greek"):
                found.setdefault(writing.latin(word), (role, concept))
    for word in nouns.PARTICLES.split():
        for part in names.normalise(word).split():
            found[part] = (Role.PARTICLE, "")
    return found


MEANINGS = _meanings()
LEGAL = frozenset(names.normalise(vocabulary.LEGAL).split()) | frozenset(
    names.normalise(nouns.LEGAL).split()
)
_LONG = {word for word in LEGAL if len(word) >= _SHORTEST_MISSPELT and word.isascii()}
MISSPELT = {
    slip: (word, meaning)
    for word, meaning in (
        *((word, (Role.LEGAL, "")) for word in sorted(_LONG)),
        *((w, m) for w, m in MEANINGS.items() if len(w) >= _SHORTEST_MISSPELT and w.isascii()),
    )
    for slip in terms.variants(word)
}
