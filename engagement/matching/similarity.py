"""How alike two words of names are, and why; the words of many names at once.

Symmetric: the order of two words does not matter. What is alike: the same word, its translation,
the same class of legal form; the same consonants with vowels that agree; one or two slips of the
finger; an initial; a beginning. Numbers are the same or not.
"""

from collections.abc import Iterable
from functools import lru_cache

from engagement.matching import sounds, writing
from engagement.matching.tokens import Role, Token

LEAST = 0.55
"""Words less alike do not meet."""

Likeness = tuple[float, str]
"""0 to 1, and a code of `reasons.PAIR_CODES`."""

NOTHING: Likeness = (0.0, "")

_TRANSLATED = 0.9
_LEGAL = 0.9
_INITIAL = 0.9
_REST = 0.8
_OTHER_FORM, _LEAST_LETTERS = 0.93, 0.5
_OTHER_SCRIPT = 0.7
_ONE_CONSONANT, _ONE_CONSONANT_AGREES = 0.2, 0.8
_BOTH_KNOWN = 0.15
_SHORTEST_BEGINNING = 4
_BEGINNING = 0.62


class Words:
    """Words of listed names to be met by the words of one asked: each is looked at once."""

    def __init__(self, listed: Iterable[Token]) -> None:
        self._tokens = tokens = list(dict.fromkeys(listed))
        self._latin = [token.latin for token in tokens]
        self._skeletons = [token.skeleton for token in tokens]
        self._by_sound: dict[str, list[Token]] = {}
        self._by_concept: dict[str, list[Token]] = {}
        self._initials: list[Token] = []
        for token in tokens:
            for form in token.forms:
                if form in self._by_sound:
                    self._by_sound[form].append(token)
                else:
                    self._by_sound[form] = [token]
            if token.rest:
                self._by_sound.setdefault(token.rest.skeleton, []).append(token)
            if token.concept:
                self._by_concept.setdefault(token.concept, []).append(token)
            if token.role is Role.INITIAL:
                self._initials.append(token)

    def like(self, token: Token) -> dict[Token, Likeness]:
        """The words that are like this one, and how."""
        if token.role is Role.INITIAL:
            letter = token.latin
            near = [other for other in self._tokens if other.latin.startswith(letter)]
            return _alike(token, near)
        near = self._spelt(token, 2)
        if len(token.skeleton) > 2:
            near += [self._tokens[at] for at, _ in writing.near(token.skeleton, self._skeletons, 1)]
        if token.rest:
            near += self._by_sound.get(token.rest.skeleton, ())
        if token.concept:
            near += self._by_concept.get(token.concept, ())
        if len(token.latin) >= _SHORTEST_BEGINNING:
            start = token.latin[:_SHORTEST_BEGINNING]
            near += [other for other in self._tokens if other.latin.startswith(start)]
        return _alike(token, near + self._initials)

    def spelt(self, token: Token) -> dict[Token, Likeness]:
        """The words that are this one but for a slip or their vowels."""
        return _alike(token, self._spelt(token, 1))

    def _spelt(self, token: Token, most: int) -> list[Token]:
        near = [self._tokens[at] for at, _ in writing.near(token.latin, self._latin, most)]
        for form in token.forms:
            near += self._by_sound.get(form, ())
        return near


def _alike(token: Token, others: Iterable[Token]) -> dict[Token, Likeness]:
    found = {}
    for other in dict.fromkeys(others):
        likeness = similarity(token, other)
        if likeness[0]:
            found[other] = likeness
    return found


