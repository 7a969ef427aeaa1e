"""One name against another: which word met which, what is left over, and what that comes to.

Words that met count for, words left over on both sides against (they contradict), words only one
side has cost little: names are shortened and lengthened all the time. Symmetric but for that: a
word more in the name asked costs a little more than a word more in the listed one.
"""

from dataclasses import dataclass
from typing import NamedTuple

from engagement.matching import sounds, writing
from engagement.matching.parties import Kind
from engagement.matching.prepared import PreparedName
from engagement.matching.similarity import Words
from engagement.matching.tokens import Join, Role, Token

CONTRADICTION = {"person": 1.5, "org": 1.6}
UNLIKE = {"person": 1.1, "org": 1.1}
ONLY_OURS = {"person": 0.45, "org": 0.5}
ONLY_THEIRS = {"person": 0.35, "org": 0.45}
MASS = {"person": 0.12, "org": 0.1}
"""How far few or frequent words alone hold a name back."""

DISTINCTIVE = 0.55
"""Words that weigh more tell one organization from another."""

_JOINED = 0.97
_LEAST_JOINED, _LEAST_LENGTH = 0.8, 0.7
_JOINED_IN_SCRIPT = 0.85
_ONLY_ORDINARY = 0.9
_SINGLE = 2.5
_STATED = {2: 0.6, 3: 0.76}
_INITIALS = {3: 0.6, 4: 0.68}
_LONG_STATED, _LONG_INITIALS = 0.82, 0.76
_SHORTEST_JOINED = 5
_SILENT = frozenset({Role.TITLE, Role.PARTICLE, Role.LEGAL})

Span = tuple[int, int]
"""Places of the first and the last word."""


class Met(NamedTuple):
    """Words of ours that met words of theirs."""

    ours: Span
    theirs: Span
    likeness: float
    how: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """How alike two names are before evidence (0 to 1), by which words, and what limits it."""

    score: float
    met: tuple[Met, ...]
    limits: tuple[str, ...] = ()


NOTHING = Alignment(0.0, ())


