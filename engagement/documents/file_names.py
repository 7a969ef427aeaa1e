"""Names of uploaded files: what is shown of them, and how they travel in a download's header.

A name is only ever shown and sent. On disk a file is called by the hash of its content.
"""

import re
import unicodedata
from urllib.parse import quote

LONGEST = 120
ENDING = re.compile(r"[A-Za-z0-9]{1,10}")
NAMELESS = "document"

JOINERS = "\u200c\u200d"
BLANK_LETTERS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and symbols by category that print nothing."""

NOT_IN_NAMES = str.maketrans(dict.fromkeys('<>:"|?*', "_"))
"""What Windows refuses in names; a colon there even opens a hidden part of a file."""

DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(?=\.|$)", re.IGNORECASE)


def display_name(raw: str) -> str:
    """The name as it is stored and shown: one part, NFC, 1 to 120 visible characters.

    Control, bidirectional and invisible characters are removed; the joiners that Persian and
    Indic words are written with stay between letters. The extension is kept when the name is
    cut. Applying it twice changes nothing.
    """
    last = re.split(r"[/\\]", raw.rstrip("/\\"))[-1]
    name = unicodedata.normalize("NFC", _visible(unicodedata.normalize("NFC", last)))
    name = " ".join(name.translate(NOT_IN_NAMES).split()).rstrip(". ")
    stem, dot, ending = _parted(name)
    stem = stem.strip(". ") or NAMELESS
    if DEVICE.match(stem):
        stem = "_" + stem
    stem = stem[: LONGEST - len(dot + ending)].rstrip(". " + JOINERS)
    return stem + dot + ending


def extension(name: str) -> str:
    """The ending of the name as shown, in lower case and without its dot; empty if it has none."""
    return _parted(display_name(name))[2].lower()


def content_disposition(name: str, inline: bool = False) -> str:
    """The Content-Disposition header (RFC 6266) of a download, in ASCII.

    Names outside ASCII travel as `filename*` (RFC 8187) beside a plain one for old programs.
    """
    shown = display_name(name)
    plain = unicodedata.normalize("NFKD", shown).encode("ascii", "ignore").decode()
    # Some browsers decode %xx in the plain name, some stop at a quote or a backslash.
    plain = display_name(re.sub(r'[%"\\;]', "_", plain))
    kind = "inline" if inline else "attachment"
    header = f'{kind}; filename="{plain}"'
    return header if plain == shown else f"{header}; filename*=UTF-8''{quote(shown, safe='')}"


def _parted(name: str) -> tuple[str, str, str]:
    """Stem, dot and ending; what follows the last dot is an ending only if it looks like one."""
    stem, dot, ending = name.rpartition(".")
    if dot and ENDING.fullmatch(ending):
        return stem, dot, ending
    return name, "", ""


def _visible(name: str) -> str:
    kept = []
    for place, character in enumerate(name):
        category = unicodedata.category(character)
        if category in {"Zs", "Zl", "Zp"} or character in "\t\n\r":
            kept.append(" ")
        elif character in JOINERS:
            around = name[place - 1 : place] + name[place + 1 : place + 2]
            if len(around) == 2 and all(unicodedata.category(c)[0] in "LM" for c in around):
                kept.append(character)
        elif category[0] != "C" and character not in BLANK_LETTERS:
            kept.append(character)
    return "".join(kept)
