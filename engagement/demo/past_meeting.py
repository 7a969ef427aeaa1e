"""A made-up meeting of the past: who took part is noted, certificates are made."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select

from engagement.accounts.queries import account_by_email, get_account
from engagement.bodies.models import Mode
from engagement.core.clock import moved_to
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.demo.lives import Life
from engagement.demo.meetings import BANDS, GENDERS, OFFICER, add_registrations, begins_at, prepare
from engagement.demo.plan import Act
from engagement.meetings.attendance_lists import Stay
from engagement.meetings.commands import attendance, checking_in, noting, registering
from engagement.meetings.models import CategoryKind, Meeting, Registration, RegistrationState
from engagement.organizations.queries import actor_for

DAYS_AGO = 45
"""When it was announced; it took place six weeks later."""
PEOPLE = 12
"""Applicants of the demo who were registered for it."""
OTHERS = 60
"""People without an account."""


class PastMeeting:
    """A hybrid meeting some days ago, act by act."""

    def __init__(self, lives: Sequence[Life]) -> None:
        self.lives = lives
        self.meeting: Meeting | None = None

    def acts(self, present: datetime) -> list[Act]:
        """What happened when: it is announced, the doors are open, the lists come in."""
        announced = present - timedelta(days=DAYS_AGO)
        with moved_to(announced):
            begins = begins_at()
        return [
            (announced, self.announce),
            (begins - timedelta(minutes=20), self.open_doors),
            (begins + timedelta(hours=5), self.note),
        ]

    @property
    def officer(self) -> Actor:
        """Who prepares it."""
        return actor_for(account_by_email(OFFICER))

    def announce(self) -> None:
        """It is published, and people register."""
        self.meeting = prepare(
            self.officer,
            {
                "en": "Hearing on air quality in cities",
                "ar": "جلسة استماع بشأن نوعية الهواء في المدن",
                "fr": "Audition sur la qualité de l’air dans les villes",
            },
            {CategoryKind.ACCREDITED: None, CategoryKind.PUBLIC: 200},
            mode=Mode.HYBRID,
            place="United Nations Office at Nairobi, Gigiri",
        )
        public = next(each for each in self.meeting.categories if each.kind is CategoryKind.PUBLIC)
        people = [each for each in reversed(self.lives) if each.applicant][:PEOPLE]
        for place, life in enumerate(people):
            account = get_account(life.applicant.id)
            told = registering.Details(
                name=account.name,
                language=account.language,
                mode=self.meeting.modes[place % 2],
                age_band=BANDS[place % len(BANDS)],
                gender=GENDERS[place % len(GENDERS)],
                country=life.named.country,
                first_time=place % 3 == 0,
            )
            registering.register(public, told, account=account, actor=actor_for(account))
        add_registrations(self.meeting, OTHERS)

    def open_doors(self) -> None:
        """Three of four of those who wanted to come in person came."""
        for number, each in self._with_a_place():
            if each.mode is Mode.IN_PERSON and number % 4:
                checking_in.check_in(each, actor=self.officer)

    def note(self) -> None:
        """Four of five of the others were there, some too short; a telephone was nobody's."""
        session, random, stays = self.meeting.sessions[0], Random(5), []
        for number, each in self._with_a_place():
            if each.mode is not Mode.IN_PERSON and number % 5:
                late, minutes = random.randrange(20), random.choice((25, 120, 160, 175))
                began_at = session.starts_at + timedelta(minutes=late)
                cells = {"email": each.email}
                stays.append(Stay(number, cells, began_at, began_at + timedelta(minutes=minutes)))
        stays.append(
            Stay(
                PEOPLE + OTHERS + 2,
                {"name": "iPhone", "joined": "14:05", "left": "16:30"},
                session.starts_at,
                session.ends_at,
            )
        )
        attendance.take_list(session, stays, actor=self.officer)
        while noting.note(self.meeting):
            pass

    def _with_a_place(self) -> Iterable[tuple[int, Registration]]:
        confirmed = select(Registration).where(
            Registration.meeting_id == self.meeting.id,
            Registration.state == RegistrationState.CONFIRMED,
        )
        return enumerate(db.session.scalars(confirmed.order_by(Registration.number)).all(), start=2)
