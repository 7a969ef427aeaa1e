"""Verbs of organizations: create one, save a section of its profile."""

import uuid

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, Stale
from engagement.core.permissions import Actor, can
from engagement.core.sectors import Sector
from engagement.matching import duplicates
from engagement.matching.names import clean
from engagement.organizations import queries
from engagement.organizations.commands.columns import write_columns, write_identity, write_names
from engagement.organizations.commands.members import add_member
from engagement.organizations.models import (
    IDENTITY,
    MembershipRole,
    Organization,
    OrganizationKind,
    ProfileSection,
    StaffBand,
    TurnoverBand,
)
from engagement.organizations.permissions import Organizations


@command
def create_organization(
    *,
    actor: Actor,
    kind: OrganizationKind,
    name: str,
    name_language: str,
    country: str,
    latin_name: str | None = None,
    acronym: str | None = None,
    website: str | None = None,
    registration_number: str | None = None,
    major_group=None,
    sector: Sector | None = None,
    staff_band: StaffBand | None = None,
    turnover_band: TurnoverBand | None = None,
    alike: list[uuid.UUID] | None = None,
    on_paper: bool = False,
    key: uuid.UUID | None = None,
) -> Organization:
    """Open a profile whose creator is its first focal point.

    `on_paper`: staff enter it for an organization that wrote a letter; it has no members until
    somebody of it accepts an invitation.

    Of a business sector, staff and turnover are kept, of all others the Major Group.

    `alike` are the organizations that were offered as perhaps the same and declined; they are
    recorded, so that a reviewer can see what the creator saw. `key` is the form's one-time key.
    """
    needed = Organizations.ENTER if on_paper else Organizations.CREATE
    if not can(actor, needed):
        raise NotAllowed(needed)
    if earlier := once.take(key, actor):
        return db.session.get(Organization, earlier.result_id)
    organization = Organization(
        kind=kind,
        name=clean(name),
        name_language=name_language,
        latin_name=clean(latin_name) if latin_name else None,
        acronym=clean(acronym) if acronym else None,
        country=country,
        major_group=None if kind.is_business else major_group,
        sector=sector if kind.is_business else None,
        staff_band=staff_band if kind.is_business else None,
        turnover_band=turnover_band if kind.is_business else None,
        website=website or None,
        web_domain=duplicates.web_domain(website),
        registration_number=registration_number or None,
        registration_key=duplicates.registration_key(registration_number, country),
        created_at=now(),
        kept_by_staff=on_paper,
    )
    db.session.add(organization)
    db.session.flush()
    write_names(organization)
    begin_identity(organization, actor=actor)
    if not on_paper:
        add_member(organization, actor.id, MembershipRole.FOCAL_POINT)
    once.remember(key, organization.id)
    record(
        "organizations:organization:created",
        organization,
        actor=actor,
        name=organization.name,
        country=country,
        kind=kind,
        major_group=organization.major_group,
        on_paper=on_paper,
        offered_as_alike=[str(each) for each in alike or []],
    )
    return organization


def begin_identity(organization: Organization, *, actor: Actor) -> None:
    """Let the profile begin with what the organization was created with; within a command."""
    known = db.session.scalars(
        select(ProfileSection).filter_by(organization_id=organization.id, key=IDENTITY)
    ).first()
    if known is None:
        answers = queries.identity_of(organization)
        db.session.add(
            ProfileSection(
                organization_id=organization.id,
                key=IDENTITY,
                answers=answers,
                version=1,
                complete=all(answers[name] for name in queries.asked_of(organization)),
                saved_by_id=actor.id,
                saved_at=now(),
            )
        )
        db.session.flush()


@command
def save_section(
    organization: Organization,
    key: str,
    *,
    actor: Actor,
    answers: dict,
    complete: bool,
    version: int,
    alike: list[uuid.UUID] | None = None,
) -> ProfileSection:
    """Save the answers of one section, complete or not.

    `version` is that of the page's answers; Stale, carrying the section as it stands, when a
    colleague saved meanwhile. Nothing is written when the answers have not changed. `alike` are
    the organizations that were offered as perhaps the same and declined when the name changed.
    """
    lock(organization)
    if not can(actor, Organizations.EDIT, organization):
        raise NotAllowed(Organizations.EDIT)
    section = db.session.scalars(
        select(ProfileSection).filter_by(organization_id=organization.id, key=key)
    ).first()
    if section is None:
        section = ProfileSection(organization_id=organization.id, key=key, answers={}, version=0)
        db.session.add(section)
    elif section.version != version and section.answers != answers:
        raise Stale(
            _l("A colleague has saved this page meanwhile. Both texts are shown below."),
            current=section,
        )
    if section.version and section.answers == answers and section.complete == complete:
        return section
    section.answers = answers
    section.complete = complete
    section.version += 1
    section.saved_by_id = actor.id
    section.saved_at = now()
    if key != IDENTITY:
        write_columns(organization, key, answers)
    elif complete:
        write_identity(organization, answers)
    record(
        "organizations:section:saved",
        organization,
        actor=actor,
        section=key,
        complete=complete,
        version=section.version,
        **({"offered_as_alike": [str(each) for each in alike]} if alike else {}),
    )
    return section
