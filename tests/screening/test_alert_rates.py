"""How often comparing raised a match, for the public: years that are over, no small numbers."""

import uuid
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from engagement.core import clock
from engagement.core.clock import now
from engagement.core.db import bookkeeping
from engagement.demo.screening_builders import make_match
from engagement.screening.models import Match, Party, PartyKind
from engagement.screening.queries import alert_rates, indexes
from tests.factories import make_organization


@bookkeeping
def make_parties(db, count, since, *, script="latin", country="KE"):
    organization = make_organization(country=country)
    parties = [
        Party(
            organization_id=organization.id,
            organization_person_id=uuid.uuid4(),
            kind=PartyKind.PERSON,
            name="A Person",
            script=script,
            content={"kind": "person", "names": []},
            content_hash=b"",
            tracks=["private_sector"],
            keys=[],
            keys_of="",
            since=since,
            changed_at=since,
        )
        for _ in range(count)
    ]
    db.add_all(parties)
    db.flush()
    return parties


def test_rates_of_a_year_keep_small_cells_back_with_what_follows_from_them(db, client):
    indexes.forget()
    last_year = datetime(now().year - 1, 6, 1, tzinfo=UTC)
    with clock.moved_to(last_year):
        match = make_match(make_organization(name="Sami Karlov Berg"))
        groups = {
            script: make_parties(db, count, last_year, script=script)
            for script, count in [("latin", 30), ("arabic", 20), ("cyrillic", 12)]
        }
    columns = {
        column.name: getattr(match, column.name)
        for column in Match.__table__.columns
        if column.name not in ("id", "party_id", "reference")
    }
    alerted = [*groups["latin"][:9], *groups["arabic"][:8], *groups["cyrillic"][:2]]
    bookkeeping(db.add_all)(
        [
            Match(**columns, party_id=party.id, reference=str(number))
            for number, party in enumerate(alerted)
        ]
    )

    rates = alert_rates.of_year(last_year.year)

    shown = {rate.key: (rate.compared, rate.alerted) for rate in rates.scripts}
    assert rates.overall.compared == 63
    assert rates.overall.alerted == 20
    assert shown["cyrillic"] == (None, None)
    assert sum(value == (None, None) for value in shown.values()) == 2
    assert alert_rates.years() == [last_year.year]
    page = client.get("/en/screening/alert-rates").text
    assert "too few" in page
    assert client.get("/ar/screening/alert-rates").status_code == 200
    assert alert_rates.of_year(last_year.year - 1) is None
    assert len(db.scalars(select(Match)).all()) == 20
    assert match.opened_at - last_year < timedelta(minutes=1)
    indexes.forget()
