"""A conflict of interest removes the case from every page, list, search, count and file of staff.

Somebody without a conflict walks first: every address and link from which a case can be seen, once
in each function of staff and once in all. The conflicted person, in the same functions, then opens
all of it and every link of their own, and finds the cases of others alone. What they see as a
member of an organization stays (product 1).
"""

from types import SimpleNamespace

import pytest
from sqlalchemy import select

from engagement.accreditation import commands as accreditation
from engagement.accreditation.models import ApplicationState as State
from engagement.core.clock import today
from engagement.core.db import bookkeeping
from engagement.core.db import db as database
from engagement.core.permissions import Role
from engagement.meetings.models import SpeakersList
from engagement.organizations.queries import actor_for
from engagement.organizations.queries.interests import Why, derived_conflicts
from engagement.web.access import PUBLIC
from tests.browser.addresses import without_records
from tests.conflict_world import (
    KINDS,
    NAMES,
    SHOWN,
    Reader,
    bind,
    colleague,
    declared,
    former_member,
    found_in,
    make_case,
    member,
    own_site,
    states_of,
    words_of,
)
from tests.conftest import rolled_back
from tests.factories import make_account

pytestmark = pytest.mark.xdist_group("conflicts")
"""In one process: what all of it stands on is made once."""
MOST_LINKS = 3
"""Links followed to one kind of page: filters multiply, but show the same rows."""
OF_ONESELF = {
    "accounts.export_own_data": {declared, former_member, member},
    "accounts.show_own_data": {declared, former_member, member},
    "organizations.end_interest": {declared},
    "organizations.end_membership": {member},
    "organizations.list_interests": {declared},
}
"""Pages on which the person reads what they declared or were: names of organizations, no case."""
SEEN_BY = {
    Role.REVIEWER: {
        "accreditation.show_queue",
        "accreditation.review_application",
        "accreditation.list_recordings",
        "directory.list_reports",
        "organizations.list_claims",
        "standing.list_accreditations",
        "standing.list_corrections",
        "standing.show_accreditation",
        "standing.show_change",
        "standing.show_report",
    },
    Role.HEAD_OF_UNIT: {
        "screening.list_matches",
        "accreditation.download_queue",
        "accreditation.assign_applications",
        "directory.show_report",
        "standing.list_mergers",
        "standing.show_batch",
        "standing.show_proceeding",
    },
    Role.APPROVER: {"accreditation.show_decisions", "accreditation.decide_application"},
    Role.REGIONAL_OFFICER: set(),
    Role.PROTOCOL_OFFICER: set(),
    Role.PROGRAMME_OFFICER: set(),
    Role.SCREENING_OFFICER: {
        "screening.list_matches",
        "screening.show_case",
        "screening.show_item",
        "screening.list_runs",
        "screening.show_match",
        "partnerships.list_business_meetings",
        "partnerships.list_complaints",
        "partnerships.list_partnerships",
    },
    Role.PRIVATE_SECTOR_HEAD: {
        "screening.list_matches",
        "screening.show_case",
        "screening.show_item",
        "screening.show_match",
        "partnerships.list_complaints",
        "partnerships.list_partnerships",
    },
    Role.DIRECTOR: {
        "screening.list_matches",
        "screening.show_case",
        "screening.show_match",
        "partnerships.list_partnerships",
    },
    Role.LEGAL_ADVISER: {
        "screening.list_matches",
        "screening.show_case",
        "screening.show_match",
        "partnerships.list_partnerships",
    },
    Role.COMMITTEE_MEMBER: {
        "screening.show_case",
        "screening.show_item",
        "screening.show_meeting",
    },
    Role.COMMITTEE_SECRETARY: {
        "screening.show_case",
        "screening.show_item",
        "screening.show_meeting",
    },
    Role.SAFEGUARDING_OFFICER: {"organizations.list_protected", "organizations.show_protection"},
    Role.AUDITOR: {
        "audit.show_trail",
        "audit.export_trail",
        "audit.show_reads",
        "mail.list_messages",
        "mail.show_message",
    },
    Role.MEETING_OFFICER: {
        "meetings.list_registrations",
        "meetings.show_registration",
        "meetings.list_statements_desk",
        "meetings.run_speakers",
        "meetings.show_speaker",
    },
    Role.ADMINISTRATOR: set(),
}
"""Pages on which each function finds a case, if nothing keeps it back; administrators on none."""


