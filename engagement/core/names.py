"""What a name may be made of: everything a reader can see, in any script, and no more.

Pure; forms ask here before they take a name (security R-36). How names are compared is the matter
of `engagement.matching`.
"""

import unicodedata

JOINING_SCRIPTS = (
    "ARABIC", "SYRIAC", "MANDAIC", "NKO", "MONGOLIAN", "DEVANAGARI", "BENGALI", "GURMUKHI",
    "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "TIBETAN",
    "MYANMAR", "KHMER",
)  # fmt: skip
"""How Unicode begins the names of letters whose spelling needs the zero-width joiners."""

VISIBLE_SIGNS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
"""Signs of category Cf that stand on the paper nevertheless."""

BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffd")
"""Letters, marks and symbols that show nothing, and the sign of a text that was damaged."""

VIRAMA = 9
MODIFIER = "Lm"


def tidy(text: str) -> str:
    """Composed (NFC), without space around it, one space between words."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def hidden_character(text: str) -> str | None:
    """The first character that nobody can see or show, or None for a name as people write it.

    Controls, direction marks and overrides, zero-width characters, blanks that pass as letters,
    private-use and unassigned ones. The joiners stay where spelling needs them.

    >>> hidden_character("نیمه‌شب") is None, hidden_character("abc\\u202e")
    (True, '\\u202e')
    """
    for position, character in enumerate(text):
        following = text[position + 1 : position + 2]
        if _is_hidden(character) and not _is_needed(character, text[:position][-1:], following):
            return character
    return None


def is_latin(text: str) -> bool:
    """Whether every letter is Latin; `ʻ` and its like belong to no script and may stand in it."""
    return all(
        unicodedata.name(letter, "").startswith(("LATIN", "FULLWIDTH LATIN"))
        or unicodedata.category(letter) == MODIFIER
        for letter in text
        if letter.isalpha()
    )


SCRIPTS = {
    "ARABIC": ("ar", {"ar"}),
    "CJK": ("zh", {"zh"}),
    "CYRILLIC": ("ru", {"ru"}),
    "LATIN": ("en", {"en", "fr", "es"}),
}
"""First word of a letter's name: the language to assume, and those that are written so."""


def language_of(text: str, spoken: str) -> str:
    """The language of a name somebody gave on a page in `spoken`: another one for another script.

    >>> language_of("جمعية خضراء", "en"), language_of("Les Amis", "fr"), language_of("Amis", "ar")
    ('ar', 'fr', 'en')
    """
    letter = next(filter(str.isalpha, text), "")
    script = unicodedata.name(letter, "").split(" ")[0] if letter else ""
    likely, possible = SCRIPTS.get(script, (spoken, {spoken}))
    return spoken if spoken in possible else likely


def _is_hidden(character: str) -> bool:
    if character in BLANK_LETTERS or _selects_shape(character):
        return True
    if character in VISIBLE_SIGNS or character in "\t\n\r":
        return False
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn")


def _selects_shape(character: str) -> bool:
    return (
        "\ufe00" <= character <= "\ufe0f"
        or "\u180b" <= character <= "\u180f"
        or ("\U000e0100" <= character <= "\U000e01ef")
    )


def _is_needed(character: str, before: str, following: str) -> bool:
    """Whether spelling needs this invisible character between its two neighbours."""
    if character in "\u200c\u200d":
        if not _joins(before):
            return False
        # After a virama the joiner shapes the letter itself, even at the end of a word.
        return unicodedata.combining(before) == VIRAMA or _joins(following)
    if "\U000e0100" <= character <= "\U000e01ef":
        return _name(before).startswith("CJK UNIFIED")
    return "\u180b" <= character <= "\u180f" and _name(before).startswith("MONGOLIAN")


def _joins(character: str) -> bool:
    return _name(character).startswith(JOINING_SCRIPTS)


def _name(character: str) -> str:
    return unicodedata.name(character, "") if character else ""
