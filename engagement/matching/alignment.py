"""One name against another: which word met which, how alike they are, and why.

Matched words count for, words left over on both sides against; words only one side has cost
little, since names are shortened and lengthened all the time. Words are weighed by `words`.
"""

from dataclasses import dataclass

from rapidfuzz.distance import OSA

from engagement.matching import sounds, writing
from engagement.matching.organization_names import MEANINGS
from engagement.matching.words import Name, Word

OMISSION = 0.3
"""What a word that only one name has costs, as a share of a word that contradicts."""

_SAME = 1.0
_SAME_MEANING = 0.95
_SAME_SOUND = 0.92
_SAME_CONSONANTS = 0.85
_NEARLY_SAME_SOUND = 0.8
_ONE_CONSONANT = 0.7
_ONE_SLIP_CHINESE = 0.78  # one character may be another town's
_LEAST = 0.65
_LEAST_CHINESE = 0.5


@dataclass(frozen=True)
class Alignment:
    """How alike two names are (0 to 1), and the code of what they share.

    "same_words", "order" (same words in another order), "spelling", "script" (same sound, other
    script), "overlap" (some words are the same), "" when nothing is.
    """

    score: float
    reason: str


NOTHING = Alignment(0.0, "")


def align(left: Name, right: Name) -> Alignment:
    """The alignment of two names; the order of the two does not matter to the score."""
    by_words = _by_words(left.words, right.words)
    joined = _joined(left, right)
    return max(by_words, joined, key=lambda alignment: alignment.score)


def similarity(left: Word, right: Word) -> float:
    """How alike two words are, 0 to 1; 0 means they do not meet. Numbers agree or do not."""
    if left.text == right.text:
        return _SAME
    if left.text.isdigit() or right.text.isdigit():
        return 0.0
    if same_meaning(left, right):
        return _SAME_MEANING
    if left.script == right.script == "han":
        longest = max(len(left.text), len(right.text))
        return _at_least(1 - OSA.distance(left.text, right.text) / longest, _LEAST_CHINESE)
    if left.script != right.script:
        return _across_scripts(left, right)
    spelt = _spelt(left.text, right.text)
    if left.consonants == right.consonants and len(left.consonants) > 2:
        alike = writing.ratio(left.latin, right.latin)
        return max(spelt, _SAME_CONSONANTS if alike >= _LEAST else 0.0)
    return spelt


def same_meaning(left: Word, right: Word) -> bool:
    """Whether two ordinary words are one in two languages: "réseau", "شبكة", "network"."""
    meaning = MEANINGS.get(left.text)
    return meaning is not None and meaning[1] != "" and meaning == MEANINGS.get(right.text)


def _spelt(left: str, right: str) -> float:
    longest = max(len(left), len(right))
    slips = writing.slips(left, right, 2)
    if slips == 1:
        return {1: 0.0, 2: 0.0, 3: 0.7, 4: 0.85}.get(longest, 0.93)
    if slips == 2 and longest > 5:
        return 0.85 if longest > 7 else 0.72
    # Endings of gender, number and case, and whole words in a longer one.
    return _at_least(writing.ratio(left, right) * 0.9, 0.72)


def _across_scripts(left: Word, right: Word) -> float:
    if left.latin == right.latin:
        return 0.98
    lengths = len(left.consonants), len(right.consonants)
    if left.consonants == right.consonants and lengths[0] > 0:
        return _SAME_SOUND if lengths[0] > 1 else _ONE_CONSONANT
    spelt = _spelt(left.latin, right.latin) * 0.95
    if _sound_alike(left, right):
        return max(_NEARLY_SAME_SOUND, spelt)
    if max(lengths) > 3 and writing.slips(left.consonants, right.consonants, 1) == 1:
        return max(_NEARLY_SAME_SOUND, spelt)
    return _at_least(spelt, _LEAST)


def _sound_alike(left: Word, right: Word) -> bool:
    """Whether two words share three consonants and no other, in one of the forms they may have."""
    ours, theirs = (
        sounds.of_arabic(word.text) if word.script == "arabic" else sounds.sound(word.latin)
        for word in (left, right)
    )
    shared = set(ours.forms) & set(theirs.forms)
    return max(map(len, shared), default=0) > 2


def _by_words(left: tuple[Word, ...], right: tuple[Word, ...]) -> Alignment:
    met = _pair_up(left, right)
    if not met:
        return NOTHING
    for_it = against = 0.0
    for (here, there), alike in met.items():
        weight = (left[here].weight + right[there].weight) / 2
        for_it += weight * alike
        against += weight * (1 - alike)
    over_left = sum(w.weight for w in left) - sum(left[here].weight for here, _ in met)
    over_right = sum(w.weight for w in right) - sum(right[there].weight for _, there in met)
    contradiction = min(over_left, over_right)
    omission = abs(over_left - over_right) * OMISSION
    score = for_it / (for_it + against + contradiction + omission)
    return Alignment(score, _reason(left, right, met))


def _pair_up(left: tuple[Word, ...], right: tuple[Word, ...]) -> dict[tuple[int, int], float]:
    """Word meets word, one to one, the most alike first: indices to similarity."""
    possible = [
        (alike, -abs(here - there), here, there)
        for here, one in enumerate(left)
        for there, other in enumerate(right)
        if (alike := similarity(one, other)) > 0
    ]
    met: dict[tuple[int, int], float] = {}
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    for alike, _, here, there in sorted(possible, reverse=True):
        if here not in taken_left and there not in taken_right:
            taken_left.add(here)
            taken_right.add(there)
            met[here, there] = alike
    return met


def _joined(left: Name, right: Name) -> Alignment:
    """The telling words written as one: finds a space more or less.

    Chinese has no spaces, and a slip can fall into any word: there all words are written as one.
    """
    are_chinese = all(word.script == "han" for word in left.words + right.words)
    ours, theirs = (name.words if are_chinese else name.telling for name in (left, right))
    if len(ours) == len(theirs) == 1 or not ours or not theirs:
        return NOTHING
    one, other = ("".join(word.latin for word in some) for some in (ours, theirs))
    if _digits(one) != _digits(other):
        return NOTHING
    slips = writing.slips(one, other, 1)
    if slips == 0:
        return Alignment(0.97, "spelling" if ours[0].script == theirs[0].script else "script")
    if slips == 1 and max(len(one), len(other)) > (5 if are_chinese else 8):
        return Alignment(_ONE_SLIP_CHINESE if are_chinese else 0.9, "spelling")
    return NOTHING


def _reason(
    left: tuple[Word, ...], right: tuple[Word, ...], met: dict[tuple[int, int], float]
) -> str:
    if any(left[here].script != right[there].script for here, there in met):
        return "script"
    unlike = [pair for pair, alike in met.items() if alike < _SAME]
    if unlike:
        is_translated = all(same_meaning(left[here], right[there]) for here, there in unlike)
        return "overlap" if is_translated else "spelling"
    unmet_left = [w for here, w in enumerate(left) if here not in {h for h, _ in met}]
    unmet_right = [w for there, w in enumerate(right) if there not in {t for _, t in met}]
    if any(word.weight > 0.2 for word in unmet_left + unmet_right):
        return "overlap"
    there_in_order = [there for _, there in sorted(met)]
    return "same_words" if there_in_order == sorted(there_in_order) else "order"


def _at_least(value: float, least: float) -> float:
    return value if value >= least else 0.0


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
