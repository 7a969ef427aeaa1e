"""Each core and direct action names its service or what is planned; each service its actions."""

import pytest

from engagement.action_plan import plan, services
from engagement.action_plan.plan import SERVED, Relation

NAMED = [one for one in plan.actions().values() if one.relation in SERVED]


def address_of(app, service):
    return app.url_map.bind("localhost").build(service.endpoint, {"lang": "en"})


def test_core_and_direct_actions_name_their_service_or_what_is_planned(client):
    assert len(NAMED) == 20
    for action in NAMED:
        page = client.get(f"/en/plan/actions/{action.id}").text
        section = client.get(f"/en/plan/{action.section_id}").text
        carried_out = services.services_of(action.id)
        for service in carried_out:
            link = f'<a href="{address_of(client.application, service)}">'
            assert f"{link}{service.title}</a>" in page
            assert f"{link}{service.title}</a>" in section
        if not carried_out:
            assert f"planned: {services.PLANNED[action.id]}" in page
            assert f"planned: {services.PLANNED[action.id]}" in section


def test_every_service_page_names_its_actions_with_links(app, client):
    assert {
        "accreditation.show_start",
        "accreditation.check_eligibility",
        "accreditation.show_service_clock",
        "directory.show_register",
    } <= set(services.DECLARED)
    for service in services.DECLARED.values():
        page = client.get(address_of(client.application, service)).text
        for code in service.actions:
            assert f'<a href="/en/plan/actions/{code}">action {code}</a>' in page


def test_the_result_of_the_eligibility_checker_names_its_action(client):
    days = {"registered_on-day": "1", "registered_on-month": "2", "registered_on-year": "2010"}
    answers = {
        "registered": "yes",
        "independent": "yes",
        "distributes_profit": "no",
        "main_focus": "yes",
        "active_abroad": "yes",
    }
    sent = client.post("/en/accreditation/eligibility", data=answers | days)
    assert sent.status_code == 302

    assert "/en/plan/actions/VIII.A.4" in client.get(sent.headers["Location"]).text


@pytest.mark.parametrize(
    "endpoint, actions",
    [("accreditation.show_start", ("VIII.A.4",)), ("home.show_help", ("IX.A.1",)), ("x", ())],
)
def test_a_service_is_declared_once_and_for_actions_that_are_there(endpoint, actions):
    with pytest.raises(RuntimeError):
        services.declare(endpoint, "Twice", actions=actions)


def test_nothing_is_planned_for_actions_carried_out_elsewhere():
    assert set(services.PLANNED) == {one.id for one in NAMED}
    elsewhere = [one for one in plan.actions().values() if one.relation == Relation.NONE]
    assert not any(services.planned_for(one.id) for one in elsewhere)
