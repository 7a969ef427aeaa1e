"""One normaliser for names in any script, and what else a name needs before it is stored."""

import re
import unicodedata

from engagement.matching import folding
from engagement.matching.collation import collated

LONGEST_SORT_KEY = 300
"""Characters; three times as many bytes still fit a btree entry."""

AFTER_ALL = "\U0010fffd"
"""The sort key of a name without a letter or digit: the last character PostgreSQL can store."""

PROBLEMS = (
    "empty",
    "invisible",
    "mixed_script",
    "look_alike",
    "stacked_marks",
    "unreadable",
)
"""Every code `problems` can give, in the order it gives them."""

_ELISION = re.compile(r"(?<!\w)(l|d|j|m|t|s|n|c|qu)'(?=\w)")
_INNER_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_ARABIC_ARTICLE = re.compile(r"(?:[وفبك]?ال|لل)(?=[^\W\d_]{3})")
_ALIKE = frozenset({"latin", "greek", "cyrillic"})
_MARKS_A_LETTER_MAY_HAVE = 4
_SHORTEST_PRETENDER = 3  # one- and two-letter words look alike by chance: Russian "с", "на"


def normalise(text: str) -> str:
    """The form of a name two spellings share: lower case, one space between words, "" for nothing.

    Compatibility forms are decomposed, case folded, accents and vowel points left off (not in
    scripts where the mark is the vowel), shapes of one Arabic letter unified, digits made ASCII,
    punctuation made space. French elisions part (`l'eau`, `l eau`); other apostrophes vanish
    (`women's`, `womens`). Normalising twice changes nothing more.

    >>> normalise("  Fédération de l’Eau — Niger (٢٠٣٠)")
    'federation de l eau niger 2030'
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    decomposed = unicodedata.normalize("NFKD", decomposed)
    for sequence, letter in folding.KEPT_LETTERS:
        decomposed = decomposed.replace(sequence, letter)
    folded = "".join(map(folding.fold, decomposed))
    folded = _ELISION.sub(r"\1 ", folded)
    folded = _INNER_APOSTROPHE.sub("", folded).replace("'", " ")
    return " ".join(unicodedata.normalize("NFC", folded).split())


def clean(text: str) -> str:
    """The form in which a typed name is stored: composed, no invisible characters, spaces folded.

    Zero-width joiners stay where Persian, Indic and related spelling needs them, variation
    selectors after a Chinese character. Everything a reader can see stays as it was typed.
    """
    kept: list[str] = []
    composed = unicodedata.normalize("NFC", text)
    for position, character in enumerate(composed):
        following = composed[position + 1 : position + 2]
        if _is_visible(character) or _is_needed(character, kept[-1] if kept else "", following):
            kept.append(character)
        elif character.isspace() or character == "\u2800":
            kept.append(" ")
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def sort_key(text: str) -> str:
    """A string whose order by code point (`COLLATE "C"`) is the alphabetical one, see `collation`.

    At most `LONGEST_SORT_KEY` characters. A name without letters comes last.
    """
    return sort_start(text) or AFTER_ALL


def sort_start(text: str) -> str:
    """How the sort keys of all names begin that begin with `text`; "" where it has no letter."""
    article, rest = split_article(normalise(text))
    kept = rest if article == "ال" else article + rest
    return collated(kept)[:LONGEST_SORT_KEY].rstrip()


def skeleton(text: str) -> str:
    """The name with every look-alike letter replaced by the Latin one, for comparing only.

    >>> skeleton("Grеenpeаce") == skeleton("Greenpeace")  # two Cyrillic letters on the left
    True
    """
    return "".join(folding.LOOK_ALIKES.get(letter, letter) for letter in normalise(text))


def split_article(word: str) -> tuple[str, str]:
    """An Arabic word, normalised, as its article (with the particle written to it) and the rest.

    ("", word) where there is none, or where fewer than three letters would be left.

    >>> split_article("والتنميه"), split_article("نور")
    (('وال', 'تنميه'), ('', 'نور'))
    """
    article = _ARABIC_ARTICLE.match(word)
    cut = article.end() if article else 0
    return word[:cut], word[cut:]


def mixes_scripts(word: str) -> bool:
    """Whether a word has letters of more than one of Latin, Greek and Cyrillic."""
    return len(_alike_scripts(word)) > 1


def problems(text: str) -> list[str]:
    """Codes of what a reviewer should look at in a name as it was typed; [] for an ordinary one.

    - "empty": no letter and no digit.
    - "invisible": characters that `clean` removes, direction overrides among them.
    - "mixed_script": a word mixing Latin, Greek and Cyrillic letters.
    - "look_alike": a Greek or Cyrillic word that can be read as Latin, beside Latin words.
    - "stacked_marks": more marks on a letter than any spelling needs.
    - "unreadable": private-use or replacement characters.
    """
    folded = normalise(text)
    words = re.findall(r"[^\W\d_]+", folded)
    beside_latin = any(_alike_scripts(word) == {"latin"} for word in words)
    found = {
        "empty": not any(letter.isalnum() for letter in folded),
        "invisible": _hides_something(text),
        "mixed_script": any(map(mixes_scripts, words)),
        "look_alike": beside_latin and any(map(_pretends_to_be_latin, words)),
        "stacked_marks": _longest_run_of_marks(text) > _MARKS_A_LETTER_MAY_HAVE,
        "unreadable": any(
            unicodedata.category(character) == "Co" or character == "\ufffd" for character in text
        ),
    }
    return [code for code in PROBLEMS if found[code]]


def _is_visible(character: str) -> bool:
    if character in folding.INVISIBLE or character == "\u2800":
        return False
    if character == " ":
        return True
    if unicodedata.category(character) == "Cn":
        return ord(character) & 0xFFFE != 0xFFFE and not 0xFDD0 <= ord(character) <= 0xFDEF
    return unicodedata.category(character) not in (
        "Cc", "Cf", "Cs", "Zs", "Zl", "Zp",
    ) and not 0xE0100 <= ord(character) < 0xE01F0  # fmt: skip


def _is_needed(character: str, before: str, following: str) -> bool:
    """Whether spelling needs this invisible character between its two neighbours."""
    if not before:
        return False
    if character in "\u200c\u200d":
        if folding.script(before) not in folding.JOINING_SCRIPTS or not _is_letter(before):
            return False
        # After a virama the joiner shapes the letter itself, even at the end of a word.
        if unicodedata.combining(before) == 9:
            return True
        return following != "" and folding.script(following) in folding.JOINING_SCRIPTS
    if 0xE0100 <= ord(character) < 0xE01F0:
        return folding.script(before) == "han"
    return 0x180B <= ord(character) <= 0x180F and folding.script(before) == "mongolian"


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM"


def _hides_something(text: str) -> bool:
    composed = unicodedata.normalize("NFC", text)
    seen = "".join(" " if character.isspace() else character for character in composed)
    return clean(text) != " ".join(seen.split())


def _alike_scripts(word: str) -> set[str]:
    return {folding.script(letter) for letter in word} & _ALIKE


def _pretends_to_be_latin(word: str) -> bool:
    return len(word) >= _SHORTEST_PRETENDER and all(c in folding.LOOK_ALIKES for c in word)


def _longest_run_of_marks(text: str) -> int:
    longest = run = 0
    for character in unicodedata.normalize("NFD", text):
        run = run + 1 if folding.is_loose_mark(character) else 0
        longest = max(longest, run)
    return longest
