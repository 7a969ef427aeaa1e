"""An organization's name as words: its legal form as a class, its ordinary words as meanings."""

import re
from dataclasses import dataclass
from functools import lru_cache

from engagement.matching import folding, names, nouns, rarity, tokens, vocabulary, writing
from engagement.matching.tokens import Role, Token

MOST_WORDS = 24
LONGEST_WORD = 40
LONGEST_ACRONYM = 10

_LEGAL, _PARTICLE, _FRAME, _ORDINARY, _PLACE, _MOTIF = 0.03, 0.02, 0.22, 0.35, 0.45, 0.6
_NUMBER, _LETTER = 0.6, 0.4
_PARTS = re.compile(r"[()\[\]（）【】«»\"“”]|\s[-–—:|/]\s")
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
    beside = [part for part in parts if stated[part] and len(parts) > 1]
    rest = " ".join(part for part in parts if part not in beside) or text
    words = _words(rest)
    acronyms = {acronym for acronym in stated.values() if acronym}
    if is_acronym or len(words) == 1:
        acronyms |= {word.latin for word in words if 2 <= len(word.latin) <= LONGEST_ACRONYM}
    return Parsed(words, frozenset(acronyms), _initials(words))


def _words(text: str) -> tuple[Token, ...]:
    spelt = _SPACED_LETTERS.sub(lambda found: re.sub(r"[. ]", "", found[1]) + " ", text)
    normalised = writing.normalised(spelt)
    classes = writing.legal_classes(normalised)
    if classes:
        normalised = writing.with_legal_classes(normalised)
    found: list[Token] = []
    for word in normalised.split()[:MOST_WORDS]:
        if word in classes or word in LEGAL:
            found.append(_legal(word))
        else:
            found += _tokens(word)
    return tuple(found[:MOST_WORDS])


@lru_cache(maxsize=65536)
def _tokens(word: str) -> tuple[Token, ...]:
    """A normalised word: one token, or several where its script parts it (articles, syllables)."""
    stem = names.split_article(word)[1]
    latin = writing.latin(stem)
    if stem in MEANINGS:
        role, concept = MEANINGS[stem]
        return (tokens.make(word, latin, role, _WEIGHTS[role], concept=concept),)
    unvowelled = not word.isascii() and folding.script(stem[0]) in ("arabic", "hebrew", "syriac")
    parts = latin.split()
    return tuple(
        _one(word if len(parts) == 1 else part, part[:LONGEST_WORD], unvowelled) for part in parts
    )


def _one(text: str, latin: str, unvowelled: bool) -> Token:
    role, concept = MEANINGS.get(latin, (Role.NAME, ""))
    if concept or role is not Role.NAME:
        return tokens.make(text, latin, role, _WEIGHTS[role], concept=concept)
    if latin.isdigit():
        return tokens.make(text, latin.lstrip("0") or "0", Role.NUMBER, _NUMBER)
    weight = _LETTER if len(latin) == 1 else rarity.of_organization(latin)
    return tokens.make(text, latin, Role.NAME, weight, unvowelled=unvowelled)


@lru_cache(maxsize=1024)
def _legal(word: str) -> Token:
    return tokens.make(word, writing.latin(word).replace(" ", ""), Role.LEGAL, _LEGAL, concept=word)


def _acronym(part: str) -> str:
    """The acronym a part of a name is, in Latin, or "": one word, all capitals."""
    letters = part.replace(".", "").strip()
    if not 2 <= len(letters) <= LONGEST_ACRONYM or not letters.isalnum() or not letters.isupper():
        return ""
    latin = writing.latin(names.normalise(letters))
    return latin if latin.isascii() and " " not in latin else ""


def _initials(words: tuple[Token, ...]) -> frozenset[str]:
    """Acronyms of three letters and more the words could give, with and without particles."""
    spelt = [word for word in words if word.role is not Role.LEGAL and word.latin]
    carrying = [word for word in spelt if word.role is not Role.PARTICLE]
    found = {"".join(word.latin[0] for word in some) for some in (spelt, carrying)}
    with_legal = [word for word in words if word.role is not Role.PARTICLE and word.latin]
    found.add("".join(word.latin[0] for word in with_legal))
    return frozenset(letters for letters in found if 3 <= len(letters) <= LONGEST_ACRONYM)


_WEIGHTS = {
    Role.FRAME: _FRAME,
    Role.ORDINARY: _ORDINARY,
    Role.MOTIF: _MOTIF,
    Role.PLACE: _PLACE,
    Role.PARTICLE: _PARTICLE,
}


def _meanings() -> dict[str, tuple[Role, str]]:
    found: dict[str, tuple[Role, str]] = {}
    for role, lines in (
        (Role.MOTIF, nouns.MOTIFS),
        (Role.ORDINARY, nouns.ORDINARY),
        (Role.FRAME, nouns.FRAMES),
        (Role.PLACE, nouns.PLACES),
    ):
        for line in lines.split("\n"):
            words = line.split()
            for word in words[1:]:
                for part in names.normalise(word).split():
                    stem = names.split_article(part)[1]
                    found.setdefault(stem, (role, words[0]))
                    if folding.script(stem[0]) in ("cyrillic", "greek"):
                        found.setdefault(writing.latin(stem), (role, words[0]))
    for word in nouns.PARTICLES.split():
        for part in names.normalise(word).split():
            found[part] = (Role.PARTICLE, "")
    return found


MEANINGS = _meanings()
LEGAL = frozenset(names.normalise(vocabulary.LEGAL).split()) | frozenset(
    names.normalise(nouns.LEGAL).split()
)