SEEN_TOGETHER = {
    "accreditation.show_recording",
    "organizations.show_claim",
    "partnerships.show_complaint",
    "partnerships.show_desk",
    "screening.advise_on_bar",
    "screening.list_cases",
    "screening.record_ineligibility",
    "screening.show_legal_bar",
    "screening.show_reply",
    "screening.show_run",
    "standing.show_correction",
    "standing.show_merger",
}
"""More such pages: the first that a list leads to may be of a case that is not hidden."""


@pytest.fixture(scope="module")
def db(app):
    """One transaction for all: the pages are read, and the cases cost more than reading them."""
    with rolled_back(app) as session:
        yield session


@pytest.fixture(scope="module")
def world(db):
    """Five kinds of conflict, each with its own cases; who has them all, and who has none."""
    both = (Role.REVIEWER, Role.AUDITOR)
    judge = make_account(*both, name="Conflicted", email="judge@lagoon.example")
    free = make_account(*both, name="Free")
    other = make_account(*Role, name="Colleague")
    hidden = {
        kind: [make_case(NAMES[kind], state, reviewer=judge) for state in states_of(kind)]
        for kind in KINDS
    }
    shown = [make_case(SHOWN, state) for state in (State.IN_REVIEW, State.RECOMMENDED)]
    for away, deputy in ((other, judge), (other, free)):
        accreditation.name_deputy(
            actor=actor_for(other), person=away, deputy=deputy, from_day=today(), to_day=today()
        )
    for kind in KINDS:
        bind(kind, judge, [each.organization for each in hidden[kind]])
    plain = make_account(member_of=[each.organization for each in hidden[member]])
    return SimpleNamespace(
        judge=judge,
        free=free,
        plain=plain,
        hidden=hidden,
        shown=shown,
        every={one.organization.id for cases in hidden.values() for one in cases},
    )


@bookkeeping
def in_functions(account, roles):
    """The same person, with these functions alone; the engagement of an auditor goes on."""
    account.role_names = sorted(role.value for role in roles)


def beginnings(app, language, world):
    """Every page that names no record, the people of cases, several cases at once."""
    adapter = app.url_map.bind("localhost")
    views = app.view_functions
    cases = [*world.shown, *(each for cases in world.hidden.values() for each in cases)]
    several = "&".join(f"application={each.ids['application_id']}" for each in cases)
    desk = f"/{language}/accreditation/desk"
    return [
        *(
            path
            for path in without_records(app, language)
            if views[adapter.match(path)[0]].access != PUBLIC
        ),
        *(f"/{language}/people/{cases[0].ids['account_id']}" for cases in world.hidden.values()),
        *(f"/{language}/mail/{each.ids['message_id']}" for each in cases[:3]),
        *(
            f"/{language}/screening/desk/runs/{cases[0].ids['run_id']}"
            for cases in world.hidden.values()
        ),
        *(f"/{language}/organizations/{each.organization.id}" for each in world.shown),
        *(f"/{language}/screening/desk/matches/{each.ids['match_id']}" for each in world.shown),
        *(f"{desk}/{each.ids['application_id']}" for each in world.shown),
        *(f"{desk}{end}lane=all" for end in ("?", "/download.csv?")),
        *(f"/{language}/meetings/speakers-lists/{each}/run" for each in lists_of_speakers()),
        f"{desk}/assign-applications?{several}",
        f"/{language}/audit?action=accreditation:application:tried",
    ]