@lru_cache(maxsize=65536)
def similarity(left: Token, right: Token) -> Likeness:
    """How alike two words are."""
    if left.latin == right.latin:
        same_script = left.text.isascii() == right.text.isascii()
        return (1.0, "same") if same_script else (0.98, "script")
    if Role.LEGAL in (left.role, right.role):
        return (_LEGAL, "legal_form") if left.concept and left.concept == right.concept else NOTHING
    if left.concept and left.concept == right.concept:
        return _TRANSLATED, "translated"
    if Role.NUMBER in (left.role, right.role):
        return NOTHING
    if Role.INITIAL in (left.role, right.role):
        alike = left.latin[:1] == right.latin[:1] and Role.PARTICLE not in (left.role, right.role)
        return (_INITIAL, "initial") if alike else NOTHING
    if Role.PARTICLE in (left.role, right.role) and left.role is not right.role:
        return NOTHING
    return max(_by_sound(left, right), _by_spelling(left, right), _by_rest(left, right))


def _by_sound(left: Token, right: Token) -> Likeness:
    how = "skeleton" if left.text.isascii() == right.text.isascii() else "script"
    if left.skeleton == right.skeleton:
        if not left.skeleton:
            return NOTHING
        agree = sounds.vowel_likeness(left.vowels, right.vowels)
        alike = 0.3 + 0.66 * agree
        if len(left.skeleton) == 1 and agree < _ONE_CONSONANT_AGREES:
            alike -= _ONE_CONSONANT
        return _at_least(alike, how)
    if not set(left.forms).isdisjoint(right.forms):
        return _by_other_form(left, right, how)
    return _by_near_sound(left, right, how)


def _by_other_form(left: Token, right: Token, how: str) -> Likeness:
    """Words that share a form, not the likeliest of both."""
    shared = max(len(form) for form in set(left.forms) & set(right.forms))
    if shared < 2:
        return NOTHING
    ratio = writing.ratio(left.latin, right.latin)
    if ratio < _LEAST_LETTERS and how != "script":
        return NOTHING
    alike = 0.35 + 0.6 * ratio * _OTHER_FORM
    if how == "script":
        alike = max(alike, 0.86 if shared > 2 else 0.76)
    return _at_least(alike, how)


def _by_near_sound(left: Token, right: Token, how: str) -> Likeness:
    """Words one consonant apart."""
    shorter = min(len(left.skeleton), len(right.skeleton))
    if shorter < 3 or writing.slips(left.skeleton, right.skeleton, 1) > 1:
        return NOTHING
    if how == "script":
        return _OTHER_SCRIPT, how
    if shorter == 3:
        return NOTHING
    return _at_least(0.9 * writing.ratio(left.latin, right.latin), "typo")


def _by_spelling(left: Token, right: Token) -> Likeness:
    longest = max(len(left.latin), len(right.latin))
    if longest < 3:
        return NOTHING
    slips = writing.slips(left.latin, right.latin)
    if slips == 1:
        alike = {3: 0.62, 4: 0.78, 5: 0.86, 6: 0.9}.get(longest, 0.93)
        if left.weight < 1 and right.weight < 1 and left.skeleton != right.skeleton:
            alike -= _BOTH_KNOWN
        return _at_least(alike, "typo")
    if slips == 2 and longest > 4 and (longest > 7 or left.latin[0] == right.latin[0]):
        return _at_least({5: 0.58, 6: 0.66, 7: 0.76}.get(longest, 0.84), "typo")
    shorter, longer = sorted((left.latin, right.latin), key=len)
    if len(shorter) >= _SHORTEST_BEGINNING and longer.startswith(shorter):
        return _BEGINNING, "part"
    return NOTHING


def _by_rest(left: Token, right: Token) -> Likeness:
    """ "Rahman" beside "Abd al-Rahman"."""
    for whole, other in ((left, right), (right, left)):
        if whole.rest and not other.rest:
            rest = whole.rest
            if rest.skeleton and rest.skeleton in other.forms:
                agree = sounds.vowel_likeness(rest.vowels, other.vowels)
                return _at_least(_REST * (0.3 + 0.7 * agree), "part")
    return NOTHING


def _at_least(value: float, how: str) -> Likeness:
    return (min(value, 0.97), how) if value >= LEAST else NOTHING
