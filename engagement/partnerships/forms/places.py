"""Regions and subregions to choose from."""

from flask_babel import lazy_gettext as _l

from engagement.core.countries import COUNTRIES, Region, Subregion
from engagement.web.fields import options
from engagement.web.i18n import label


def regions():
    """All regions, or one of them."""
    return options([("", _l("All regions")), *((each.value, each.label) for each in Region)])


def subregions():
    """The whole region, or one of its subregions, told with the region."""
    pairs = {
        (each.region, each.subregion)
        for each in COUNTRIES.values()
        if each.region is not None and each.subregion is not None
    }
    order = (list(Region), list(Subregion))
    ordered = sorted(pairs, key=lambda pair: (order[0].index(pair[0]), order[1].index(pair[1])))
    return options(
        [
            ("", _l("The whole region")),
            *((sub.value, f"{label(region)} – {label(sub)}") for region, sub in ordered),
        ]
    )


def chosen(kind, value):
    """The member that was chosen, or None."""
    return kind(value) if value else None
