"""A party against the lists: candidates, scores, evidence, bands, and the reason for each hit.

`Screener.screen` asks a source of candidates; `compare` and `explain` take two records and give
the same score and reason, whatever else is listed.
"""

import math

from engagement.matching import evidence
from engagement.matching.candidates import CandidateSource
from engagement.matching.evidence import Evidence
from engagement.matching.parties import Entry, Kind, Party
from engagement.matching.prepared import PreparedEntry, PreparedName, prepare, prepare_name
from engagement.matching.reasons import Band, Hit, Pair, Reason, Thresholds
from engagement.matching.scoring import Alignment, Asked, Span
from engagement.matching.similarity import Words

CANDIDATES = 80
"""Listed names scored for each name that is asked."""

MOST_NAMES = 20
"""Names of a party that are asked."""

_STEEPNESS = {"person": 12.0, "org": 12.0}
_MIDDLE = {"person": 0.652, "org": 0.652}
_LIMITS = {
    "single_word": 0.7,
    "weak_alias": 0.75,
    "no_distinctive_word": 0.45,
    "numbers_differ": 0.45,
    "acronym_only": 0.78,
}
_BIRTH_CONFLICT = 0.78
_CONFLICTS = 0.49
_AS_LISTED = 0.97


class Screener:
    """Screens parties against the entries of one source of candidates."""

    def __init__(
        self, source: CandidateSource, thresholds: Thresholds = Thresholds(), *, k: int = CANDIDATES
    ) -> None:
        self._source = source
        self._thresholds = thresholds
        self._k = k

    def screen(self, party: Party, limit: int = 10) -> list[Hit]:
        """The entries of the party's kind that may be it, best first, from `listed` on."""
        wanted = self._wanted(party)
        entries = self._source.entries(wanted)
        promising = [
            id for id, names in wanted.items() if self._is_promising(party, entries[id], names)
        ]
        reasons = [(id, explain_prepared(party, entries[id], self._thresholds)) for id in promising]
        reasons = [found for found in reasons if found[1].score >= self._thresholds.listed]
        reasons.sort(key=lambda found: (-found[1].score, found[0]))
        return [Hit(id, reason.score, reason.band, reason) for id, reason in reasons[:limit]]

    def _wanted(self, party: Party) -> dict[str, list[Alignment]]:
        """Entries worth a look: by id the alignments of the names that were found."""
        wanted: dict[str, list[Alignment]] = {}
        for name in asked_names(party):
            found = list(self._source.candidates(name, party.kind, self._k))
            entries = self._source.entries({id for id, _ in found})
            listed = [(id, entries[id].names[place]) for id, place in found]
            words = Words(token for _, other in listed for token in other.tokens)
            asked = Asked(name, party.kind, words)
            for id, other in listed:
                wanted.setdefault(id, []).append(asked.align(other))
        if numbers := evidence.identifier_keys(party.identifiers):
            for id in self._source.by_identifier(numbers, party.kind):
                wanted.setdefault(id, [])
        return wanted

    def _is_promising(self, party: Party, entry: PreparedEntry, names: list[Alignment]) -> bool:
        best = max((alignment.score for alignment in names), default=0.0)
        most = score_of(party.kind, best, evidence.DAY + evidence.COUNTRY)
        if most < self._thresholds.listed and not party.identifiers:
            return False
        found = evidence.weigh(party, entry)
        if "identifier" in found.codes:
            return True
        return score_of(party.kind, best, found.effect) >= self._thresholds.listed


def compare(party: Party, entry: Entry, thresholds: Thresholds = Thresholds()) -> Hit | None:
    """A party and an entry: a hit, or None below `listed` and between kinds."""
    if party.kind != entry.kind:
        return None
    reason = explain(party, entry, thresholds)
    if reason.score < thresholds.listed:
        return None
    return Hit(entry.id, reason.score, reason.band, reason)


def explain(party: Party, entry: Entry, thresholds: Thresholds = Thresholds()) -> Reason:
    """Why they meet, of the two names that meet best: what `Screener.screen` gave, again."""
    return explain_prepared(party, prepare(entry), thresholds)


