"""What the register knows of organizations that nominate: read when it is needed, never copied."""

import uuid
from collections.abc import Collection, Iterable

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from engagement.accreditation.models import (
    Accreditation,
    AccreditationStatus,
    Application,
    ApplicationState,
    StatusPeriod,
)
from engagement.accreditation.tracks import MAJOR_GROUP, PRIVATE_SECTOR
from engagement.core.clock import today
from engagement.core.db import db
from engagement.core.text import Labelled
from engagement.meetings.models import CategoryKind, Registration

IN_REVIEW = (
    ApplicationState.SUBMITTED,
    ApplicationState.RETURNED,
    ApplicationState.IN_REVIEW,
    ApplicationState.CLARIFICATION,
    ApplicationState.RECOMMENDED,
    ApplicationState.RECONSIDERATION,
)
"""An application has been sent and not been decided on for good."""

TRACKS = {
    CategoryKind.ACCREDITED: MAJOR_GROUP.key,
    CategoryKind.PRIVATE_SECTOR: PRIVATE_SECTOR.key,
}
"""The track whose accreditation opens a category."""


class Standing(Labelled):
    """Whether an organization can take part now."""

    ACCREDITED = "accredited", _l("Accredited")
    IN_REVIEW = "in_review", _l("Provisional: its application is being reviewed")
    SUSPENDED = "suspended", _l("Accreditation suspended")
    NONE = "none", _l("Not accredited")


MAY_NOMINATE = (Standing.ACCREDITED, Standing.IN_REVIEW)
HELD = (AccreditationStatus.ACTIVE, AccreditationStatus.REPORT_DUE)


def standings(
    organization_ids: Collection[uuid.UUID], kind: CategoryKind
) -> dict[uuid.UUID, Standing]:
    """The standing of organizations for a category of focal points, by id; two queries.

    One whose application is in review takes part provisionally (product 3.2), also where an
    earlier accreditation has ended; while one is suspended nothing else counts.
    """
    ids = list(organization_ids)
    if not ids or kind not in TRACKS:
        return {}
    day, track = today(), TRACKS[kind]
    held = dict(
        db.session.execute(
            select(Accreditation.organization_id, StatusPeriod.status)
            .join(StatusPeriod, StatusPeriod.accreditation_id == Accreditation.id)
            .where(
                Accreditation.organization_id.in_(ids),
                Accreditation.track == track,
                StatusPeriod.valid_from <= day,
                StatusPeriod.valid_to.is_(None) | (StatusPeriod.valid_to > day),
            )
        ).all()
    )
    reviewed = set(
        db.session.scalars(
            select(Application.organization_id).where(
                Application.organization_id.in_(ids),
                Application.track == track,
                Application.state.in_(IN_REVIEW),
            )
        )
    )
    return {each: _standing(held.get(each), each in reviewed) for each in ids}


def standing_of(organization_id: uuid.UUID | None, kind: CategoryKind) -> Standing | None:
    """The standing of one organization; None in categories where nobody nominates."""
    if organization_id is None:
        return None
    return standings([organization_id], kind).get(organization_id)


def standings_among(registrations: Iterable[Registration]) -> dict[uuid.UUID, Standing]:
    """The standing of the organization of each registration, by the registration's id.

    Nothing for who comes for none, or in a category where nobody nominates. Two queries for each
    track of which there are any.
    """
    by_kind: dict[CategoryKind, dict[uuid.UUID, uuid.UUID]] = {}
    for each in registrations:
        if each.organization_id is not None:
            by_kind.setdefault(each.category.kind, {})[each.id] = each.organization_id
    found = {}
    for kind, organizations in by_kind.items():
        known = standings(set(organizations.values()), kind)
        found |= {key: known[each] for key, each in organizations.items() if each in known}
    return found


def suspended_among(registrations: Iterable[Registration]) -> set[uuid.UUID]:
    """Registrations for organizations that are suspended, by id."""
    known = standings_among(registrations)
    return {each for each, standing in known.items() if standing is Standing.SUSPENDED}


def is_suspended(registration: Registration) -> bool:
    """Whether the organization for which somebody comes is suspended today."""
    return bool(suspended_among([registration]))


def kept_out(registrations: Iterable[Registration]) -> set[uuid.UUID]:
    """Registrations for organizations that cannot take part now, by id."""
    known = standings_among(registrations)
    return {each for each, standing in known.items() if standing not in MAY_NOMINATE}


def _standing(status, in_review):
    if status in HELD:
        return Standing.ACCREDITED
    if status == AccreditationStatus.SUSPENDED:
        return Standing.SUSPENDED
    return Standing.IN_REVIEW if in_review else Standing.NONE
