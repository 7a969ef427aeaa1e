"""Forms of what several people write: what a colleague saved meanwhile is shown beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from flask_babel import gettext as _
from wtforms import BooleanField, FormField, HiddenField, SelectFieldBase

from engagement.web.base_form import Form


@dataclass(frozen=True)
class Difference:
    """An answer that is not the same in both."""

    label: str
    theirs: str
    mine: str


class SeenForm(Form):
    """A form that knows what stood on its page: `seen` is its mark, see `core.seen`."""

    seen = HiddenField()

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.differences: list[Difference] = []

    def show_beside(self, kept: Self) -> None:
        """After Stale: what is kept now stands beside it, and the next sending is a knowing one."""
        theirs = dict(_answers(kept))
        self.seen.data = kept.seen.data
        self.differences = [
            Difference(label, theirs.get(label, ""), words)
            for label, words in _answers(self)
            if theirs.get(label, "") != words
        ]


def _answers(form) -> Iterator[tuple[str, str]]:
    """What a form says in words, by label."""
    for field in form:
        if isinstance(field, FormField):
            for label, words in _answers(field.form):
                yield f"{field.label.text}: {label}", words
        elif not isinstance(field, HiddenField):
            yield str(field.label.text), _words(field)


def _words(field) -> str:
    if isinstance(field, BooleanField):
        return _("Yes") if field.data else _("No")
    if isinstance(field, SelectFieldBase):
        chosen = field.data if isinstance(field.data, list) else [field.data]
        return ", ".join(str(each.label) for each in field.iter_choices() if each.value in chosen)
    if hasattr(field, "parts"):
        return " ".join(part.value for part in field.parts)
    return str(field._value()).replace("\r\n", "\n")
