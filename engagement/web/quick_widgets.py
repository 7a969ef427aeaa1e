"""How controls are written: WTForms' markup to the letter, for a fraction of its work.

WTForms formats each attribute by itself, as markup within markup. A form of fifteen controls spends
more time there than with the database.
"""

from markupsafe import Markup, escape
from wtforms import Field
from wtforms.widgets import Input, Select


class QuickSelect(Select):
    """WTForms' list, whose plain options are written without a search for attributes."""

    @classmethod
    def render_option(cls, choice, **kwargs):
        """One option; one with attributes of its own is left to WTForms."""
        if choice.render_kw or kwargs:
            return super().render_option(choice, **kwargs)
        value = str(choice.value) if isinstance(choice.value, bool) else choice.value
        chosen = "selected " if choice.selected else ""
        label = escape(choice.label or choice.value)
        return Markup(f'<option {chosen}value="{escape(value)}">{label}</option>')


def attributes(**given) -> Markup:
    """The attributes of an element in order of their names; True stands alone, False not at all.

    Dashes stand for underscores in `data_…` and `aria_…`, and one at the end of a name is dropped.
    """
    parts = []
    for name, value in sorted(given.items()):
        name = name.rstrip("_")
        if name.startswith(("data_", "aria_")):
            name = name.replace("_", "-")
        if value is True:
            parts.append(name)
        elif value is not False:
            # what is markup already may still hold a quotation mark, which would end the attribute
            text = str(escape(value)).replace('"', "&quot;")
            parts.append(f'{name}="{text}"')
    return Markup(" ".join(parts))


def quicken(field: Field) -> None:
    """Let a field and its options be written quickly; what is not WTForms' own stays."""
    if type(field.widget) is Select:
        field.widget = QuickSelect(multiple=field.widget.multiple)
    for widget in (field.widget, getattr(field, "option_widget", None)):
        if isinstance(widget, Input):
            widget.html_params = attributes  # what WTForms calls for exactly this
