"""Whether a quota has room for a registration: exact, under the lock of the queue."""

import uuid
from collections import Counter
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from engagement.core.db import db
from engagement.meetings.models import (
    CONFIRMED,
    Category,
    Meeting,
    Quota,
    QuotaScope,
    Registration,
)
from engagement.organizations.models import Organization


def holds_place() -> ColumnElement[bool]:
    """That a registration has a place, or is offered one."""
    return or_(Registration.state.in_(CONFIRMED), Registration.offered_until.is_not(None))


def falls_under(registration: Registration, quota: Quota) -> bool:
    """Whether a quota counts this registration."""
    if quota.category_id not in {None, registration.category_id}:
        return False
    if quota.mode not in {None, registration.mode}:
        return False
    if quota.scope is QuotaScope.ALL:
        return True
    key = key_of(registration, quota)
    return key is not None and quota.major_group in {None, key}


def key_of(registration: Registration, quota: Quota) -> Any:
    """Among whom a registration is counted: an organization's id, a State, a Major Group."""
    if quota.scope is QuotaScope.ORGANIZATION:
        return registration.organization_id
    if quota.scope is QuotaScope.STATE:
        return registration.country if registration.category.kind.by_state else None
    if quota.scope is QuotaScope.MAJOR_GROUP:
        return registration.organization.major_group if registration.organization else None
    return "all"


def full(registration: Registration) -> Quota | None:
    """The first quota without room for this registration, or None; one query for all.

    A place that it holds itself is not counted.
    """
    quotas = [each for each in registration.meeting.quotas if falls_under(registration, each)]
    if not quotas:
        return None
    counted = []
    for each in quotas:
        others = _counted(each).where(Registration.id != registration.id)
        if each.scope is not QuotaScope.ALL:
            others = others.where(_key_column(each) == key_of(registration, each))
        counted.append(others.scalar_subquery())
    taken = db.session.execute(select(*counted)).one()
    return next(
        (quota for quota, count in zip(quotas, taken, strict=True) if count >= quota.places), None
    )


def room_of(
    category: Category, *, organization: Organization | None, country: str | None
) -> list[tuple[Quota, int]]:
    """The quotas that people of an organization, or of a State, fall under, and what is taken."""
    keys = {
        QuotaScope.ORGANIZATION: organization.id if organization else None,
        QuotaScope.STATE: country if category.kind.by_state else None,
        QuotaScope.MAJOR_GROUP: organization.major_group if organization else None,
        QuotaScope.ALL: "all",
    }
    found = []
    for quota in category.meeting.quotas:
        key = keys[quota.scope]
        if quota.category_id not in {None, category.id} or key is None:
            continue
        if quota.major_group in {None, key}:
            found.append((quota, _by_key(quota)[key]))
    return found


class Room:
    """The room of all quotas of a meeting at once, for going down a waiting list."""

    def __init__(self, meeting: Meeting):
        self.quotas = list(meeting.quotas)
        self.taken: dict[uuid.UUID, Counter] = {each.id: _by_key(each) for each in self.quotas}

    def is_there_for(self, registration: Registration) -> bool:
        """Whether every quota has room."""
        return all(
            self.taken[each.id][key_of(registration, each)] < each.places
            for each in self.quotas
            if falls_under(registration, each)
        )

    def take(self, registration: Registration) -> None:
        """Count a registration that has got a place."""
        for each in self.quotas:
            if falls_under(registration, each):
                self.taken[each.id][key_of(registration, each)] += 1


def _key_column(quota: Quota):
    return {
        QuotaScope.ORGANIZATION: Registration.organization_id,
        QuotaScope.STATE: Registration.country,
        QuotaScope.MAJOR_GROUP: Organization.major_group,
    }[quota.scope]


def _counted(quota: Quota):
    counted = (
        select(func.count())
        .select_from(Registration)
        .where(Registration.meeting_id == quota.meeting_id, holds_place())
    )
    if quota.category_id is not None:
        counted = counted.where(Registration.category_id == quota.category_id)
    if quota.mode is not None:
        counted = counted.where(Registration.mode == quota.mode)
    if quota.scope is QuotaScope.MAJOR_GROUP:
        counted = counted.join(Organization, Organization.id == Registration.organization_id)
    return counted


def _by_key(quota: Quota) -> Counter:
    if quota.scope is QuotaScope.ALL:
        return Counter({"all": db.session.scalar(_counted(quota))})
    key = _key_column(quota)
    rows = db.session.execute(_counted(quota).add_columns(key).group_by(key))
    return Counter({key: count for count, key in rows})
