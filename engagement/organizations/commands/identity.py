"""Change what an organization is called, where its seat is, its Major Group; keep what was."""

from datetime import date
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from engagement.core.clock import now, today
from engagement.core.db import db, lock
from engagement.core.names import language_of
from engagement.matching import duplicates
from engagement.matching.names import normalise
from engagement.organizations.commands.columns import write_names
from engagement.organizations.models import (
    IDENTITY,
    FormerIdentity,
    NameKind,
    Organization,
    OrganizationName,
    ProfileSection,
)
from engagement.organizations.queries.identities import identities_from

KEPT = ("name", "name_language", "latin_name", "acronym", "country", "major_group")


def change_identity(organization: Organization, values: dict, *, day: date | None = None) -> None:
    """Let `values` (columns among `KEPT`) hold from a day (today) on, within a command.

    How it stood before is kept until that day, once a day; a name that goes becomes a former name
    and is still found. The section of the profile says the same as the columns from now on.
    """
    day = day or today()
    lock(organization)
    keep_identity(organization, until=day)
    if "name" in values and values["name"] != organization.name:
        keep_name(organization, until=day)
    for column, value in values.items():
        setattr(organization, column, value)
    organization.name_language = language_of(organization.name, organization.name_language)
    organization.registration_key = duplicates.registration_key(
        organization.registration_number, organization.country
    )
    write_section(organization, values)
    db.session.flush()
    write_names(organization)


def correct_identity(organization: Organization, values: dict, *, on: date) -> None:
    """Put right what was entered wrongly of the identity that held on a day; within a command.

    Each of `values` (columns among `KEPT`) holds from that identity on until something else was
    entered for the same column: a later change stands. What was wrong is not kept.
    """
    lock(organization)
    held, today_too = identities_from(organization, on), {}
    for column, value in values.items():
        wrong = getattr(held[0], column)
        for identity in held:
            if getattr(identity, column) != wrong:
                break
            if column == "name":
                correct_name(identity, value)
            setattr(identity, column, value)
            if identity is organization:
                today_too[column] = value
    drop_repeated(held)
    organization.registration_key = duplicates.registration_key(
        organization.registration_number, organization.country
    )
    write_section(organization, today_too)
    db.session.flush()
    write_names(organization)


def correct_name(identity: FormerIdentity | Organization, name: str) -> None:
    """Let the language and the former name that was kept, if one was, follow another name."""
    identity.name_language = language_of(name, identity.name_language)
    if isinstance(identity, FormerIdentity):
        for kept in former_names(identity):
            kept.text, kept.language = name, identity.name_language
            kept.normalised = normalise(name)


def former_names(identity: FormerIdentity) -> list[OrganizationName]:
    """The name of an identity as it was kept when it ended; nothing where another thing changed."""
    return db.session.scalars(
        select(OrganizationName).filter_by(
            organization_id=identity.organization_id,
            kind=NameKind.FORMER,
            valid_to=identity.until,
            text=identity.name,
        )
    ).all()


def drop_repeated(held: list[FormerIdentity | Organization]) -> None:
    """Keep no former identity that is what follows it: a change had only put the same right."""
    for earlier, later in pairwise(held):
        if earlier.name == later.name:
            for kept in former_names(earlier):
                db.session.delete(kept)
        if all(getattr(earlier, column) == getattr(later, column) for column in KEPT):
            db.session.delete(earlier)


def keep_identity(organization: Organization, *, until: date) -> None:
    """Keep how an organization stood on every day before `until`; of two of a day the first."""
    there = select(FormerIdentity).filter_by(organization_id=organization.id, until=until)
    if (kept := db.session.scalars(there).first()) is not None:
        kept.recorded_at = now()
    else:
        db.session.add(
            FormerIdentity(
                organization_id=organization.id,
                until=until,
                **{column: getattr(organization, column) for column in KEPT},
            )
        )


def keep_name(organization: Organization, *, until: date) -> None:
    """Keep the name as a former one, by which the organization is still found."""
    db.session.add(
        OrganizationName(
            organization_id=organization.id,
            kind=NameKind.FORMER,
            text=organization.name,
            language=organization.name_language,
            normalised=normalise(organization.name),
            valid_to=until,
        )
    )


def write_section(organization: Organization, values: dict) -> None:
    """Let the answers of the profile say the same; staff and members read them there."""
    section = db.session.scalars(
        select(ProfileSection).filter_by(organization_id=organization.id, key=IDENTITY)
    ).first()
    if section is None:
        return
    for name, value in values.items():
        section.answers[name] = str(value) if value is not None else ""
    section.version += 1
    flag_modified(section, "answers")
