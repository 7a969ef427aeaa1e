"""What was typed into the search field, as questions to the index; and a name, as its answer.

A word is looked for as it was typed and in its rough Latin form, each as the beginning of a word.
Only where that finds nothing, words one or two slips away and words that sound alike are tried.
"""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from engagement.matching import folding
from engagement.matching.romanization import consonants, latin
from engagement.matching.terms import terms, tsquery, tsvector, variants

MOST_WORDS = 12
MOST_NEAR = 8
LONGEST_QUERY = 200
SOUND = "~"
_SHORTEST_SOUND = 2
_LONG_WORD = 6
_UNSPACED = ("han", "kana", "bopomofo")


@dataclass(frozen=True)
class Word:
    """One word of a query: how it is asked exactly, and what comes near it, nearest first."""

    text: str
    exact: tuple[str, ...]
    near: tuple[tuple[str, ...], ...] = ()

    @property
    def is_pair(self) -> bool:
        """Whether it is two characters of a Chinese or Japanese run, not a word of its own."""
        return folding.script(self.text[0]) in _UNSPACED

    def steps(self) -> list[str]:
        """Search queries, nearest first: as typed, one slip, two slips or a like sound."""
        return [tsquery(self.exact, any_of=True)] + [
            tsquery(each, prefix=False, any_of=True) for each in self.near if each
        ]


def index_terms(names: Iterable[str]) -> list[str]:
    """The terms under which an organization with these names is found, each once."""
    found: dict[str, None] = {}
    for name in names:
        romanized = latin(name)
        found |= dict.fromkeys(terms(name)) | dict.fromkeys(terms(romanized))
        found |= dict.fromkeys(filter(None, map(sound, romanized.split())))
    return list(found)


def search_vector(names: Iterable[str]) -> str:
    """The literal of an organization's search vector."""
    return tsvector(index_terms(names))


def has_variants(term: str) -> bool:
    """Whether slips in this term are looked for: it is a word or a pair, not a sound."""
    return not term.startswith(SOUND)


def sound(word: str) -> str:
    """The term of all words that sound like this one in Latin letters; "" for a short one."""
    kept = consonants(word)
    return SOUND + kept if len(kept) >= _SHORTEST_SOUND and kept.isascii() else ""


def words_of(text: str) -> list[Word]:
    """The words of what was typed, at most `MOST_WORDS`."""
    return [
        Word(term, tuple(dict.fromkeys([term, *terms(latin(term))])))
        for term in terms(text[:LONGEST_QUERY])[:MOST_WORDS]
    ]


def variants_of(words: Iterable[Word]) -> list[str]:
    """What to look up in `register_term_variant` for words one slip away from these."""
    return sorted(
        set().union(*(variants(each) for word in words if not word.is_pair for each in word.exact))
    )


def with_near(word: Word, candidates: Iterable[str]) -> Word:
    """The word with those of `candidates` that are near it: one slip, two in a long word, sound."""
    if word.is_pair:
        return word
    farthest = 2 if len(word.text) >= _LONG_WORD else 1
    ranked: dict[int, list[str]] = {1: [], 2: []}
    for term in candidates:
        distance = min(OSA.distance(own, term) for own in word.exact)
        if 0 < distance <= farthest:
            ranked[distance].append(term)
    one = tuple(sorted(ranked[1])[:MOST_NEAR])
    two = tuple(sorted(ranked[2])[: MOST_NEAR - len(one)])
    alike = (sound(latin(word.text)),) if sound(latin(word.text)) else ()
    return Word(word.text, word.exact, (one, (*two, *alike)))


def all_words(words: Iterable[Word]) -> str:
    """Every word, exactly."""
    return " & ".join(f"({word.steps()[0]})" for word in words)


def all_nearly(words: Iterable[Word]) -> str:
    """Every word, exactly or nearly."""
    return " & ".join(_nearly(word) for word in words)


def all_but_one(words: list[Word]) -> str:
    """Every word but one; of pairs of characters but two neighbours, which one slip breaks."""
    kept = {
        tuple(words[:start] + words[start + size :])
        for start, size in itertools.product(range(len(words)), (1, 2))
        if size == 1 or all(word.is_pair for word in words[start : start + size])
    }
    return " | ".join(f"({all_nearly(each)})" for each in sorted(kept, key=str) if each)


def any_word(words: Iterable[Word]) -> str:
    """At least one word."""
    return " | ".join(_nearly(word) for word in words)


def _nearly(word: Word) -> str:
    return f"({' | '.join(word.steps())})"
