"""Countries as lists write them: `code_of`, `codes_of`. Names come from `core.countries`."""

import re
import unicodedata
from functools import cache, lru_cache

from engagement.core.countries import COUNTRIES
from engagement.screening.list_files.place_words import DEMONYMS, OTHER_NAMES, STATES_THAT_ENDED

_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*")
_ASIDE = re.compile(
    r"\b(by birth|by origin|by naturali[sz]ation|national(?:s|ity)?|citizens?(?:hip)?|origin"
    r"|passport|possibly|probably|alternatively|alt|also|dual|original(?:ly)?|currently"
    r"|reportedly|presumed|believed to be)\b\.?"
)
_BETWEEN = re.compile(r"\s*[;/,|&\n]\s*|\s+and\s+|\s+or\s+")
_NO_LETTER = re.compile(r"[^\w ]+")


@lru_cache(maxsize=4096)
def code_of(text: str | None) -> str | None:
    """The alpha-2 code of one country: a name in any of six languages, or what people are called.

    None for what names no present country: "na", the Soviet Union, a continent.

    >>> code_of("Iran (Islamic Republic of)"), code_of("Sudanese by birth"), code_of("Türkiye")
    ('IR', 'SD', 'TR')
    >>> code_of("USSR (until 1991)"), code_of("former Soviet Union"), code_of("na")
    (None, None, None)
    """
    if not text:
        return None
    if text.strip() in COUNTRIES:
        return text.strip()
    for form in (text, _BRACKET.sub(" ", text)):
        folded = _folded(form)
        found = _names().get(folded) or _names().get(_folded(_ASIDE.sub(" ", folded)))
        if found:
            return found
    return None


@lru_cache(maxsize=4096)
def codes_of(text: str | None) -> tuple[str, ...]:
    """The codes of all countries that a cell names, each once.

    >>> codes_of("Syrian Arab Republic; Lebanon"), codes_of("Trinidad and Tobago")
    (('SY', 'LB'), ('TT',))
    """
    if not text:
        return ()
    whole = code_of(text)
    if whole:
        return (whole,)
    found = (code_of(part) for part in _BETWEEN.split(text.casefold()))
    return tuple(dict.fromkeys(code for code in found if code))


def is_demonym(text: str) -> bool:
    """Whether a name is nothing but what the people of a country are called: Chadian."""
    return _folded(text) in _demonyms()


def last_country(text: str) -> str | None:
    """The country at the end of a place: "Kandahar, Afghanistan", "Anefif (Kidal), Mali".

    >>> last_country("Anefif (Kidal), Mali"), last_country("Nowhere")
    ('ML', None)
    """
    parts = [part.strip() for part in re.split(r"[,;]", text) if part.strip()]
    for first in range(max(0, len(parts) - 3), len(parts)):
        code = code_of(", ".join(parts[first:]))
        if code:
            return code
    return None


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold().replace("’", "").replace("'", ""))
    plain = "".join(each for each in letters if not unicodedata.combining(each))
    words = _NO_LETTER.sub(" ", plain.replace("&", " and ")).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, country in COUNTRIES.items():
        for names in (country.names, *(each.names for each in country.former)):
            for name in names.values():
                found.setdefault(_folded(name), code)
    found.update(_by_word(OTHER_NAMES))
    found.update(_demonyms())
    for text in STATES_THAT_ENDED:
        found.pop(_folded(text), None)
    return found


@cache
def _demonyms() -> dict[str, str]:
    return _by_word(DEMONYMS)


def _by_word(words: dict[str, str]) -> dict[str, str]:
    return {_folded(word): code for code, text in words.items() for word in text.split("|")}
