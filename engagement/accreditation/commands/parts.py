"""What every snapshot holds of an organization; other features add their parts by the same way."""

from sqlalchemy import select

from engagement.accreditation import queries
from engagement.accreditation.models import Application
from engagement.accreditation.snapshots import part
from engagement.core.db import db
from engagement.organizations.models import OrganizationPerson


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
    rows = db.session.scalars(
        select(OrganizationPerson)
        .filter_by(organization_id=application.organization_id)
        .order_by(OrganizationPerson.added_at, OrganizationPerson.id)
    )
    return [
        {
            "name": row.name,
            "latin_name": row.latin_name,
            "position": row.position,
            "nationality": row.nationality.value,
            "nationalities": row.nationalities,
            "birth_year": row.birth_year,
            "birth_year_is_approximate": row.birth_year_is_approximate,
        }
        for row in rows
    ]


@part("entry")
def entry(application: Application) -> dict:
    """How the application came: by the organization itself, or by post through staff."""
    day = application.received_by_post_on
    return {
        "received_by_post_on": day.isoformat() if day else None,
        "started_by": str(application.started_by_id),
    }
