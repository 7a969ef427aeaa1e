"""A made-up meeting of the past: who took part is noted, certificates are made."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from sqlalchemy import select

from engagement.accounts.queries import account_by_email, get_account
from engagement.bodies.models import Mode
from engagement.core.clock import moved_to, now
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.demo.lives import Life
from engagement.demo.meetings import BANDS, GENDERS, OFFICER, add_registrations, prepare
from engagement.meetings.attendance_lists import Stay
from engagement.meetings.commands import attendance, checking_in, noting, registering
from engagement.meetings.models import CategoryKind, Meeting, Registration, RegistrationState
from engagement.organizations.queries import actor_for

PEOPLE = 12
"""Applicants of the demo who were registered for it."""
OTHERS = 60
"""People without an account."""


def seed_past_meeting(lives: Sequence[Life]) -> Meeting:
    """A hybrid meeting some days ago: who was there is noted, certificates are made."""
    officer = actor_for(account_by_email(OFFICER))
    with moved_to(now() - timedelta(days=45)):
        meeting = prepare(
            officer,
            {
                "en": "Hearing on air quality in cities",
                "ar": "جلسة استماع بشأن نوعية الهواء في المدن",
                "fr": "Audition sur la qualité de l’air dans les villes",
            },
            {CategoryKind.ACCREDITED: None, CategoryKind.PUBLIC: 200},
            mode=Mode.HYBRID,
            place="United Nations Office at Nairobi, Gigiri",
        )
        public = next(each for each in meeting.categories if each.kind is CategoryKind.PUBLIC)
        people = [each for each in reversed(lives) if each.applicant][:PEOPLE]
        for place, life in enumerate(people):
            account = get_account(life.applicant.id)
            told = registering.Details(
                name=account.name,
                language=account.language,
                mode=meeting.modes[place % 2],
                age_band=BANDS[place % len(BANDS)],
                gender=GENDERS[place % len(GENDERS)],
                country=life.named.country,
                first_time=place % 3 == 0,
            )
            registering.register(public, told, account=account, actor=actor_for(account))
        add_registrations(meeting, OTHERS)
    take_part(meeting, officer)
    return meeting


def take_part(meeting: Meeting, officer: Actor) -> None:
    """Most people of a meeting that is over were there, some too short, some not at all."""
    session, random, stays = meeting.sessions[0], Random(5), []
    registrations = db.session.scalars(
        select(Registration)
        .where(
            Registration.meeting_id == meeting.id,
            Registration.state == RegistrationState.CONFIRMED,
        )
        .order_by(Registration.number)
    ).all()
    for number, each in enumerate(registrations, start=2):
        if each.mode is Mode.IN_PERSON:
            if number % 4:
                with moved_to(session.starts_at - timedelta(minutes=number % 50)):
                    checking_in.check_in(each, actor=officer)
        elif number % 5:
            late, minutes = random.randrange(20), random.choice((25, 120, 160, 175))
            began_at = session.starts_at + timedelta(minutes=late)
            cells = {"email": each.email}
            stays.append(Stay(number, cells, began_at, began_at + timedelta(minutes=minutes)))
    stays.append(
        Stay(
            len(registrations) + 2,
            {"name": "iPhone", "joined": "14:05", "left": "16:30"},
            session.starts_at,
            session.ends_at,
        )
    )
    with moved_to(session.ends_at + timedelta(hours=2)):
        attendance.take_list(session, stays, actor=officer)
        while noting.note(meeting):
            pass
