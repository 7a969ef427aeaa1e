"""Finding organizations by id or by member."""

import uuid

from sqlalchemy import Select, exists, select

from engagement.audit.models import AuditEvent
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.organizations import settings
from engagement.organizations.models import (
    NameKind,
    Organization,
    OrganizationName,
    OrganizationPerson,
    ProfileSection,
    SizeClass,
)
from engagement.organizations.models.size import size_class

FURTHER_NAMES = {"other_names": NameKind.OTHER, "former_names": NameKind.FORMER}
"""Answers that hold several names, one a line, and the kind of each."""


def get_organization(organization_id: uuid.UUID) -> Organization | None:
    """An organization by its id."""
    return db.session.get(Organization, organization_id)


def of_member(actor: Actor) -> Select:
    """The organizations a person belongs to."""
    return select(Organization).where(Organization.id.in_(actor.belongs_to))


def people_of(organization: Organization) -> list[OrganizationPerson]:
    """Who leads an organization, in the order in which they were added."""
    return db.session.scalars(
        select(OrganizationPerson)
        .filter_by(organization_id=organization.id)
        .order_by(OrganizationPerson.added_at, OrganizationPerson.id)
    ).all()


def get_person(person_id: uuid.UUID) -> OrganizationPerson | None:
    """Somebody who leads an organization, by the row's id."""
    return db.session.get(OrganizationPerson, person_id)


def was_removed(organization_id: uuid.UUID, person_id: uuid.UUID) -> bool:
    """Whether somebody led the organization until a colleague took them off the list."""
    return db.session.scalar(
        select(
            exists().where(
                AuditEvent.about_organization_id == organization_id,
                AuditEvent.action == "organizations:person:removed",
                AuditEvent.data["person"].astext == str(person_id),
            )
        )
    )


def identity_of(organization: Organization) -> dict:
    """Names, seat, kind and website as answers of the section on them, with what is asked only of
    its kind: the Major Group, or sector and size."""
    rows = db.session.scalars(
        select(OrganizationName)
        .where(
            OrganizationName.organization_id == organization.id,
            OrganizationName.kind.in_(FURTHER_NAMES.values()),
        )
        .order_by(OrganizationName.text)
    ).all()
    return {
        "name": organization.name,
        "latin_name": organization.latin_name or "",
        "acronym": organization.acronym or "",
        "country": organization.country,
        "kind": organization.kind.value,
        "website": organization.website or "",
        **{
            name: value.value if (value := getattr(organization, name)) else None
            for name in asked_of(organization)
        },
        **{
            answer: "\n".join(row.text for row in rows if row.kind == kind)
            for answer, kind in FURTHER_NAMES.items()
        },
    }


def asked_of(organization: Organization) -> tuple[str, ...]:
    """Answers of the section on names that only organizations of this kind are asked for."""
    if organization.kind.is_business:
        return ("sector", "staff_band", "turnover_band")
    return ("major_group",)


def size_of(organization: Organization) -> SizeClass | None:
    """Whether a business is small or medium-sized by the bounds of today; None if not known."""
    return size_class(
        organization.staff_band,
        organization.turnover_band,
        staff_most=settings.sme_staff(),
        turnover_most=settings.sme_turnover(),
    )


def profile_of(organization: Organization) -> list[ProfileSection]:
    """The saved sections of an organization's profile."""
    return db.session.scalars(
        select(ProfileSection).filter_by(organization_id=organization.id)
    ).all()


def people_as_data(organization: Organization) -> list[dict]:
    """Who leads an organization, as a snapshot holds it."""
    return [
        {
            "name": row.name,
            "latin_name": row.latin_name,
            "position": row.position,
            "nationality": row.nationality.value,
            "nationalities": row.nationalities,
            "birth_year": row.birth_year,
            "birth_year_is_approximate": row.birth_year_is_approximate,
            **(
                {"roles": row.roles, "share": str(row.share) if row.share is not None else None}
                if organization.kind.is_business
                else {}
            ),
        }
        for row in people_of(organization)
    ]
