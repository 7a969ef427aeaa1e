"""Meetings with business: for staff, and for the public register."""

import uuid

from sqlalchemy import Select, false, or_, select, true

from engagement.core import subjects
from engagement.core.clock import today
from engagement.core.countries import Region, Subregion
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.organizations.models import Organization, Protection
from engagement.partnerships.about import met
from engagement.partnerships.models import BusinessMeeting
from engagement.partnerships.permissions import MEETERS

ORDER = (BusinessMeeting.held_on, BusinessMeeting.id)


def visible_to(actor: Actor) -> Select:
    """Meetings that staff see: none with an organization of a conflict, none that was removed."""
    if not actor.roles.isdisjoint(MEETERS):
        allowed = true()
    elif Role.AUDITOR not in actor.roles:
        allowed = false()
    elif actor.audits_part:
        allowed = subjects.happened_in(BusinessMeeting.entered_at, actor.audited)
    else:
        allowed = true()
    found = select(BusinessMeeting).where(allowed, BusinessMeeting.removed_at.is_(None))
    return found.where(~met(actor.conflicts)) if actor.conflicts else found


def listed(actor: Actor) -> Select:
    """Rows of the staff's list with the meeting, to be paged by `ORDER`."""
    return visible_to(actor).with_only_columns(*ORDER, BusinessMeeting)


def public(region: Region | None = None, subregion: Subregion | None = None) -> Select:
    """Rows of the public register, to be paged by `ORDER`: those whose day has come."""
    found = select(*ORDER, BusinessMeeting).where(
        BusinessMeeting.removed_at.is_(None), BusinessMeeting.public_on <= today()
    )
    if region is not None:
        found = found.where(or_(BusinessMeeting.region == region, BusinessMeeting.region.is_(None)))
    return found if subregion is None else found.where(BusinessMeeting.subregion == subregion)


def public_participants(meeting: BusinessMeeting, *, bulk: bool = False) -> list:
    """Who took part, as the public may know it: not an entry that is withheld.

    Protected ones stand in no bulk file (`organizations.public`).
    """
    hidden = {Protection.WITHHELD} | ({Protection.PROTECTED} if bulk else set())
    return [
        each
        for each in meeting.participants
        if each.organization is None or each.organization.protection not in hidden
    ]


def organization_called(name: str) -> uuid.UUID | None:
    """The organization with exactly this name, if there is one and no more."""
    same = db.session.scalars(
        select(Organization.id)
        .where(or_(Organization.name == name, Organization.latin_name == name))
        .limit(2)
    ).all()
    return same[0] if len(same) == 1 else None


def get_meeting(business_meeting_id: uuid.UUID) -> BusinessMeeting | None:
    """One meeting that was not removed."""
    meeting = db.session.get(BusinessMeeting, business_meeting_id)
    return meeting if meeting is not None and meeting.removed_at is None else None
