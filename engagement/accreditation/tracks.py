"""What a kind of application asks for: sections, papers, criteria. One table per track.

A track is published as a numbered version when it is first used and whenever it has changed; an
application keeps the version it began with (`TrackVersion.definition`).
"""

from flask_babel import lazy_gettext as _l

from engagement.accreditation.evidence import REQUIREMENTS
from engagement.accreditation.private_sector import PRIVATE_SECTOR
from engagement.accreditation.track_parts import Criterion, Section, Track
from engagement.organizations.models import IDENTITY, OrganizationKind

__all__ = [
    "BY_RECORD",
    "MAJOR_GROUP",
    "PRIVATE_SECTOR",
    "TRACKS",
    "Criterion",
    "Section",
    "Track",
    "track_for",
]

MAJOR_GROUP = Track(
    key="major_group",
    title=_l("Accreditation of a Major Group organization"),
    series="ACC",
    number_series="MG",
    sections=(
        Section(
            IDENTITY,
            _l("Name and country"),
            _l("Its names, seat, kind and website"),
        ),
        Section(
            "organization",
            _l("Your organization"),
            _l("What it does, for whom and since when"),
        ),
        Section(
            "legal_status",
            _l("Legal status"),
            _l("Registration or recognition, independence, purpose"),
        ),
        Section(
            "governing_body",
            _l("Governing body"),
            _l("Who leads it: names, roles, nationalities"),
        ),
        Section(
            "environment",
            _l("Work on the environment"),
            _l("What you do for the environment"),
        ),
        Section(
            "international",
            _l("International scope"),
            _l("Where you work, at home and in other countries"),
        ),
        Section(
            "finances",
            _l("Finances"),
            _l("Income and expenditure of two years, and where the money comes from"),
        ),
        Section(
            "contacts",
            _l("Contact points"),
            _l("Address of the seat, and whom to write to"),
        ),
    ),
    criteria=(
        Criterion(
            "registered",
            _l("Registered for at least two years"),
            _l("Has the organization been registered, or recognized by custom, for two years?"),
            ("legal_status",),
        ),
        Criterion(
            "non_governmental",
            _l("Non-governmental"),
            _l("Is the organization independent of any government?"),
            ("legal_status", "organization", "governing_body", "finances"),
        ),
        Criterion(
            "non_profit",
            _l("Non-profit"),
            _l("Does the organization distribute no profit?"),
            ("legal_status", "finances"),
        ),
        Criterion(
            "environment",
            _l("Main focus on the environment"),
            _l("Is the environment a main part of its work?"),
            ("environment",),
        ),
        Criterion(
            "international",
            _l("National and international activity"),
            _l("Does it work on the environment in its country and internationally?"),
            ("international",),
        ),
    ),
    documents=REQUIREMENTS,
)

TRACKS = {track.key: track for track in (MAJOR_GROUP, PRIVATE_SECTOR)}


BY_RECORD = frozenset(
    criterion.key
    for track in TRACKS.values()
    for criterion in track.criteria
    if criterion.by_record
)
"""Criteria on which nobody gives a finding: the record tells."""


def track_for(kind: OrganizationKind) -> Track:
    """By which track an organization of this kind applies; never by another."""
    return PRIVATE_SECTOR if kind.is_business else MAJOR_GROUP
