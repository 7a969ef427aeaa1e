"""The nine Major Groups through which civil society takes part.

Agenda 21 (1992), section III, chapters 24 to 32. UNEP accredits every organization in one of
them; other stakeholders join through the nearest.
"""

from flask_babel import lazy_gettext as _l

from engagement.core.text import Labelled


class MajorGroup(Labelled):
    """A Major Group, in the order of the chapters of Agenda 21."""

    WOMEN = "women", _l("Women")
    CHILDREN_YOUTH = "children-youth", _l("Children and Youth")
    INDIGENOUS = "indigenous", _l("Indigenous Peoples and their Communities")
    NGO = "ngo", _l("Non-Governmental Organizations")
    LOCAL_AUTHORITIES = "local-authorities", _l("Local Authorities")
    WORKERS = "workers", _l("Workers and Trade Unions")
    BUSINESS = "business", _l("Business and Industry")
    SCIENCE = "science", _l("Scientific and Technological Community")
    FARMERS = "farmers", _l("Farmers")
