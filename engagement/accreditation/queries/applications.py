"""Applications: which one may see, which one may work on, what is missing from one."""

import functools
import uuid

from sqlalchemy import (
    ARRAY,
    BindParameter,
    Select,
    Uuid,
    all_,
    and_,
    bindparam,
    exists,
    false,
    literal,
    literal_column,
    or_,
    select,
    true,
)

from engagement.accreditation.models import (
    Accreditation,
    Application,
    ApplicationPath,
    ApplicationState,
    TrackVersion,
)
from engagement.accreditation.offices import (
    CLERKS,
    DECIDE,
    ON_EVERY_TRACK,
    UNITS,
    tracks_of,
)
from engagement.accreditation.tracks import TRACKS, track_for
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.core.subjects import happened_in
from engagement.organizations.models import (
    PEOPLE_SECTIONS,
    Organization,
    ProfileSection,
    SizeClass,
)
from engagement.organizations.queries import size_of

OVER = (
    ApplicationState.ACCREDITED,
    ApplicationState.REFUSED,
    ApplicationState.UPHELD,
    ApplicationState.WITHDRAWN,
    ApplicationState.CLOSED,
)
DESK_ROLES = CLERKS | DECIDE | ON_EVERY_TRACK


def visible_to(actor: Actor) -> Select:
    """What this person may see, as member or as staff: own pages and search start here."""
    return select(Application).where(
        or_(
            Application.organization_id.in_(actor.belongs_to),
            on_desk(actor),
            entered_by_staff(actor),
        )
    )


def entered_by_staff(actor: Actor):
    """The condition of what staff may enter and edit for those who wrote on paper."""
    if actor.roles.isdisjoint(CLERKS):
        return false()
    return and_(
        Application.organization_id.in_(
            select(Organization.id).where(Organization.kept_by_staff.is_(True))
        ),
        Application.organization_id.not_in(actor.conflicts),
        _in_tracks(tracks_of(actor)),
    )


def handled_by(actor: Actor) -> Select:
    """What this person may work on: every staff list, count, search and export starts here."""
    return select(Application).where(on_desk(actor))


def on_desk(actor: Actor):
    """The condition of the staff side: submitted, of a track of their unit, no conflict of
    interest, and for who only audits within the scope of the engagement."""
    if actor.roles.isdisjoint(DESK_ROLES):
        return false()
    in_scope = Application.submitted_at.is_not(None)
    if actor.roles.isdisjoint(DESK_ROLES - {Role.AUDITOR}):
        in_scope = happened_in(Application.submitted_at, actor.audited)
    return and_(
        in_scope,
        _in_tracks(tracks_of(actor)),
        Application.organization_id != all_(_as_array(actor.conflicts)),
    )


def _in_tracks(tracks: frozenset[str]):
    # constants of the statement, for they follow from the roles
    if tracks == UNITS.keys():
        return true()
    return Application.track.in_([literal_column(f"'{track}'") for track in sorted(tracks)])


def _as_array(conflicts):
    # one value whatever their number: the statement stays the same for everybody
    made_for_anybody = isinstance(conflicts, BindParameter)
    return conflicts if made_for_anybody else literal(list(conflicts), ARRAY(Uuid))


def get_application(application_id: uuid.UUID) -> Application | None:
    """An application by its id."""
    return db.session.get(Application, application_id)


def applications_of(organization: Organization) -> list[Application]:
    """All applications of an organization, latest first."""
    return db.session.scalars(
        select(Application)
        .where(Application.organization_id == organization.id)
        .order_by(Application.created_at.desc())
    ).all()


def open_application(organization: Organization, track: str) -> Application | None:
    """The application of this track that is not over, if there is one."""
    return db.session.scalars(
        select(Application).where(
            Application.organization_id == organization.id,
            Application.track == track,
            Application.state.not_in(OVER),
        )
    ).first()


def current_track_version(track: str) -> TrackVersion | None:
    """The version of a track published last."""
    return db.session.scalars(
        select(TrackVersion).filter_by(track=track).order_by(TrackVersion.number.desc()).limit(1)
    ).first()


def papers_sent(application: Application) -> list[dict]:
    """The files of the last submission as its snapshot holds them; none of a draft."""
    return application.snapshot.content.get("documents", []) if application.snapshot else []


def definition_of(application: Application) -> dict:
    """The definition of the track as of the version the application began with."""
    return _definition(application.track_version_id)


@functools.lru_cache(maxsize=64)
def _definition(version_id: uuid.UUID) -> dict:
    # a published version never changes, so each process reads it once
    return db.session.get_one(TrackVersion, version_id).definition


def sections_of(application: Application) -> dict[str, ProfileSection]:
    """The organization's saved sections by key: while a draft, they are the application."""
    rows = db.session.scalars(_sections(), {"organization_id": application.organization_id})
    return {row.key: row for row in rows}


@functools.cache
def _sections():
    return select(ProfileSection).where(
        ProfileSection.organization_id == bindparam("organization_id")
    )


def missing_sections(application: Application, saved: dict | None = None) -> list[str]:
    """Keys of required sections that are not complete, in order of the track.

    `saved` are the sections by key, when the caller has read them.
    """
    saved = sections_of(application) if saved is None else saved
    return [
        section["key"]
        for section in sections_asked(application)
        if section["required"] and not (section["key"] in saved and saved[section["key"]].complete)
    ]


def sections_asked(application: Application) -> list[dict]:
    """The sections of the version the application began with, as far as its path goes."""
    definition = definition_of(application)
    short = definition.get("short")
    if short is None or application.path != ApplicationPath.SME:
        return definition["sections"]
    return [section for section in definition["sections"] if section["key"] in short]


def stands_in_register(organization: Organization) -> bool:
    """Whether an accreditation was ever given: its name and its seat are then public record."""
    return db.session.scalar(_stands_in_register(), {"organization_id": organization.id})


@functools.cache
def _stands_in_register():
    return select(exists().where(Accreditation.organization_id == bindparam("organization_id")))


def track_of(application: Application):
    """The track's table of words and keys, as far as the application's path goes."""
    return TRACKS[application.track].on(application.path)


def may_go_short(organization: Organization) -> bool:
    """Whether the short path is open: by the size that the organization gave."""
    short = track_for(organization.kind).short
    return bool(short) and size_of(organization) == SizeClass.SME


def people_section(application: Application) -> str:
    """The key of the section whose people are rows beside its answers."""
    return PEOPLE_SECTIONS[TRACKS[application.track].is_business]
