"""What a paper is that an application asks for, and papers that every track takes."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from engagement.core.major_groups import MajorGroup as G

ALL = frozenset(G)


@dataclass(frozen=True)
class Requirement:
    """A paper that is asked for, by key; `required_of` the groups that must send it.

    `criteria` are the keys of the criteria it helps to show. Of a `certified` paper the certified
    copy is asked for once, before the decision; a photograph is enough to submit.
    """

    key: str
    title: Any
    hint: Any
    criteria: tuple[str, ...] = ()
    required_of: frozenset[G] = frozenset()
    certified: bool = False

    def is_required(self, group: G | None) -> bool:
        """Whether organizations of `group` (None: not chosen yet) have to send it."""
        return group in self.required_of if group else self.required_of == ALL


@dataclass(frozen=True)
class Means:
    """Evidence accepted instead of the usual paper of some requirements, for some groups."""

    key: str
    title: Any
    text: Any
    requirements: tuple[str, ...]
    groups: frozenset[G] = ALL


TRANSLATIONS = Requirement(
    "translations",
    _l("Translations of the main parts"),
    _l("Into English or French, if you have them. A translation by yourselves is enough."),
)
OTHER = Requirement(
    "other", _l("Other documents"), _l("Anything else that helps us to understand.")
)
