"""What a question of the questionnaire is: its words, its kind, when it raises a flag."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from engagement.core.text import Labelled


class Part(Labelled):
    """A part of the questionnaire, in the order in which it is asked."""

    ETHICS = "ethics", _l("Sustainability and ethics")
    DISCLOSURES = "disclosures", _l("Other disclosures")
    EXCLUSIONS = "exclusions", _l("Exclusion criteria")
    CONFLICT = "conflict", _l("Interest in the matter")


class Kind(StrEnum):
    """How a question is answered."""

    YES_NO = "yes_no"
    YES_NO_NA = "yes_no_na"
    TEXT = "text"
    CHOICE = "choice"
    AMOUNT = "amount"


class WeightClass(Labelled):
    """How much a flag counts in the rating, heaviest first."""

    EXCLUSION = "exclusion", _l("Excludes while the criterion is enforced")
    SEVERE = "severe", _l("Severe")
    MODERATE = "moderate", _l("Moderate")
    MINOR = "minor", _l("Minor")
    NONE = "none", _l("No weight")


class Path(StrEnum):
    """Who is asked: everybody, or small and medium-sized enterprises by fewer questions."""

    STANDARD = "standard"
    SME = "sme"


YES, NO, NA = "yes", "no", "na"
BOTH = frozenset({Path.STANDARD, Path.SME})
STANDARD = frozenset({Path.STANDARD})
SME = frozenset({Path.SME})

UN_2012 = "UN due diligence questionnaire for private sector partners, 20 March 2012"
UN_2015 = "UN guidelines on cooperation with the business sector, 2015"
UNDP = "UNDP private sector partnerships, exclusion criteria"
COMPACT = "United Nations Global Compact, ten principles"
POLICY_2011 = "UNEP partnership policy and procedures, 2011"


@dataclass(frozen=True)
class Question:
    """One question. `flag_when` and `details_when` are answers: "yes", "no", "na" or a choice.

    Answers are stored in the profile's section `stored_in` under `key`, details under
    `details_key`. `stands_for` are exclusion criteria that one question of the SME path covers.
    """

    key: str
    section: Part
    text: Any
    hint: Any
    kind: Kind
    weight: WeightClass
    source: str
    flag_when: frozenset[str] = frozenset()
    details_when: frozenset[str] = frozenset()
    paths: frozenset[Path] = STANDARD
    choices: tuple[tuple[str, Any], ...] = ()
    stands_for: tuple[str, ...] = ()

    @property
    def in_sme_path(self) -> bool:
        """Whether a small or medium-sized enterprise is asked it."""
        return Path.SME in self.paths

    @property
    def details_key(self) -> str:
        """Where the explanation of an answer is stored."""
        return f"{self.key}_details"

    @property
    def stored_in(self) -> str:
        """The section of the profile that holds the answer; interests stand with disclosures."""
        return Part.DISCLOSURES if self.section is Part.CONFLICT else self.section

    @property
    def criteria(self) -> tuple[str, ...]:
        """Keys of the exclusion criteria that a "yes" speaks of; empty for other questions."""
        if self.weight is not WeightClass.EXCLUSION:
            return ()
        return self.stands_for or (self.key,)


def flagged_yes(key, section, text, hint, weight, source, **more) -> Question:
    """A yes-no question whose "yes" raises a flag and asks for details."""
    more = {"kind": Kind.YES_NO, **more}
    return Question(
        key=key,
        section=section,
        text=text,
        hint=hint,
        weight=weight,
        source=source,
        flag_when=frozenset({YES}),
        details_when=frozenset({YES}),
        **more,
    )


def flagged_no(key, section, text, hint, weight, source, **more) -> Question:
    """A yes-no question whose "no" raises a flag; details are asked of either answer."""
    more = {"kind": Kind.YES_NO, "details_when": frozenset({YES, NO}), **more}
    return Question(
        key=key,
        section=section,
        text=text,
        hint=hint,
        weight=weight,
        source=source,
        flag_when=frozenset({NO}),
        **more,
    )
