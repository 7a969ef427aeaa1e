"""No value in an address or a form makes the site fail: every route, every field, odd values."""

import base64
import inspect
import json
import re
import uuid

import pytest

from engagement.core.permissions import Role
from engagement.web import odd_input
from tests.factories import make_account
from tests.walks.test_routes import address_of

pytestmark = pytest.mark.xdist_group("walks")
NAMES = tuple(
    [
        "q",
        "number",
        "actor",
        "action",
        "type",
        "subject",
        "since",
        "until",
        "lane",
        "state",
        "language",
        "group",
        "country",
        "region",
        "criterion",
        "page",
        "width",
        "next",
        "lang",
        "email",
        "question",
        "document",
    ]
)
SURROGATE = "%ED%A0%80"
ODD_WORDS = (
    SURROGATE,
    "9" * 400,
    "-1",
    "9999-12-31",
    "0001-01-01",
    "%27+OR+1%3D1--+%25_%5C",
    "%F0%9F%90%98" * 100,
    "%C2%A0%E2%80%8B%EF%BB%BF",
)
ODD_PLACES = (
    [2**70],
    [-(2**70)],
    [True],
    [1.5],
    ["\ud800", {"id": str(uuid.uuid4())}],
    ["a", {"id": str(uuid.uuid4())}],
    [2**70, "a", {"id": str(uuid.uuid4())}],
    [0, "\ud800", {"id": str(uuid.uuid4())}],
    [{"time": "9999-12-31T23:59:59"}, {"id": str(uuid.uuid4())}],
    [{"time": "0001-01-01T00:00:00+23:59"}, {"id": "x"}],
    [{"time": 1}],
    {"a": 1},
)
IN_PLACE_OF_TEXT = (
    "%00",
    "a%00b",
    SURROGATE,
    "x" * 300,
    "9" * 40,
    "%F0%9F%90%98",
    "..%2F..%2Fetc",
    "%25",
)
ODD_FIELDS = (
    b"\xed\xa0\x80",
    b"9" * 400,
    b"-1",
    b"9999-12-31",
    "\u202e\u200b🐘".encode(),
)


def queries():
    """Query strings that nobody types."""
    for value in ODD_WORDS:
        yield "&".join(f"{name}={value}" for name in NAMES)


def places():
    """Beginnings of a page that no link of ours names."""
    for place in (*map(json.dumps, ODD_PLACES), "[" * 3000):
        packed = base64.urlsafe_b64encode(place.encode()).decode().rstrip("=")
        yield f"after={packed}"
    yield f"before={packed}"
    yield "after=%FF&before=a&after=a"


@pytest.fixture
def someone(sign_in, samples):
    """A new browser of who may open nearly everything."""
    person = make_account(*Role)
    return lambda: sign_in(person)


def rules(app, method):
    return [rule for rule in app.url_map.iter_rules() if method in rule.methods]


def test_every_part_of_an_address_has_a_type(app):
    loose = [rule.rule for rule in app.url_map.iter_rules() if re.search(r"<[^:>]+>", rule.rule)]

    assert [rule for rule in loose if not rule.startswith("/static/")] == []


def test_odd_parts_of_an_address_never_fail(app, samples, someone):
    browser, failed, tried = someone(), {}, 0
    for rule in rules(app, "GET"):
        for name in rule.arguments - {"lang"}:
            value = str(address_value(app, rule, samples, name))
            path = address_of(app, rule, samples)
            for odd in IN_PLACE_OF_TEXT:
                answer = browser.get(path.replace(value, odd), buffered=True)
                answer.close()
                tried += 1
                if answer.status_code >= 500 or ("%00" in odd and answer.status_code < 400):
                    failed[path.replace(value, odd)] = answer.status_code

    assert failed == {}
    assert tried > 100


def address_value(app, rule, samples, name):
    address_of(app, rule, samples)
    return samples.values[name][0]


def test_odd_queries_never_fail(app, samples, someone, monkeypatch):
    browser, pages, (first, *others) = someone(), every_page(app, samples), queries()
    looks = watch(app, monkeypatch, "args")
    looked = {}
    failed = {}
    for path in pages:
        looks.clear()
        failed |= failing(browser, [path], [first])
        looked[path] = len(looks)
    every_page_looks = min(looked.values())  # what stands around pages reads the query, too
    readers = [path for path in pages if looked[path] > every_page_looks]

    assert 20 < len(readers) < len(pages)
    assert failed | failing(browser, readers, others) == {}


