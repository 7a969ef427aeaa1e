"""How a word in Latin letters sounds, roughly: its consonants by class, and its vowels between.

Romanizations of one Arabic, Persian or Russian name differ in vowels, doubled letters and in what
stands for sounds Latin has no letter for: q, k or g; dh, z or d; j or g; kh, h or k. The skeleton
is what they share; letters that may be one of two sounds give it a second form.
"""

import re
from functools import lru_cache
from itertools import product
from typing import NamedTuple

MOST_FORMS = 4

UNKNOWN = "?"
NONE = "-"

# A spelling and the classes it may stand for, the likelier first; "" is no consonant.
_CONSONANTS: dict[str, tuple[str, ...]] = {
    "shch": ("S",), "tsch": ("S",), "dzh": ("J",), "sch": ("S",), "tch": ("S",), "sh": ("S",),
    "ch": ("S", "J", "k"), "kh": ("h", "k"), "gh": ("k", ""), "zh": ("J",), "dj": ("J",),
    "dh": ("d", "s"), "th": ("t", "s"), "ph": ("f",), "ts": ("s",), "tz": ("s",), "ck": ("k",),
    "qu": ("k",), "b": ("b",), "p": ("b",), "d": ("d",), "f": ("f",), "v": ("f", ""),
    "g": ("k", "J"), "h": ("h",), "j": ("J", ""), "k": ("k",), "q": ("k",), "l": ("l",),
    "m": ("m",), "n": ("n",), "r": ("r",), "s": ("s",), "t": ("t",), "x": ("ks", "h"),
    "z": ("s",),
}  # fmt: skip
_CONSONANTS |= {"c": ("k",), "ç": ("s", "k"), "ğ": ("J", "k")}  # c and g before e, i, y
_SPELLINGS = re.compile("|".join(sorted(_CONSONANTS, key=len, reverse=True)) + "|[aeiouwy]+")
_SOFT = (("c", "ç", re.compile("c(?=[eiy])")), ("g", "ğ", re.compile("(?<![dn])g(?=[ei])")))
_PARTING = re.compile(r"[^a-z]+")
_FINAL_H = re.compile(r"(?<=[aeiou])h$")

# How well two classes of vowels agree: A a, E e, I i, U u, D ai, W au.
_ALIKE = {
    "AE": 0.9, "EI": 0.9, "DE": 0.9, "AD": 0.75, "DI": 0.8, "UW": 0.9, "AW": 0.75, "AU": 0.3,
    "AI": 0.4, "IU": 0.4, "EU": 0.45, "DU": 0.4, "DW": 0.5, "EW": 0.5, "IW": 0.3,
}  # fmt: skip
_MISSING = 0.7
_UNWRITTEN = 0.88


class Sound(NamedTuple):
    """The forms a skeleton has, the likeliest first, and the vowel before, between and after.

    `vowels` has one sign more than the first form has consonants: "A", "E", "I", "U", "D" for ai,
    "W" for au, `NONE`, or `UNKNOWN` where the script does not write them.
    """

    forms: tuple[str, ...]
    vowels: str

    @property
    def skeleton(self) -> str:
        """The likeliest form; "" for a word without a consonant."""
        return self.forms[0]


@lru_cache(maxsize=65536)
def sound(latin: str) -> Sound:
    """The sound of a word in lower-case Latin letters; other characters do not count.

    >>> sound("muhammad").skeleton, sound("mohamed").skeleton, sound("usama").vowels
    ('mhmd', 'mhmd', 'UAA')
    """
    word = latin if latin.isalpha() and latin.isascii() else _PARTING.sub("", latin)
    if word.endswith("h"):
        word = _FINAL_H.sub("", word)
    for letter, soft, pattern in _SOFT:
        if letter in word:
            word = pattern.sub(soft, word)
    classes: list[tuple[str, ...]] = []
    vowels = [NONE]
    is_plain = True
    for spelling in _SPELLINGS.findall(word):
        options = _CONSONANTS.get(spelling)
        if options is None:
            vowels[-1] = _VOWELS.get(spelling) or _vowel(spelling)
        elif vowels[-1] != NONE or not classes or classes[-1] != options:
            classes.append(options)
            vowels.append(NONE)
            is_plain = is_plain and len(options) == 1
    usual = "".join([options[0] for options in classes])
    forms = (usual,) if is_plain else _forms(classes)
    if len(classes) > 2 and word.endswith(("at", "et")):
        forms = (*forms, usual[:-1])
    return Sound(forms, "".join(vowels))


