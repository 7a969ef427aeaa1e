"""One name against another: which word met which, what is left over, and what that comes to.

Words that met count for, words left over on both sides against (they contradict), words only one
side has cost little: names are shortened and lengthened all the time. Symmetric but for that: a
word more in the name asked costs a little more than a word more in the listed one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from engagement.matching import similarity
from engagement.matching.parties import Kind
from engagement.matching.prepared import PreparedName
from engagement.matching.similarity import Likeness, Words
from engagement.matching.tokens import Role, Token

CONTRADICTION = {"person": 1.5, "org": 1.6}
UNLIKE = {"person": 1.1, "org": 1.1}
ONLY_OURS = {"person": 0.45, "org": 0.5}
ONLY_THEIRS = {"person": 0.35, "org": 0.45}
MASS = {"person": 0.12, "org": 0.1}
"""How far few or frequent words alone hold a name back."""

_DISTINCTIVE = 0.55
_JOINED = 0.95
_ACRONYM = {2: 0.6, 3: 0.78}
_LONG_ACRONYM = 0.84
_SHORTEST_JOINED = 5
_SILENT = frozenset({Role.TITLE, Role.PARTICLE, Role.LEGAL})

Span = tuple[int, int]
"""Places of the first and the last word."""


@dataclass(frozen=True, slots=True)
class Met:
    """Words of ours that met words of theirs."""

    ours: Span
    theirs: Span
    likeness: float
    how: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """How alike two names are before evidence (0 to 1), by which words, held down by which limits."""

    score: float
    met: tuple[Met, ...]
    limits: tuple[str, ...] = ()


class Asked:
    """A name that is asked, against words of listed names: likenesses looked up once for all."""

    def __init__(self, name: PreparedName, kind: Kind, words: Words) -> None:
        self.name = name
        self.kind = kind
        self._rows: list[tuple[Span, Token, Mapping[Token, Likeness], float]] = [
            ((at, at), token, words.like(token), 1.0) for at, token in enumerate(name.tokens)
        ]
        for join in name.joins:
            row = {
                token: likeness
                for token, likeness in words.like(join.token).items()
                if likeness[0] > 0.8 and likeness[1] != "initial"
            }
            if row:
                self._rows.append(((join.first, join.last), join.token, row, _JOINED))

    def align(self, listed: PreparedName) -> Alignment:
        """The best alignment with a listed name."""
        theirs = listed.tokens
        possible: list[tuple[float, int, int, Span, Span, float, str]] = []
        for span, token, row, share in self._rows:
            if not row:
                continue
            for there, other in enumerate(theirs):
                likeness = row.get(other)
                if likeness:
                    alike, how = likeness
                    if share < 1:
                        alike, how = alike * share, "joined"
                    value = alike * (token.weight + other.weight)
                    apart = -abs(span[0] - there)
                    possible.append((value, apart, -there, span, (there, there), alike, how))
        possible.sort(reverse=True)
        ours_left = set(range(len(self.name.tokens)))
        theirs_left = set(range(len(theirs)))
        met: list[Met] = []
        for _, _, _, span, other_span, alike, how in possible:
            if other_span[0] in theirs_left and all(
                at in ours_left for at in range(span[0], span[1] + 1)
            ):
                met.append(Met(span, other_span, alike, how))
                ours_left.difference_update(range(span[0], span[1] + 1))
                theirs_left.discard(other_span[0])
        if ours_left and len(theirs_left) > 1:
            self._join_theirs(listed, ours_left, theirs_left, met)
        return self._scored(listed, met, ours_left, theirs_left)

    def _join_theirs(
        self, listed: PreparedName, ours_left: set[int], theirs_left: set[int], met: list[Met]
    ) -> None:
        """Two listed words that are one of ours."""
        for join in listed.joins:
            if join.first not in theirs_left or join.last not in theirs_left:
                continue
            for here in sorted(ours_left):
                token = self.name.tokens[here]
                if len(token.latin) < _SHORTEST_JOINED or token.role is not Role.NAME:
                    continue
                alike, how = similarity.similarity(token, join.token)
                if alike > 0.8 and how != "part":
                    span = (join.first, join.last)
                    met.append(Met((here, here), span, alike * _JOINED, "joined"))
                    ours_left.discard(here)
                    theirs_left.difference_update(range(join.first, join.last + 1))
                    break

    def _scored(
        self, listed: PreparedName, met: list[Met], ours_left: set[int], theirs_left: set[int]
    ) -> Alignment:
        ours, theirs, kind = self.name.tokens, listed.tokens, self.kind
        mass = unlike = 0.0
        for pair in met:
            weight = (_weight(ours, pair.ours) + _weight(theirs, pair.theirs)) / 2
            mass += weight * pair.likeness
            unlike += weight * (1 - pair.likeness)
        our_rest = sum(ours[at].weight for at in ours_left)
        their_rest = sum(theirs[at].weight for at in theirs_left)
        against = CONTRADICTION[kind] * min(our_rest, their_rest)
        if our_rest > their_rest:
            against += ONLY_OURS[kind] * (our_rest - their_rest)
        else:
            against += ONLY_THEIRS[kind] * (their_rest - our_rest)
        total = mass + UNLIKE[kind] * unlike + against
        score = (mass / total) * (mass / (mass + MASS[kind])) if mass else 0.0
        limits: list[str] = []
        telling = [
            pair for pair in met if ours[pair.ours[0]].role not in _SILENT and pair.how != "initial"
        ]
        if (
            sum(
                pair.ours[1] - pair.ours[0] + pair.theirs[1] - pair.theirs[0] + 1
                for pair in telling
            )
            < 2
        ):
            limits.append("single_word")
        if kind == "org":
            score = self._organization(listed, met, ours_left, theirs_left, score, limits)
        return Alignment(score, tuple(met), tuple(limits))

    def _organization(
        self,
        listed: PreparedName,
        met: list[Met],
        ours_left: set[int],
        theirs_left: set[int],
        score: float,
        limits: list[str],
    ) -> float:
        ours, theirs = self.name.tokens, listed.tokens
        numbers = [
            {words[at].latin for at in left if words[at].role is Role.NUMBER}
            for words, left in ((ours, ours_left), (theirs, theirs_left))
        ]
        if all(numbers):
            score = min(score, 0.5)
            limits.append("numbers_differ")
        has = any(token.weight > _DISTINCTIVE for token in ours)
        has_theirs = any(token.weight > _DISTINCTIVE for token in theirs)
        if (has or has_theirs) and not any(
            ours[pair.ours[0]].weight > _DISTINCTIVE or pair.how == "joined" for pair in met
        ):
            score = min(score, 0.4)
            limits.append("no_distinctive_word")
        acronym = self._acronym(listed)
        if acronym > score and not (len(ours) > 2 and len(theirs) > 2 and score < acronym - 0.5):
            limits[:] = ["acronym_only"]
            return acronym
        return score

    def _acronym(self, listed: PreparedName) -> float:
        ours, theirs = self.name, listed
        shared = ours.stated & (theirs.stated | theirs.initials) | theirs.stated & ours.initials
        longest = max(map(len, shared), default=0)
        return _ACRONYM.get(longest, _LONG_ACRONYM) if longest > 1 else 0.0


def _weight(tokens: tuple[Token, ...], span: Span) -> float:
    return sum(token.weight for token in tokens[span[0] : span[1] + 1])
