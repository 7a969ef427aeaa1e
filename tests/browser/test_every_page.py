"""Every page, as every role that may see it: accessible, in its direction, no sideways scroll.

Pages are found through the URL map; a new route with an argument this file does not know fails,
so that no page is forgotten.
"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.core.permissions import Role
from engagement.core.text import RIGHT_TO_LEFT
from tests.browser.samples import addresses, make_samples

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
NARROWEST = 320
SEEN: set[int] = set()
"""Shapes of pages that were examined: a page alike for two roles is examined once."""
ROLES = ("visitor", "newcomer", "focal_point", *Role)


@pytest.fixture(scope="module")
def samples(site):
    """One record of each kind that addresses name, and a person of each role."""
    with site.open_database():
        return make_samples()


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role_is_accessible_and_fits_a_phone(
    site, open_as, samples, role, language
):
    person = open_as(samples.people[role], language=language, width=NARROWEST)
    faults, seen = [], 0
    with site.open_database():
        paths = addresses(site.app, samples, role, language)
    for path in paths:
        answer = person.page.request.get(path, max_redirects=0)
        if answer.status >= 500:
            faults.append(f"{path}: {answer.status}")
        shape = shape_of(language, answer.text()) if answer.status == 200 else None
        if shape is None or shape in SEEN or "html" not in answer.headers["content-type"]:
            continue
        SEEN.add(shape)
        person.page.goto(path)
        seen += 1
        faults += faults_of(person.page, path, language)
    print(f"{role}, {language}: {seen} new shapes of pages")

    assert not faults, "\n".join(faults)


def shape_of(language, text):
    """The page without its words: two pages of one shape differ in what they say alone."""
    tags = re.findall(r"<[a-z/][^>]*>", text)
    plain = [re.sub(r'"[^"]*[0-9a-f-]{8,}[^"]*"|value="[^"]*"', '""', tag) for tag in tags]
    return hash((language, "".join(plain)))


def faults_of(page, path, language):
    """Violations of WCAG 2.2 AA, wrong direction, sideways scroll."""
    found = Axe().run(page, options={"runOnly": RULES["runOnly"]}).response["violations"]
    for violation in found:
        nodes = [node["html"][:120] for node in violation["nodes"][:3]]
        yield f"{path}: {violation['id']} {nodes}"
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    if page.evaluate("document.dir") != direction:
        yield f"{path}: not {direction}"
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > NARROWEST:
        yield f"{path}: {width} px wide"


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_with_errors_are_accessible(site, open_as, samples, language):
    person = open_as(samples.people["focal_point"], language=language, width=NARROWEST)
    draft = samples.values["application_id"][0]
    pages = [
        "organizations/new",
        *(f"accreditation/applications/{draft}/sections/{s.key}" for s in MAJOR_GROUP.sections),
    ]
    faults = []
    for path in pages:
        person.go(path)
        for control in person.page.locator("main form.post-form input:visible").all():
            if control.evaluate("e => ['text', 'email', 'url'].includes(e.type)"):
                control.fill("")
        person.press()
        faults += faults_of(person.page, f"{path} with errors", language)

    assert not faults, "\n".join(faults)