class Asked:
    """A name that is asked, against words of listed names: likenesses looked up once for all."""

    def __init__(self, name: PreparedName, kind: Kind, words: Words) -> None:
        self.name = name
        self.kind = kind
        self._weights = [token.weight for token in name.tokens]
        self._is_joinable = [
            token.role is Role.NAME and len(token.latin) >= _SHORTEST_JOINED
            for token in name.tokens
        ]
        self._is_silent = [token.role in _SILENT for token in name.tokens]
        self._rows: dict[Token, list[tuple[float, Span, float, str]]] = {}
        for at, token in enumerate(name.tokens):
            for other, (alike, how) in words.like(token).items():
                value = alike * min(token.weight, other.weight)
                self._rows.setdefault(other, []).append((value, (at, at), alike, how))
        for join in name.joins:
            self._join(join, words)

    def _join(self, join: Join, words: Words) -> None:
        for other, (alike, how) in words.spelt(join.token).items():
            lengths = sorted((len(join.token.latin), len(other.latin)))
            is_whole = how == "script" or lengths[0] > lengths[1] * _LEAST_LENGTH
            if alike > _LEAST_JOINED and is_whole and how not in ("initial", "part"):
                value = alike * _JOINED * min(join.token.weight, other.weight)
                span = (join.first, join.last)
                row = (value, span, alike * _JOINED, "joined")
                self._rows.setdefault(other, []).append(row)

    def align(self, listed: PreparedName) -> Alignment:
        """The best alignment with a listed name."""
        rows = self._rows
        theirs = listed.tokens
        possible = [
            (value, -abs(span[0] - there), -there, span, alike, how)
            for there, other in enumerate(theirs)
            if other in rows
            for value, span, alike, how in rows[other]
        ]
        if len(possible) > 1:
            possible.sort(reverse=True)
        ours_left = dict.fromkeys(range(len(self._weights)))
        theirs_left = dict.fromkeys(range(len(theirs)))
        met: list[Met] = []
        is_joined = False
        for _, _, place, span, alike, how in possible:
            there = -place
            if alike <= _LEAST_JOINED and not is_joined:
                is_joined = True
                self._join_theirs(listed, ours_left, theirs_left, met)
            if there not in theirs_left or span[0] not in ours_left:
                continue
            if span[0] == span[1]:
                del ours_left[span[0]]
            elif all(at in ours_left for at in range(span[0], span[1] + 1)):
                for at in range(span[0], span[1] + 1):
                    del ours_left[at]
            else:
                continue
            met.append(Met(span, (there, there), alike, how))
            del theirs_left[there]
        if not is_joined:
            self._join_theirs(listed, ours_left, theirs_left, met)
        if not met and not listed.stated and not listed.initials:
            return NOTHING
        return self._scored(listed, met, ours_left, theirs_left)

    def _join_theirs(
        self,
        listed: PreparedName,
        ours_left: dict[int, None],
        theirs_left: dict[int, None],
        met: list[Met],
    ) -> None:
        """Two listed words that are one of ours."""
        if len(theirs_left) < 2:
            return
        for here in list(ours_left):
            token = self.name.tokens[here]
            if not self._is_joinable[here]:
                continue
            for first, last, latin in _neighbours(listed.tokens, theirs_left, token):
                alike = _joined_likeness(token, latin)
                if alike > _LEAST_JOINED:
                    met.append(Met((here, here), (first, last), alike * _JOINED, "joined"))
                    del ours_left[here]
                    for at in range(first, last + 1):
                        theirs_left.pop(at, None)
                    break

    def _scored(
        self,
        listed: PreparedName,
        met: list[Met],
        ours_left: dict[int, None],
        theirs_left: dict[int, None],
    ) -> Alignment:
        theirs, kind = listed.tokens, self.kind
        count = self._words_met(met)
        if not count and kind == "person":
            return NOTHING  # titles, particles and initials alone
        is_single = count < 2
        mass, unlike = self._met(theirs, met, _SINGLE if is_single else 1.0)
        our_rest = their_rest = 0.0
        for at in ours_left:
            our_rest += self._weights[at]
        for at in theirs_left:
            their_rest += theirs[at].weight
        if our_rest > their_rest:
            against = CONTRADICTION[kind] * their_rest + ONLY_OURS[kind] * (our_rest - their_rest)
        else:
            against = CONTRADICTION[kind] * our_rest + ONLY_THEIRS[kind] * (their_rest - our_rest)
        score = 0.0
        if mass:
            score = mass / (mass + UNLIKE[kind] * unlike + against) * mass / (mass + MASS[kind])
        limits = ["single_word"] if is_single else []
        if kind == "org":
            score = self._organization(listed, met, ours_left, theirs_left, score, limits)
        return Alignment(score, tuple(met), tuple(limits))

    def _words_met(self, met: list[Met]) -> int:
        """How many words met that say something: joined ones count as those they are made of."""
        count = 0
        for (first, last), (their_first, their_last), _, how in met:
            if how != "initial" and not self._is_silent[first]:
                count += 1 + (last > first) + (their_last > their_first)
        return count

    def _met(
        self, theirs: tuple[Token, ...], met: list[Met], strictness: float
    ) -> tuple[float, float]:
        """The weight of what met: as far as it is alike, and as far as it is not."""
        mass = unlike = 0.0
        for (first, last), (their_first, their_last), alike, how in met:
            our_weight, their_weight = self._weights[first], theirs[their_first].weight
            if first != last:
                our_weight = sum(self._weights[first : last + 1])
            if their_first != their_last:
                their_weight = sum(token.weight for token in theirs[their_first : their_last + 1])
            mass += min(our_weight, their_weight) * alike
            strict = 1.0 if how == "initial" else strictness
            unlike += strict * max(our_weight, their_weight) * (1 - alike)
        return mass, unlike

    def _organization(
        self,
        listed: PreparedName,
        met: list[Met],
        ours_left: dict[int, None],
        theirs_left: dict[int, None],
        score: float,
        limits: list[str],
    ) -> float:
        """The score with what holds for organizations alone: numbers, telling words, acronyms."""
        ours, theirs = self.name.tokens, listed.tokens
        if any(ours[at].role is Role.NUMBER for at in ours_left) and any(
            theirs[at].role is Role.NUMBER for at in theirs_left
        ):
            score = min(score, 0.5)
            limits.append("numbers_differ")
        if not self._tells(theirs, met):
            limits.append("no_distinctive_word")
        acronym = self._acronym(listed)
        are_full = len(ours) > 2 and len(theirs) > 2
        if acronym > score and not (are_full and score < acronym - 0.5):
            limits[:] = ["acronym_only"]
            return acronym
        return score

    def _tells(self, theirs: tuple[Token, ...], met: list[Met]) -> bool:
        """Whether a word met that tells organizations apart, if either name has one.

        Names of ordinary words alone must be several to be the same in another language.
        """
        ours = self.name.tokens
        if any(token.weight > DISTINCTIVE for token in (*ours, *theirs)):
            return any(
                self._weights[pair.ours[0]] > DISTINCTIVE or pair.how == "joined" for pair in met
            )
        is_translated = any(pair.how == "translated" for pair in met)
        return not is_translated or sum(self._weights[p.ours[0]] for p in met) >= _ONLY_ORDINARY

    def _acronym(self, listed: PreparedName) -> float:
        ours, theirs = self.name, listed
        stated = max(map(len, ours.stated & theirs.stated), default=0)
        given = (ours.stated & theirs.initials) | (theirs.stated & ours.initials)
        letters = max(map(len, given), default=0)
        return max(
            _STATED.get(stated, _LONG_STATED) if stated > 1 else 0.0,
            _INITIALS.get(letters, _LONG_INITIALS) if letters > 2 else 0.0,
        )


def _neighbours(
    theirs: tuple[Token, ...], left: dict[int, None], token: Token
) -> list[tuple[int, int, str]]:
    """Neighbouring listed words that together could be this one: places and letters."""
    found = []
    is_native = sounds.UNKNOWN in token.vowels
    for first in left:
        one = theirs[first]
        starts = (
            any(form.startswith(one.skeleton) for form in token.forms)
            if is_native
            else one.latin.startswith(token.latin[0])
        )
        if not starts:
            continue
        latin = one.latin
        for last in range(first + 1, min(first + 3, len(theirs))):
            other = theirs[last]
            if last not in left and other.role is not Role.PARTICLE:
                break
            if other.role is not Role.PARTICLE:
                for together in dict.fromkeys((latin + other.latin, one.latin + other.latin)):
                    if is_native or abs(len(together) - len(token.latin)) < 3:
                        found.append((first, last, together))
                break
            latin += other.latin
    return found


def _joined_likeness(token: Token, latin: str) -> float:
    slips = writing.slips(token.latin, latin, 1)
    if slips < 2:
        return 1.0 if slips == 0 else 0.9
    other = sounds.sound(latin)
    if other.skeleton == token.skeleton and len(other.skeleton) > 2:
        return 0.3 + 0.66 * sounds.vowel_likeness(other.vowels, token.vowels)
    if sounds.UNKNOWN in token.vowels and other.skeleton in token.forms:
        return _JOINED_IN_SCRIPT
    return 0.0
