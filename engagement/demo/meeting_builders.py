"""Builders of meetings for which people register, and of registrations."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from engagement.accounts.models import Account
from engagement.core.clock import now
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import Actor, Role
from engagement.demo.builders import make_account
from engagement.demo.case_builders import make_accreditation
from engagement.meetings.commands import nominating, registering
from engagement.meetings.models import (
    AgeBand,
    Category,
    CategoryKind,
    Meeting,
    MeetingSession,
    MeetingState,
    Mode,
    Question,
    QuestionKind,
    Quota,
    QuotaScope,
    Registration,
    RegistrationQueue,
)
from engagement.organizations.models import Organization
from engagement.organizations.queries import actor_for

_numbers = itertools.count(1)


@bookkeeping
def make_online_meeting(
    *,
    places: int | None = None,
    kinds: Sequence[CategoryKind] = (CategoryKind.PUBLIC,),
    mode: Mode = Mode.ONLINE,
    state: MeetingState = MeetingState.PUBLISHED,
    starts_at: datetime | None = None,
    per_organization: int | None = None,
    in_all: int | None = None,
    officer: Account | None = None,
    category: dict | None = None,
    **columns,
) -> Meeting:
    """A published meeting of one session a month ahead, open for registration in `kinds`.

    `places` are those of each category, `category` other columns of each; `per_organization` and
    `in_all` are quotas. What matters is an argument.
    """
    present = now()
    month_ahead = (present + timedelta(days=30)).replace(minute=0, second=0, microsecond=0)
    starts_at = starts_at or month_ahead
    ends_at = columns.pop("ends_at", starts_at + timedelta(hours=3))
    meeting = Meeting(
        **{
            "title": {"en": f"Online briefing of Green Youth (Kenya) {next(_numbers)}"},
            "description": {"en": "What the Green Youth (Kenya) briefing is about."},
            "mode": mode,
            "zone": "Africa/Nairobi",
            "place": None if mode is Mode.ONLINE else "Green Youth (Kenya) hall, Nairobi",
            "state": state,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "offer_hours": 48,
            "retention_days": 365,
            "created_by_id": (officer or make_account(Role.MEETING_OFFICER)).id,
            "created_at": present,
            "published_at": None if state is MeetingState.DRAFT else present,
        }
        | columns
    )
    meeting.sessions = [
        MeetingSession(
            title={"en": "Opening of Green Youth (Kenya)"},
            starts_at=starts_at,
            ends_at=ends_at,
            first_starts_at=starts_at,
            join_url="https://meet.example/green-youth",
            interpretation=["en", "fr"],
        )
    ]
    meeting.categories = [
        Category(
            **{
                "kind": kind,
                "position": place,
                "places": places,
                "opens_at": min(present, starts_at - timedelta(days=1)) - timedelta(days=1),
                "closes_at": starts_at - timedelta(days=1),
                "first_closes_at": starts_at - timedelta(days=1),
                "legal_basis": {"en": "Rule 70 of the rules of procedure, Green Youth (Kenya)"},
            }
            | (category or {})
        )
        for place, kind in enumerate(kinds)
    ]
    db.session.add(meeting)
    db.session.flush()
    db.session.add(RegistrationQueue(meeting_id=meeting.id))
    if per_organization is not None:
        meeting.quotas.append(Quota(scope=QuotaScope.ORGANIZATION, places=per_organization))
    if in_all is not None:
        meeting.quotas.append(Quota(scope=QuotaScope.ALL, places=in_all))
    db.session.flush()
    return meeting


@bookkeeping
def make_question(meeting: Meeting, kind: QuestionKind = QuestionKind.TEXT, **columns) -> Question:
    """A question of a meeting, asked in every category."""
    question = Question(
        **{
            "meeting": meeting,
            "position": len(meeting.questions),
            "kind": kind,
            "text": {"en": f"What do you expect of Green Youth (Kenya)? {next(_numbers)}"},
            "choices": [
                {"key": "a", "text": {"en": "Green Youth (Kenya) A"}},
                {"key": "b", "text": {"en": "Green Youth (Kenya) B"}},
            ]
            if kind is QuestionKind.CHOICE
            else [],
        }
        | columns
    )
    db.session.add(question)
    db.session.flush()
    return question


def details(**values) -> registering.Details:
    """Whole details of a grown-up who takes part online; what matters is an argument."""
    whole = registering.Details(
        name=f"Amina of Green Youth (Kenya) {next(_numbers)}",
        language="en",
        mode=Mode.ONLINE,
        age_band=AgeBand.YOUNG_ADULT,
        country="KE",
        listed=True,
    )
    return replace(whole, **values)


def category_of(meeting: Meeting, kind: CategoryKind) -> Category:
    """The category of a kind in a meeting."""
    return next(each for each in meeting.categories if each.kind is kind)


def make_registration(
    meeting: Meeting | None = None,
    *,
    account: Account | None = None,
    kind: CategoryKind | None = None,
    send: bool = True,
    **values,
) -> Registration:
    """Somebody registered alone, in the first category unless another is named."""
    meeting = meeting or make_online_meeting()
    account = account or make_account()
    category = category_of(meeting, kind) if kind else meeting.categories[0]
    return registering.register(
        category,
        details(**{"name": account.name} | values),
        account=account,
        actor=actor_for(account),
        send=send,
    )


def make_leader(organization: Organization | None = None) -> tuple[Organization, Actor]:
    """An accredited organization, and who leads it."""
    if organization is None:
        accredited = make_accreditation(name=f"Green Youth (Kenya) {next(_numbers)}")
        organization = accredited.organization
    return organization, actor_for(make_account(leads=[organization]))


def nominee(**values) -> nominating.Nominee:
    """Somebody with an address of their own and no account."""
    number = next(_numbers)
    email = values.pop("email", f"nominee{number}@place{number}.example")
    return nominating.Nominee(email=email, details=details(**values))


def make_nominations(
    meeting: Meeting,
    count: int = 1,
    *,
    organization: Organization | None = None,
    leader: Actor | None = None,
    kind: CategoryKind = CategoryKind.ACCREDITED,
) -> list[Registration]:
    """People whom an accredited organization has nominated."""
    if organization is None or leader is None:
        organization, leader = make_leader(organization)
    return nominating.nominate(
        category_of(meeting, kind),
        [nominee() for _ in range(count)],
        actor=leader,
        organization=organization,
    )
