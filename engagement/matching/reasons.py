"""Why a party and an entry met: codes and figures, worded for readers above this package.

A `Reason` is kept with each hit as JSON (`as_json`, `from_json`) and can be computed again from
the two records alone (`screener.explain`): it holds no rarity of a list and no time.

Codes of `Pair.how`, a word of the party beside one of the entry:

- "same": the same word, after folding of case, accents and shapes of letters
- "typo": one or two letters differ
- "skeleton": spelt otherwise, the same consonants ("Mohammed", "Muhamad")
- "script": the same sound in another script
- "initial": one is the first letter of the other
- "joined": two words of one side are one word of the other ("Abdul Rahman", "Abdulrahman")
- "translated": the same ordinary word in another language ("shabaka", "network")
- "legal_form": legal forms of the same class ("GmbH", "Ltd")
- "acronym": the initials of one name are the acronym of the other
- "part": one word begins with the other

Codes of `Line.code`, what beside the names speaks for (`effect` above 0) or against:

- "birth_day", "birth_year", "birth_near": the same day, the same year, at most a year apart or
  inside what the list calls approximate
- "birth_conflict": other years; "birth_day_conflict": the same year, another day
- "country", "country_conflict": one country in common, none
- "identifier": the same number; "gender_conflict"

Codes of `Reason.limits`, what held the score down whatever the names gave:

- "single_word": only one word met; "weak_alias": the list calls the alias weak
- "no_distinctive_word": only ordinary words met; "numbers_differ": "Brigade 313", "Brigade 101"
- "conflicts": date of birth and country both contradict
- "acronym_only": no more than an acronym met

Bands: "exact" (the name as listed, or an identifier), "strong", "possible" (from the threshold of
the queue), "name_only" (names alike, below it), "conflicting" (alike, contradicted by evidence).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

ALGORITHM_VERSION = "1"
"""Changes whenever a score could: stored with every run and hit."""

Band = Literal["exact", "strong", "possible", "name_only", "conflicting"]
BANDS: tuple[Band, ...] = ("exact", "strong", "possible", "name_only", "conflicting")

PAIR_CODES = (
    "same", "typo", "skeleton", "script", "initial", "joined", "translated", "legal_form",
    "acronym", "part",
)  # fmt: skip
LINE_CODES = (
    "birth_day", "birth_year", "birth_near", "birth_conflict", "birth_day_conflict", "country",
    "country_conflict", "identifier", "gender_conflict",
)  # fmt: skip
LIMIT_CODES = (
    "single_word", "weak_alias", "no_distinctive_word", "numbers_differ", "conflicts",
    "acronym_only",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which score on a hit is listed at all, open in the queue, and strong (0 to 1)."""

    listed: float = 0.35
    open: float = 0.5
    strong: float = 0.8


@dataclass(frozen=True, slots=True)
class Pair:
    """A word of the party's name and one of the entry's that met: how alike (0 to 1), and why."""

    ours: str
    theirs: str
    similarity: float
    how: str


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of evidence beside the names: what ours and theirs say; for above 0, or against."""

    code: str
    ours: str
    theirs: str
    effect: float


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one party and one entry met. Scores 0 to 1, rounded to four digits."""

    our_name: str
    their_name: str
    their_name_kind: str
    name_score: float
    score: float
    band: Band
    pairs: tuple[Pair, ...]
    only_ours: tuple[str, ...]
    only_theirs: tuple[str, ...]
    evidence: tuple[Line, ...]
    limits: tuple[str, ...]
    thresholds: Thresholds
    algorithm: str = ALGORITHM_VERSION

    def as_json(self) -> dict[str, Any]:
        """Lists, dictionaries, strings and numbers only."""
        plain = asdict(self)
        for name in ("pairs", "only_ours", "only_theirs", "evidence", "limits"):
            plain[name] = list(plain[name])
        return plain

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Reason":
        """A reason as `as_json` gave it; KeyError or TypeError for what is none."""
        values = dict(stored)
        values["pairs"] = tuple(Pair(**pair) for pair in stored["pairs"])
        values["evidence"] = tuple(Line(**line) for line in stored["evidence"])
        values["thresholds"] = Thresholds(**stored["thresholds"])
        for name in ("only_ours", "only_theirs", "limits"):
            values[name] = tuple(stored[name])
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that may be the party."""

    entry_id: str
    score: float
    band: Band
    reason: Reason
