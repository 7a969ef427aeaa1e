"""Words of the code in six languages: enumerations whose members carry a translated label."""

from enum import StrEnum
from typing import Any

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
