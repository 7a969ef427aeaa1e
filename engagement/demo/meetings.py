"""Made-up meetings: one that people of the demo register for, and one with very many people."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select

from engagement.accounts.queries import account_by_email, email_key, get_account
from engagement.audit.commands import record
from engagement.bodies.models import Mode
from engagement.core.clock import now, today
from engagement.core.db import command, db
from engagement.core.deadlines import beginning_of_minute
from engagement.core.permissions import SYSTEM, Actor
from engagement.demo import names, papers, protocol
from engagement.demo.bulk import BATCH, count_rows
from engagement.demo.lives import Life
from engagement.demo.meeting_voices import seed_voices
from engagement.meetings.commands import (
    categories,
    delegations,
    meetings,
    nominating,
    publishing,
    questions,
    registering,
)
from engagement.meetings.commands.queue import lock_queue
from engagement.meetings.commands.sessions import SessionData
from engagement.meetings.models import (
    AgeBand,
    ApprovalRule,
    BodyKey,
    Category,
    CategoryKind,
    DelegationFunction,
    Gender,
    Meeting,
    QuestionKind,
    Registration,
    RegistrationQueue,
    RegistrationState,
    WaitingRule,
)
from engagement.organizations.queries import actor_for

OFFICER = "meetings@engagement.example"
ZONE = "Africa/Nairobi"
PLACES = 50
PEOPLE = 12
"""Applicants of the demo who register for its meeting."""
BANDS = (AgeBand.YOUNG_ADULT, AgeBand.UNDER_30, AgeBand.OLDER, AgeBand.OLDER, AgeBand.ADULT)
GENDERS = (Gender.WOMAN, Gender.MAN, Gender.WOMAN, Gender.MAN, None)


def seed_meeting(lives: Sequence[Life]) -> Meeting:
    """A hybrid meeting in some weeks with places for everybody, and some registrations."""
    officer = actor_for(account_by_email(OFFICER))
    meeting = prepare(
        officer,
        {
            "en": "Open briefing on plastic in rivers and lakes",
            "fr": "Réunion d’information sur le plastique dans les rivières et les lacs",
            "es": "Sesión informativa sobre el plástico en ríos y lagos",
        },
        {
            CategoryKind.MEMBER_STATE: None,
            CategoryKind.ACCREDITED: None,
            CategoryKind.PUBLIC: PLACES,
            CategoryKind.MEDIA: 10,
        },
        mode=Mode.HYBRID,
        place="United Nations Office at Nairobi, Gigiri",
    )
    public = next(each for each in meeting.categories if each.kind is CategoryKind.PUBLIC)
    for place, life in enumerate([each for each in lives if each.applicant][:PEOPLE]):
        account = get_account(life.applicant.id)
        told = registering.Details(
            name=account.name,
            language=account.language,
            mode=Mode.ONLINE if place % 3 else Mode.IN_PERSON,
            age_band=BANDS[place % len(BANDS)],
            gender=GENDERS[place % len(GENDERS)],
            country=life.named.country,
            listed=place % 2 == 0,
        )
        registering.register(public, told, account=account, actor=actor_for(account))
    for code, administrator in protocol.administrators():
        name_members(meeting, code, actor_for(administrator))
    seed_voices(meeting, officer, lives)
    return meeting


def name_members(meeting: Meeting, code: str, administrator: Actor) -> None:
    """A State names a head and an adviser; the note verbale that does so waits to be checked."""
    category = next(each for each in meeting.categories if each.kind.by_state)
    random = Random(code)
    nominees = [
        nominating.Nominee(
            email=f"{function.value}@{code.lower()}.example",
            details=registering.Details(
                name=protocol.who(code, random)[0],
                language="en",
                mode=Mode.IN_PERSON,
                age_band=AgeBand.ADULT,
                country=code,
                function=function,
            ),
        )
        for function in (DelegationFunction.HEAD, DelegationFunction.ADVISER)
    ]
    nominating.nominate(category, nominees, actor=administrator, country=code)
    delegation = delegations.begin_delegation(meeting, code, actor=administrator)
    note = delegations.NoteData(f"NV/{code}/1", today())
    taken = papers.taken(papers.page(f"Note verbale {code}"))
    delegations.send_note(delegation, note, actor=administrator, taken=taken)


def begins_at() -> datetime:
    """When a meeting begins that is prepared now."""
    return beginning_of_minute(today() + timedelta(days=42), time(14), ZONE)


def prepare(
    officer: Actor, title: dict, places: dict, *, mode: Mode = Mode.ONLINE, place: str | None = None
) -> Meeting:
    """A meeting in six weeks, with a question, published and open."""
    starts_at = begins_at()
    meeting = meetings.create_meeting(
        meetings.MeetingData(
            title, mode, ZONE, BodyKey.COMMITTEE, place, contact_email="meetings@unep.example"
        ),
        SessionData(
            starts_at, starts_at + timedelta(hours=3), interpretation=("ar", "en", "fr", "es")
        ),
        actor=officer,
    )
    categories.add_categories(
        meeting,
        places,
        opens_at=now() - timedelta(minutes=1),
        closes_at=starts_at - timedelta(days=1),
        actor=officer,
    )
    questions.add_question(
        meeting,
        questions.QuestionData(QuestionKind.TEXT, {"en": "What do you want to ask?"}),
        actor=officer,
    )
    publishing.publish(meeting, actor=officer)
    return meeting


def seed_large_meeting(count: int) -> Meeting:
    """A meeting of `count` people, made in bulk; a tenth of them waits."""
    officer = actor_for(account_by_email(OFFICER))
    places = max(1, count - count // 10)
    meeting = prepare(
        officer, {"en": f"Large online meeting {count}"}, {CategoryKind.PUBLIC: places}
    )
    add_registrations(meeting, count)
    return meeting


@command
def add_registrations(meeting: Meeting, count: int) -> int:
    """Let `count` people be registered in order of date; returns how many were confirmed.

    In bulk, what the commands of registering do is skipped: accounts, permissions, mails, events
    but one. Places are counted all the same. ValueError for a meeting whose places depend on more:
    on lots, quotas, or somebody's approval.
    """
    category = next((each for each in meeting.categories if _is_plain(each)), None)
    if category is None or meeting.quotas or meeting.waiting_rule is not WaitingRule.BY_DATE:
        raise ValueError("registrations in bulk are for a category that lets everybody in")
    lock_queue(meeting)
    queue = db.session.scalars(select(RegistrationQueue).filter_by(meeting_id=meeting.id)).one()
    free = count if category.places is None else category.places - category.taken
    begin, confirmed = queue.last, min(free, count)
    rows: list[dict[str, Any]] = []
    for place, row in enumerate(_people(meeting, category, begin, count)):
        rows.append(row | _place(row, has_place=place < confirmed))
        if len(rows) == BATCH:
            db.session.execute(insert(Registration), rows)
            rows = []
    if rows:
        db.session.execute(insert(Registration), rows)
    queue.last += count
    category.taken += confirmed
    db.session.flush()
    count_rows(Registration.__tablename__)
    record("demo:registrations:added", meeting, actor=SYSTEM, count=count)
    return confirmed


def _is_plain(category: Category) -> bool:
    return category.kind.by_oneself and category.approval is ApprovalRule.AUTOMATIC


def _place(row, *, has_place):
    """Confirmed at once, or in line; every row has the same columns."""
    if has_place:
        return {
            "state": RegistrationState.CONFIRMED,
            "confirmed_at": row["submitted_at"],
            "rank": None,
        }
    return {"state": RegistrationState.WAITING, "confirmed_at": None, "rank": row["number"]}


def _people(meeting, category, begin, count) -> Iterator[dict[str, Any]]:
    random, instant = Random(begin), now()
    tongues = list(names.TONGUES.values())
    references = _references(count)
    for place in range(count):
        tongue = random.choice(tongues)
        name, plain = names.person(tongue, random)
        email = f"{plain or 'person'}@registered{begin + place + 1}.example"
        yield {
            "id": uuid.uuid4(),
            "meeting_id": meeting.id,
            "category_id": category.id,
            "reference": next(references),
            "email": email,
            "email_key": email_key(email),
            "name": name,
            "language": tongue.language,
            "country": random.choice(tongue.countries.split()),
            "mode": random.choice(meeting.modes),
            "age_band": random.choice(BANDS),
            "gender": random.choice(GENDERS),
            "first_time": random.choice((True, False, None)),
            "listed": random.random() < 0.5,
            "number": begin + place + 1,
            "created_at": instant,
            "submitted_at": instant - timedelta(seconds=count - place),
        }


def _references(count: int) -> Iterator[str]:
    """References that nobody has; several thousand are looked up at a time."""
    while count > 0:
        made = {registering.new_reference() for _ in range(min(count, BATCH))}
        there = select(Registration.reference).where(Registration.reference.in_(made))
        fresh = made - set(db.session.scalars(there))
        yield from fresh
        count -= len(fresh)
