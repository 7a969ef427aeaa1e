"""The section on names, seat and kind of an organization: its profile from the first day."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import Optional

from engagement.accreditation.forms.section_form import SectionForm
from engagement.organizations import profile_fields
from engagement.web.name_fields import LinesOf, NamesField

SEVERAL = LinesOf(least=2, longest=300, most=20)


class IdentitySection(SectionForm):
    """Names, seat, kind, website; the search for duplicates and the register live on them."""

    name = profile_fields.official_name(
        description=_l("As it stands in the statutes, in their script.")
    )
    latin_name = profile_fields.latin_name(
        description=_l("Needed only if the official name uses another script.")
    )
    acronym = profile_fields.acronym()
    other_names = NamesField(
        _l("Names in other languages"),
        description=_l("One a line, if the organization uses any."),
        validators=[Optional(), SEVERAL],
        render_kw={"rows": 3},
    )
    former_names = NamesField(
        _l("Former names"),
        description=_l("One a line: names by which others may still look for it."),
        validators=[Optional(), SEVERAL],
        render_kw={"rows": 3},
    )
    country = profile_fields.seat()
    kind = profile_fields.kind()
    major_group = profile_fields.major_group(
        description=_l(
            "The nine groups of Agenda 21. It decides with whom you work here, not whether you are"
            " accredited."
        )
    )
    website = profile_fields.website()
    groups = (
        (_l("Names"), ("name", "latin_name", "acronym", "other_names", "former_names")),
        (_l("Seat and kind"), ("country", "kind", "major_group", "website")),
    )
