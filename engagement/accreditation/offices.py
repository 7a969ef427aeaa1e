"""Which unit of the secretariat works on which track, and who decides on its cases."""

from engagement.accreditation.tracks import MAJOR_GROUP, PRIVATE_SECTOR
from engagement.core.permissions import Actor, Role

HEADS = {
    MAJOR_GROUP.key: Role.HEAD_OF_UNIT,
    PRIVATE_SECTOR.key: Role.PRIVATE_SECTOR_HEAD,
}
"""The head of the unit of a track."""

UNITS = {
    MAJOR_GROUP.key: frozenset({Role.REVIEWER, Role.HEAD_OF_UNIT}),
    PRIVATE_SECTOR.key: frozenset({Role.SCREENING_OFFICER, Role.PRIVATE_SECTOR_HEAD}),
}
"""Roles that review cases of a track."""

CLERKS = frozenset().union(*UNITS.values())
"""Roles that review cases of any track."""

DECIDERS = {
    MAJOR_GROUP.key: frozenset({Role.APPROVER}),
    PRIVATE_SECTOR.key: frozenset({Role.PRIVATE_SECTOR_HEAD, Role.DIRECTOR}),
}
"""Roles that decide on cases of a track; on a company's whom the route of its screening names."""

DECIDE = frozenset().union(*DECIDERS.values())
"""Roles that decide on cases of any track."""

RECONSIDERS = Role.APPROVER
"""Who looks at a refusal again, on every track. Of companies, too: approvers are of another office
than the unit and the director who decided, whichever of them the route named, and one of them is
always there, which cannot be said of a second director."""

ON_EVERY_TRACK = frozenset({Role.APPROVER, Role.AUDITOR})
"""Roles whose desk holds the cases of all tracks."""


def tracks_of(actor: Actor) -> frozenset[str]:
    """Keys of the tracks whose cases this person may work on, conflicts of interest apart."""
    if not actor.roles.isdisjoint(ON_EVERY_TRACK):
        return frozenset(UNITS)
    return frozenset(
        key for key, roles in UNITS.items() if not actor.roles.isdisjoint(roles | DECIDERS[key])
    )


def track_of_subject(subject) -> str:
    """The track that an application, an accreditation or a record of one belongs to.

    What has none, such as a list of members of before the platform, is of the Major Groups.
    """
    for name in ("application", "accreditation"):
        case = getattr(subject, name, None)
        if case is not None:
            return case.track
    return getattr(subject, "track", None) or MAJOR_GROUP.key


def in_unit(actor: Actor, subject) -> bool:
    """Whether this person is of the unit that works on the subject's track."""
    return not actor.roles.isdisjoint(UNITS[track_of_subject(subject)])


def heads_unit(actor: Actor, subject) -> bool:
    """Whether this person heads the unit that works on the subject's track."""
    return HEADS[track_of_subject(subject)] in actor.roles


def decides_on_track(actor: Actor, subject) -> bool:
    """Whether this person has one of the roles that decide on cases of the subject's track."""
    return not actor.roles.isdisjoint(DECIDERS[track_of_subject(subject)])
