"""Where everybody reads an accreditation: at its entry in the register, unless that is protected.

A protected entry stands in no list but the register itself, so it is not named elsewhere.
"""

from engagement.accreditation.models import Accreditation
from engagement.accreditation.tracks import PRIVATE_SECTOR
from engagement.core import subjects
from engagement.directory.queries import entries
from engagement.organizations.public import public_view

ENTRY = "directory.show_entry"
COMPANY = "companies.show_entry"


def page_of(accreditation: Accreditation) -> subjects.PublicPage | None:
    """The entry; None while it is protected or withheld."""
    public = public_view(accreditation.organization)
    if public is None or public.is_protected:
        return None
    label = f"{public.name} ({accreditation.number})"
    company = accreditation.track == PRIVATE_SECTOR.key
    return subjects.PublicPage(
        label, COMPANY if company else ENTRY, {"number": accreditation.number}
    )


subjects.publish(
    Accreditation,
    endpoint=ENTRY,
    page=page_of,
    found=lambda values, _fragment: entries.entry(values["number"]),
)
