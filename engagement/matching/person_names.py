"""A person's name as words: titles and particles told apart, "Abd al-Rahman" as one word."""

import re
from collections.abc import Iterator
from functools import lru_cache

from engagement.matching import folding, names, person_words, rarity, sounds, tokens, writing
from engagement.matching.tokens import Join, Role, Token

MOST_WORDS = 24
LONGEST_WORD = 40

_TITLE, _PARTICLE, _KUNYA, _INITIAL, _NUMBER = 0.06, 0.06, 0.3, 0.45, 0.3

_UNVOWELLED = frozenset({"arabic", "hebrew", "syriac"})
_JOINED_SERVANT = re.compile(
    r"a?bd(?:ou|oo|[aeiou])?(?:l|s(?=sh)|([rstzdn])(?=\1))?(?P<rest>[a-z]{3,})"
)
_NOT_A_REST = frozenset({"lah", "allah", "ullah", "llah", "lla", "ah", "ulla", "alla"})
_SHORTEST_JOINED_SERVANT = 7
_SHORTEST_JOIN, _LONGEST_JOIN = 5, 30


def _folded(words: str) -> frozenset[str]:
    found = set()
    for word in words.split():
        for part in names.normalise(word).split():
            found |= {part, writing.latin(part)}
    return frozenset(found - {""})


TITLES = _folded(person_words.TITLES)
ARTICLES = _folded(person_words.ARTICLES)
PARTICLES = _folded(person_words.PARTICLES)
KUNYAS = _folded(person_words.KUNYAS)
SERVANTS = _folded(person_words.SERVANTS)


def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a person's name in order. A name of titles alone is taken at its word."""
    words = list(_with_servants(_words(text)))[:MOST_WORDS]
    found = tuple(_token(*word) for word in words)
    if found and all(token.role in (Role.TITLE, Role.PARTICLE) for token in found):
        return tuple(_as_name(*word) for word in words)
    return found


def joins(words: tuple[Token, ...]) -> list[Join]:
    """Two neighbouring words as one, with and without the articles between them."""
    found: list[Join] = []
    for first, token in enumerate(words):
        if token.role in (Role.TITLE, Role.INITIAL, Role.NUMBER, Role.LEGAL):
            continue
        between = ""
        for last in range(first + 1, min(first + 3, len(words))):
            other = words[last]
            if other.role in (Role.TITLE, Role.INITIAL, Role.NUMBER, Role.LEGAL):
                break
            for middle in {between, ""} if other.role is not Role.PARTICLE else ():
                latin = token.latin + middle + other.latin
                if _SHORTEST_JOIN <= len(latin) <= _LONGEST_JOIN:
                    text = f"{token.text} {other.text}"
                    found.append(
                        Join(_joined(text, latin, token.weight + other.weight), first, last)
                    )
            if other.role is not Role.PARTICLE:
                break
            between += other.latin
    return found


Word = tuple[str, str, bool, str]
"""Text, Latin, whether its script leaves vowels out, the rest of a compound."""


def _words(text: str) -> Iterator[Word]:
    for word in writing.normalised(text).split()[:MOST_WORDS]:
        latin = writing.latin(word)
        unvowelled = not word.isascii() and folding.script(word[0]) in _UNVOWELLED
        for part in latin.split():
            shown = word if latin.count(" ") == 0 else part
            yield shown[:LONGEST_WORD], part[:LONGEST_WORD], unvowelled, ""


def _with_servants(words: Iterator[Word]) -> Iterator[Word]:
    """Abd al-Rahman, Abdul Rahman, Abdurrahman: one word, "abdrahman"."""
    waiting: list[Word] = []
    for word in words:
        text, latin, unvowelled, _ = word
        if waiting and latin not in SERVANTS:
            if latin in ARTICLES and len(waiting) < 3:
                waiting.append(word)
                continue
            if len(latin) > 2 and latin not in PARTICLES and latin not in TITLES:
                shown = " ".join(part[0] for part in waiting) + " " + text
                yield shown, "abd" + latin, unvowelled, latin
            else:
                yield from waiting
                yield word
            waiting = []
            continue
        yield from waiting
        waiting = []
        if latin in SERVANTS:
            waiting = [word]
            continue
        joined = len(latin) >= _SHORTEST_JOINED_SERVANT and _JOINED_SERVANT.fullmatch(latin)
        if joined and joined["rest"] not in _NOT_A_REST:
            yield text, "abd" + joined["rest"], unvowelled, joined["rest"]
        else:
            yield word
    yield from waiting


@lru_cache(maxsize=65536)
def _token(text: str, latin: str, unvowelled: bool, rest: str) -> Token:
    if latin in TITLES:
        return tokens.make(text, latin, Role.TITLE, _TITLE, unvowelled=unvowelled)
    if latin in ARTICLES or latin in PARTICLES:
        return tokens.make(text, latin, Role.PARTICLE, _PARTICLE, unvowelled=unvowelled)
    if latin in KUNYAS:
        return tokens.make(text, latin, Role.NAME, _KUNYA, unvowelled=unvowelled)
    if latin.isdigit():
        return tokens.make(text, latin, Role.NUMBER, _NUMBER)
    if len(latin) == 1 and not unvowelled:
        return tokens.make(text, latin, Role.INITIAL, _INITIAL)
    return _as_name(text, latin, unvowelled, rest)


@lru_cache(maxsize=65536)
def _as_name(text: str, latin: str, unvowelled: bool, rest: str) -> Token:
    sound = sounds.sound(latin, unvowelled=unvowelled)
    weight = rarity.of_person(latin, sound)
    if rest:
        weight = min(weight, rarity.of_person(rest, sounds.sound(rest)))
    return tokens.make(text, latin, Role.NAME, weight, rest=rest, unvowelled=unvowelled)


@lru_cache(maxsize=16384)
def _joined(text: str, latin: str, weight: float) -> Token:
    return tokens.make(text, latin, Role.NAME, weight)
