"""Choosing several of 249 countries and areas without script: by region, with checkboxes."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField

from engagement.core.countries import COUNTRIES, Region, country
from engagement.web.i18n import format_list, language


@dataclass(frozen=True)
class Box:
    """One checkbox."""

    id: str
    value: str
    label: str
    checked: bool


@dataclass(frozen=True)
class Group:
    """The countries and areas of one region."""

    label: object
    boxes: list[Box]

    @property
    def chosen(self) -> int:
        """How many of them are ticked."""
        return sum(box.checked for box in self.boxes)


class CountriesField(SelectMultipleField):
    """Several countries or areas; `data` is a list of codes, sorted."""

    is_places = True

    def __init__(self, label=None, **kwargs):
        super().__init__(label, choices=[], validate_choice=False, **kwargs)

    @property
    def groups(self) -> list[Group]:
        """The checkboxes by region, each sorted as the language sorts; the other areas last."""
        lang, ticked = language(), set(self.data or [])
        ordered = sorted(COUNTRIES.values(), key=lambda each: each.orders[lang])
        regions = [(region, region.label) for region in Region]
        return [
            Group(
                label,
                [
                    Box(f"{self.id}-{each.code}", each.code, each.name(lang), each.code in ticked)
                    for each in ordered
                    if each.region == region
                ],
            )
            for region, label in [*regions, (None, _l("Other areas"))]
        ]

    def process_formdata(self, valuelist):
        """Unknown codes can only come from a page that was tampered with; they are dropped."""
        self.data = sorted({code for code in valuelist if country(code)})

    def in_words(self, value) -> str:
        """The names, in the page's language."""
        places = (country(code) for code in value)
        return format_list([place.name(language()) for place in places if place])
