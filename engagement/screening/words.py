"""Why a party and an entry met, in plain words: the codes of `matching.reasons` as sentences.

Sentences keep each name apart (`<bdi>`), so that Arabic inside English stays in place.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape

from engagement.core.countries import country
from engagement.matching.reasons import Line, Pair, Reason
from engagement.screening.content import is_kind_guessed
from engagement.web.i18n import country_name

BANDS: dict[str, tuple[Any, str]] = {
    "exact": (_l("Exact"), "bad"),
    "strong": (_l("Strong"), "bad"),
    "possible": (_l("Possible"), "attention"),
    "name_only": (_l("Name only"), "neutral"),
    "conflicting": (_l("Contradicted by what else is known"), "neutral"),
}
"""What a band is called, and the tone of its tag."""

NAME_KINDS = {
    "primary": _l("the main name of the entry"),
    "alias": _l("an alias of the entry"),
    "weak": _l("an alias that the list itself calls weak"),
    "former": _l("a former name of the entry"),
    "original": _l("the entry's name in its own script"),
    "acronym": _l("an acronym of the entry"),
}
PAIRS = {
    "same": _l("“%(ours)s” stands in both names."),
    "typo": _l("“%(ours)s” was read as “%(theirs)s”: one or two letters differ."),
    "skeleton": _l("“%(ours)s” was read as “%(theirs)s”: spelt otherwise, the same consonants."),
    "script": _l("“%(ours)s” was read as “%(theirs)s”: the same sound in another script."),
    "initial": _l("“%(ours)s” was read as “%(theirs)s”: one is the first letter of the other."),
    "joined": _l("“%(ours)s” was read as “%(theirs)s”: written as one word, and as two."),
    "translated": _l("“%(ours)s” was read as “%(theirs)s”: the same word in another language."),
    "legal_form": _l("“%(ours)s” was read as “%(theirs)s”: legal forms of the same kind."),
    "acronym": _l("“%(ours)s” was read as “%(theirs)s”: one is made of the other's initials."),
    "part": _l("“%(ours)s” was read as “%(theirs)s”: one begins with the other."),
}
LINES = {
    "birth_day": _l("The same day of birth: %(ours)s."),
    "birth_year": _l("The same year of birth: %(ours)s, and %(theirs)s on the list."),
    "birth_near": _l("Born at nearly the same time: %(ours)s, and %(theirs)s on the list."),
    "birth_conflict": _l("Other years of birth: %(ours)s, and %(theirs)s on the list."),
    "birth_day_conflict": _l(
        "The same year of birth, but another day: %(ours)s, and %(theirs)s on the list."
    ),
    "country": _l("A country in common: %(ours)s."),
    "country_conflict": _l("No country in common: %(ours)s, and %(theirs)s on the list."),
    "identifier": _l("The same number: %(ours)s."),
    "gender_conflict": _l("The list says of another gender: %(theirs)s."),
}
LIMITS = {
    "single_word": _l("Held down: only one word of the names met."),
    "weak_alias": _l("Held down: the list itself calls the alias weak."),
    "no_distinctive_word": _l("Held down: only words met that stand in many names."),
    "numbers_differ": _l("Held down: the numbers in the names differ."),
    "conflicts": _l("Held down: both date of birth and country contradict."),
    "acronym_only": _l("Held down: no more than an acronym met."),
}
KIND_GUESSED = _l(
    "The list does not say whether the entry is a person or an organization: both are compared"
    " with it."
)
SCRIPTS = {
    "latin": _l("Latin"),
    "arabic": _l("Arabic"),
    "cyrillic": _l("Cyrillic"),
    "han": _l("Chinese"),
    "greek": _l("Greek"),
    "hebrew": _l("Hebrew"),
    "devanagari": _l("Devanagari"),
    "other": _l("Another script"),
}


@dataclass(frozen=True)
class Share:
    """A part of a score: a sentence, what it added or took (in points of 100), and its side."""

    sentence: Markup
    points: int
    side: str
    """for, against or neutral; the page says it in words beside the colour."""


def explained(stored: dict, entry: dict) -> list[Share]:
    """All that a stored reason says of an entry (its content), from the names to what held down."""
    reason = Reason.from_json(stored)
    scores = list(_scores(reason))
    shares = [
        _names(reason, in_points(scores[0])),
        *map(_pair, reason.pairs),
        *_left_over(reason),
    ]
    for line, before, after in zip(reason.evidence, scores, scores[1:], strict=False):
        shares.append(_line(line, in_points(after) - in_points(before)))
    shares += [Share(Markup(escape(str(LIMITS[code]))), 0, "against") for code in reason.limits]
    if is_kind_guessed(entry):
        shares.append(Share(Markup(escape(str(KIND_GUESSED))), 0, "neutral"))
    return shares


def _scores(reason: Reason) -> Iterator[float]:
    """The score of the names alone, then with each piece of evidence: effects add in its logit."""
    least = 0.0001
    score = min(max(reason.score, least), 1 - least)
    logit = math.log(score / (1 - score)) - sum(line.effect for line in reason.evidence)
    yield 1 / (1 + math.exp(-logit))
    for line in reason.evidence:
        logit += line.effect
        yield 1 / (1 + math.exp(-logit))


def in_points(score: float) -> int:
    """A score of 0 to 1 as points of a hundred."""
    return round(score * 100)


def band_label(band: str) -> Any:
    """A band in words."""
    return BANDS[band][0]


def band_tone(band: str) -> str:
    """The tone of a band's tag."""
    return BANDS[band][1]


def script_label(script: str) -> Any:
    """A script in words."""
    return SCRIPTS.get(script, SCRIPTS["other"])


def _names(reason, points):
    sentence = _filled(
        _l("“%(ours)s” met “%(theirs)s”, %(kind)s."),
        ours=reason.our_name,
        theirs=reason.their_name,
        kind=Markup(escape(str(NAME_KINDS.get(reason.their_name_kind, NAME_KINDS["alias"])))),
    )
    return Share(sentence, points, "for")


def _pair(pair: Pair):
    sentence = _filled(PAIRS[pair.how], ours=pair.ours, theirs=pair.theirs)
    return Share(sentence, 0, "for" if pair.similarity > 0 else "neutral")


def _left_over(reason):
    sides = (
        (reason.only_ours, _l("Only in the name that we have: %(words)s.")),
        (reason.only_theirs, _l("Only in the name on the list: %(words)s.")),
    )
    both = bool(reason.only_ours and reason.only_theirs)
    return [
        Share(_filled(sentence, words=_listed(words)), 0, "against" if both else "neutral")
        for words, sentence in sides
        if words
    ]


def _line(line: Line, points: int):
    ours, theirs = line.ours, line.theirs
    if line.code in ("country", "country_conflict"):
        ours, theirs = _countries(ours), _countries(theirs)
    return Share(
        _filled(LINES[line.code], ours=ours, theirs=theirs),
        points,
        "for" if line.effect > 0 else "against",
    )


def _countries(codes: str) -> str:
    names = [country_name(each) if country(each) else each for each in codes.split()]
    return ", ".join(names) or _("not known")


def _listed(words: Iterable[str]) -> Markup:
    return Markup(", ").join(Markup("<bdi>{}</bdi>").format(word) for word in words)


def _filled(sentence, **values) -> Markup:
    kept = {
        name: value if isinstance(value, Markup) else Markup("<bdi>{}</bdi>").format(value)
        for name, value in values.items()
    }
    return Markup(escape(str(sentence))) % kept
