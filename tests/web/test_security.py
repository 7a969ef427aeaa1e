"""Headers on every answer, the hosts and addresses that are believed."""

from functools import partial

import pytest

from engagement.app import create_app
from engagement.web.pages import own_path
from tests.accounts.test_sign_in import HOSTILE_TARGETS
from tests.conftest import create_database, make_settings
from tests.factories import PASSWORD, make_account

EXACT = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


@pytest.fixture(scope="module")
def served(worker_name, tmp_path_factory):
    """An application as people use it: https, behind one proxy, with cross-site checks."""
    url = create_database(f"test_served_{worker_name}")
    return create_app(
        make_settings(
            url,
            tmp_path_factory.mktemp("served"),
            base_url="https://engagement.example",
            smtp_url="smtp://localhost",
            demo=False,
            proxy_hops=1,
        )
    )


def https(app):
    client = app.test_client()
    client.open = partial(client.open, base_url="https://engagement.example")
    return client


@pytest.mark.parametrize("path", ["/en/", "/en/sign-in", "/en/home", "/en/none", "/verify"])
def test_every_answer_carries_the_same_headers(db, client, path):
    answer = client.get(path)

    assert {name: answer.headers.get(name) for name in EXACT} == EXACT
    assert "Strict-Transport-Security" not in answer.headers
    assert "Server" not in answer.headers


def test_pages_of_a_person_are_kept_nowhere(db, sign_in):
    client = sign_in(make_account())

    for path in ("/en/home", "/en/", "/en/register"):
        assert client.get(path).headers["Cache-Control"] == "no-store"


def test_an_https_site_says_so_and_binds_its_cookies(served):
    client = https(served)

    answer = client.get("/en/sign-in")

    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-form=")
    assert all(word in cookie for word in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"))
    assert "Domain" not in cookie


@pytest.mark.parametrize("host", ["evil.example", "engagement.example.evil.example", "localhost"])
def test_an_unknown_host_gets_400(served, host):
    answer = https(served).get("/en/sign-in", headers={"Host": host})

    assert answer.status_code == 400
    assert host not in answer.text


@pytest.mark.parametrize(
    "header",
    [
        {"X-Forwarded-Host": "evil.example"},
        {"Forwarded": "host=evil.example;proto=http"},
        {"X-Original-Host": "evil.example"},
        {"X-Forwarded-Server": "evil.example"},
        {"X-Forwarded-Prefix": "/evil.example"},
    ],
)
def test_forwarded_hosts_are_not_believed(served, header):
    answer = https(served).get("/en/home", headers=header)

    assert answer.status_code == 302
    assert "evil.example" not in answer.location


def test_a_form_without_its_token_is_refused(served):
    answer = https(served).post("/en/sign-in", data={"email": "a@b.example", "password": PASSWORD})

    assert answer.status_code == 400


@pytest.mark.parametrize("target", HOSTILE_TARGETS)
def test_own_path_refuses_what_could_lead_away(target):
    assert own_path(target) is None


@pytest.mark.parametrize("target", ["/", "/en/home", "/ar/register?q=%D8%A3%D9%85%D9%84&x=1"])
def test_own_path_keeps_paths_of_this_site(target):
    assert own_path(target) == target
