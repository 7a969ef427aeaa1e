"""No id of a case opens anything for the staff it is kept from, by whatever kind of conflict.

Every address that takes an id is asked with one of a case of each kind, to read and to act; the
answer is that for an id that never was. The same addresses answer somebody without a conflict.
"""

from types import SimpleNamespace

import pytest

from engagement.accreditation.models import ApplicationState as State
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.core.permissions import Role
from engagement.organizations.queries import actor_for
from engagement.web.access import PUBLIC
from tests.browser.addresses import build
from tests.conflict_world import (
    KINDS,
    NAMES,
    SHOWN,
    Reader,
    bind,
    found_in,
    make_case,
    member,
    words_of,
)
from tests.conftest import rolled_back
from tests.factories import make_account

pytestmark = pytest.mark.xdist_group("conflicts-ids")
"""In one process: what all of it stands on is made once."""
SAME_FOR_ALL = {
    "code": "fr",
    "criterion": MAJOR_GROUP.criteria[0].key,
    "key": "environment",
    "paper": "registration",
}
"""Arguments beside an id that name no record."""
OF_PEOPLE = "account_id"
"""Accounts are nobody's case; what the pages about them say is read in `test_conflicts`."""


@pytest.fixture(scope="module")
def db(app):
    """One transaction for all: nothing here changes a row."""
    with rolled_back(app) as session:
        yield session


@pytest.fixture(scope="module")
def world(db):
    """A draft and a case on its way of each kind of conflict; who has all, and who none."""
    hidden = {
        kind: [make_case(NAMES[kind], state) for state in (State.DRAFT, state)]
        for kind, state in zip(
            KINDS,
            [State.SUBMITTED, State.RECOMMENDED, State.IN_REVIEW, State.RETURNED, State.REFUSED],
            strict=True,
        )
    }
    judge = make_account(*Role, name="Conflicted", email="judge@lagoon.example")
    for kind, cases in hidden.items():
        bind(kind, judge, [each.organization for each in cases])
    assert actor_for(judge).conflicts == {
        each.organization.id for cases in hidden.values() for each in cases
    }
    return SimpleNamespace(
        judge=judge,
        free=make_account(*Role),
        plain=make_account(member_of=[each.organization for each in hidden[member]]),
        hidden=hidden,
        shown=make_case(SHOWN, State.IN_REVIEW),
    )


def addresses_of(app, case, language):
    """Every address of people signed in that takes an id of this case, with its methods."""
    given = case.ids | SAME_FOR_ALL | {"lang": language}
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        names = rule.arguments - {"lang"}
        if getattr(view, "access", PUBLIC) == PUBLIC or not case.ids.keys() & names:
            continue
        if names <= given.keys() and OF_PEOPLE not in names:
            yield build(app, rule, given), sorted(rule.methods & {"GET", "POST"})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_id_of_a_case_of_a_conflict_leads_anywhere(app, world, kind):
    language = ("en", "ar")[KINDS.index(kind) % 2]
    cases = world.hidden[kind]
    words = words_of(cases)
    judge, free, plain = (Reader(app, one) for one in (world.judge, world.free, world.plain))
    opened, tried, telling = set(), 0, set()

    for case in cases:
        for path, methods in addresses_of(app, case, language):
            for method in methods if kind is not member else {"GET"} & set(methods):
                tried += 1
                status, text = judge.open(path, method)
                got, due = (status, found_in(text, words)), (404, set())
                if kind is member and got != due:
                    status, text = plain.open(path, method)
                    due = (status, found_in(text, words))
                if got != due:
                    opened.add(f"{method} {path}: {got}")
            if (
                "GET" in methods
                and "/letters-by-post/" not in path
                and found_in(free.open(path)[1], words)
            ):
                telling.add(path)

    assert not opened, "\n".join(sorted(opened))
    assert tried > 70, tried
    assert len(telling) > 10, telling


def test_several_cases_at_once_are_those_one_may_handle(app, world):
    """The pages of many cases: assign, and decide; a hidden id among them is as one that is not."""
    hidden = [case for kind in KINDS for case in world.hidden[kind]]
    chosen = [str(case.ids["application_id"]) for case in [*hidden, world.shown]]
    judge, free = Reader(app, world.judge), Reader(app, world.free)
    desk, decisions = "/en/accreditation/desk/assign-applications", "/en/accreditation/decisions"
    asked = [
        ("GET", desk, {"query_string": {"application": chosen}}),
        ("POST", f"{decisions}/confirm", {"data": {"applications": chosen}}),
        ("POST", f"{decisions}/decide", {"data": {"applications": chosen, "preview": "yes"}}),
    ]

    for method, path, values in asked:
        assert found_in(free.open(path, method, **values)[1], words_of(hidden)), path
        assert not found_in(judge.open(path, method, **values)[1], words_of(hidden)), path
    assert world.shown.reference in judge.open(desk, **asked[0][2])[1]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_who_enters_an_organization_on_paper_is_not_offered_it(app, world, kind):
    """Nor its name, nor that there is one; members see their own as before."""
    name = world.hidden[kind][0].organization.name
    form = {
        "name": f"{name} Society",
        "kind": "non_profit",
        "country": "KE",
        "major_group": "ngo",
        "registration_number": "R-4711",
    }

    def offered(account):
        text = Reader(app, account).open("/en/organizations/enter", "POST", data=form)[1]
        return name in text.replace(form["name"], "")

    assert offered(world.free)
    assert offered(world.judge) == (kind is member)
