"""What everybody reads of States and intergovernmental organizations, and what nobody does."""

import csv
import io
from datetime import timedelta

import pytest

from engagement.core.clock import today
from engagement.core.countries import Region
from engagement.core.db import transaction
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Role
from engagement.core.retention import apply
from engagement.organizations.queries import actor_for
from engagement.protocol import queries
from engagement.protocol.commands import intergovernmental, states
from engagement.protocol.models import Function, ShortTrackState
from engagement.settings.commands import change_setting
from tests.factories import (
    make_account,
    make_actor,
    make_intergovernmental,
    make_note,
    make_representatives,
    person,
)

S = ShortTrackState


def represented(day=None):
    coverage = queries.states_with_representative(day or today())
    return {each.region: each.represented for each in coverage.regions if each.represented}


def test_a_state_counts_on_the_days_on_which_somebody_is_in_office(db):
    since = today() - timedelta(days=100)
    (one,) = make_representatives("KE", person(from_day=since))
    make_representatives("CK")
    make_note("UG", person(), state=S.CHECKED)
    make_note("FR", leaving=[], confirms_list=True)
    last = today() - timedelta(days=10)
    make_note("KE", leaving=[(one, last)])

    assert represented(since - timedelta(days=1)) == {}
    assert represented(since) == {Region.AFRICA: 1}
    assert represented(last) == {Region.AFRICA: 1}
    assert represented(last + timedelta(days=1)) == {}
    coverage = queries.states_with_representative(today())
    assert coverage.represented == {"CK"}  # an observer, so in no count
    assert (coverage.states, coverage.members_represented, len(coverage.gaps)) == (193, 0, 193)


def test_the_page_shows_regions_and_gaps_and_nothing_about_people(db, client):
    make_representatives("KE", person("Amina Otieno", email="pr@kenya.example"))

    page = client.get("/en/states").text

    assert "1 of 54 Member States" in page
    assert "1 of 193 Member States" in page
    assert page.count("None recorded") == 196
    assert "Amina" not in page and "pr@kenya.example" not in page
    for typed, why in (("2001-02-30", "This is not a day."), ("9999-01-01", "still to come")):
        wrong = client.get(f"/en/states?as_of={typed}")
        assert wrong.status_code == 422
        assert why in wrong.text and "Today is shown." in wrong.text
        assert "1 of 193 Member States" in wrong.text
    assert "0 of 193 Member States" in client.get("/en/states?on=2001-02-03").text


def test_days_of_movements_that_cannot_be_are_said_on_the_page_and_instead_of_the_file(client, db):
    page = client.get("/en/states/movements?since=2026-02-31&until=2026-03-27")
    assert (page.status_code, "This is not a day." in page.text) == (422, True)
    assert "Shown is 25 December 2025 to 27 March 2026." in page.text
    assert client.get("/en/states/movements.csv?until=nonsense").status_code == 422
    turned = client.get("/en/states/movements?since=2026-03-27&until=2026-01-27")
    assert (turned.status_code, "the other way round" in turned.text) == (200, True)
    assert client.get("/en/states/movements?since=2999-01-01&until=2999-02-01").status_code == 200


def file_of(answer):
    return list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))


def test_the_public_reads_names_of_permanent_representatives_alone(db, client, sign_in):
    make_representatives(
        "KE",
        person("Head Person", email="pr@kenya.example"),
        person("Deputy Person", function=Function.DEPUTY),
    )
    officer = make_account(Role.PROTOCOL_OFFICER)

    public = client.get("/en/states/movements").text
    assert ("Head Person" in public, "Deputy Person" in public) == (True, False)
    lines = file_of(client.get("/en/states/movements.csv", buffered=True))
    assert [line[3] for line in lines[1:-1]] == ["Head Person"]
    assert lines[-1][0].startswith("The designations used do not imply")
    desk = sign_in(officer)
    whole = desk.get("/en/protocol/movements").text
    assert "Head Person" in whole and "Deputy Person" in whole
    assert "pr@kenya.example" not in whole
    lines = file_of(desk.get("/en/protocol/movements.csv", buffered=True))
    assert [line[3] for line in lines[1:-1]] == ["Head Person", "Deputy Person"]


def test_a_name_is_kept_back_by_request_or_for_all_by_the_setting(db, client):
    (one,) = make_representatives("KE", person("Head Person"))
    make_representatives("UG", person("Other Person"))
    states.keep_name_back(one, actor=make_actor(Role.PROTOCOL_OFFICER), kept_back=True)

    def names():
        page = client.get("/en/states/movements").text
        return {name for name in ("Head Person", "Other Person") if name in page}

    assert names() == {"Other Person"}
    change_setting(
        "protocol.publish_names",
        actor=actor_for(make_account(Role.ADMINISTRATOR)),
        value=False,
        reason="Asked for.",
    )
    assert names() == set()
    assert client.get("/en/states/movements").text.count("Not public") == 2


def test_pages_of_states_take_the_same_number_of_queries_however_many_there_are(
    db, client, count_queries
):
    def queries_of(path):
        client.get(path)
        with count_queries() as counted:
            client.get(path)
        return len(counted)

    make_representatives("KE")
    make_intergovernmental()
    paths = ("/en/states", "/en/states/movements", "/en/intergovernmental-organizations")
    few = [queries_of(path) for path in paths]
    for code in ("UG", "FR", "CO"):
        make_representatives(code)
        make_intergovernmental()

    assert [queries_of(path) for path in paths] == few


def test_an_intergovernmental_organization_is_public_once_another_has_checked_it(db, client):
    officer, checker = (make_actor(Role.PROTOCOL_OFFICER) for _ in range(2))
    igo = make_intergovernmental(state=S.RECEIVED, officer=officer)

    with pytest.raises(RuleViolation, match="colleague"):
        intergovernmental.check_intergovernmental(igo, actor=officer)
    intergovernmental.check_intergovernmental(igo, actor=checker)
    assert queries.recorded_igos() == []
    intergovernmental.record_intergovernmental(igo, actor=officer)

    assert igo.name in client.get("/en/intergovernmental-organizations").text
    assert igo.names["fr"] in client.get("/fr/intergovernmental-organizations").text
    lines = file_of(client.get("/en/intergovernmental-organizations.csv", buffered=True))
    assert [line[0] for line in lines[1:]] == [igo.name]


def test_a_returned_letter_stays_off_the_list_with_its_reason(db, client, sign_in):
    igo = make_intergovernmental(state=S.RETURNED)

    assert igo.name not in client.get("/en/intergovernmental-organizations").text
    desk = sign_in(make_account(Role.PROTOCOL_OFFICER))
    assert igo.return_reason in desk.get(f"/en/protocol/intergovernmental/{igo.id}").text


def test_contacts_of_who_has_left_go_after_a_year_and_the_record_stays(db):
    since, last = today() - timedelta(days=900), today() - timedelta(days=400)
    (one,) = make_representatives("KE", person(from_day=since, email="pr@kenya.example"))
    (other,) = make_representatives("KE", person(email="new@kenya.example"))
    make_note("KE", leaving=[(one, last)])

    with transaction(audited=False):
        done = apply()
    db.expire_all()

    assert done["protocol.contacts"] == 1
    assert (one.email, one.name, other.email) == (None, "Amina Otieno", "new@kenya.example")