@lru_cache(maxsize=16384)
def of_arabic(word: str) -> Sound:
    """The sound of a normalised word in Arabic letters, without its article.

    Letters that Persian reads otherwise, and waw, have more than one class. A ha at the end may
    be a silent one, or a t before another word.
    """
    classes: list[tuple[str, ...]] = []
    runs = [""]
    for at, letter in enumerate(word):
        if letter in _ARABIC_VOWELS:
            runs[-1] += _ARABIC_VOWELS[letter]
            if letter != "و" or at == 0:
                continue
            options: tuple[str, ...] = ("", "f")
        elif letter == "ه" and at == len(word) - 1 and at > 1:
            options = ("", "t")
        else:
            options = _ARABIC.get(letter, ())
        if options and (options[0] == "" or runs[-1] or not classes or classes[-1] != options):
            classes.append(options)
            if options[0]:
                runs.append("")
    vowels = [_VOWELS.get(run) or _vowel(run) if run else UNKNOWN for run in runs]
    if word.startswith("ا"):
        vowels[0] = UNKNOWN
    return Sound(_forms(classes), "".join(vowels))


def joined(left: Sound, right: Sound) -> Sound:
    """The sound of two words written as one."""
    forms: dict[str, None] = {}
    for one in left.forms:
        for other in right.forms:
            together = one + (other[1:] if one[-1:] == other[:1] else other)
            forms.setdefault(together)
    return Sound(tuple(forms)[:MOST_FORMS], left.vowels[:-1] + right.vowels)


def vowel_likeness(left: str, right: str) -> float:
    """How well the vowels of two words with one skeleton agree, 0 to 1.

    Symmetric; a vowel that one side does not write counts a little against.
    """
    if left == right and UNKNOWN not in left:
        return 1.0
    met = [_sign_likeness(a, b) for a, b in zip(left, right, strict=False) if a + b != "--"]
    return sum(met) / len(met) if met else 1.0


def _sign_likeness(one: str, other: str) -> float:
    if UNKNOWN in (one, other):
        return _UNWRITTEN
    if one == other:
        return 1.0
    if NONE in (one, other):
        return _MISSING
    return _ALIKE["".join(sorted(one + other))]


def _vowel(letters: str) -> str:
    has = set(letters)
    front = has & {"i", "y"} or letters.count("e") > 1
    if has & {"a"} and (front or "e" in has):
        return "D"
    if "e" in has and has & {"i", "y"}:
        return "I" if letters.startswith("i") else "D"
    if "a" in has and has & {"u", "w", "o"}:
        return "W"
    if has & {"u", "o", "w"}:
        return "U"
    if front:
        return "I"
    return "A" if "a" in has else "E"


def _forms(classes: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The likeliest form, then those that differ from it in one place, then in all."""
    usual = [options[0] for options in classes]
    found = {"".join(usual): None}
    for at, options in enumerate(classes):
        for other in options[1:]:
            found["".join((*usual[:at], other, *usual[at + 1 :]))] = None
    if len(found) > 2:
        last = "".join(options[-1] for options in classes)
        return (*list(found)[: MOST_FORMS - 1], last)
    return tuple(found)


_ARABIC_VOWELS = {"ا": "a", "و": "u", "ي": "i"}
_ARABIC: dict[str, tuple[str, ...]] = {
    **dict(zip("بپتحدرزسشصطفقكلمنهڤٹڈڑع", map(tuple, "bbthdrssSstfkklmnhftdr"), strict=False)),
    "ث": ("t", "s"), "ج": ("J", "k"), "چ": ("S", "J"), "خ": ("h", "k"), "ذ": ("d", "s"),
    "ژ": ("J", "S"), "ض": ("d", "s"), "ظ": ("s", "d"), "غ": ("k", ""), "گ": ("k", "J"),
}  # fmt: skip
_VOWELS = {
    run: _vowel(run)
    for size in (1, 2, 3)
    for run in map("".join, product("aeiouwy", repeat=size))
}
