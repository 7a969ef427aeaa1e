"""The rules of the rating (domain 3.3): what each speaks of and the level it gives by default.

Staff may change levels by the setting `screening.rating_rules`, lines `rule=level`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from engagement.screening.levels import Level


@dataclass(frozen=True)
class Rule:
    """A rule; `fixed` ones keep their level whatever the setting says."""

    key: str
    level: Level
    words: Any
    fixed: bool = False


RULES: tuple[Rule, ...] = (
    Rule(
        "exclusion_criterion",
        Level.EXCLUDED,
        _l("An exclusion criterion that is enforced is met."),
        fixed=True,
    ),
    Rule(
        "listed",
        Level.EXCLUDED,
        _l(
            "A match with a list of the United Nations, of a development bank or of this platform"
            " was confirmed by two people."
        ),
        fixed=True,
    ),
    Rule(
        "exclusion_not_enforced",
        Level.HIGH,
        _l("A criterion is met that does not exclude at present."),
    ),
    Rule("sector_high", Level.SUBSTANTIAL, _l("The sector is of high risk.")),
    Rule("sector_medium", Level.MODERATE, _l("The sector is of medium risk.")),
    Rule("country_high", Level.SUBSTANTIAL, _l("A country is of high risk.")),
    Rule("country_medium", Level.MODERATE, _l("A country is of medium risk.")),
    Rule("controversy_severe", Level.HIGH, _l("A severe controversy.")),
    Rule(
        "controversy_severe_old",
        Level.SUBSTANTIAL,
        _l("A severe controversy, long ago, whose harm was made good."),
    ),
    Rule(
        "controversy_open",
        Level.SUBSTANTIAL,
        _l("A moderate controversy without a satisfactory answer."),
    ),
    Rule("controversy_answered", Level.MODERATE, _l("A moderate controversy that was answered.")),
    Rule("controversy_minor", Level.MODERATE, _l("A minor controversy without an answer.")),
    Rule("controversy_minor_answered", Level.LOW, _l("A minor controversy that was answered.")),
    Rule(
        "conflict_of_interest",
        Level.HIGH,
        _l("The company has an interest in a matter under negotiation."),
    ),
    Rule("flag_severe", Level.HIGH, _l("An answer raises a severe flag.")),
    Rule("flag_unanswered", Level.SUBSTANTIAL, _l("An answer raises a flag without explanation.")),
    Rule("flag_answered", Level.MODERATE, _l("An answer raises a flag and explains it.")),
    Rule("flag_minor", Level.LOW, _l("An answer raises a minor flag.")),
    Rule("flags_several", Level.HIGH, _l("Several moderate or severe flags.")),
    Rule("flags_minor_several", Level.MODERATE, _l("Several minor flags.")),
    Rule("disclosures_missing", Level.MODERATE, _l("Disclosures are missing.")),
    Rule("money", Level.MODERATE, _l("Money or anything of value is to pass.")),
    Rule("emblem", Level.MODERATE, _l("The name or the emblem is to be used.")),
    Rule("compact_delisted", Level.SUBSTANTIAL, _l("It was delisted by the Global Compact.")),
    Rule(
        "compact_non_communicating",
        Level.MODERATE,
        _l("It is non-communicating in the Global Compact."),
    ),
    Rule(
        "compact_absent",
        Level.LOW,
        _l("It does not take part in the Global Compact; never counted for a small enterprise."),
    ),
)
BY_KEY: dict[str, Rule] = {rule.key: rule for rule in RULES}
DEFAULT_LINES: list[str] = [f"{rule.key}={rule.level}" for rule in RULES if not rule.fixed]
GIVEN_BY_RULES = tuple(level for level in Level if level is not Level.EXCLUDED)
"""Levels a line of the setting may name: what excludes is a list of its own."""


def read_lines(lines: Iterable[str]) -> Mapping[str, Level]:
    """Levels by rule; defaults where no line speaks of one. Wrong lines: `check_lines`."""
    levels = {rule.key: rule.level for rule in RULES}
    for line in lines:
        key, _sign, level = line.partition("=")
        if key in BY_KEY and not BY_KEY[key].fixed and level in GIVEN_BY_RULES:
            levels[key] = Level(level)
    return levels


def check_lines(lines: Iterable[str]) -> None:
    """ValueError with a sentence for a line that is no `rule=level`."""
    seen = set()
    for line in lines:
        key, _sign, level = line.partition("=")
        if key not in BY_KEY or BY_KEY[key].fixed or level not in GIVEN_BY_RULES:
            raise ValueError(
                _l(
                    "“%(line)s” is not understood. Write rule=level, for example"
                    " sector_high=substantial; levels are low, moderate, substantial, high.",
                    line=line,
                )
            )
        if key in seen:
            raise ValueError(_l("The rule %(rule)s has two lines.", rule=key))
        seen.add(key)