def lists_of_speakers():
    """Staff come to them by a page that everybody reads, which is not walked."""
    return database.session.scalars(select(SpeakersList.id)).all()


def test_each_kind_of_conflict_is_derived_alone(world):
    """So that what is hidden below is hidden for this reason and no other."""
    of_kind = {kind: {one.organization.id for one in cases} for kind, cases in world.hidden.items()}
    found = {one.organization.id: one.reasons for one in derived_conflicts(world.judge)}

    assert actor_for(world.judge).conflicts == world.every
    assert actor_for(world.free).conflicts == set()
    assert found == {
        organization: [why]
        for kind, why in {
            colleague: Why.COLLEAGUE,
            own_site: Why.WEBSITE,
            former_member: Why.FORMER_MEMBER,
            member: Why.MEMBER,
        }.items()
        for organization in of_kind[kind]
    }
    assert of_kind[declared] == world.every - set(found)


def leaks_in(endpoint, path, text, world, plain):
    """Words of hidden cases on a page of the conflicted person, but for what is their own."""
    leaks = set()
    for kind, cases in world.hidden.items():
        found = found_in(text, words_of(cases))
        if kind in OF_ONESELF.get(endpoint, ()):
            found -= {NAMES[kind]}
        if found and kind is member:
            found -= found_in(plain.open(path)[1], found)
        leaks |= {f"{endpoint} {path}: {word}" for word in found}
    return leaks


def test_staff_in_all_functions_find_no_case_of_a_conflict_where_others_do(app, world):
    for person in (world.free, world.judge):
        in_functions(person, list(Role))
    free, judge, plain = (Reader(app, one) for one in (world.free, world.judge, world.plain))
    every = [case for cases in world.hidden.values() for case in cases]
    begin = beginnings(app, "en", world)
    begin += [f"{path}?q=zebra&number=zebra&actor=zebra" for path in begin if "?" not in path]

    opened, telling = [], {}
    for endpoint, path, text in free.walk(begin, "en", MOST_LINKS):
        opened.append(path)
        telling.setdefault(endpoint, set()).update(found_in(text, words_of(every)))
    leaks, reached = set(), set()
    for endpoint, path, text in judge.walk(opened, "en", MOST_LINKS):
        leaks |= leaks_in(endpoint, path, text, world, plain)
        if found_in(text, words_of(world.shown)):
            reached.add(endpoint)

    assert not leaks, "\n".join(sorted(leaks))
    due = set().union(*SEEN_BY.values(), SEEN_TOGETHER)
    assert due <= {endpoint for endpoint, found in telling.items() if found}
    assert due - {"audit.show_reads"} <= reached
    for page in ("show_queue", "download_queue"):
        assert set(NAMES.values()) <= telling[f"accreditation.{page}"], page
    assert all(case.reference in set().union(*telling.values()) for case in every if case.reference)


@pytest.mark.parametrize("role", Role)
def test_staff_in_one_function_find_no_case_of_a_conflict_where_others_do(app, world, role):
    """Some pages show other things to who has one function alone."""
    language = ("en", "ar")[list(Role).index(role) % 2]
    for person in (world.free, world.judge):
        in_functions(person, [role])
    free, judge, plain = (Reader(app, one) for one in (world.free, world.judge, world.plain))
    every = words_of([case for cases in world.hidden.values() for case in cases])

    opened, telling, leaks = [], {}, set()
    for endpoint, path, text in free.walk(beginnings(app, language, world), language, 1):
        opened.append(path)
        if found_in(text, every):
            telling[path] = endpoint
    for endpoint, path, text in judge.walk(
        [f"/{language}/home", *(telling or opened)], language, 0
    ):
        leaks |= leaks_in(endpoint, path, text, world, plain)

    assert not leaks, "\n".join(sorted(leaks))
    assert SEEN_BY[role] <= set(telling.values())
