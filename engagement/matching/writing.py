"""What libraries know of writing: scripts in Latin letters, legal forms, slips of the finger.

The only module that calls `normality`, `rigour` and, for screening, `rapidfuzz`: they keep moving
functions. What is ours (Arabic, Cyrillic, Greek) is in `romanization`. The person-name tagger of
`rigour` is not used: its first call takes 8 seconds and 400 MB.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from normality import ascii_text
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA
from rigour.names import extract_org_types, replace_org_types_compare

from engagement.matching import folding, names, romanization

_OURS = frozenset({"arabic", "cyrillic", "greek", "latin", ""})
_ASCII = {code: " " for code in range(128) if not chr(code).isalnum()} | {
    ord("'"): "'",
    ord("`"): "'",
}
_ASCII |= {code: "" for code in range(32) if not chr(code).isspace()} | {127: ""}
_NOT_LATIN = re.compile(r"[^a-z0-9 ]+")

# Surnames that are read otherwise than the same character elsewhere.
_SURNAMES = {
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "区": "ou", "查": "zha", "朴": "piao",
    "盖": "ge", "翟": "zhai", "尉": "wei", "缪": "miao", "乐": "yue", "任": "ren", "洗": "xian",
}  # fmt: skip


def normalised(text: str) -> str:
    """`names.normalise`, by a shorter way where the text is ASCII."""
    if not text.isascii():
        return names.normalise(text)
    folded = text.translate(_ASCII).lower()
    if "'" in folded:
        return names.normalise(text)
    return " ".join(folded.split())


@lru_cache(maxsize=32768)
def latin(word: str) -> str:
    """A normalised word in the letters a to z and digits; "" where nobody knows how.

    Chinese characters come apart, since pinyin is written in syllables or words: "jin ping".

    >>> latin("محمد"), latin("习"), latin("ромашка")
    ('mhmd', 'xi', 'romashka')
    """
    if word.isascii():
        return word
    if all(folding.script(letter) in _OURS for letter in word):
        rough = romanization.latin(word)
        if rough.isascii():
            return rough
    else:
        rough = word
    if all(folding.script(letter) == "hangul" for letter in word):
        syllables = (ascii_text(syllable).lower() for syllable in word)
        return " ".join("r" + one[1:] if one.startswith("l") else one for one in syllables)
    if word[0] in _SURNAMES and len(word) > 1:
        rough = _SURNAMES[word[0]] + " " + word[1:]
    return " ".join(_NOT_LATIN.sub(" ", ascii_text(rough).lower().replace("'", "")).split())


@lru_cache(maxsize=16384)
def with_legal_classes(normalised_name: str) -> str:
    """A normalised name of an organization with its legal forms as one sign per class.

    >>> with_legal_classes("acme limited liability company")
    'acme llc'
    """
    return replace_org_types_compare(normalised_name)


@lru_cache(maxsize=16384)
def legal_classes(normalised_name: str) -> frozenset[str]:
    """The classes of legal forms in a normalised name, as `with_legal_classes` writes them."""
    found = (sign for _, sign in extract_org_types(normalised_name))
    return frozenset(part for sign in found for part in sign.split())


def slips(left: str, right: str, most: int = 2) -> int:
    """Letters left out, added, other or exchanged between two words; `most` + 1 for more."""
    return OSA.distance(left, right, score_cutoff=most)


def near(word: str, others: Sequence[str], most: int) -> list[tuple[int, int]]:
    """Which of the others are at most that many slips away: (place, slips)."""
    found = process.extract(word, others, scorer=OSA.distance, score_cutoff=most, limit=None)
    return [(place, int(distance)) for _, distance, place in found]


def ratio(left: str, right: str) -> float:
    """Share of letters two words have in common in order, 0 to 1."""
    return fuzz.ratio(left, right) / 100
