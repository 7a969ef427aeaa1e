"""What a word of an organization's name weighs, and a name cut into weighed words.

"Association" says next to nothing about which organization is meant, "environment" little, a
place or an invented name much. The lists of such words are in `vocabulary`.
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from engagement.matching import folding, names, romanization, terms, vocabulary

LONGEST_NAME = 300
MOST_WORDS = 24


class Kind(Enum):
    """What a word of a name is for; the value is its weight beside the others."""

    NAME = 1.0
    THEME = 0.6
    FRAME = 0.2
    LEGAL = 0.0
    PARTICLE = -1.0  # without weight, and never of interest


@dataclass(frozen=True)
class Word:
    """One word of a name: normalised, in Latin, its consonants, its kind and its script."""

    text: str
    latin: str
    consonants: str
    kind: Kind
    script: str

    @property
    def weight(self) -> float:
        """0 to 1. One or two Latin letters say less than a word."""
        if self.kind is Kind.NAME and len(self.text) < 3 and self.text.isascii():
            return 0.5 if self.text.isalpha() else self.kind.value
        return max(self.kind.value, 0.0)


@dataclass(frozen=True)
class Name:
    """A name cut up: the words that weigh, and in Latin the acronyms it states and could have."""

    words: tuple[Word, ...]
    stated: frozenset[str]
    initials: frozenset[str]

    @property
    def telling(self) -> tuple[Word, ...]:
        """The words that tell this organization from others; all words when none does."""
        telling = tuple(word for word in self.words if word.kind is not Kind.FRAME)
        return telling or self.words


def _normalised(words: str) -> dict[str, None]:
    return dict.fromkeys(
        word for line in words.split() for word in [names.normalise(line)] if " " not in word
    )


def _kinds() -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for words, kind in (
        (vocabulary.THEMES, Kind.THEME),
        (vocabulary.FRAME, Kind.FRAME),
        (vocabulary.PARTICLES, Kind.PARTICLE),
        (vocabulary.LEGAL, Kind.LEGAL),
    ):
        for word in _normalised(words):
            kinds[word] = kind
            # A romanized letterhead uses the same ordinary words, only in Latin.
            if folding.script(word[0]) in ("cyrillic", "greek"):
                kinds.setdefault(romanization.latin(word), kind)
    return kinds


KINDS = _kinds()
_LONGEST_CHINESE = max(len(word) for word in KINDS if folding.script(word[0]) == "han")
_SHORTEST_MISSPELT = 7
_MISSPELT = {
    variant: kind
    for word, kind in KINDS.items()
    if len(word) >= _SHORTEST_MISSPELT
    for variant in terms.variants(word)
}

_SCRIPTS_WITH_INITIALS = frozenset({"latin", "cyrillic", "greek", "arabic"})
# A Chinese province, city, district, county, township or village, or what follows the last one.
_PLACE = re.compile(r".{2,3}?[省市区县镇乡村]|.+?(?=.{2,3}?[省市区县镇乡村])|.+")
_PARTS = re.compile(r"[()\[\]（）【】]|\s[-–—:|/]\s")
LONGEST_ACRONYM = 10


@lru_cache(maxsize=4096)
def parse(name: str) -> Name:
    """A name cut into weighed words and its acronyms. What is beyond 300 characters is ignored.

    An acronym beside the name it abbreviates ("Réseau des jeunes (RDJ)") is not a word of it.
    """
    parts = [part.strip() for part in _PARTS.split(name[:LONGEST_NAME]) if part.strip()]
    stated = {part: _acronym(part) for part in parts if _acronym(part)}
    rest = "".join(names.normalise(part) for part in parts if part not in stated)
    beside = {part for part, acronym in stated.items() if _abbreviates(part, rest)}
    everything = _split(" ".join(part for part in parts if part not in beside))
    words = [_word(text) for text in everything[:MOST_WORDS]]
    weighed = tuple(word for word in words if word.weight > 0)
    return Name(
        weighed or tuple(_as_name(word) for word in words),
        frozenset(stated.values()),
        _initials(words),
    )


def _split(text: str) -> list[str]:
    """Words: Chinese cut at known words, initials with dots joined, look-alikes undone."""
    found: list[str] = []
    letters = ""
    for word in names.normalise(text).split():
        if len(word) == 1 and folding.script(word) in _SCRIPTS_WITH_INITIALS:
            letters += word
            continue
        found += [letters] if letters else []
        letters = ""
        readable = names.skeleton(word) if names.mixes_scripts(word) else word
        for is_unspaced, run in terms.runs(readable):
            found += _cut_chinese(run) if is_unspaced else [names.split_article(run)[1]]
    return found + ([letters] if letters else [])


def _cut_chinese(run: str) -> list[str]:
    """A run of Chinese cut at the longest known words; what lies between them stays whole."""
    pieces: list[str] = []
    unknown = ""
    at = 0
    while at < len(run):
        sizes = range(min(_LONGEST_CHINESE, len(run) - at), 0, -1)
        known = next((run[at : at + size] for size in sizes if run[at : at + size] in KINDS), "")
        if known:
            pieces += [*_PLACE.findall(unknown), known]
            unknown = ""
        else:
            unknown += run[at]
        at += len(known) or 1
    return pieces + _PLACE.findall(unknown)


def _word(text: str) -> Word:
    latin = romanization.latin(text)
    return Word(text, latin, romanization.consonants(latin), _kind(text), folding.script(text[0]))


def _kind(text: str) -> Kind:
    if text in KINDS:
        return KINDS[text]
    if len(text) >= _SHORTEST_MISSPELT:
        slips = terms.variants(text) & _MISSPELT.keys()
        return max((_MISSPELT[slip] for slip in slips), key=lambda k: k.value, default=Kind.NAME)
    return Kind.NAME


def _as_name(word: Word) -> Word:
    return Word(word.text, word.latin, word.consonants, Kind.NAME, word.script)


def _acronym(part: str) -> str:
    """The acronym a part of a name states, in Latin, or "": one word, all capitals."""
    letters = part.replace(".", "")
    if not 2 <= len(letters) <= LONGEST_ACRONYM:
        return ""
    if not letters.isalnum() or not letters.isupper():
        return ""
    return romanization.latin(letters)


def _abbreviates(acronym: str, rest: str) -> bool:
    """Whether the acronym's letters come in the rest in this order."""
    letters = iter(rest)
    return rest != "" and all(letter in letters for letter in names.normalise(acronym))


def _initials(words: list[Word]) -> frozenset[str]:
    """Acronyms of three letters and more the words could give, with and without the particles."""
    spelt = [word for word in words if word.kind is not Kind.LEGAL and word.script != "han"]
    carrying = [word for word in spelt if word.kind is not Kind.PARTICLE]
    candidates = ("".join(word.text[0] for word in some) for some in (spelt, carrying))
    return frozenset(romanization.latin(letters) for letters in candidates if len(letters) > 2)
