"""What the profile's answers are besides: columns of the organization, its names and their keys."""

from datetime import date

from sqlalchemy import delete, select

from engagement.core.db import db
from engagement.core.major_groups import MajorGroup
from engagement.core.names import language_of
from engagement.matching import duplicates
from engagement.matching.names import clean, normalise
from engagement.organizations import queries
from engagement.organizations.commands.compared import compare_again
from engagement.organizations.commands.register import refresh_register
from engagement.organizations.models import (
    IDENTITY,
    NameKind,
    Organization,
    OrganizationKind,
    OrganizationName,
    OrganizationNameKey,
)

COLUMNS_OF_SECTION = {
    IDENTITY: {
        "name": clean,
        "latin_name": clean,
        "acronym": clean,
        "country": str,
        "kind": OrganizationKind,
        "major_group": MajorGroup,
        "website": str,
    },
    "legal_status": {
        "legal_form": str,
        "registration_number": str,
        "registration_authority": str,
        "registered_on": date.fromisoformat,
    },
}
"""Answers that are searched, counted or decided on, and so are columns of the organization too."""


def write_columns(organization: Organization, key: str, answers: dict) -> None:
    """Copy the answers that are columns; within a command.

    What was not asked stays: a section may begin with some of its answers only.
    """
    for name, convert in COLUMNS_OF_SECTION.get(key, {}).items():
        if name in answers:
            setattr(organization, name, convert(answers[name]) if answers[name] else None)
    organization.registration_key = duplicates.registration_key(
        organization.registration_number, organization.country
    )
    if key == "legal_status":
        compare_again(organization.id)


def write_identity(organization: Organization, answers: dict) -> None:
    """Let the names, the seat and the kind be those of the section; within a command.

    Only complete answers come here: others are drafts, and a register needs a name and a country.
    """
    write_columns(organization, IDENTITY, answers)
    organization.name_language = language_of(organization.name, organization.name_language)
    organization.web_domain = duplicates.web_domain(organization.website)
    db.session.execute(
        delete(OrganizationName).where(
            OrganizationName.organization_id == organization.id,
            OrganizationName.kind.in_(queries.FURTHER_NAMES.values()),
        )
    )
    db.session.add_all(
        OrganizationName(
            organization_id=organization.id, kind=kind, text=text, normalised=normalise(text)
        )
        for answer, kind in queries.FURTHER_NAMES.items()
        for text in map(clean, (answers.get(answer) or "").splitlines())
    )
    db.session.flush()
    write_names(organization)


def write_names(organization: Organization) -> None:
    """Write the names by which an organization is found, and their keys; within a command."""
    current = {
        NameKind.OFFICIAL: (organization.name, organization.name_language),
        NameKind.LATIN: (organization.latin_name, None),
        NameKind.ACRONYM: (organization.acronym, None),
    }
    kept = db.session.scalars(
        select(OrganizationName).where(
            OrganizationName.organization_id == organization.id,
            OrganizationName.kind.in_([NameKind.OTHER, NameKind.FORMER]),
        )
    ).all()
    db.session.execute(
        delete(OrganizationName).where(
            OrganizationName.organization_id == organization.id,
            OrganizationName.kind.in_(current),
        )
    )
    texts = [name.text for name in kept]
    for kind, (text, language) in current.items():
        if text:
            texts.append(text)
            db.session.add(
                OrganizationName(
                    organization_id=organization.id,
                    kind=kind,
                    text=text,
                    language=language,
                    normalised=normalise(text),
                )
            )
    db.session.execute(
        delete(OrganizationNameKey).where(OrganizationNameKey.organization_id == organization.id)
    )
    db.session.add_all(
        OrganizationNameKey(key=key, organization_id=organization.id)
        for key in duplicates.keys(texts)
    )
    refresh_register(organization.id)
    compare_again(organization.id)
