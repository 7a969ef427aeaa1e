"""How lists to choose from are written: one of all countries has two hundred and fifty options."""

from markupsafe import Markup, escape
from wtforms.widgets import Select


class QuickSelect(Select):
    """WTForms' list, whose plain options are written without a search for attributes.

    The markup is the same to the letter.
    """

    @classmethod
    def render_option(cls, choice, **kwargs):
        """One option; one with attributes of its own is left to WTForms."""
        if choice.render_kw or kwargs:
            return super().render_option(choice, **kwargs)
        value = str(choice.value) if isinstance(choice.value, bool) else choice.value
        chosen = "selected " if choice.selected else ""
        label = escape(choice.label or choice.value)
        return Markup(f'<option {chosen}value="{escape(value)}">{label}</option>')


def quickened(widget):
    """The widget that takes the place of WTForms' plain list; any other stays."""
    return QuickSelect(multiple=widget.multiple) if type(widget) is Select else widget
