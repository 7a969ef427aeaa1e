"""Signing keys: derived, published, begun by people and by themselves."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from engagement.audit.models import AuditEvent
from engagement.core.clock import now
from engagement.core.errors import NotAllowed
from engagement.core.permissions import SYSTEM, Role
from engagement.signing import commands, keys, queries, tokens
from engagement.signing.models import SigningKey
from tests.factories import make_account, make_actor

pytestmark = pytest.mark.usefixtures("db")


def test_private_keys_follow_from_secret_and_number_alone(app):
    first, again, second = (keys.private_key(number).thumbprint() for number in (1, 1, 2))
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, secret_key="another-secret-that-is-long-enough")
    other = keys.private_key(1).thumbprint()
    app.config["SETTINGS"] = before

    assert first == again
    assert len({first, second, other}) == 3


def test_nothing_private_is_stored_or_published(db, client):
    key = commands.ensure_key(actor=SYSTEM)
    private = keys.private_key(key.number).as_dict(private=True)["d"]
    published = client.get("/.well-known/jwks.json")

    assert private not in published.text
    assert private not in str(db.execute(select(SigningKey.__table__)).all())
    assert published.json["keys"] == [key.public_jwk]
    assert published.headers["Cache-Control"] == "public, max-age=300"
    assert client.get("/.well-known/jwks.json").json["keys"][0].keys() == {
        "kty",
        "crv",
        "x",
        "use",
        "alg",
        "kid",
    }


def test_there_are_no_keys_before_the_first_and_signing_says_so(client):
    assert client.get("/.well-known/jwks.json").json == {"keys": []}
    with pytest.raises(RuntimeError, match="ensure_key"):
        tokens.sign({}, typ="x")


def test_ensure_key_begins_one_once(db):
    first = commands.ensure_key(actor=SYSTEM)

    assert commands.ensure_key(actor=SYSTEM) == first
    assert len(db.scalars(select(AuditEvent).filter_by(action="signing:key:begun")).all()) == 1


def test_an_administrator_begins_another_with_a_reason_once(db, sign_in):
    commands.ensure_key(actor=SYSTEM)
    browser = sign_in(make_account(Role.ADMINISTRATOR))
    sent = {"reason": "A colleague left.", "form_key": "6a7e4a90-fb30-4d41-a8c8-f3fcf015e7b0"}

    assert browser.post("/en/signing-keys/rotate", data={"reason": ""}).status_code == 422
    for _twice in range(2):
        assert browser.post("/en/signing-keys/rotate", data=sent).status_code == 302
    page = browser.get("/en/signing-keys").text

    assert [key.number for key in queries.all_keys()] == [2, 1]
    assert queries.current_key().number == 2
    assert all(key.kid in page for key in queries.all_keys())
    event = db.scalars(
        select(AuditEvent).filter_by(action="signing:key:begun").order_by(AuditEvent.id.desc())
    ).first()
    assert event.data["reason"] == "A colleague left."


def test_nobody_else_does(sign_in):
    assert sign_in(make_account(Role.AUDITOR)).get("/en/signing-keys").status_code == 200
    for role in (Role.AUDITOR, Role.REVIEWER):
        assert sign_in(make_account(role)).get("/en/signing-keys/rotate").status_code == 403
        with pytest.raises(NotAllowed):
            commands.rotate(actor=make_actor(role), reason="x")
    assert sign_in(make_account(Role.REVIEWER)).get("/en/signing-keys").status_code == 403


def test_an_administrator_revokes_a_key_that_others_may_have(db, client, sign_in):
    key = commands.ensure_key(actor=SYSTEM)
    text = tokens.sign({"iat": int(now().timestamp())}, typ="x")
    browser, page = sign_in(make_account(Role.ADMINISTRATOR)), f"/en/signing-keys/{key.id}/revoke"
    assert browser.get(page).status_code == 200
    assert browser.post(page, data={"reason": ""}).status_code == 422

    assert browser.post(page, data={"reason": "A copy was lost."}).status_code == 302

    assert [one["kid"] for one in client.get("/.well-known/jwks.json").json["keys"]] == [
        queries.current_key().kid
    ]
    assert queries.current_key().number == 2
    with pytest.raises(tokens.NotSigned) as refused:
        tokens.check(text, typ="x")
    assert refused.value.code == "revoked"
    event = db.scalars(select(AuditEvent).filter_by(action="signing:key:revoked")).one()
    assert event.data["reason"] == "A copy was lost."
    assert browser.post(page, data={"reason": "Again."}).status_code == 409
    assert sign_in(make_account(Role.AUDITOR)).get(page).status_code == 403


def test_the_command_line_rotates(app):
    answer = app.test_cli_runner().invoke(args=["rotate-signing-key", "--reason", "Every year."])

    assert answer.exit_code == 0
    assert "key 1 (" in answer.output
