"""Access is declared above each view, and answers alike for hidden and absent."""

import uuid

import pytest
import time_machine
from flask import Blueprint, Flask
from werkzeug.routing import AnyConverter

from engagement.core.clock import now
from engagement.core.permissions import Role
from engagement.web import access
from tests.factories import make_account, make_application


def test_a_route_without_declared_access_stops_the_start():
    app = Flask("bare")
    blueprint = Blueprint("bare", "bare")
    blueprint.get("/open")(access.public(lambda: "open"))
    blueprint.add_url_rule("/forgotten", "forgotten", lambda: "forgotten")
    app.register_blueprint(blueprint)

    with pytest.raises(RuntimeError, match=r"no access declared: bare\.forgotten"):
        access.refuse_undeclared_routes(app)


def test_a_visitor_is_sent_to_sign_in_from_every_page_that_is_not_public(app, db, client):
    asked = 0
    for rule in app.url_map.iter_rules():
        declared = getattr(app.view_functions[rule.endpoint], "access", None)
        if declared in (None, access.PUBLIC) or "GET" not in rule.methods:
            continue
        values = {name: uuid.uuid4() if name.endswith("_id") else "x" for name in rule.arguments}
        for name, converter in rule._converters.items():
            if isinstance(converter, AnyConverter):
                values[name] = min(converter.items)
        values |= {"state_code": "KE"} if "state_code" in rule.arguments else {}
        values |= {"lang": "en"} if "lang" in rule.arguments else {}
        with app.test_request_context():
            path = app.url_for(rule.endpoint, **values)
        answer = client.get(path)
        assert answer.status_code == 302, path
        assert answer.location.startswith("/en/sign-in?next="), path
        asked += 1
    assert asked > 10


def test_hidden_and_absent_answer_alike(db, sign_in):
    client = sign_in(make_account())
    hidden = make_application()

    with time_machine.travel(now(), tick=False):  # form tokens carry the second they were made in
        first = client.get(f"/en/accreditation/applications/{hidden.id}")
        second = client.get(f"/en/accreditation/applications/{uuid.uuid4()}")

    assert first.status_code == second.status_code == 404
    assert first.text.replace(str(hidden.id), "") == second.text.replace(
        second.request.path.rpartition("/")[2], ""
    )


def test_who_may_not_do_this_at_all_gets_403(db, sign_in):
    assert sign_in(make_account()).get("/en/accreditation/desk").status_code == 403
    reviewer = sign_in(make_account(Role.REVIEWER))
    assert reviewer.get("/en/accreditation/decisions").status_code == 403


def test_a_get_cannot_run_a_command(app, db, client, monkeypatch):
    from engagement.accounts import commands

    def writing():
        commands.sign_up(name="A", email="a@b.example", password="x", language="en")
        return ""

    monkeypatch.setitem(app.view_functions, "home.show_help", access.public(writing))
    answer = client.get("/en/help")

    assert answer.status_code == 500
