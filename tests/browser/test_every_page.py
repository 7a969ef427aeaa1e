"""Every page, as every role that may see it: with data, on the first day, and with errors.

Pages are found through the URL map; a new route with an argument that nobody gave a record for
fails, so that no page is forgotten. Pages of refusals are examined as they come.
"""

import re

import pytest

from engagement.core.permissions import Role
from tests.browser.addresses import addresses, without_records
from tests.browser.examine import NARROWEST, faults_of, is_new
from tests.thorough import THOROUGH

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("pages")]
"""In one process: what is alike for two roles is examined once."""
LANGUAGES = ("en", "ar")
ROLES = (
    ("visitor", "newcomer", "focal_point", "administrator_of_state", *Role)
    if THOROUGH
    else ("visitor", "focal_point")
)
"""Those outside the office; the pages of staff in a thorough run, for they are very many."""
POSTED: set[tuple] = set()
"""Forms that were sent empty in this process."""


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role_is_accessible_and_fits_a_phone(site, open_as, samples, role):
    people = in_each_language(open_as, samples.people[role])
    with site.open_database():
        paths = addresses(site.app, samples, "en")

    faults, drawn, forms = walk(site, people, paths)

    print(f"{role}: {drawn} pages in each of {len(people)} languages, {forms} forms sent empty")
    assert not faults, "\n".join(faults)


def test_pages_of_the_first_day_are_accessible(site_of_first_day, open_as):
    site, accounts = site_of_first_day
    faults = []
    for name, account in accounts.items():
        if name not in ROLES:
            continue
        people = in_each_language(open_as, account, at=site)
        faults += walk(site, people, without_records(site.app, "en"))[0]

    assert not faults, "\n".join(faults)


def in_each_language(open_as, account, **kwargs):
    """The same person at two phones."""
    return {each: open_as(account, language=each, width=NARROWEST, **kwargs) for each in LANGUAGES}


def walk(site, people, paths):
    """Open each page; examine what is new, in each language.

    (faults, pages examined, forms sent empty). A page is looked for in English: the others are the
    same page in other words.
    """
    faults, drawn, forms = [], 0, 0
    get = site.asked_by(people["en"])
    for path in paths:
        answer = get(path)
        if answer.status_code >= 500:
            faults.append(f"{path}: {answer.status_code}")
        if answer.status_code in range(300, 400) or answer.mimetype != "text/html":
            continue
        if not is_new("en", path, answer.status_code, answer.text):
            continue
        drawn += 1
        for language, person in people.items():
            sent, wrong = examine(person.page, path.replace("/en/", f"/{language}/", 1), language)
            forms, faults = forms + sent, faults + wrong
    return faults, drawn, forms


def examine(page, path, language):
    """Open a page, look at it, send its forms empty; (how many, faults)."""
    status = page.goto(path).status
    faults = faults_of(page, f"{path} ({status})", language)
    if status >= 500:
        faults.append(f"{path}: {status}")
    sent, wrong = send_empty(page, path, language) if status == 200 else (0, [])
    return sent, faults + wrong


def send_empty(page, path, language):
    """Send each form of a page without anything filled in; (how many, faults of the answers).

    Forms of buttons and ticks alone are left out: empty they do what they say.
    """
    sent, faults = 0, []
    for place, (action, names) in enumerate(page.evaluate(FORMS)):
        kind = (language, re.sub(r"[0-9a-f-]{30,}", "", action), *names)
        if not names or kind in POSTED or MAY_BE_EMPTY.search(kind[1]):
            continue
        POSTED.add(kind)
        if sent:  # the answer to the one before stands in the browser
            page.goto(path)
        with page.expect_navigation() as answered:
            page.evaluate(EMPTIED, place)
        status = answered.value.status
        refused = {401, 422} if {"password", "code"} & set(names) else {422}
        if status not in refused:
            faults.append(f"{path}: {names} sent empty: {status}")
        faults += faults_of(page, f"{path} sent empty ({status})", language)
        sent += 1
    return sent, faults


MAY_BE_EMPTY = re.compile(
    r"/save-report$|/bodies/[a-z]+/change$|/(look-into|close)-complaint$|/write-(item-)?notes$"
    r"|/meetings/registrations//change$|/meetings/statements//write$"
    r"|/meetings/speakers//hand-in$"
)
"""Forms that keep what is written so far, or take a note with an act: be it nothing."""
FORMS = """() => [...document.querySelectorAll('main form.post-form')].map(form => [
    form.action,
    [...new Set([...form.elements].filter(
        one => !['hidden', 'submit', 'checkbox', 'fieldset', 'button'].includes(one.type)
            && one.name
    ).map(one => one.name))]
])"""
"""Where the forms of a page lead, and the names of what somebody fills in."""
EMPTIED = """place => {
    const form = document.querySelectorAll('main form.post-form')[place];
    for (const one of form.elements) {
        if (['radio', 'checkbox'].includes(one.type)) one.checked = false;
        else if (one.tagName === 'SELECT') one.selectedIndex = -1;
        else if (!['hidden', 'submit', 'fieldset', 'button'].includes(one.type)) one.value = '';
    }
    form.submit();
}"""
