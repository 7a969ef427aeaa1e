"""The figures of screening and partnerships are what the rows give when counted in Python."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from engagement.action_plan import indicators
from engagement.core.clock import moved_to, now, today
from engagement.core.countries import Region
from engagement.core.db import bookkeeping
from engagement.core.db import db as database
from engagement.core.permissions import Role
from engagement.demo.screening_builders import make_list, make_match
from engagement.organizations.queries import actor_for
from engagement.partnerships.models import (
    BusinessMeeting,
    Partnership,
    PartnershipKind,
    PartnershipState,
)
from engagement.partnerships.models.partnership import DiligenceTrack, Subprogramme
from engagement.screening.commands import compact, compact_invitations
from engagement.screening.jobs.compact import read_version
from engagement.screening.models import CaseMeasure, ScreeningCase
from engagement.screening.queries import compact as links
from engagement.screening.queries import indexes
from tests.factories import make_account, make_actor, make_company
from tests.screening.risk_world import change, open_case, rated
from tests.screening.test_compact import NAME, PARTICIPANTS, linked, participant

pytestmark = pytest.mark.usefixtures("db")


def value(code, day=None, part=""):
    """What an indicator is on a day: its value and what it is of."""
    rows = indicators.measured(indicators.DECLARED[code], day or today())
    return next((row.value, row.basis) for row in rows if row.part == part)


def test_nothing_recorded_is_no_data_for_shares_and_zero_for_counts():
    for indicator in indicators.DECLARED.values():
        if {"VIII.C.1", "VIII.C.2", "VIII.C.5", "VIII.C.7"}.isdisjoint(indicator.actions):
            continue
        for row in indicators.measured(indicator, today()):
            counts = indicator.shape is indicators.Shape.COUNT
            assert row.value == (0 if counts else None), indicator.code
        indicators.rows_behind(indicator, today())


def test_days_to_a_decision_overdue_work_and_overturned_decisions(db):
    cases = [rated() for _ in range(3)]
    for days, case in zip((2, 4, 9), cases, strict=True):
        change(
            case,
            opened_at=now() - timedelta(days=days),
            decided_at=now(),
            state="decided",
            outcome="approved",
        )
    stored = db.scalars(select(ScreeningCase)).all()
    lengths = sorted((each.decided_at - each.opened_at).days for each in stored)
    assert value("screening_days_low") == (Decimal(lengths[1]), 3)
    assert value("screening_days_low", today() - timedelta(days=1)) == (None, 0)

    make_match(make_company(name="Tolwick Kestrel Works"))
    later = today() + timedelta(days=30)
    assert (value("matches_overdue")[0], value("matches_overdue", later)[0]) == (0, 1)
    officer = make_account(Role.SCREENING_OFFICER)
    save(
        CaseMeasure(
            case=open_case(),
            risk="Dam",
            measure="Audit",
            owner_id=officer.id,
            due_on=today() - timedelta(days=2),
            steps=1,
            planned_by_id=officer.id,
            planned_at=now() - timedelta(days=9),
        )
    )
    assert value("measures_overdue")[0] == 1
    assert value("measures_overdue", today() - timedelta(days=3))[0] == 0


@bookkeeping
def save(*rows):
    """Rows as another feature's commands would leave them."""
    database.session.add_all(rows)


def make_partnership(organization, subprogramme, **more):
    """One that runs."""
    moment, day = now(), today()
    people = [make_account().id for _ in range(2)]
    values = {
        "state": PartnershipState.ACTIVE,
        "organization": organization,
        "language": "en",
        "title": "Solar roofs",
        "kind": PartnershipKind.DIALOGUE,
        "track": DiligenceTrack.NO_FUNDS,
        "subprogramme": subprogramme,
        "purpose": "Roofs",
        "results": "Ten roofs",
        "from_day": day - timedelta(days=20),
        "to_day": day + timedelta(days=100),
        "begun_on": day - timedelta(days=20),
        "proposed_by_id": people[0],
        "created_at": moment,
        "submitted_at": moment,
        "decided_at": moment,
        "decided_by_id": people[1],
        "accepted": True,
    }
    partnership = Partnership(**values | more)
    save(partnership)
    return partnership


def decided(partnership, **more):
    """The decided case of a partnership's partner."""
    case = rated(
        open_case(
            partnership.organization,
            track="partnership",
            subject_type="partnership",
            subject_id=partnership.id,
            is_sme=True,
        )
    )
    change(case, state="decided", outcome="approved", decided_at=now(), **more)


def test_partnerships_meetings_and_partners_in_the_compact(db):
    indexes.forget()
    first = make_partnership(make_company(name=NAME, country="KE"), Subprogramme.DIGITAL)
    second = make_partnership(make_company(), Subprogramme.CLIMATE)
    make_partnership(
        make_company(),
        Subprogramme.CLIMATE,
        state=PartnershipState.ENDED,
        over_on=today(),
        over_reason="Too slow.",
    )
    decided(first)
    decided(second, valid_until=today() - timedelta(days=1))
    assert value("partnerships_by_subprogramme", part="climate") == (1, None)
    assert value("partnerships_by_subprogramme", today() - timedelta(days=1), "climate")[0] == 2
    assert value("partnerships_digital") == (50, 2)
    assert value("partnerships_stopped") == (100, 1)
    assert value("partnerships_diligent") == (50, 2)

    linked(organization=first.organization)
    assert value("compact_active_small") == (50, 2)
    assert value("compact_active_large") == (None, 0)
    read_version(make_list(PARTICIPANTS, **{"4711": participant("delisted")}))
    assert value("compact_active_small") == (0, 2)
    assert value("compact_followed") == (0, 1)
    link = links.link_of(first.organization_id)
    officer = make_actor(Role.SCREENING_OFFICER)
    compact.follow_up(links.latest_standing(link), actor=officer, text="They will report.")
    assert value("compact_followed") == (100, 1)

    author = make_account()
    for days in (1, 5, 7):
        save(
            BusinessMeeting(
                held_on=today() - timedelta(days=10),
                topic="Paint",
                language="en",
                region=Region.AFRICA if days > 1 else None,
                public_on=today() - timedelta(days=10 - days),
                author_id=author.id,
                entered_at=now(),
            )
        )
    assert value("meetings_by_region", part="africa")[0] == 2
    assert value("meetings_by_region", part="all")[0] == 1
    assert value("meeting_days") == (5, 3)


def test_who_joined_after_an_invitation(db):
    indexes.forget()
    organization = make_company(name=NAME, country="KE")
    officer = make_account(Role.SCREENING_OFFICER)
    make_account(leads=[organization])
    with moved_to(now() - timedelta(days=3)):
        compact_invitations.invite_to_compact(organization, actor=actor_for(officer))
    assert value("compact_joined")[0] == 0
    linked(actor_for(officer), organization=organization)
    assert value("compact_joined")[0] == 1
    assert value("compact_joined", today() - timedelta(days=1))[0] == 0
