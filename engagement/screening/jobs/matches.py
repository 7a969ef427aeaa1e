"""Entry points of comparing: an organization, everybody with a new list, what is overdue."""

import uuid

from engagement.core.permissions import SYSTEM
from engagement.jobs.queue import job
from engagement.organizations.queries import get_organization
from engagement.screening.commands import compact as participants
from engagement.screening.commands import (
    entry_keys,
    escalation,
    remaining,
    rescreening,
    screenings,
)
from engagement.screening.jobs import compact
from engagement.screening.models import Cause
from engagement.screening.queries import indexes, matches
from engagement.screening.sources import Track


@job("screening.screen_organization")
def screen_organization(organization_id: str, cause: str, track: str | None = None):
    """Compare an organization and its people with the lists: at submission, or when asked."""
    organization = get_organization(uuid.UUID(organization_id))
    if organization is not None:
        screenings.screen_organization(
            organization,
            actor=SYSTEM,
            cause=Cause(cause),
            track=Track(track) if track else None,
        )
        participants.find_participants(organization, actor=SYSTEM)


@job("screening.organization_changed")
def organization_changed(organization_id: str):
    """Compare an organization again whose names, people or country changed."""
    organization = get_organization(uuid.UUID(organization_id))
    if organization is not None:
        screenings.screen_organization(organization, actor=SYSTEM, cause=Cause.PARTY_CHANGED)
        participants.find_participants(organization, actor=SYSTEM)


@job("screening.list_changed")
def list_changed(version_id: str):
    """Compare everybody with what a version of a list brought."""
    version = indexes.get_version(uuid.UUID(version_id))
    if version is not None:
        if indexes.is_long(version.source):
            entry_keys.store_keys(version.source)
        indexes.index_of(version)
        rescreening.rescreen(version, actor=SYSTEM)
        compact.read_version(version)
        remaining.ask_remaining()


@job("screening.compare_remaining", every="45 3 * * *")
def compare_remaining():
    """Compare everybody whom nobody has compared yet although something hangs on it."""
    remaining.ask_remaining()


@job("screening.lapse_ended", every="23 0 * * *")
def lapse_ended():
    """Let matches lapse whose entry is over by its own date."""
    for match in matches.with_ended_entry():
        escalation.lapse_ended(match, actor=SYSTEM)


@job("screening.escalate_matches", every="20 4 * * *")
def escalate_matches():
    """Tell the heads of matches that nobody decided in time."""
    for match in matches.overdue():
        escalation.escalate(match, actor=SYSTEM)
