"""What every page must be: well-formed, titled, in a language, labelled, plain, light."""

import hashlib
import re
from collections import Counter

from tests.markup import Tags

HEAVIEST = 100_000
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
UNLABELLED_INPUTS = {"hidden", "submit", "button"}


class Reader(Tags):
    """Collects faults while reading a page."""

    def __init__(self):
        self.faults: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.labels: set[str] = set()
        self.inputs: list[dict] = []
        self.lang = self.title = None
        self.in_label = 0

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "html":
            self.lang = values.get("lang")
        if tag == "label":
            self.labels.add(values.get("for"))
            self.in_label += 1
        if "id" in values:
            self.ids.append(values["id"])
        if "style" in values or tag == "style":
            self.faults.append(f"inline style on <{tag}>")
        if tag == "script" and "src" not in values:
            self.faults.append("inline script")
        if any(name.startswith("on") for name in values):
            self.faults.append(f"inline handler on <{tag}>")
        if tag in {"input", "select", "textarea"} and not self.in_label:
            self.inputs.append(values | {"tag": tag})

    def handle_endtag(self, tag):
        if tag == "label":
            self.in_label -= 1
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> where </{self.open[-1] if self.open else '?'}> is due")
            if tag in self.open:
                while self.open.pop() != tag:
                    pass
            return
        self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] == "title":
            self.title = (self.title or "") + data

    def handle_fault(self, text):
        self.faults.append(f"no markup: {text}")


TOLD = re.compile(r' (?:value|href|action)="(?!#)[^"\s<>]*"')
"""Attributes of which no rule asks what they say: tokens, keys, addresses of other pages."""
KNOWN: dict[str, list[str]] = {}
"""Faults of pages that were read in this process, by all that rules ask of."""


def check_page(response) -> None:
    """AssertionError naming every fault of an HTML answer."""
    text = response.get_data(as_text=True)
    if not text.lstrip().startswith("<!doctype html>"):
        return
    key = hashlib.sha256(TOLD.sub("", text).encode()).hexdigest()
    if key not in KNOWN:  # most refusals of a walk are one page but for tokens and addresses
        KNOWN[key] = faults_of(text)
    faults = list(KNOWN[key])
    if len(text.encode()) > HEAVIEST:
        faults.append(f"{len(text.encode())} bytes")
    assert not faults, f"{response.request.path}: {faults}"


def faults_of(text) -> list[str]:
    """What is wrong with a page but its weight."""
    reader = Reader()
    reader.feed(text)
    faults = [*reader.faults, *faults_of_frame(reader), *faults_of_fields(reader)]
    for target in re.findall(r'href="#([^"]+)"', text):
        if target not in reader.ids:
            faults.append(f"link to #{target} that is not there")
    return faults


def faults_of_frame(reader):
    """Tags never closed, missing language or title, ids used twice."""
    if reader.open:
        yield f"never closed: {reader.open}"
    if not reader.lang:
        yield "no language"
    if not (reader.title or "").strip():
        yield "no title"
    for name, times in Counter(reader.ids).items():
        if times > 1:
            yield f"id {name} twice"


def faults_of_fields(reader):
    """Fields without a label."""
    ids = set(reader.ids)
    for values in reader.inputs:
        if values.get("type") in UNLABELLED_INPUTS or "aria-label" in values:
            continue
        naming = values.get("aria-labelledby", "").split()
        if naming and ids.issuperset(naming):
            continue
        if values.get("id") not in reader.labels:
            yield f"no label for {values.get('name')}"


def words_of(response) -> str:
    """A page's text without the places where a narrow column may break a name."""
    return response.text.replace("<wbr>", "")
