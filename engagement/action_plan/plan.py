"""The plan as it was adopted: eight sections, their parts, 88 actions; Chinese is the original.

The texts stand in `actions.json`. Nobody changes them here: what changes is how far an action is.
"""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from flask_babel import lazy_gettext as _l

from engagement.core.text import LANGUAGES, Labelled

SOURCE = Path(__file__).with_name("actions.json")
ORIGINAL = "zh"


class Relation(Labelled):
    """What this platform has to do with an action."""

    CORE = "core", _l("What this platform is for")
    DIRECT = "direct", _l("The platform carries out a part of it")
    INDIRECT = "indirect", _l("The platform gives data or a channel to it")
    NONE = "none", _l("Carried out elsewhere")


SERVED = frozenset({Relation.CORE, Relation.DIRECT})
"""Relations for which a service has to be named."""


@dataclass(frozen=True)
class Text:
    """Words in one language."""

    words: str
    language: str


@dataclass(frozen=True)
class Titled:
    """Something with a title in Chinese, English and, here and there, another language."""

    id: str
    titles: dict[str, str] = field(repr=False, compare=False)

    def title(self, lang: str) -> Text:
        """The title in `lang`, or in English where it is not translated."""
        shown = lang if lang in self.titles else "en"
        return Text(self.titles[shown], shown)


@dataclass(frozen=True)
class Action(Titled):
    """One of the 88; `id` is its code, such as VIII.A.4.

    `original` is the Chinese text as printed, with the digit of its footnote; `chinese` is the
    same for reading. `footnote` is that digit or None.
    """

    section_id: str
    original: str = field(repr=False)
    chinese: str = field(repr=False)
    english: str = field(repr=False)
    footnote: str | None
    relation: Relation

    def title(self, lang: str) -> Text:
        """A short title in English; actions have none in Chinese, there the text stands for it."""
        return Text(self.chinese, "zh") if lang == "zh" else super().title(lang)


@dataclass(frozen=True)
class Part(Titled):
    """A lettered part of a section with its actions; the one of section IV has no letter."""

    letter: str | None
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class Section(Titled):
    """One of (a) to (h) of paragraph 88; `id` is its Roman number."""

    letter: str
    parts: tuple[Part, ...]

    @property
    def actions(self) -> tuple[Action, ...]:
        """All of them, in order."""
        return tuple(action for part in self.parts for action in part.actions)


@cache
def sections() -> tuple[Section, ...]:
    """The eight sections in order."""
    kept = json.loads(SOURCE.read_text(encoding="utf-8"))
    return tuple(_section(each) for each in kept["sections"])


@cache
def actions() -> dict[str, Action]:
    """Every action by its code, in order."""
    return {action.id: action for section in sections() for action in section.actions}


def action(code: str) -> Action | None:
    """The action with this code."""
    return actions().get(code)


def section(section_id: str) -> Section | None:
    """The section with this Roman number."""
    return next((each for each in sections() if each.id == section_id), None)


def _section(kept: dict) -> Section:
    parts = tuple(
        Part(
            id=part["id"],
            titles=_titles(part),
            letter=part["letter"],
            actions=tuple(_action(kept["id"], each) for each in part["actions"]),
        )
        for part in kept["subsections"]
    )
    return Section(
        id=kept["id"], titles=_titles(kept), letter=kept["paragraph_88_letter"], parts=parts
    )


def _action(section_id: str, kept: dict) -> Action:
    return Action(
        id=kept["id"],
        titles=_titles(kept),
        section_id=section_id,
        original=kept["text_zh"],
        chinese=kept.get("text_zh_clean", kept["text_zh"]),
        english=kept["text_en"],
        footnote=kept.get("footnote"),
        relation=Relation(kept["touches"]),
    )


def _titles(kept: dict) -> dict[str, str]:
    return {lang: kept[f"title_{lang}"] for lang in LANGUAGES if f"title_{lang}" in kept}