def explain_prepared(party: Party, entry: PreparedEntry, thresholds: Thresholds) -> Reason:
    """`explain` of an entry that is prepared already."""
    found = evidence.weigh(party, entry)
    words = Words(token for name in entry.names for token in name.tokens)
    best: tuple[float, int, PreparedName, PreparedName, Alignment, tuple[str, ...]] | None = None
    for name in asked_names(party):
        asked = Asked(name, party.kind, words)
        for place, listed in enumerate(entry.names):
            alignment = asked.align(listed)
            score, limits = _final(party.kind, listed, alignment, found)
            if best is None or score > best[0]:
                best = (score, place, name, listed, alignment, limits)
    if best is None:
        empty = PreparedName("", "primary", (), 0.0)
        best = (0.0, 0, empty, empty, Alignment(0.0, ()), ())
    score, _, name, listed, alignment, limits = best
    if "identifier" in found.codes:
        score = max(score, _AS_LISTED)
    return _reason(score, name, listed, alignment, limits, found, thresholds)


def asked_names(party: Party) -> list[PreparedName]:
    """The names of a party that are asked."""
    names = (prepare_name(name.text, party.kind, name.kind) for name in party.names)
    return [name for name in names if name.tokens][:MOST_NAMES]


def score_of(kind: Kind, name_score: float, effect: float) -> float:
    """The score of names this alike with evidence of this effect, before limits."""
    value = _STEEPNESS[kind] * (name_score - _MIDDLE[kind]) + effect
    return 1 / (1 + math.exp(-max(min(value, 30.0), -30.0)))


def _final(
    kind: Kind, listed: PreparedName, alignment: Alignment, found: Evidence
) -> tuple[float, tuple[str, ...]]:
    """The score, 0 to 1, rounded to four digits, and what held it down."""
    if not alignment.score:
        return 0.0, ()
    score = score_of(kind, alignment.score, found.effect)
    limits = list(alignment.limits)
    if listed.kind == "weak":
        limits.append("weak_alias")
    held = []
    vouched = not found.codes.isdisjoint(("birth_day", "identifier"))
    for code in limits:
        if code in ("single_word", "weak_alias") and vouched:
            continue
        held.append(code)
        if score > _LIMITS[code]:
            # Squeezed rather than cut off: the order among them stays.
            score = _LIMITS[code] * (0.85 + 0.15 * score)
    if "birth_conflict" in found.codes and score > _BIRTH_CONFLICT:
        score = _BIRTH_CONFLICT * (0.9 + 0.1 * score)
    if {"birth_conflict", "country_conflict"} <= found.codes:
        held.append("conflicts")
        if score > _CONFLICTS:
            score = _CONFLICTS * (0.85 + 0.15 * score)
    return round(score, 4), tuple(held)


def _reason(
    score: float,
    name: PreparedName,
    listed: PreparedName,
    alignment: Alignment,
    limits: tuple[str, ...],
    found: Evidence,
    thresholds: Thresholds,
) -> Reason:
    ours, theirs = name.tokens, listed.tokens
    met = sorted(alignment.met, key=lambda pair: pair.ours)
    pairs = tuple(
        Pair(_text(name, pair.ours), _text(listed, pair.theirs), round(pair.likeness, 4), pair.how)
        for pair in met
    )
    our_met = {at for pair in met for at in range(pair.ours[0], pair.ours[1] + 1)}
    their_met = {at for pair in met for at in range(pair.theirs[0], pair.theirs[1] + 1)}
    if "acronym_only" in limits:
        pairs = (Pair(name.text, listed.text, round(alignment.score, 4), "acronym"),)
        our_met, their_met = set(range(len(ours))), set(range(len(theirs)))
    return Reason(
        our_name=name.text,
        their_name=listed.text,
        their_name_kind=listed.kind,
        name_score=round(alignment.score, 4),
        score=score,
        band=_band(score, name, listed, alignment, found, thresholds),
        pairs=pairs,
        only_ours=tuple(t.text for at, t in enumerate(ours) if at not in our_met),
        only_theirs=tuple(t.text for at, t in enumerate(theirs) if at not in their_met),
        evidence=found.lines,
        limits=limits,
        thresholds=thresholds,
    )


def _text(name: PreparedName, span: Span) -> str:
    return " ".join(token.text for token in name.tokens[span[0] : span[1] + 1])


def _band(
    score: float,
    name: PreparedName,
    listed: PreparedName,
    alignment: Alignment,
    found: Evidence,
    thresholds: Thresholds,
) -> Band:
    contradicted = not found.codes.isdisjoint(("birth_conflict", "country_conflict"))
    as_listed = (
        len(alignment.met) == len(name.tokens) == len(listed.tokens)
        and all(pair.how == "same" for pair in alignment.met)
        and not alignment.limits
    )
    if "identifier" in found.codes or (
        as_listed and score >= thresholds.strong and not contradicted
    ):
        return "exact"
    if score >= thresholds.strong:
        return "strong"
    if score >= thresholds.open:
        return "possible"
    return "conflicting" if contradicted else "name_only"
