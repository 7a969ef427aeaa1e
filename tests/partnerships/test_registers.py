"""The public registers: of partnerships, of meetings with business; and what may not be public."""

import csv
import io
from datetime import timedelta

import pytest

from engagement.core.clock import moved_to, now, today
from engagement.core.countries import Region, Subregion
from engagement.core.db import bookkeeping
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role, can
from engagement.organizations.models import Protection
from engagement.organizations.queries import actor_for
from engagement.partnerships.commands import meetings as commands
from engagement.partnerships.models import PartnershipKind
from engagement.partnerships.permissions import BusinessMeetings
from engagement.partnerships.queries import meetings
from engagement.partnerships.queries.public import Wanted, listed
from tests.factories import (
    make_account,
    make_active,
    make_actor,
    make_business_meeting,
    make_decided,
    make_organization,
)

REGISTER = "/en/partnerships"
MEETINGS = "/en/partnerships/business-meetings"


@bookkeeping
def protect(organization, how):
    organization.protection = how
    organization.protected_since = now()


def rows_of(answer):
    return list(csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))


def test_the_register_shows_what_has_begun_and_may_be_public(db, client):
    shown, _leader = make_active(title="Open cooling", value=900, currency="USD")
    ahead, _other = make_decided(title="Not begun")
    kept, _third = make_active(title="Kept cooling")
    protect(kept.organization, Protection.PROTECTED)
    secret, _fourth = make_active(title="Secret cooling")
    protect(secret.organization, Protection.WITHHELD)

    page = client.get(REGISTER).text
    assert shown.title in page and shown.organization.name in page
    assert ahead.title not in page
    assert kept.organization.name in page
    assert secret.organization.name not in page and secret.title not in page
    assert client.get(f"{REGISTER}/register/{secret.reference}").status_code == 404
    entry = client.get(f"{REGISTER}/register/{kept.reference}").text
    assert "Kenya" not in entry and "Africa" in entry
    assert client.get(f"{REGISTER}/register/{ahead.reference}").status_code == 404
    assert "900 USD" in client.get(f"{REGISTER}/register/{shown.reference}").text
    for word in ("Good.", "Yes.", "low", "Low", "rating"):
        assert word not in client.get(f"{REGISTER}/register/{shown.reference}").text
    rows = rows_of(client.get(f"{REGISTER}/download.csv", buffered=True))
    assert [row[0] for row in rows[1:-1]] == [shown.reference]


def test_the_register_is_filtered_by_region_subregion_kind_and_subprogramme(db, client):
    here, _a = make_active()
    everywhere, _b = make_active(region=None, subregion=None, kind=PartnershipKind.DATA)

    def found(**wanted):
        return {row.Partnership for row in db.execute(listed(Wanted(**wanted)))}

    assert found(region=Region.AFRICA) == {here, everywhere}
    assert found(region=Region.EUROPE) == {everywhere}
    assert found(subregion=Subregion.EASTERN_AFRICA) == {here}
    assert found(kind=PartnershipKind.DATA) == {everywhere}
    page = client.get(f"{REGISTER}?region=europe&kind=data&after=nonsense")
    assert everywhere.title in page.text and here.title not in page.text
    assert "Nothing fits" in client.get(f"{REGISTER}?kind=funding").text
    assert client.get(f"{REGISTER}?kind=x&region=y").status_code == 200


def test_a_meeting_is_public_after_its_days_and_never_names_who_is_withheld(db, client):
    known = make_organization(name="Wetland Traders")
    old = make_business_meeting(
        days=30, participants=(("Wetland Traders", "Sells reeds."), ("Cooling Union", "Gases."))
    )
    new = make_business_meeting(days=3, topic="Fresh talks")

    assert old.participants[0].organization_id == known.id
    page = client.get(MEETINGS).text
    assert old.topic in page and "Sells reeds." in page and new.topic not in page
    assert old.topic in client.get(f"{MEETINGS}?region=africa&subregion=eastern-africa").text
    assert "Nothing fits" in client.get(f"{MEETINGS}?region=europe").text
    with moved_to(now() + timedelta(days=12)):
        assert new.topic in client.get(MEETINGS).text
    rows = rows_of(client.get(f"{MEETINGS}/download.csv", buffered=True))
    assert {row[4] for row in rows[1:-1]} == {"Wetland Traders", "Cooling Union"}
    protect(known, Protection.WITHHELD)
    assert "Wetland Traders" not in client.get(MEETINGS).text
    assert "Cooling Union" in client.get(MEETINGS).text


def test_officers_enter_correct_and_remove_meetings_in_the_browser(db, sign_in, client):
    browser = sign_in(make_account(Role.REGIONAL_OFFICER))
    day = today() - timedelta(days=20)
    typed = {
        "held_on-day": day.day,
        "held_on-month": day.month,
        "held_on-year": day.year,
        "topic": "Plastic in rivers",
        "language": "en",
        "region": "africa",
        "subregion": "",
        "participants-0-name": "اتحاد التعبئة",
        "participants-0-interest": "Makes bottles.",
        "participants-1-name": "",
        "participants-1-interest": "",
    }
    for wrong, words in (
        ({"participants-0-interest": ""}, "or neither"),
        ({"participants-0-name": "", "participants-0-interest": ""}, "at least one organization"),
        ({"held_on-year": today().year + 1}, "cannot be in the future"),
        ({"topic": " "}, "Say what it was about"),
    ):
        answer = browser.post(f"{MEETINGS}/new", data=typed | wrong)
        assert (answer.status_code, words in answer.text) == (422, True), words
    assert browser.post(f"{MEETINGS}/new", data=typed).status_code == 302
    assert "اتحاد التعبئة" in client.get(MEETINGS).text
    (row,) = db.execute(meetings.public()).all()
    path = f"{MEETINGS}/{row.id}"
    assert browser.post(path, data=typed | {"topic": "Bottles in rivers"}).status_code == 302
    assert "Bottles in rivers" in client.get(MEETINGS).text
    assert browser.post(f"{path}/remove", data={}).status_code == 422
    assert browser.post(f"{path}/remove", data={"reason": "Twice."}).status_code == 302
    assert "Bottles in rivers" not in client.get(MEETINGS).text
    assert browser.get(path).status_code == 404


def test_who_enters_meetings_and_a_conflict_hides_one(db):
    known = make_organization(name="Wetland Traders")
    hidden = make_business_meeting(participants=(("Wetland Traders", "Sells reeds."),))
    shown = make_business_meeting()
    for role in Role:
        actor = actor_for(make_account(role, interest_in=[known]))
        allowed = {one for one in (hidden, shown) if can(actor, BusinessMeetings.VIEW, one)}
        listed_now = {row.BusinessMeeting for row in db.execute(meetings.listed(actor))}
        assert listed_now == allowed
        assert hidden not in allowed
    officer = actor_for(make_account(Role.REGIONAL_OFFICER, interest_in=[known]))
    with pytest.raises(NotAllowed):
        commands.remove_meeting(hidden, actor=officer, reason="x")
    other = make_actor(Role.SCREENING_OFFICER)
    commands.remove_meeting(hidden, actor=other, reason="Wrong.")
    with pytest.raises(RuleViolation):
        commands.remove_meeting(hidden, actor=other, reason="Again.")
