"""The public register of partnerships: what anybody may know, and nothing of screening.

Those that have begun stand in it. One that was proposed by an organization whose entry is withheld
does not; another partner who is withheld is not named. A protected one is named without its
country; and a partnership with any of them stands in no file.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import selectinload

from engagement.core.clock import today
from engagement.core.countries import Region, Subregion
from engagement.core.db import db
from engagement.organizations.models import Organization, Protection
from engagement.organizations.public import PublicOrganization, public_view
from engagement.partnerships.models import (
    Partner,
    Partnership,
    PartnershipKind,
    PartnershipState,
    Subprogramme,
)

SHOWN = (
    PartnershipState.ACTIVE,
    PartnershipState.REPORTING,
    PartnershipState.COMPLETED,
    PartnershipState.ENDED,
)
ORDER = (Partnership.begun_on, Partnership.id)


@dataclass(frozen=True)
class Wanted:
    """What a reader looks for; empty parts filter nothing."""

    region: Region | None = None
    subregion: Subregion | None = None
    kind: PartnershipKind | None = None
    subprogramme: Subprogramme | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing was chosen."""
        return self == Wanted()


def listed(wanted: Wanted, *, bulk: bool = False) -> Select:
    """Rows of the register, to be paged by `ORDER`; in `bulk` none with a protected partner.

    What is meant for all regions is found under each.
    """
    found = select(*ORDER, Partnership).where(*_shown()).options(selectinload(Partnership.partners))
    if wanted.region is not None:
        found = found.where(or_(Partnership.region == wanted.region, Partnership.region.is_(None)))
    if wanted.subregion is not None:
        found = found.where(Partnership.subregion == wanted.subregion)
    if wanted.kind is not None:
        found = found.where(Partnership.kind == wanted.kind)
    if wanted.subprogramme is not None:
        found = found.where(Partnership.subprogramme == wanted.subprogramme)
    return found.where(*_all_public()) if bulk else found


def _shown():
    withheld = select(Organization.id).where(Organization.protection == Protection.WITHHELD)
    return Partnership.state.in_(SHOWN), Partnership.organization_id.not_in(withheld)


def _all_public():
    hidden = select(Organization.id).where(Organization.protection != Protection.NONE)
    return (
        Partnership.organization_id.not_in(hidden),
        ~select(Partner.id)
        .where(Partner.partnership_id == Partnership.id, Partner.organization_id.in_(hidden))
        .exists(),
    )


def public_partners(partnership: Partnership) -> list[PublicOrganization]:
    """The partners that may be named, as the public sees them."""
    organizations = [partnership.organization, *(p.organization for p in partnership.partners)]
    views = [public_view(each) for each in organizations]
    return [each for each in views if each is not None]


def by_reference(reference: str) -> Partnership | None:
    """A partnership of the register by its number."""
    return db.session.scalars(
        select(Partnership)
        .where(Partnership.reference == reference, *_shown())
        .options(selectinload(Partnership.partners))
    ).first()


def shown_until(partnership: Partnership) -> date:
    """Its last day: that on which it ended, else the one agreed."""
    return partnership.over_on or partnership.to_day


def is_running(partnership: Partnership) -> bool:
    """Whether it goes on today."""
    return partnership.state is PartnershipState.ACTIVE and partnership.to_day >= today()
