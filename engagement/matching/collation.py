"""The order in which readers of each script look for a name: a key compared by code point.

The build of PostgreSQL sorts by no language (it has no ICU), so keys are stored and compared as
they are (`COLLATE "C"`). What the order is, and is not:

- Digits, then Latin, Greek, Cyrillic, Arabic and the other scripts in the order of Unicode, Chinese
  last; `RANGES` gives the part of one script, so that a page can put its reader's script first.
- Latin: accents and other marks do not count (é as e, ñ as n, ø as o, œ as oe), which French
  expects and Spanish readers know from lists in several languages. Articles count.
- Cyrillic: ё as е, й after и; letters of other languages behind the Russian one they go with
  (і, ї after и; ў, ү after у; ғ after г).
- Arabic: forms of alef, with hamza or without, are one letter, as are those of ya and ta marbuta
  with ha; the article at the beginning of a name does not count; Persian letters behind the Arabic
  one they go with.
- Chinese: by pinyin for the 3,755 characters of the first level of GB 2312, which make up nearly
  all of any name; then its second level, by radical, then all others by number. A character with
  several readings stands under the one that the standard chose (重 of Chongqing under zhong).
  Traditional characters frequent in names count as their simplified forms.
"""

import functools

from engagement.matching import folding

_BEHIND = "\U000f0000"
"""Sorts a letter behind all words that begin with the one it goes with."""

_FIRST_HAN, _OTHER_HAN, _RARE_HAN, _RAREST_HAN, _AFTER_HAN = (
    0x20000, 0x22000, 0x28000, 0x38000, 0x50000,
)  # fmt: skip
_FIRST_ROW, _ROW = 0xB0, 94

_FOLLOWERS = {
    "г": "ғ", "д": "ђ", "е": "ә", "ж": "җ", "и": "іїј", "к": "қ", "л": "љ", "н": "њң",
    "о": "ө", "т": "ћ", "у": "ўүұ", "х": "һҳ", "ч": "џҷ",
    "ب": "پ", "ج": "چ", "ز": "ژ", "ك": "گ", "ت": "ٹ", "د": "ڈ", "ر": "ڑ",
}  # fmt: skip
_KEYS = {
    letter: before + _BEHIND * place
    for before, letters in _FOLLOWERS.items()
    for place, letter in enumerate(letters, 1)
}

RANGES = {
    "cyrillic": ("\u0400", "\u0530"),
    "arabic": ("\u0600", "\u0700"),
    "han": (chr(_FIRST_HAN), chr(_AFTER_HAN)),
}
"""By script the first key of its part and the first one behind it."""


def collated(normalised: str) -> str:
    """A normalised name, or what was typed of one, as its key; a beginning gives a beginning."""
    return "".join(map(_key, normalised))


@functools.lru_cache(maxsize=16384)
def _key(letter: str) -> str:
    if letter in _KEYS:
        return _KEYS[letter]
    return _han(letter) if folding.script(letter) == "han" else letter


def _han(letter: str) -> str:
    """A Chinese character as one of a plane that nothing else uses here, in the order of pinyin."""
    code = ord(letter)
    try:
        row, cell = letter.encode("gb2312")
    except (UnicodeEncodeError, ValueError):
        if 0x4E00 <= code < 0xA000:
            return chr(_OTHER_HAN + code - 0x4E00)
        return chr(_RARE_HAN + code if code < 0x10000 else _RAREST_HAN + code - 0x20000)
    return chr(_FIRST_HAN + (row - _FIRST_ROW) * _ROW + cell - 0xA1)
