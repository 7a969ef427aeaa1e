"""The inherent and the residual rating as pure functions: the same facts always give the same.

Each contribution stands for one fact and one rule; the rating is the highest of them, so one more
fact never lowers it. What a rule gives: `rating_rules`; how it reads: `rating_words`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from engagement.screening.facts import (
    SETTLED,
    Compact,
    Controversy,
    Facts,
    Response,
    Severity,
    TableLevel,
    Tables,
)
from engagement.screening.levels import Level, highest
from engagement.screening.questionnaire import Answered, Kind, WeightClass

OWN_RULE = {"con_matter": "conflict_of_interest", "con_money": "money", "con_emblem": "emblem"}
"""Questions whose flag follows a rule of its own."""
NEVER_MISSED = frozenset({Kind.TEXT, Kind.AMOUNT})
EXCLUDING = frozenset({"exclusion", "legal_bar"})


@dataclass(frozen=True)
class Contribution:
    """What one fact adds: by which rule, to which level (None: it is shown and does not count).

    `code` names the sentence of `rating_words`, `values` fill it, `source` says where it is from.
    """

    rule: str
    level: Level | None
    code: str
    values: tuple[tuple[str, str], ...] = ()
    source: str = ""

    def stored(self) -> dict[str, Any]:
        """As a rating keeps it."""
        return {
            "rule": self.rule,
            "level": self.level.value if self.level else None,
            "code": self.code,
            "values": dict(self.values),
            "source": self.source,
        }

    @classmethod
    def of(cls, stored: dict[str, Any]) -> "Contribution":
        """From what a rating kept."""
        return cls(
            stored["rule"],
            Level(stored["level"]) if stored["level"] else None,
            stored["code"],
            tuple(sorted(stored["values"].items())),
            stored["source"],
        )


@dataclass(frozen=True)
class Rating:
    """The level and all that led to it, what weighs most first."""

    level: Level
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True)
class Measure:
    """A line of the plan: whether it is finished, or still planned; by how many steps it lowers."""

    finished: bool
    planned: bool
    steps: int


def rate(facts: Facts, tables: Tables) -> Rating:
    """The inherent rating with every contribution (product 4.3, domain 3.3)."""
    found = set(_contributions(facts, tables))
    return Rating(
        highest(each.level for each in found if each.level is not None),
        tuple(sorted(found, key=_heaviest_first)),
    )


def residual(inherent: Level, measures: Iterable[Measure]) -> Level:
    """What remains under the plan: planned measures lower it by one step at most, together.

    Only finished ones lower it by more; who is excluded stays so (product 4.3).
    """
    measures = list(measures)
    finished = sum(max(each.steps, 0) for each in measures if each.finished)
    planned = sum(max(each.steps, 0) for each in measures if each.planned and not each.finished)
    return inherent.lowered(max(finished, min(finished + planned, 1)))


def _heaviest_first(contribution):
    rank = contribution.level.rank if contribution.level is not None else -1
    return -rank, contribution.rule, contribution.values, contribution.source


def _contributions(facts: Facts, tables: Tables) -> Iterator[Contribution]:
    yield from _exclusions(facts, tables)
    yield from _matches(facts, tables)
    yield from _places(facts, tables)
    for controversy in facts.controversies:
        yield _controversy(controversy, tables)
    yield from _flags(facts, tables)
    yield from _missing(facts, tables)
    yield from _compact(facts, tables)


def _by(tables: Tables, rule: str, source: str = "", code: str = "", **values) -> Contribution:
    texts = tuple(sorted((name, str(value)) for name, value in values.items()))
    return Contribution(rule, tables.levels[rule], code or rule, texts, source)


def _exclusions(facts, tables):
    for answer in facts.answers:
        criteria = answer.question.criteria
        if criteria and answer.is_flag:
            excludes = any(key in tables.enforced for key in criteria)
            rule = "exclusion_criterion" if excludes else "exclusion_not_enforced"
            yield _by(
                tables, rule, "questionnaire", f"{rule}_answered", question=answer.question.key
            )
    for finding in facts.findings:
        if finding.met:
            enforced = finding.criterion in tables.enforced
            rule = "exclusion_criterion" if enforced else "exclusion_not_enforced"
            yield _by(tables, rule, finding.source, f"{rule}_found", question=finding.criterion)


def _matches(facts, tables):
    for match in facts.matches:
        if match.weight in EXCLUDING:
            yield _by(tables, "listed", match.source, name=match.name, list=match.source)
        elif match.weight == "information":
            texts = (("list", match.source), ("name", match.name))
            yield Contribution("no_weight", None, "listed_nationally", texts, match.source)


def _places(facts, tables):
    if not tables.sectors:
        yield Contribution("no_table", None, "no_sector_table")
    elif facts.sector is None:
        yield Contribution("no_table", None, "no_sector")
    elif (level := tables.sectors.get(facts.sector)) in (TableLevel.MEDIUM, TableLevel.HIGH):
        yield _by(tables, f"sector_{level}", tables.sector_source, sector=facts.sector)
    if not tables.countries:
        yield Contribution("no_table", None, "no_country_table")
    for country in facts.countries:
        level = tables.countries.get(country)
        if level in (TableLevel.MEDIUM, TableLevel.HIGH):
            yield _by(tables, f"country_{level}", tables.country_source, country=country)


def _controversy(one: Controversy, tables: Tables) -> Contribution:
    settled = one.response in SETTLED
    if one.severity is Severity.SEVERE:
        past = one.response is Response.REMEDIED and one.months > tables.old_months
        rule = "controversy_severe_old" if past else "controversy_severe"
    elif one.severity is Severity.MODERATE:
        rule = "controversy_answered" if settled else "controversy_open"
    else:
        rule = "controversy_minor_answered" if settled else "controversy_minor"
    return _by(tables, rule, one.source, summary=one.summary)


def _flags(facts, tables):
    flags = [answer for answer in facts.answers if answer.is_flag and not answer.question.criteria]
    for flag in flags:
        yield _by(tables, _rule_of(flag), "questionnaire", question=flag.question.key)
    if facts.money:
        yield _by(tables, "money", "proposal", "money_proposed")
    if facts.emblem:
        yield _by(tables, "emblem", "proposal", "emblem_proposed")
    weights = [flag.question.weight for flag in flags]
    heavy = sum(weight in (WeightClass.SEVERE, WeightClass.MODERATE) for weight in weights)
    minor = weights.count(WeightClass.MINOR)
    if heavy >= tables.several_flags:
        yield _by(tables, "flags_several", "questionnaire", count=heavy)
    if minor >= tables.several_minor_flags:
        yield _by(tables, "flags_minor_several", "questionnaire", count=minor)


def _rule_of(flag: Answered) -> str:
    if flag.question.key in OWN_RULE:
        return OWN_RULE[flag.question.key]
    if flag.question.weight is WeightClass.SEVERE:
        return "flag_severe"
    if flag.question.weight is WeightClass.MINOR:
        return "flag_minor"
    return "flag_answered" if flag.explained else "flag_unanswered"


def _missing(facts, tables):
    missed = [
        answer
        for answer in facts.answers
        if not answer.answer and answer.question.kind not in NEVER_MISSED
    ]
    if missed or not facts.answers:
        yield _by(tables, "disclosures_missing", "questionnaire", count=len(missed))


def _compact(facts, tables):
    if facts.compact is Compact.DELISTED:
        yield _by(tables, "compact_delisted", "gc_delisted")
    elif facts.compact is Compact.NON_COMMUNICATING:
        yield _by(tables, "compact_non_communicating", "gc_participants")
    elif facts.compact is Compact.ABSENT and facts.is_sme:
        yield Contribution("no_weight", None, "compact_absent_sme", (), "gc_participants")
    elif facts.compact is Compact.ABSENT:
        yield _by(tables, "compact_absent", "gc_participants")
    elif facts.compact is Compact.ACTIVE:
        yield Contribution("no_weight", None, "compact_active", (), "gc_participants")