def watch(app, monkeypatch, part):
    """A list that grows whenever something looks at a part of a request: `args`, `form`."""
    looks, plain = [], app.request_class

    def look(request):
        looks.append(request.path)
        return getattr(super(watched, request), part)

    watched = type("Watched", (plain,), {part: property(look)})
    monkeypatch.setattr(app, "request_class", watched)
    return looks


def test_odd_places_in_lists_never_fail(app, samples, someone):
    browser = someone()
    pages = [path for path in every_page(app, samples) if "after=" in source_of(app, path)]

    assert len(pages) >= 5
    assert failing(browser, pages, places()) == {}


def source_of(app, path):
    """Whether the view pages through a list is told by its source."""
    endpoint, _ = app.url_map.bind("localhost").match(path)
    source = inspect.getsource(app.view_functions[endpoint])
    return "after=" if re.search(r"keyset\(|asked_place\(", source) else ""


def every_page(app, samples):
    return [
        address_of(app, rule, samples)
        for rule in rules(app, "GET")
        if rule.endpoint not in {"static", "operations.readyz"}
    ]


def failing(browser, paths, queries):
    """The addresses that answer with a fault of ours."""
    failed = {}
    for query in queries:
        for path in paths:
            answer = browser.get(f"{path}?{query}", buffered=True)
            answer.close()
            if answer.status_code >= 500:
                failed[f"{path}?{query[:60]}"] = answer.status_code
    return failed


@pytest.mark.parametrize("query", ["number=%00", "q=a%00b", "%00=a", "q=%ED%A0%80%00"])
@pytest.mark.parametrize("path", ["/verify", "/en/register", "/en/sign-in", "/ar/audit"])
def test_a_nul_in_an_address_is_refused_with_a_sentence(client, db, path, query):
    answer = client.get(f"{path}?{query}")

    assert answer.status_code == 400
    if not path.startswith("/ar"):
        assert "a character that no text has" in answer.text


def test_a_nul_in_a_form_is_refused_everywhere(app, samples, someone):
    browser, answered = someone(), {}
    for rule in rules(app, "POST"):
        path = address_of(app, rule, samples)
        answered[rule.rule] = browser.post(path, data={"name": "a\0b"}).status_code

    assert {rule: status for rule, status in answered.items() if status != 400} == {}
    assert len(answered) > 20


def test_odd_values_in_any_field_never_fail(app, samples, sign_in, monkeypatch):
    failed, tried = {}, 0
    staff, applicant = make_account(*Role), samples.people["focal_point"]
    looks = watch(app, monkeypatch, "form")
    sign_in(staff).post("/en/nowhere", data={"name": "x"})
    around = len(looks)  # what stands around pages looks at a form, too
    for rule in rules(app, "POST"):
        path = address_of(app, rule, samples)
        for person in (staff, applicant):
            browser = sign_in(person)
            page = browser.get(path) if "GET" in rule.methods else None
            if page is not None and page.status_code != 200:
                continue
            names = set(re.findall(r' name="([^"]+)"', page.text)) if page is not None else set()
            names = (names or {"name", "reason", "text"}) - {"csrf_token", "file"}
            for odd in ODD_FIELDS:
                tried += 1
                looks.clear()
                failed |= failing_form(browser, path, dict.fromkeys(names, odd))
                if len(looks) == around:
                    break  # refused unread: another form would be answered by the same

    assert failed == {}
    assert tried > 200


def failing_form(browser, path, data):
    """What is wrong with the answer to a form, if anything."""
    name = f"{path} {str(list(data.values())[:1])[:40]}"
    try:
        answer = browser.post(path, data=data)
    except AssertionError as faults:  # of the page
        return {name: str(faults)}
    return {name: answer.status_code} if answer.status_code >= 500 else {}


@pytest.mark.parametrize(
    ("text", "odd"), [("", False), ("أمل 🐘", False), ("a\0", True), ("\udfff", True)]
)
def test_what_cannot_be_kept_is_known(text, odd):
    assert odd_input.is_odd(text) == odd
