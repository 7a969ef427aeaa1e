"""A conflict of interest removes the case from every staff page, list, search, file and count.

The conflicted person holds every staff role and walks every address a browser can open, and every
link found on the way; cases of the conflict must never appear, those of others must.
"""

import html
import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from werkzeug.exceptions import HTTPException

from engagement.accreditation.models import ApplicationState as State
from engagement.core.permissions import Role
from engagement.organizations.commands.protection import request_protection
from engagement.organizations.models import Protection
from engagement.organizations.queries import actor_for
from engagement.web.access import PUBLIC
from tests.audit.test_queries import note
from tests.browser.addresses import addresses
from tests.browser.samples import make_samples
from tests.factories import make_account, make_application, make_organization
from tests.jobs.test_views import make_job
from tests.mail.test_commands import make_message

HIDDEN, SHOWN = "Zebra Lagoon", "Open Meadow"
OWN_DECLARATIONS = {"organizations.list_interests", "organizations.end_interest"}
"""Pages on which the person reads what they declared themselves; no case stands there."""
MOST_OF_ONE_KIND = 60
"""Links followed to one kind of page: filters multiply, but show the same rows."""


def make_cases(name):
    """A case in every state, each with mails, jobs, audit events and a request for protection."""
    cases = []
    for state in State:
        if state == State.DRAFT:
            continue
        organization = make_organization(name=f"{name} {state.value}", website=None)
        case = make_application(organization=organization, state=state)
        note("accreditation:application:tried", case, reference=case.reference)
        message = make_message_about(case, name)
        make_job(message_id=str(message.id))
        focal_point = make_account(leads=[organization], name="A Focal Point")
        request_protection(
            organization,
            actor=actor_for(focal_point),
            wanted=Protection.PROTECTED,
            reason=f"{name} is threatened.",
        )
        cases.append(case)
    return cases


def make_message_about(case, name):
    from engagement.core.db import db

    return make_message(db.session, about=case, subject=f"{name}: {case.reference}")


@pytest.fixture
def cases(db):
    return {name: make_cases(name) for name in (HIDDEN, SHOWN)}


def walk(app, browser, paths):
    """All of `paths` and the pages reached from them by links, with their endpoints."""
    adapter = app.url_map.bind("localhost")
    waiting, seen, followed = list(dict.fromkeys(paths)), set(), Counter()
    given = set(waiting)
    while waiting:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        try:
            endpoint, _ = adapter.match(urlsplit(path).path, method="GET")
        except HTTPException:
            continue
        followed[endpoint] += path not in given
        if endpoint == "static" or followed[endpoint] > MOST_OF_ONE_KIND:
            continue
        answer = browser.get(path, buffered=True)
        assert answer.status_code < 500, path
        if not answer.mimetype.startswith("text/"):
            answer.close()
            continue
        yield endpoint, path, answer
        if answer.status_code == 200 and answer.mimetype == "text/html":
            links = (html.unescape(one) for one in re.findall(r'href="(/en[^"#]*)', answer.text))
            waiting += [one for one in links if one not in seen]


def searches(app):
    """Every list without arguments, searched for the hidden name in the usual ways."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        public = getattr(app.view_functions[rule.endpoint], "access", PUBLIC) == PUBLIC
        if "GET" in rule.methods and rule.arguments <= {"lang"} and not public:
            base = adapter.build(rule.endpoint, {"lang": "en"} if rule.arguments else {})
            yield f"{base}?q=zebra&number=zebra&actor=zebra"


def test_a_conflict_removes_the_case_from_everything_staff_can_open(app, db, sign_in, cases):
    person = make_account(
        *Role, interest_in=[case.organization for case in cases[HIDDEN]], name="Conflicted"
    )
    browser = sign_in(person)
    samples = make_samples()
    every = cases[HIDDEN] + cases[SHOWN]
    samples.values["application_id"] = [case.id for case in every]
    samples.values["organization_id"] = [case.organization_id for case in every]
    paths = [*addresses(app, samples, "en"), *searches(app)]
    words = [HIDDEN, *(case.reference for case in cases[HIDDEN])]
    leaks, reached = set(), {}

    for endpoint, path, answer in walk(app, browser, paths):
        if app.view_functions[endpoint].access == PUBLIC or endpoint in OWN_DECLARATIONS:
            continue
        text = without_what_was_asked(answer.text)
        leaks |= {f"{path}: {word}" for word in words if word in text}
        if any(case.reference in text or case.organization.name in text for case in cases[SHOWN]):
            reached[endpoint] = path

    assert not leaks, "\n".join(sorted(leaks))
    assert {
        "accreditation.show_queue",
        "accreditation.review_application",
        "accreditation.show_decisions",
        "audit.show_trail",
        "audit.export_trail",
        "mail.list_messages",
        "mail.show_message",
        "organizations.list_protected",
        "organizations.show_organization",
        "organizations.show_protection",
    } <= set(reached), sorted(reached)


def without_what_was_asked(text):
    """The page without the words typed into its own search fields and kept in its links."""
    text = re.sub(r'<input[^>]*value="[^"]*"[^>]*>', "", text)
    return re.sub(r'(href|action)="[^"]*"', "", text)
