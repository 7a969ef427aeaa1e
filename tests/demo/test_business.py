"""The companies of the demo, without its lives: what their pages have to show, and no fault."""

from collections import Counter

from sqlalchemy import select

from engagement.accreditation.models import Accreditation, Application, ApplicationState
from engagement.core.clock import now
from engagement.demo import business, seed
from engagement.partnerships.models import Partnership, PartnershipState
from engagement.screening.models import (
    CaseState,
    CommitteeMeeting,
    Match,
    MatchState,
    MeetingState,
    ScreeningCase,
)
from engagement.screening.sources import Track
from tests.demo.test_seed import broken


def test_companies_stand_at_every_place_that_screening_knows(app, db):
    seed.seed_staff()

    with seed.mail_kept():
        seed.live([], business.acts(now()))

    assert broken() == {}
    states = Counter(db.scalars(select(Application.state)))
    assert states == {
        ApplicationState.ACCREDITED: 2,
        ApplicationState.DRAFT: 1,
        ApplicationState.SUBMITTED: 2,
        ApplicationState.IN_REVIEW: 4,
    }
    assert set(db.scalars(select(Accreditation.track))) == {Track.PRIVATE_SECTOR}
    assert set(db.scalars(select(ScreeningCase.state))) >= {
        CaseState.OPEN,
        CaseState.ASKED,
        CaseState.RATED,
        CaseState.STOPPED,
        CaseState.DECIDED,
    }
    assert {(match.state, match.band) for match in db.scalars(select(Match))} == {
        (MatchState.OPEN, "strong"),
        (MatchState.OPEN, "possible"),
        (MatchState.PROPOSED, "possible"),
        (MatchState.CLEARED, "strong"),
        (MatchState.CONFIRMED, "exact"),
    }
    assert set(db.scalars(select(CommitteeMeeting.state))) == {
        MeetingState.PLANNED,
        MeetingState.APPROVED,
    }
    assert set(db.scalars(select(Partnership.state))) == {
        PartnershipState.ACTIVE,
        PartnershipState.COMPLETED,
    }
