"""A word of a name as it is compared: its letters in Latin, its sound, what it is for, its weight.

Words are made once and shared by all names that have them; see `person_names` and
`organization_names` for how a name becomes words.
"""

from dataclasses import dataclass
from enum import Enum

from engagement.matching import sounds
from engagement.matching.sounds import Sound


class Role(Enum):
    """What a word is for in its name."""

    NAME = "name"  # tells this one from others
    INITIAL = "initial"  # one letter of a person's name
    PLACE = "place"  # a country or its people
    MOTIF = "motif"  # ordinary, but often all that tells two organizations apart ("Peace")
    ORDINARY = "ordinary"  # what organizations do
    FRAME = "frame"  # what kind of organization
    NUMBER = "number"
    LEGAL = "legal"  # a class of legal forms
    TITLE = "title"
    PARTICLE = "particle"  # article, preposition, "bin"


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """One word. `weight` is 0 to about 1; two tokens are the same when they are one object.

    `forms` and `vowels` are those of `sounds.Sound`; `concept` is the meaning of an ordinary word,
    the class of a legal form, or "". `rest` is how the second half of Abd al-Rahman sounds.
    """

    text: str
    latin: str
    forms: tuple[str, ...]
    vowels: str
    role: Role
    weight: float
    concept: str = ""
    rest: Sound | None = None

    @property
    def skeleton(self) -> str:
        """The likeliest consonants, "" for none."""
        return self.forms[0]


@dataclass(frozen=True, slots=True)
class Join:
    """Neighbouring words of a name written as one: the word, the first place and the last."""

    token: Token
    first: int
    last: int


def make(
    text: str,
    latin: str,
    role: Role,
    weight: float,
    *,
    concept: str = "",
    sound: Sound | None = None,
    rest: Sound | None = None,
) -> Token:
    """A token, with the sound of its Latin letters unless another is given; it is not shared."""
    forms, vowels = sound or sounds.sound(latin)
    return Token(text, latin, forms, vowels, role, weight, concept, rest)
