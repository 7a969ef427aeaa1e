"""Pages of plan and register are whole in Chinese, but for names and what people wrote."""

import re
from html.parser import HTMLParser

import pytest

from engagement.action_plan import commands
from engagement.core.clock import today
from tests.action_plan.cases import ACTION, make_update
from tests.factories import make_accreditation

ENGLISH = re.compile(r"[A-Za-z]{3,}")
NAMES = {"PDF", "CSV", "SQL", "UNEP", "VIII", "VII", "III", "engagement"}
AS_WRITTEN = {"bdi", "pre", "script", "style"}


class Reader(HTMLParser):
    """Collects English outside of what people wrote and of what is marked as another language."""

    def __init__(self):
        super().__init__()
        self.open, self.found = [], []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        other = tag != "html" and "lang" in values and values["lang"] != "zh-Hans"
        if tag not in {"meta", "link", "input", "br", "img", "hr", "wbr"}:
            self.open.append((tag, other or tag in AS_WRITTEN))
        for name in ("aria-label", "title", "placeholder", "alt", "data-h"):
            self.look_at(values.get(name) or "")

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not any(skipped for _tag, skipped in self.open):
            self.look_at(data)

    def look_at(self, words):
        self.found += [word for word in ENGLISH.findall(words) if word not in NAMES]


def english_on(page) -> list[str]:
    reader = Reader()
    reader.feed(page.text)
    return reader.found


@pytest.fixture
def entry(db):
    for day in (today().replace(day=1), today()):
        commands.take_figures(day)
    make_update()
    return make_accreditation(name="湿地协会", name_language="zh")


def test_every_page_of_plan_and_register_is_chinese(client, entry):
    paths = [
        "plan",
        "plan/I",
        "plan/VIII",
        f"plan/actions/{ACTION}",
        "plan/actions/III.B.7",
        "plan/indicators/accredited_by_region",
        "plan/indicators/complete_at_first",
        "plan/indicators/last_list_sent",
        "register",
        "register?q=zebra",
        "register?region=africa&group=ngo",
        f"register/{entry.number}",
        "nowhere",
    ]
    found = {path: english_on(client.get(f"/zh/{path}")) for path in paths}

    assert found == {path: [] for path in paths}


def test_english_is_found_where_it_stands(client, db):
    assert "Search" in english_on(client.get("/en/register"))
