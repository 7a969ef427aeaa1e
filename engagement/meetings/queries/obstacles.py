"""What keeps a registration that was sent from getting a place, or a place in line."""

import uuid
from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from engagement.core.text import Labelled
from engagement.meetings.models import ApprovalRule, Registration
from engagement.meetings.queries.answers import missing
from engagement.meetings.queries.papers import waits_for_papers
from engagement.meetings.queries.refusals import refused_among, was_refused
from engagement.meetings.queries.standing import MAY_NOMINATE, standing_of, standings_among


class Obstacle(Labelled):
    """For whom or what a registration that was sent waits, before places are looked at."""

    APPROVAL = "approval", _l("An officer has not looked at it yet")
    NOTE = "note", _l("The note verbale of the delegation has not been checked yet")
    ANSWERS = "answers", _l("Questions of the meeting have not been answered yet")
    PAPERS = "papers", _l("Documents that are asked for have not come yet")
    STANDING = "standing", _l("The organization cannot take part now")
    GUARDIAN = "guardian", _l("A guardian has not agreed yet")
    CHAPERONE = "chaperone", _l("No adult who goes along is confirmed yet")


def obstacles(registration: Registration) -> list[Obstacle]:
    """What still has to happen before a registration counts, in the order of this list.

    Whoever was refused and begins anew is decided on, whatever the rule of the category.
    """
    kind = registration.category.kind
    standing = standing_of(registration.organization_id, kind) if kind.by_organization else None
    return _obstacles(registration, standing, was_refused)


def obstacles_of(registrations: Sequence[Registration]) -> dict[uuid.UUID, list[Obstacle]]:
    """The same for each of several, by id; a few queries, however many they are."""
    refused, known = refused_among(registrations), standings_among(registrations)
    return {
        each.id: _obstacles(each, known.get(each.id), lambda one: one.id in refused)
        for each in registrations
    }


def _obstacles(registration, standing, was_refused):
    found = []
    if registration.approved_at is None:
        rule = registration.category.approval
        if rule is ApprovalRule.BY_OFFICER or was_refused(registration):
            found.append(Obstacle.APPROVAL)
        if rule is ApprovalRule.BY_NOTE:
            found.append(Obstacle.NOTE)
    if registration.category.kind.by_organization and standing not in MAY_NOMINATE:
        found.append(Obstacle.STANDING)
    if registration.nominated_by_id is not None and missing(registration):
        found.append(Obstacle.ANSWERS)
    if waits_for_papers(registration):
        found.append(Obstacle.PAPERS)
    return found + _of_minors(registration)


def _of_minors(registration: Registration) -> list[Obstacle]:
    """Both columns are kept in step with what guardians and adults say (`commands`)."""
    if not registration.is_minor:
        return []
    found = []
    if registration.guardian_consent_at is None:
        found.append(Obstacle.GUARDIAN)
    if registration.chaperone_id is None:
        found.append(Obstacle.CHAPERONE)
    return found
