"""What holds for every address: forged requests, safe methods, hidden records, people's words."""

import re
import uuid

import pytest
from sqlalchemy import text

from engagement.accreditation import queries
from engagement.accreditation.models import ApplicationState as State
from engagement.core.permissions import Role
from tests.browser.addresses import addresses, build, by_endpoint, rows_called
from tests.factories import make_account, make_application, make_organization
from tests.markup import Tags

pytestmark = pytest.mark.xdist_group("walks")
KEPT_BY_READS = {"account_sign_in", "audit_read_event", "limit_counter"}
"""What a GET may write: a session's last use, the log of reads, counters (architecture 1.5)."""
MARKER = "Green Youth (Kenya) – أمل"
ISOLATED = re.compile("\u2068[^\u2069]*\u2069")
"""Plain text of mails keeps directions apart by characters, where markup cannot stand."""
AS_TYPED = {"title", "option", "textarea", "pre", "code", "script"}
"""Where no markup can stand, or text stands as it is written in a source."""


def test_every_unsafe_route_refuses_a_request_without_the_token(app, db, sign_in, samples):
    browser = sign_in(make_account(*Role))
    app.config["WTF_CSRF_ENABLED"] = True
    answered = {}
    try:
        for rule in app.url_map.iter_rules():
            for method in rule.methods - {"GET", "HEAD", "OPTIONS"}:
                path = address_of(app, rule, samples)
                answer = browser.open(path, method=method, data={"name": "x"})
                answered[f"{method} {rule.rule}"] = answer.status_code
    finally:
        app.config["WTF_CSRF_ENABLED"] = False

    assert len(answered) > 20
    assert {rule: status for rule, status in answered.items() if status != 400} == {}


def address_of(app, rule, samples):
    """One address of `rule`, with a record in each place where there is one."""
    values = {"lang": "en"}
    for name in rule.arguments - {"lang"}:
        if name not in samples.values:
            try:
                samples.values[name] = rows_called(name, rule)
            except AssertionError:
                samples.values[name] = [1 if "int" in rule.rule else uuid.uuid4()]
        values[name] = samples.values[name][0]
    return build(app, rule, values)


EXPORTS = {
    "audit_event": "WHERE action NOT LIKE '%\\:exported'",
    "audit_unsealed": "WHERE event_id NOT IN"
    " (SELECT id FROM audit_event WHERE action LIKE '%\\:exported')",
}
"""Taking a file out is a GET that leaves an event in the trail, and only that."""
LAST_USE = {"meeting_calendar_feed": "last_read_at"}
"""A program that reads a feed signs in with its address: when it last did is written, only that."""


def checksums(db):
    """One digest for each table, but those that reading may write."""
    tables = db.scalars(
        text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    ).all()
    return {
        name: db.scalar(
            text(
                "SELECT md5(coalesce(string_agg(row::text, '|' ORDER BY row::text), '')) FROM"
                f" (SELECT to_jsonb(t) - '{LAST_USE.get(name, '')}' AS row FROM {name} t"
                f" {EXPORTS.get(name, '')}) AS rows"
            )
        )
        for name in tables
        if name not in KEPT_BY_READS
    }


@pytest.mark.parametrize("who", ["visitor", "focal_point", "staff"])
def test_get_changes_nothing(app, db, client, sign_in, samples, who):
    people = samples.people | {"staff": make_account(*Role)}
    browser = sign_in(people[who]) if people[who] else client
    before = checksums(db)

    for paths in by_endpoint(app, samples, "en").values():
        for path in paths:
            answer = browser.get(path, buffered=True)
            answer.close()
            assert answer.status_code < 500, path
        if answer.mimetype == "text/html":  # the same code, once a page: no record makes another
            assert browser.head(path, buffered=True).status_code == answer.status_code, path
    db.expire_all()

    assert checksums(db) == before


@pytest.mark.parametrize("who", ["stranger", "conflicted"])
def test_a_hidden_record_answers_like_one_that_is_not_there(app, db, sign_in, who):
    application = make_application(
        organization=make_organization(name=MARKER), state=State.RECOMMENDED
    )
    person = {
        "stranger": lambda: make_account(leads=[make_organization()]),
        "conflicted": lambda: make_account(*Role, interest_in=[application.organization]),
    }[who]()
    browser = sign_in(person)
    hidden = {
        "application_id": application.id,
        "organization_id": application.organization_id,
        "account_id": make_account().id,
    }
    if who == "conflicted":
        del hidden["account_id"]
    fixed = {"key": "organization", "criterion": "registered", "section": "organization"}
    compared = 0

    for rule in app.url_map.iter_rules():
        names = rule.arguments - {"lang"}
        if "GET" not in rule.methods or not names & set(hidden) or names - set(hidden) - set(fixed):
            continue
        values = {"lang": "en", **fixed, **hidden}
        absent = values | {name: uuid.uuid4() for name in hidden}
        answers = [page_of(browser, build(app, rule, each), each) for each in (values, absent)]
        assert answers[0] == answers[1], rule.rule
        assert answers[0][0] in {403, 404}, rule.rule
        assert MARKER not in answers[0][1]
        compared += 1

    assert compared >= 10


def page_of(browser, path, values):
    """Status and text without what differs in any two pages: ids asked for, one-time tokens."""
    answer = browser.get(path)
    body = re.sub(r'name="(csrf_token|form_key)" value="[^"]*"', "", answer.text)
    for value in values.values():
        body = body.replace(str(value), "…") if len(str(value)) > 20 else body
    return answer.status_code, body


class Words(Tags):
    """Collects text outside `<bdi>` that holds the marker."""

    def __init__(self):
        self.open, self.loose = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in {"meta", "link", "input", "br", "img", "hr", "wbr"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        data = ISOLATED.sub("", data)
        if MARKER in data and "bdi" not in self.open and not AS_TYPED & set(self.open):
            self.loose.append(f"<{self.open[-1]}>{data.strip()[:80]}")


@pytest.mark.parametrize("who", ["visitor", "focal_point", "staff"])
def test_what_people_wrote_stands_in_bdi(app, db, client, sign_in, samples, who):
    organizations = []
    cases = []
    for state in State:
        organization = make_organization(name=f"{MARKER} {state.value}", latin_name=MARKER)
        organizations.append(organization)
        cases.append(make_application(organization=organization, state=state))
    own = {"application_id", "organization_id", "number", "token"}
    for endpoint, made in list(samples.given.items()):
        if any(own & set(values) for values in made):
            del samples.given[endpoint]
    samples.values["application_id"] = [case.id for case in cases]
    samples.values["organization_id"] = [organization.id for organization in organizations]
    accredited = next(case for case in cases if case.state == State.ACCREDITED)
    accreditation = queries.accreditation_of(accredited)
    samples.values["number"] = [accreditation.number]
    samples.values["token"] = [accreditation.token]
    people = {
        "visitor": lambda: client,
        "focal_point": lambda: sign_in(make_account(leads=organizations, name=f"{MARKER} Person")),
        "staff": lambda: sign_in(make_account(*Role, name=f"{MARKER} Person")),
    }
    browser = people[who]()
    loose, seen = {}, 0

    for path in addresses(app, samples, "en"):
        answer = browser.get(path, buffered=True)
        if answer.mimetype != "text/html":
            answer.close()
            continue
        words = Words()
        words.feed(answer.text)
        seen += MARKER in answer.text
        if words.loose:
            loose[path] = words.loose

    assert loose == {}
    assert seen > (0 if who == "visitor" else 10)
