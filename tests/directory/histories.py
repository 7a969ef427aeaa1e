"""Random histories of accreditations, and the brute-force answer to who was listed on a day."""

import itertools
import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from engagement.accreditation.models import Accreditation, AccreditationStatus, StatusPeriod
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.core.clock import now
from engagement.core.db import bookkeeping, db
from engagement.core.major_groups import MajorGroup
from engagement.directory import commands as directory
from engagement.organizations.models import (
    FormerIdentity,
    Organization,
    OrganizationKind,
    Protection,
)

BEGIN = date(2019, 1, 1)
LISTED = ("active", "report_due", "suspended")
ENDS = ("withdrawn", "lapsed", "merged", "dissolved")
COUNTRIES = ("KE", "NE", "BR", "CN", "PR")
WORDS = ("Wetland", "Forêt", "Зелёная", "نور", "环保")


@dataclass
class Life:
    """One organization: days on which its status or identity became another, in order."""

    number: str
    protection: Protection
    since: date
    statuses: list[tuple[date, str]] = field(default_factory=list)
    identities: list[tuple[date, dict]] = field(default_factory=list)

    def status_on(self, day: date) -> str | None:
        """The last one that began on the day or before; of one day the later one counts."""
        return next((status for begin, status in reversed(self.statuses) if begin <= day), None)

    def identity_on(self, day: date) -> dict:
        """The same of identities; a protected entry is known as today alone."""
        if self.protection == Protection.PROTECTED:
            return self.identities[-1][1]
        return next(values for begin, values in reversed(self.identities) if begin <= day)

    def listed_on(self, day: date) -> tuple | None:
        """Number, name, country, Major Group and status as the public may know them, or None."""
        status = self.status_on(day)
        if status not in LISTED or self.protection == Protection.WITHHELD:
            return None
        who = self.identity_on(day)
        country = None if self.protection == Protection.PROTECTED else who["country"]
        return self.number, who["name"], country, who["major_group"], status


def random_life(random: Random, place: int) -> Life:
    """Statuses and identities that change now and then, sometimes twice on a day."""
    since = BEGIN + timedelta(days=random.randrange(900))
    protection = random.choices(list(Protection), weights=(8, 1, 1))[0]
    life = Life(f"MG-{since.year}-9{place:04}", protection, since)
    day, status = since, "active"
    while True:
        life.statuses.append((day, status))
        day += timedelta(days=random.choice((0, 1, 30, 200, 700)))
        if status in ENDS or day > date(2024, 1, 1):
            break
        status = random.choice([each for each in (*LISTED, *ENDS[:3]) if each != status])
    days = sorted({BEGIN + timedelta(days=random.randrange(1, 1700)) for _ in range(3)})
    for begin in [date.min, *days[: random.randrange(4)]]:
        life.identities.append(
            (
                begin,
                {
                    "name": f"{random.choice(WORDS)} {place} {begin.year}",
                    "country": random.choice(COUNTRIES),
                    "major_group": random.choice([None, *MajorGroup]),
                },
            )
        )
    return life


@bookkeeping
def write(lives: list[Life]) -> None:
    """The rows by which the platform knows these lives, and the register made from them."""
    ids = []
    for life in lives:
        organization = Organization(
            kind=OrganizationKind.NON_PROFIT,
            name_language="en",
            created_at=now(),
            protection=life.protection,
            protected_since=None if life.protection == Protection.NONE else now(),
            **life.identities[-1][1],
        )
        db.session.add(organization)
        db.session.flush()
        for (_, values), (until, _) in itertools.pairwise(life.identities):
            db.session.add(
                FormerIdentity(
                    organization_id=organization.id, until=until, name_language="en", **values
                )
            )
        accreditation = Accreditation(
            number=life.number,
            token=uuid.uuid4().hex,
            track=MAJOR_GROUP.key,
            organization_id=organization.id,
            since=life.since,
            created_at=now(),
        )
        ends = [*(begin for begin, _ in life.statuses[1:]), None]
        accreditation.periods = [
            StatusPeriod(
                status=AccreditationStatus(status),
                valid_from=begin,
                valid_to=end,
                reason_code="test",
            )
            for (begin, status), end in zip(life.statuses, ends, strict=True)
        ]
        db.session.add(accreditation)
        ids.append(organization.id)
    db.session.flush()
    directory.refresh(ids)
