"""How a participant may be named in public, and the list of participants.

`public_name` is the one answer for every page, feed, file and list that others can read: a name
with the person's own consent, else "a representative of …", of a minor never more (product 2.1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString, get_locale
from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, func, select
from sqlalchemy.orm import joinedload

from engagement.core.countries import country
from engagement.core.db import db
from engagement.core.small_numbers import FEWEST_IN_CELL
from engagement.mail.outbox import isolate
from engagement.meetings.models import (
    CONFIRMED,
    AgeBand,
    CategoryKind,
    ListState,
    Meeting,
    Registration,
    RegistrationState,
)
from engagement.meetings.queries.registrations import PROTOCOL_ORDER
from engagement.organizations.models import Organization, Protection
from engagement.organizations.public import public_view

AN_ORGANIZATION = _l("an organization")


def may_be_named(registration: Registration) -> bool:
    """Whether the public may read the name: an adult agreed to it, and nobody is at risk by it."""
    return (
        registration.listed
        and registration.age_band is not None
        and not registration.is_minor
        and registration.forgotten_at is None
        and not _kept_back(registration.organization)
    )


can_be_named = and_(
    Registration.listed,
    Registration.age_band.is_not(None),
    Registration.age_band.not_in([each for each in AgeBand if each.is_minor]),
    Registration.forgotten_at.is_(None),
    func.coalesce(Organization.protection, Protection.NONE) == Protection.NONE,
)
"""The same as a condition, on registrations joined with their organizations, if they have one."""


def public_name(registration: Registration) -> str | LazyString | None:
    """What a participant is called in public, or None where nothing may be said.

    The name for whom `may_be_named`; else "a representative of" the body, if there is one.
    """
    if may_be_named(registration):
        return registration.name
    if registration.forgotten_at is not None:
        return None
    body = public_body(registration)
    return None if body is None else _l("a representative of %(body)s", body=isolated(body))


def public_body(registration: Registration) -> str | LazyString | None:
    """The body for which somebody comes as the public may know it, or None for nobody's sake.

    A State by its name; an organization at risk is "an organization". Which body somebody wrote
    in their own words is told of those alone who may be named.
    """
    if registration.category.kind.by_state and registration.country:
        return LazyString(_name_of_state, registration.country)
    if registration.organization is not None:
        if _kept_back(registration.organization):
            return AN_ORGANIZATION
        seen = public_view(registration.organization)
        return AN_ORGANIZATION if seen is None else seen.name
    return registration.represents if may_be_named(registration) else None


@dataclass(frozen=True)
class Participant:
    """One line of the list: nothing but what the public may know."""

    name: str
    body: Any
    relation: Any
    position: str | None
    function: Any


@dataclass(frozen=True)
class ParticipantList:
    """Named people by category in the order of protocol, and how many more take part.

    `unnamed` is None where it is below five, none at all included: not to be told from one another.
    """

    groups: list[tuple[CategoryKind, list[Participant]]]
    unnamed: int | None

    @property
    def rows(self) -> list[tuple[CategoryKind, Participant]]:
        """The same, line by line."""
        return [(kind, each) for kind, group in self.groups for each in group]


def participants(meeting: Meeting) -> ParticipantList:
    """Who takes part, as everybody may read it; two queries, whatever the size."""
    taking_part = _taking_part(meeting)
    named = [each for each in taking_part if may_be_named(each)]
    groups = []
    for kind in CategoryKind:
        of_kind = [each for each in named if each.category.kind is kind]
        if of_kind:
            groups.append((kind, [_line(each) for each in sorted(of_kind, key=_place)]))
    unnamed = len(taking_part) - len(named)
    return ParticipantList(groups, unnamed if unnamed >= FEWEST_IN_CELL else None)


def published_list(meeting: Meeting) -> ParticipantList | None:
    """The list, once an officer has published it."""
    shown = meeting.is_public and meeting.participants is not ListState.NONE
    return participants(meeting) if shown else None


def _taking_part(meeting: Meeting) -> Sequence[Registration]:
    """Who has a place; once the list is final nobody who did not come."""
    states = set(CONFIRMED)
    if meeting.participants is ListState.FINAL:
        states.remove(RegistrationState.NO_SHOW)
    return db.session.scalars(
        select(Registration)
        .where(
            Registration.meeting_id == meeting.registers_at.id,
            Registration.state.in_(states),
        )
        .options(joinedload(Registration.category), joinedload(Registration.organization))
    ).all()


def _line(registration: Registration) -> Participant:
    return Participant(
        name=registration.name,
        body=public_body(registration),
        relation=registration.relation,
        position=registration.position,
        function=registration.function if registration.category.kind.by_state else None,
    )


def _place(registration: Registration) -> tuple:
    """States by name, in each the order of protocol; bodies and people by name."""
    return (
        str(public_body(registration) or "").casefold(),
        PROTOCOL_ORDER[registration.function],
        registration.name.casefold(),
        registration.id,
    )


def _name_of_state(code):
    state, locale = country(code), get_locale()
    return state.name(locale.language if locale else "en") if state else code


def _kept_back(organization: Organization | None) -> bool:
    return organization is not None and organization.protection is not Protection.NONE


def isolated(words: Any) -> LazyString:
    """Words within a sentence, kept apart by signs of direction."""
    return LazyString(lambda: isolate(str(words)))
