"""A person's name as words: titles and particles told apart, "Abd al-Rahman" as one word."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from engagement.matching import folding, names, person_words, rarity, sounds, tokens, writing
from engagement.matching.sounds import Sound
from engagement.matching.tokens import Join, Role, Token

MOST_WORDS = 24
LONGEST_WORD = 40

_LINK = 0.2
"""What one letter weighs that may be "and" as well: Spanish y, Portuguese e."""
_TITLE, _PARTICLE, _KUNYA, _INITIAL, _NUMBER = 0.06, 0.06, 0.3, 0.45, 0.3

_STANDING_ALONE = frozenset({Role.INITIAL, Role.NUMBER, Role.LEGAL})
_JOINED_SERVANT = re.compile(
    r"a?bd(?:ou|oo|[aeiou])?(?:l|s(?=sh)|([rstzdn])(?=\1))?(?P<rest>[a-z]{3,})"
)
_NOT_A_REST = frozenset({"lah", "allah", "ullah", "llah", "lla", "ah", "ulla", "alla"})
_SHORTEST_JOINED_SERVANT = 7
_JOINING = frozenset("htcgd")
"""Letters at the end of a word that sound otherwise before another."""
_SHORTEST_JOINED_TITLE = 4  # "Seyyedmohammad", "Hajiakbar"
_SHORTEST_JOIN, _LONGEST_JOIN = 4, 30


def _folded(words: str) -> frozenset[str]:
    found = set()
    for word in words.split():
        for part in names.normalise(word).split():
            is_arabic = folding.script(part[0]) == "arabic"
            found |= {part} if is_arabic else {part, writing.latin(part)}
    return frozenset(found - {""})


TITLES = _folded(person_words.TITLES)
ARTICLES = _folded(person_words.ARTICLES)
PARTICLES = _folded(person_words.PARTICLES)
KUNYAS = _folded(person_words.KUNYAS)
SERVANTS = _folded(person_words.SERVANTS)


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a person's name in order. A name of titles alone is taken at its word."""
    words = list(_with_servants(_words(text)))[:MOST_WORDS]
    found = tuple(_token(word) for word in words if word.latin)
    if found and all(token.role in (Role.TITLE, Role.PARTICLE) for token in found):
        return tuple(_as_name(word) for word in words if word.latin)
    return found


@lru_cache(maxsize=256)
def joins(words: tuple[Token, ...]) -> tuple[Join, ...]:
    """Two neighbouring words as one, with and without the articles between them."""
    found: list[Join] = []
    for first, token in enumerate(words):
        if token.role in _STANDING_ALONE or _is_short_title(token):
            continue
        between = ""
        for last in range(first + 1, min(first + 3, len(words))):
            other = words[last]
            if other.role in _STANDING_ALONE or _is_short_title(other):
                break
            if other.role is Role.PARTICLE:
                between += other.latin
                continue
            for middle in dict.fromkeys((between, "")):
                if _SHORTEST_JOIN <= len(token.latin + middle + other.latin) <= _LONGEST_JOIN:
                    found.append(Join(_joined(token, middle, other), first, last))
            break
    return tuple(found)


def _is_short_title(token: Token) -> bool:
    return token.role is Role.TITLE and len(token.latin) < _SHORTEST_JOINED_TITLE


class Word(NamedTuple):
    """A word on the way to a token; `native` is its stem in Arabic letters, or ""."""

    text: str
    latin: str
    native: str = ""
    rest: str = ""
    rest_native: str = ""

    @property
    def known(self) -> str:
        """What it is looked up by: Arabic letters lose too much in Latin ("Omar" is not Mr)."""
        return self.native or self.latin


def _words(text: str) -> Iterator[Word]:
    for word in writing.normalised(text).split()[:MOST_WORDS]:
        if word.isascii():
            yield Word(word[:LONGEST_WORD], word[:LONGEST_WORD])
        elif folding.script(word[0]) == "arabic":
            yield from _arabic(word[:LONGEST_WORD])
        else:
            parts = writing.latin(word[:LONGEST_WORD]).split()
            for part in parts:
                yield Word(word if len(parts) == 1 else part, part[:LONGEST_WORD])


def _arabic(word: str) -> Iterator[Word]:
    if word.startswith("عبد") and len(word) > 5:
        yield from _arabic("عبد")
        word = word[3:]
    article, stem = writing.split_article(word)
    if article:
        yield Word(article, "al", "")
    yield Word(stem, writing.latin(stem).replace(" ", ""), stem)


def _with_servants(words: Iterator[Word]) -> Iterator[Word]:
    """Abd al-Rahman, Abdul Rahman, Abdurrahman: one word, "abdrahman"."""
    waiting: list[Word] = []
    for word in words:
        latin, known = word.latin, word.known
        if waiting and known not in SERVANTS:
            if known in ARTICLES and len(waiting) < 3:
                waiting.append(word)
                continue
            if len(known) > 1 and known not in PARTICLES and known not in TITLES:
                shown = " ".join(part.text for part in waiting) + " " + word.text
                native = "عبد" + word.native if word.native else ""
                yield Word(shown, "abd" + latin, native, latin, word.native)
            else:
                yield from waiting
                yield word
            waiting = []
            continue
        yield from waiting
        waiting = []
        if known in SERVANTS:
            waiting = [word]
            continue
        joined = len(latin) >= _SHORTEST_JOINED_SERVANT and _JOINED_SERVANT.fullmatch(latin)
        if joined and joined["rest"] not in _NOT_A_REST and not word.native:
            yield Word(word.text, "abd" + joined["rest"], "", joined["rest"])
        else:
            yield word
    yield from waiting


@lru_cache(maxsize=65536)
def _token(word: Word) -> Token:
    latin, known = word.latin, word.known
    if known in TITLES:
        return tokens.make(word.text, latin, Role.TITLE, _TITLE)
    if len(latin) == 1 and not word.native:
        weight = _LINK if latin in PARTICLES else _INITIAL
        return tokens.make(word.text, latin, Role.INITIAL, weight)
    if known in ARTICLES or known in PARTICLES:
        return tokens.make(word.text, latin, Role.PARTICLE, _PARTICLE)
    if known in KUNYAS:
        return tokens.make(word.text, latin, Role.NAME, _KUNYA)
    if latin.isdigit():
        return tokens.make(word.text, latin, Role.NUMBER, _NUMBER)
    return _as_name(word)


@lru_cache(maxsize=65536)
def _as_name(word: Word) -> Token:
    sound = _sound(word.latin, word.native)
    weight = rarity.of_person(word.latin, sound)
    rest = None
    if word.rest:
        rest = _sound(word.rest, word.rest_native)
        weight = min(weight, rarity.of_person(word.rest, rest))
    return tokens.make(word.text, word.latin, Role.NAME, weight, sound=sound, rest=rest)


def _sound(latin: str, native: str) -> Sound:
    return sounds.of_arabic(native) if native else sounds.sound(latin)


@lru_cache(maxsize=16384)
def _joined(one: Token, middle: str, other: Token) -> Token:
    latin = one.latin + middle + other.latin
    sound = None
    is_native = sounds.UNKNOWN in one.vowels + other.vowels
    if is_native or not (middle or one.latin[-1] in _JOINING or other.latin[0] in "h"):
        sound = Sound(one.forms, one.vowels)
        if middle:
            sound = sounds.joined(sound, sounds.sound(middle))
        sound = sounds.joined(sound, Sound(other.forms, other.vowels))
    text = f"{one.text} {other.text}"
    return tokens.make(text, latin, Role.NAME, one.weight + other.weight, sound=sound)
