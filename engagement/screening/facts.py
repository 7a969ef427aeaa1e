"""What a rating is made from: plain values, gathered by `queries.facts`, judged by `rating`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _l

from engagement.core.text import Labelled
from engagement.screening.levels import Level
from engagement.screening.questionnaire import Answered


class Severity(Labelled):
    """How grave a controversy is."""

    MINOR = "minor", _l("Minor")
    MODERATE = "moderate", _l("Moderate")
    SEVERE = "severe", _l("Severe")


class Response(Labelled):
    """How the company dealt with a controversy, so far as known."""

    NONE = "none", _l("No answer is known")
    DISPUTED = "disputed", _l("It disputes it, without evidence")
    ANSWERED = "answered", _l("It answered with evidence")
    REMEDIED = "remedied", _l("The harm was made good")


SETTLED = frozenset({Response.ANSWERED, Response.REMEDIED})


class Compact(Labelled):
    """Standing in the Global Compact."""

    ACTIVE = "active", _l("Active participant")
    NON_COMMUNICATING = "non_communicating", _l("Non-communicating")
    DELISTED = "delisted", _l("Delisted")
    ABSENT = "absent", _l("Does not take part")
    UNKNOWN = "unknown", _l("Not looked up")


class TableLevel(Labelled):
    """What a table says of a sector or country."""

    LOW = "low", _l("Low risk")
    MEDIUM = "medium", _l("Medium risk")
    HIGH = "high", _l("High risk")


@dataclass(frozen=True)
class Finding:
    """What an officer found of an exclusion criterion."""

    criterion: str
    met: bool
    source: str = ""


@dataclass(frozen=True)
class Match:
    """A match that two people confirmed; `weight` is a value of `sources.Weight`."""

    source: str
    weight: str
    name: str


@dataclass(frozen=True)
class Controversy:
    """A line of the log; `months` since it happened."""

    severity: Severity
    response: Response
    months: int
    summary: str
    source: str = ""


@dataclass(frozen=True)
class Facts:
    """Everything a rating looks at; the order of what is in a tuple does not matter."""

    answers: tuple[Answered, ...] = ()
    findings: tuple[Finding, ...] = ()
    matches: tuple[Match, ...] = ()
    controversies: tuple[Controversy, ...] = ()
    sector: str | None = None
    countries: tuple[str, ...] = ()
    compact: Compact = Compact.UNKNOWN
    is_sme: bool = False
    money: bool = False
    emblem: bool = False


@dataclass(frozen=True)
class Tables:
    """The rules in force: settings and the tables of sectors and countries with their sources."""

    levels: Mapping[str, Level]
    enforced: frozenset[str]
    sectors: Mapping[str, TableLevel] = field(default_factory=dict)
    countries: Mapping[str, TableLevel] = field(default_factory=dict)
    sector_source: str = ""
    country_source: str = ""
    several_flags: int = 3
    several_minor_flags: int = 3
    old_months: int = 60
