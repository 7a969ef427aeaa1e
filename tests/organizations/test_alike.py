"""Organizations offered as perhaps the same: at most five, with a reason, and a way to ask."""

import re
import uuid

import pytest
from sqlalchemy import select

from engagement.audit.models import AuditEvent
from engagement.core.clock import now
from engagement.core.permissions import Role
from engagement.mail.models import Message
from engagement.organizations import commands, queries, settings
from engagement.organizations.models import Organization, Protection
from engagement.organizations.queries import actor_for
from tests.factories import make_account, make_organization

NEW = {"country": "KE", "kind": "non_profit", "major_group": "women"}
PAGE = "/en/organizations/new"


def offer_in(text):
    return re.search(r'name="offer" value="([^"]+)"', text)[1]


def protect(db, organization, how):
    db.connection().execute(
        Organization.__table__.update()
        .where(Organization.id == organization.id)
        .values(protection=how, protected_since=now())
    )
    db.expire_all()


def test_alike_are_offered_with_a_reason_and_declined_on_record(db, sign_in):
    there = make_organization(name="Wetland Women of Kisumu")
    browser = sign_in(make_account())
    text = browser.post(PAGE, data=NEW | {"name": "Kisumu Wetland Women"}).text
    assert "Is this your organization?" in text
    assert re.search(r"It has the same words|same name|words in common", text)
    declined = re.search(r'name="declined"[^>]*value="([^"]+)"', text)[1]
    assert declined == str(there.id)
    data = NEW | {"name": "Kisumu Wetland Women", "declined": declined}
    assert browser.post(PAGE, data=data).status_code == 302
    event = db.scalars(
        select(AuditEvent).filter_by(action="organizations:organization:created")
    ).one()
    assert event.data["offered_as_alike"] == [str(there.id)]


def test_at_most_five_are_offered(db):
    for _ in range(9):
        make_organization(name="Green Future Network")
    matches = queries.alike(
        names=["Green Future Network"], country="KE", registration_number=None, website=None
    )
    assert len(queries.offered(matches)) == len(matches) == 5


def test_asking_mails_the_focal_points_and_tells_nothing(db, sign_in):
    there = make_organization(name="Wetland Women of Kisumu")
    leader = make_account(leads=[there], name="Secret Leader")
    asker = make_account(name="Nour")
    browser = sign_in(asker)
    text = browser.post(PAGE, data=NEW | {"name": "Wetland Women of Kisumu"}).text
    assert "Secret Leader" not in text
    assert leader.email not in text
    ask = {"offer": offer_in(text)}
    assert browser.post("/en/organizations/ask-to-join", data=ask).status_code == 302
    mail = db.scalars(select(Message)).one()
    assert mail.to == leader.email
    assert asker.email in mail.body_text
    asked_for = select(AuditEvent).filter_by(action="organizations:invitation:asked_for")
    assert db.scalars(asked_for).one().actor_id == asker.id
    assert browser.post("/en/organizations/ask-to-join", data=ask).status_code == 429
    assert len(db.scalars(select(Message)).all()) == 1


def test_an_offer_serves_only_the_person_it_was_made_to(db, sign_in):
    there = make_organization(name="Wetland Women of Kisumu")
    make_account(leads=[there])
    text = sign_in(make_account()).post(PAGE, data=NEW | {"name": there.name}).text
    other = sign_in(make_account())
    for token in (offer_in(text), "made-up", ""):
        asked = other.post("/en/organizations/ask-to-join", data={"offer": token})
        assert asked.status_code == 404
    assert db.scalars(select(Message)).all() == []


def test_without_a_focal_point_the_head_of_unit_gets_the_request(db):
    there = make_organization(name="Wetland Women of Kisumu")
    head, asking = make_account(Role.HEAD_OF_UNIT), make_account()

    commands.ask_to_join(there, actor=actor_for(asking), email=asking.email)

    assert db.scalars(select(Message)).one().to == head.email


@pytest.mark.parametrize(
    ("protection", "offered"), [(Protection.PROTECTED, True), (Protection.WITHHELD, False)]
)
def test_a_protected_entry_shows_its_region_and_a_withheld_one_nothing(
    db, sign_in, protection, offered
):
    there = make_organization(name="Wetland Women of Kisumu", website="https://women.example")
    protect(db, there, protection)
    data = NEW | {"name": "Wetland Women of Kisumu", "country": "UG"}
    response = sign_in(make_account()).post(PAGE, data=data)
    assert (response.status_code == 200) == offered
    if offered:
        panel = response.text.split('class="panel"')[1].split("</section>")[0]
        assert "Africa" in panel
        assert "Kenya" not in panel
    site = queries.alike(
        names=["Other"], country="UG", registration_number=None, website="https://women.example"
    )
    assert site == []


def test_a_double_click_is_one_request(db, sign_in):
    there = make_organization(name="Wetland Women of Kisumu")
    make_account(leads=[there])
    browser = sign_in(make_account())
    text = browser.post(PAGE, data=NEW | {"name": there.name}).text
    sent = {"offer": offer_in(text), "form_key": str(uuid.uuid4())}
    first, second = (browser.post("/en/organizations/ask-to-join", data=sent) for _ in "12")
    assert first.status_code == second.status_code == 302
    assert first.location == second.location
    assert len(db.scalars(select(Message)).all()) == 1
    another = sent | {"form_key": str(uuid.uuid4())}
    assert browser.post("/en/organizations/ask-to-join", data=another).status_code == 429


def test_names_can_be_compared_so_many_times_a_day(db, sign_in, monkeypatch):
    monkeypatch.setattr(settings, "duplicate_checks_a_day", lambda: 2)
    there = make_organization(name="Wetland Women of Kisumu")
    browser = sign_in(make_account())
    data = NEW | {"name": there.name}
    assert [browser.post(PAGE, data=data).status_code for _ in "123"] == [200, 200, 429]
    assert there.name in sign_in(make_account()).post(PAGE, data=data).text


def test_ones_own_organization_is_opened(db, sign_in):
    own = make_organization(name="Wetland Women of Kisumu")
    browser = sign_in(make_account(leads=[own]))
    text = browser.post(PAGE, data=NEW | {"name": own.name}).text
    assert f'href="/en/organizations/{own.id}"' in text
    assert 'name="offer"' not in text
