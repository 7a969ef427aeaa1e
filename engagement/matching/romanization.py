"""A rough Latin form of Arabic, Cyrillic and Greek, only to compare names across scripts.

The tables are our own simplifications of what passports and letterheads use (close to BGN/PCGN
for Russian, ELOT 743 for Greek, newspaper Arabic); they are not for display.
"""

import re

from engagement.matching import folding, names

_CYRILLIC = dict(
    zip("абвгдезийклмнопрстуфхыэіїјўәөұүқңһѐѝ", "abvgdeziyklmnoprstufhyeiijuaouuqnhei", strict=True)
) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "",
    "ю": "yu", "я": "ya", "ђ": "dj", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz", "ѓ": "gj",
    "ќ": "kj", "ѕ": "dz", "ғ": "gh", "җ": "j", "ҳ": "h", "ҷ": "j",
}  # fmt: skip
_GREEK = dict(zip("αβγδεζηικλμνξορστυφω", "avgdeziiklmnxorstyfo", strict=True)) | {
    "θ": "th", "χ": "ch", "ψ": "ps", "ς": "s",
}  # fmt: skip
_GREEK_PAIRS = {
    "ου": "ou", "αυ": "av", "ευ": "ev", "γγ": "ng", "γκ": "gk", "γχ": "nch", "μπ": "mp", "ντ": "nt",
}  # fmt: skip
_ARABIC = dict(zip("ابتجحدرزسصضطظفقكلمنهپگڤڨژ", "abtjhdrzssdtzfqklmnhpgvgj", strict=True)) | {
    "ث": "th", "خ": "kh", "ذ": "dh", "ش": "sh", "غ": "gh", "ع": "", "چ": "ch",
    "ٹ": "t", "ڈ": "d", "ڑ": "r", "ے": "e",
}  # fmt: skip
_LETTERS = _CYRILLIC | _GREEK | _ARABIC

_BEFORE = {
    "": "",
    "ال": "al ",
    "وال": "wa al ",
    "فال": "fa al ",
    "بال": "bi al ",
    "كال": "ka al ",
    "لل": "lil ",
}
_GREEK_PAIR = re.compile("|".join(_GREEK_PAIRS))

# Sounds that romanizations write in different ways, longest first; what is left of them after the
# vowels are gone is what two spellings of one word share.
_SOUNDS = (
    (re.compile("shch|sch|sh|tch|ch"), "S"),
    (re.compile("kh"), "h"),
    (re.compile("ph|v"), "f"),
    (re.compile("dh"), "d"),
    (re.compile("th"), "t"),
    (re.compile("zh|dj|gh|j"), "g"),
    (re.compile("ts|tz|z|c(?=[eiy])"), "s"),
    (re.compile("qu|ck|q|c"), "k"),
    (re.compile("x"), "ks"),
    (re.compile("p"), "b"),
    (re.compile("[aeiouwy]"), ""),
)
_ENDING = re.compile(r"(?<=[a-z][ae])[ht]$|(?<=[iyoe])j$|(?<=[a-z]{4}a)ja$")
_DOUBLED = re.compile(r"(.)\1+")


def latin(text: str) -> str:
    """A rough Latin form, word by word: lower case, articles apart; other scripts stay as they are.

    >>> latin("Зелёная планета"), latin("مؤسسة النور")
    ('zelenaya planeta', 'mussa al nur')
    """
    return " ".join(_latin_word(word) for word in names.normalise(text).split())


def consonants(word: str) -> str:
    """What the spellings of one word share once it is `latin`: its consonants by class of sound.

    "" when the word has none. Several words may be given; spaces are left out.

    >>> consonants("muassasat") == consonants("mussa"), consonants("zelyonaja")
    (True, 'sln')
    """
    sounds = _ENDING.sub("", word.replace(" ", ""))
    for spelling, sound in _SOUNDS:
        sounds = spelling.sub(sound, sounds)
    return _DOUBLED.sub(r"\1", sounds)


def _latin_word(word: str) -> str:
    writing = folding.script(word[0])
    if writing == "arabic":
        return _latin_arabic(word)
    if writing == "greek":
        word = _GREEK_PAIR.sub(lambda pair: _GREEK_PAIRS[pair[0]], word)
    return "".join(_LETTERS.get(letter, letter) for letter in word)


def _latin_arabic(word: str) -> str:
    """Long vowels are written, short ones are not; waw and ya are vowels between consonants."""
    before, stem = names.split_article(word)
    letters = []
    for at, letter in enumerate(stem):
        neighbours = stem[at - 1 : at] + stem[at + 1 : at + 2]
        if letter in "وي":
            glide = at == 0 or "ا" in neighbours
            letters.append({"و": "uw", "ي": "iy"}[letter][glide])
        elif letter == "ه" and at == len(stem) - 1 and at > 1:
            letters.append("a")
        else:
            letters.append(_LETTERS.get(letter, letter))
    return _BEFORE[before] + "".join(letters)
