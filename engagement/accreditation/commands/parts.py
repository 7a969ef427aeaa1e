"""What every snapshot holds of an organization; other features add their parts by the same way."""

from engagement.accreditation import queries
from engagement.accreditation.models import Application
from engagement.accreditation.snapshots import part
from engagement.organizations.models import Organization
from engagement.organizations.queries import people_as_data


@part("organization")
def organization(application: Application) -> dict:
    """Who applies."""
    holder = application.organization
    return {
        "name": holder.name,
        "latin_name": holder.latin_name,
        "acronym": holder.acronym,
        "kind": holder.kind.value,
        "country": holder.country,
        "major_group": holder.major_group.value if holder.major_group else None,
        "website": holder.website,
        **(business(holder) if holder.kind.is_business else {}),
    }


def business(holder: Organization) -> dict:
    """What is known of a business beside: its sector and size, who stands behind it."""
    share = holder.state_share
    return {
        "sector": holder.sector.value if holder.sector else None,
        "staff_band": holder.staff_band.value if holder.staff_band else None,
        "turnover_band": holder.turnover_band.value if holder.turnover_band else None,
        "parent": holder.parent,
        "ultimate_owner": holder.ultimate_owner,
        "state_share": str(share) if share is not None else None,
        "global_compact_number": holder.global_compact_number,
    }


@part("sections")
def sections(application: Application) -> dict:
    """The answers, by section."""
    return {
        key: section.answers for key, section in sorted(queries.sections_of(application).items())
    }


@part("people")
def people(application: Application) -> list[dict]:
    """Who leads the organization."""
    return people_as_data(application.organization)


@part("entry")
def entry(application: Application) -> dict:
    """How the application came: by the organization itself, or by post through staff."""
    day = application.received_by_post_on
    return {
        "received_by_post_on": day.isoformat() if day else None,
        "started_by": str(application.started_by_id),
    }
