"""Words of the code in six languages: enumerations whose members carry a translated label."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from babel import lists
from babel.dates import format_date
from flask_babel import get_locale
from flask_babel.speaklater import LazyString

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
"""The six languages in the order of the language bar (UN standards for multilingual sites)."""

NATIVE_NAMES = {
    "ar": "عربي",
    "zh": "中文",
    "en": "English",
    "fr": "Français",
    "ru": "Русский",
    "es": "Español",
}
RIGHT_TO_LEFT = frozenset({"ar"})


class Labelled(StrEnum):
    """An enumeration stored by its value and shown by its lazy `label`.

    Members are written `NAME = "value", _l("Label")`.
    """

    label: Any

    def __new__(cls, value, label=""):
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls):
        """(value, lazy label) pairs in order of declaration, as WTForms takes them."""
        return [(member.value, member.label) for member in cls]


def text_in(texts: dict[str, str], language: str) -> tuple[str, str]:
    """A text kept in several languages and the language it is in: the reader's, or English.

    ("", language) where there is none at all.
    """
    for each in (language, "en", *texts):
        if texts.get(each):
            return texts[each], each
    return "", language


def day_in_words(day: date) -> LazyString:
    """A day within a lazy sentence of a rule: 5 March 2026, in whatever language it is read."""
    return LazyString(_day_in_words, day)


def _day_in_words(day):
    locale = str(get_locale() or "en")
    return format_date(day, "long", locale="en_GB" if locale == "en" else locale)


def labels_in_words(members: Iterable[Labelled]) -> LazyString:
    """What members are called, within a lazy sentence of a rule: one, another and a third."""
    return LazyString(_labels_in_words, list(members))


def _labels_in_words(members):
    labels = [str(member.label) for member in members]
    return lists.format_list(labels, locale=str(get_locale() or "en"))
