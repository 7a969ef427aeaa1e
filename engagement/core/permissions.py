"""Who may do what: a permission is a name, a policy a function `(actor, subject) -> bool`.

Each feature declares its permissions with their policies in one table and registers it here.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l

from engagement.core.text import Labelled

Policy = Callable[["Actor", Any], bool]


class Permission(StrEnum):
    """A right, written `feature:noun:verb`."""


class Role(Labelled):
    """What staff are trusted with; what members are in organizations is a membership."""

    REVIEWER = "reviewer", _l("Reviewer")
    HEAD_OF_UNIT = "head_of_unit", _l("Head of unit")
    APPROVER = "approver", _l("Approver")
    REGIONAL_OFFICER = "regional_officer", _l("Regional officer")
    PROTOCOL_OFFICER = "protocol_officer", _l("Protocol officer")
    MEETING_OFFICER = "meeting_officer", _l("Meeting officer")
    PROGRAMME_OFFICER = "programme_officer", _l("Programme officer")
    SCREENING_OFFICER = "screening_officer", _l("Screening officer")
    PRIVATE_SECTOR_HEAD = "private_sector_head", _l("Head of the private sector unit")
    DIRECTOR = "director", _l("Director")
    LEGAL_ADVISER = "legal_adviser", _l("Legal adviser")
    COMMITTEE_MEMBER = "committee_member", _l("Member of the partnership committee")
    COMMITTEE_SECRETARY = "committee_secretary", _l("Secretary of the partnership committee")
    SAFEGUARDING_OFFICER = "safeguarding_officer", _l("Safeguarding officer")
    AUDITOR = "auditor", _l("Auditor")
    ADMINISTRATOR = "administrator", _l("Administrator")


@dataclass(frozen=True)
class Period:
    """Days from one to another, both in it; None is open."""

    since: date | None = None
    until: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it holds every day."""
        return self.since is None and self.until is None

    def covers(self, moment: datetime | None) -> bool:
        """Whether something happened in it; what has not happened is in the open one alone."""
        if moment is None:
            return self.is_open
        day = moment.astimezone(UTC).date()
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def is_within(self, other: "Period") -> bool:
        """Whether every day of it is a day of the other."""
        begins = other.since is None or (self.since is not None and self.since >= other.since)
        ends = other.until is None or (self.until is not None and self.until <= other.until)
        return begins and ends


@dataclass(frozen=True)
class Actor:
    """A person as the rules see one, read from the database once a request or a job.

    `leads` and `belongs_to` are the organizations whose focal point or member the person is;
    `conflicts` those whose cases are kept from them as staff. An auditor reads cases submitted in
    the period `audited`; the role counts only on the days of an engagement. `stands_in_for` are
    colleagues whose cases the person works on today as their deputy. `delegate_of` are the States
    (alpha-2 codes) for which the person acts, `administers` those of them whose delegation the
    person administers; staff act for none.
    """

    id: uuid.UUID | None
    name: str
    roles: frozenset[Role] = frozenset()
    leads: frozenset[uuid.UUID] = frozenset()
    belongs_to: frozenset[uuid.UUID] = frozenset()
    conflicts: frozenset[uuid.UUID] = frozenset()
    audited: Period = Period()
    stands_in_for: frozenset[uuid.UUID] = frozenset()
    delegate_of: frozenset[str] = frozenset()
    administers: frozenset[str] = frozenset()
    is_system: bool = field(default=False)

    @property
    def audits_part(self) -> bool:
        """Whether the person audits, and not every case."""
        return Role.AUDITOR in self.roles and not self.audited.is_open


SYSTEM = Actor(id=None, name="system", is_system=True)
VISITOR = Actor(id=None, name="visitor")

POLICIES: dict[Permission, Policy] = {}


def register(policies: Mapping[Permission, Policy]) -> None:
    """Add a feature's table. RuntimeError when a permission already has a policy."""
    for permission, policy in policies.items():
        if permission in POLICIES:
            raise RuntimeError(f"{permission} has two policies")
        POLICIES[permission] = policy


def can(actor: Actor, permission: Permission, subject: Any = None) -> bool:
    """Whether `actor` has `permission` on `subject`; KeyError for one nobody registered."""
    return POLICIES[permission](actor, subject)


def has_role(*roles: Role) -> Policy:
    """Staff who hold one of `roles`."""

    def policy(actor, subject):
        return not actor.roles.isdisjoint(roles)

    policy.__name__ = f"has_role({', '.join(roles)})"
    return policy


def any_of(*policies: Policy) -> Policy:
    """One of `policies` allows it."""

    def policy(actor, subject):
        return any(each(actor, subject) for each in policies)

    policy.__name__ = f"any_of({', '.join(each.__name__ for each in policies)})"
    return policy


def all_of(*policies: Policy) -> Policy:
    """All of `policies` allow it."""

    def policy(actor, subject):
        return all(each(actor, subject) for each in policies)

    policy.__name__ = f"all_of({', '.join(each.__name__ for each in policies)})"
    return policy


def is_system(actor, subject):
    """A scheduled job, not a person."""
    return actor.is_system


def is_staff(actor, subject):
    """Anybody with a staff role."""
    return bool(actor.roles)


def signed_in(actor, subject):
    """Anybody with an account."""
    return actor.id is not None
