"""Public pages kept for readers without a cookie of ours."""

import time

import pytest

from engagement.core import versions
from engagement.core.db import bookkeeping
from engagement.core.permissions import Role
from engagement.directory import commands as directory
from engagement.organizations.commands import write_names
from engagement.web.cache import LONGEST, Kept, Store
from tests.factories import make_account, make_accreditation

PAGE = "/en/register"


@pytest.fixture
def kept(app):
    """The store of the application, which keeps pages during the test."""
    app.config["KEEP_PAGES"] = True
    app.extensions["kept_pages"] = Store()
    yield app.extensions["kept_pages"]
    app.config["KEEP_PAGES"] = False


@bookkeeping
def rename(organization, name):
    organization.name = name
    write_names(organization)


def test_a_page_is_kept_and_given_again(db, client, kept, count_queries):
    make_accreditation(name="Wetland Women")
    first = client.get(PAGE)
    with count_queries() as counted:
        second = client.get(PAGE)

    assert first.text == second.text
    assert len(kept) == 1
    assert [one for one in counted if "data_version" not in one] == []


def test_who_has_the_page_already_gets_304(db, client, kept):
    etag = client.get(PAGE).headers["ETag"]

    for _ in range(2):
        answer = client.get(PAGE, headers={"If-None-Match": etag})
        assert (answer.status_code, answer.data) == (304, b"")
    assert client.get(PAGE, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_kept_page_has_the_headers_of_a_new_one(db, client, kept):
    first, second = client.get(PAGE).headers, client.get(PAGE).headers

    own = {"X-Request-Id", "Date"}
    assert {k: v for k, v in first.items() if k not in own} == {
        k: v for k, v in second.items() if k not in own
    }
    assert first["X-Request-Id"] != second["X-Request-Id"]
    assert first["Cache-Control"] == "private, no-cache"
    assert "Cookie" in first["Vary"]


def test_a_change_is_seen_at_once_by_the_process_that_made_it(db, client, kept):
    accreditation = make_accreditation(name="Wetland Women")
    assert "Wetland Women" in client.get(PAGE).text

    rename(accreditation.organization, "Marsh Women")
    directory.refresh([accreditation.organization_id])

    assert "Marsh Women" in client.get(PAGE).text


def test_a_change_nobody_counted_is_seen_after_some_seconds(db, client, kept, monkeypatch):
    accreditation = make_accreditation(name="Wetland Women")
    path = f"/en/register/{accreditation.number}"
    client.get(path)
    rename(accreditation.organization, "Marsh Women")
    assert "Marsh Women" not in client.get(path).text

    later = time.monotonic() + LONGEST + 1
    monkeypatch.setattr(time, "monotonic", lambda: later)

    assert "Marsh Women" in client.get(path).text


@pytest.mark.parametrize(
    "path",
    [
        "/healthz",
        "/en/sign-in",
        "/en/register/download.csv",
        "/en/register/none",
        "/en/home",
        f"/en/register?q={'x' * 500}",
    ],
)
def test_what_is_of_the_moment_or_has_a_form_is_not_kept(app, db, client, kept, path):
    app.config["WTF_CSRF_ENABLED"] = True
    client.get(path)
    app.config["WTF_CSRF_ENABLED"] = False

    assert len(kept) == 0


def test_who_is_signed_in_gets_no_kept_page_and_leaves_none(db, client, sign_in, kept):
    client.get(PAGE)
    person = make_account(Role.REVIEWER, name="Rita Reviewer")

    page = sign_in(person).get(PAGE)

    assert "Rita Reviewer" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert len(kept) == 1
    assert "Rita Reviewer" not in client.get(PAGE).text


def test_each_language_of_an_address_without_prefix_is_kept_apart(db, client, kept):
    english = client.get("/verify", headers={"Accept-Language": "en"}).text
    arabic = client.get("/verify", headers={"Accept-Language": "ar"}).text

    assert 'dir="ltr"' in english
    assert 'dir="rtl"' in arabic


def test_a_browser_that_cannot_unpack_gets_a_plain_page(app, db, client, kept):
    make_accreditation()
    packed = app.test_client().get(PAGE, headers={"Accept-Encoding": "br"})
    plain = client.get(PAGE)

    assert packed.headers["Content-Encoding"] == "br"
    assert "Content-Encoding" not in plain.headers


def test_the_store_forgets_what_was_not_asked_for_longest():
    store = Store(most_bytes=10)
    for name in ("a", "b"):
        store.put((name,), Kept(b"1234", [], (), 0.0))
    store.get(("a",))

    store.put(("c",), Kept(b"1234", [], (), 0.0))

    assert [store.get((name,)) is not None for name in ("a", "b", "c")] == [True, False, True]
    assert store.bytes == 8


def test_numbers_are_read_once_a_second(db, count_queries):
    with count_queries(whole=True) as counted:
        for _ in range(5):
            versions.number("register")

    assert len(counted) == 1
