"""Fields for names of people and organizations: one filter, one rule for names in other scripts."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import StopValidation, ValidationError

from engagement.core import names

NO_LETTER = _l("Enter a name with letters.")


def tidy_name(value):
    """The filter of every name: composed, spaces folded; ValueError with a sentence for a bad one.

    What was typed stays on the page then.
    """
    if not isinstance(value, str) or not value.strip():
        return value
    if hidden := names.hidden_character(value.strip()):
        raise ValueError(
            _l(
                "The name holds a character that cannot be seen or shown (%(code)s)."
                " Type the name anew instead of pasting it.",
                code=f"U+{ord(hidden):04X}",
            )
        )
    if not any(character.isalnum() for character in value):
        raise ValueError(NO_LETTER)
    return names.tidy(value)


def tidy_names(value):
    """The same for several names, one a line; empty lines are dropped."""
    if not isinstance(value, str):
        return value
    lines = [tidy_name(line) for line in value.splitlines() if line.strip()]
    return "\n".join(dict.fromkeys(lines))


class NameField(StringField):
    """The name of a person or an organization, in any script."""

    def __init__(self, label=None, validators=None, **kwargs):
        kwargs["filters"] = [*kwargs.get("filters", ()), tidy_name]
        super().__init__(label, validators, **kwargs)


class NamesField(TextAreaField):
    """Several names, one a line."""

    def __init__(self, label=None, validators=None, **kwargs):
        kwargs["filters"] = [*kwargs.get("filters", ()), tidy_names]
        super().__init__(label, validators, **kwargs)


class LinesOf:
    """Each line has `least` to `longest` characters, and there are at most `most`."""

    def __init__(self, least: int, longest: int, most: int):
        self.least, self.longest, self.most = least, longest, most

    def __call__(self, form, field):
        lines = (field.data or "").splitlines()
        if len(lines) > self.most:
            raise ValidationError(_l("Enter at most %(most)d names.", most=self.most))
        if any(not self.least <= len(line) <= self.longest for line in lines):
            raise ValidationError(
                _l(
                    "Write each name on a line of its own, with %(min)d to %(max)d characters.",
                    min=self.least,
                    max=self.longest,
                )
            )


class LatinName:
    """In Latin letters; needed when the name in the field `of` uses another script."""

    field_flags = {"optional": True}

    def __init__(self, of: str = "name"):
        self.of = of

    def __call__(self, form, field):
        if field.data:
            if not names.is_latin(field.data):
                raise ValidationError(_l("Enter the name in Latin letters, as in a passport."))
            return
        if field.process_errors:
            return
        other = form[self.of].data
        if other and not names.is_latin(other):
            raise StopValidation(
                _l(
                    "The name is in another script: enter it in Latin letters, too, so that"
                    " everybody can read it."
                )
            )
        raise StopValidation()
