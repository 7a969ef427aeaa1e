"""Places of a list in the address, targets that stay on the site."""

import base64
import json

import pytest

from engagement.web.pages import Place, asked_place, own_path, page_of


class Row:
    __table__ = None

    def __init__(self, number):
        self.number = number

    def __getitem__(self, at):
        return (self.number,)[at]


def packed(*values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def place_at(app, query, types=(int, str)):
    with app.test_request_context(f"/en/register?{query}"):
        return asked_place(types)


def test_a_place_is_read_from_the_address(app):
    assert place_at(app, f"after={packed(1, 'a')}") == Place((1, "a"))
    assert place_at(app, f"before={packed(1, 'a')}") == Place((1, "a"), backwards=True)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "after=%%%",
        "after=bm90IGpzb24",
        f"after={packed(1)}",
        f"after={packed('1', 'a')}",
        f"after={packed(1, None)}",
        f"after={packed(1, {'id': 'x'})}",
        f"after={packed(1, 'a' + chr(0))}",
        f"before={packed('x', 'y')}",
    ],
)
def test_a_place_that_cannot_be_is_the_beginning(app, query):
    assert place_at(app, query) == Place()


@pytest.mark.parametrize(
    ("place", "count", "expected"),
    [
        (Place(), 2, (None, None)),
        (Place(), 3, ("after", None)),
        (Place((1,)), 3, ("after", "before")),
        (Place((1,)), 2, (None, "before")),
        (Place((9,), backwards=True), 3, ("after", "before")),
        (Place((9,), backwards=True), 2, ("after", None)),
        (Place((1,)), 0, (None, None)),
    ],
)
def test_neighbours_are_linked_where_there_are_any(app, place, count, expected):
    with app.test_request_context("/en/register?q=x"):
        page = page_of([Row(number) for number in range(count)], place, ["number"], size=2)

    found = [
        url and next(name for name in ("after", "before") if f"{name}=" in url)
        for url in (page.next_url, page.previous_url)
    ]
    assert tuple(found) == expected
    assert len(page.rows) == min(count, 2)
    assert all("q=x" in url for url in (page.next_url, page.previous_url) if url)


@pytest.mark.parametrize(
    "target", [None, "", "//x", "/\\x", "https://x", "/a\nb", "/a\\b", "/" + "x" * 600, "a"]
)
def test_a_target_elsewhere_is_none(target):
    assert own_path(target) is None
