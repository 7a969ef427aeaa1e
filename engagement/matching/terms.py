"""The words of the search index, and the literals PostgreSQL casts to its search types.

No text-search configuration takes part, so all six languages are found by the same rules.
"""

from collections.abc import Iterable, Iterator

from engagement.matching import folding, names

MOST_TERMS = 64
LONGEST_TERM = 40
SHORTEST_WITH_VARIANTS = 4

_ELIDED = frozenset({"l", "d", "qu"})


def terms(text: str) -> list[str]:
    """The words to index or to look for: in order, each once, at most 64 of at most 40 characters.

    Runs of Chinese and Japanese are given as overlapping pairs, a lone character as itself. Words
    are `names.normalise`d; the Arabic article goes (with the و, ب, ف, ك or ل before it), and so do
    elided French articles unless nothing else is there.
    """
    found: dict[str, None] = {}
    for term in _all_terms(text):
        found[term[:LONGEST_TERM]] = None
        if len(found) == MOST_TERMS:
            break
    without_articles = [term for term in found if term not in _ELIDED]
    return without_articles or list(found)


def variants(term: str) -> set[str]:
    """The term and every form of it with one letter left out; under four letters, itself alone.

    Two words one slip apart (a letter more, less, other, or two exchanged) share a variant.
    """
    if len(term) < SHORTEST_WITH_VARIANTS:
        return {term}
    return {term} | {term[:gap] + term[gap + 1 :] for gap in range(len(term))}


def tsvector(terms_list: Iterable[str]) -> str:
    """The literal of a search vector, to be bound as a parameter and cast: `%s::tsvector`.

    >>> tsvector(["eau", "l'air"])
    "'eau' 'l''air'"
    """
    return " ".join(_quoted(terms_list))


def tsquery(terms_list: Iterable[str], prefix: bool = True, *, any_of: bool = False) -> str:
    """The literal of a search query, to be bound and cast: `%s::tsquery`. "" finds nothing.

    `prefix` finds words that begin with a term. `any_of` asks for one of the terms instead of all:
    for slips in Chinese, where one wrong character breaks two pairs; rank by how many hit.

    >>> tsquery(["eau", "niger"])
    "'eau':* & 'niger':*"
    """
    ending = ":*" if prefix else ""
    return (" | " if any_of else " & ").join(term + ending for term in _quoted(terms_list))


def pairs(run: str) -> list[str]:
    """Overlapping pairs of a run of characters; a lone character as itself.

    >>> pairs("环保会")
    ['环保', '保会']
    """
    return [run[at : at + 2] for at in range(max(len(run) - 1, 1))] if run else []


def runs(word: str) -> Iterator[tuple[bool, str]]:
    """A word cut where Chinese or Japanese begins or ends: (whether it is that, the run)."""
    start = 0
    kinds = [folding.script(letter) in ("han", "kana", "bopomofo") for letter in word]
    for at in range(1, len(word) + 1):
        if at == len(word) or kinds[at] != kinds[start]:
            yield kinds[start], word[start:at]
            start = at


def _all_terms(text: str) -> Iterator[str]:
    for word in names.normalise(text).split():
        for is_unspaced, run in runs(word):
            if is_unspaced:
                yield from pairs(run)
            else:
                yield names.split_article(run)[1]


def _quoted(terms_list: Iterable[str]) -> Iterator[str]:
    """Each term as a quoted literal; PostgreSQL takes no empty term, NUL or lone surrogate."""
    for term in terms_list:
        storable = "".join(c for c in term if c != "\0" and not "\ud800" <= c <= "\udfff")
        if storable:
            yield "'" + storable.replace("\\", "\\\\").replace("'", "''") + "'"
