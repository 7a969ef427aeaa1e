"""Home per role, the texts every site has, and the terms of use."""

import html
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from engagement.accounts import terms
from engagement.accounts.models import Account
from engagement.accreditation import queries as accreditation
from engagement.accreditation.commands import name_deputy, write_to_office
from engagement.accreditation.models import ApplicationState as State
from engagement.audit.models import AuditEvent
from engagement.core.clock import today
from engagement.core.db import bookkeeping, transaction
from engagement.core.permissions import Role
from engagement.home import queries
from engagement.mail.models import Message, MessageState
from engagement.organizations.commands.protection import request_protection
from engagement.organizations.models import Protection
from engagement.organizations.queries import actor_for
from engagement.settings.commands import change_setting
from tests.factories import PASSWORD, make_account, make_actor, make_application, make_organization
from tests.jobs.test_views import make_job
from tests.mail.test_commands import make_message


@bookkeeping
def accepted(account, version):
    account.terms_version = version
    return account


DESK = {"accreditation.show_queue", "directory.list_reports", "standing.list_accreditations"}


def waiting(actor):
    return {task.endpoint: task.count for task in queries.tasks_of(actor) if task.count}


@pytest.mark.parametrize(
    ("role", "endpoints"),
    [
        (Role.REVIEWER, DESK),
        (Role.HEAD_OF_UNIT, DESK | {"screening.list_matches"}),
        (
            Role.APPROVER,
            {
                "accreditation.show_decisions",
                "accreditation.show_reconsiderations",
                "accreditation.show_queue",
                "standing.list_accreditations",
            },
        ),
        (Role.SAFEGUARDING_OFFICER, {"organizations.list_protected"}),
        (
            Role.PROTOCOL_OFFICER,
            {
                "protocol.list_intergovernmental",
                "protocol.list_notes",
                "protocol.list_states",
            },
        ),
        (
            Role.AUDITOR,
            {
                "audit.show_trail",
                "jobs.list_jobs",
                "mail.list_messages",
            },
        ),
        (
            Role.ADMINISTRATOR,
            {
                "accounts.list_people",
                "audit.show_trail",
                "jobs.list_jobs",
                "mail.list_messages",
                "screening.list_sources",
            },
        ),
    ],
    ids=lambda value: value if isinstance(value, Role) else "",  # a set has no order
)
def test_each_role_is_shown_its_own_work(db, sign_in, role, endpoints):
    account = make_account(role)

    assert {task.endpoint for task in queries.tasks_of(actor_for(account))} == endpoints
    assert sign_in(account).get("/en/home").status_code == 200


def test_counts_are_of_what_waits_without_cases_of_a_conflict(db):
    kept, seen = (make_application(state=State.RECOMMENDED) for _ in range(2))
    for case in (kept, seen):
        make_job(message_id=str(make_message(db, MessageState.FAILED, about=case).id))
        request_protection(
            case.organization,
            actor=make_actor(leads=[case.organization]),
            wanted=Protection.PROTECTED,
            reason="Threats.",
        )
    everything = {
        "accreditation.show_decisions": 1,
        "organizations.list_protected": 1,
        "jobs.list_jobs": 1,
        "mail.list_messages": 1,
    }

    found = waiting(make_actor(*Role, interest_in=[kept.organization]))

    assert {key: found[key] for key in everything} == everything


def test_the_lanes_of_home_are_lanes_of_the_desk():
    keys = [*queries.desk.WORK, *queries.desk.DECISIONS]
    assert [accreditation.lane(key).key for key in keys] == keys


def test_approvers_see_reconsiderations_and_what_is_late(db):
    late, again = (
        make_application(state=each) for each in (State.RECOMMENDED, State.RECONSIDERATION)
    )
    make_application(state=State.IN_REVIEW)
    with transaction(audited=False):
        late.due_on = today() - timedelta(days=1)
        again.due_on = today() + timedelta(days=1)

    assert waiting(make_actor(Role.APPROVER)) == {
        "accreditation.show_decisions": 1,
        "accreditation.show_reconsiderations": 1,
        "accreditation.show_queue": 1,
    }


def test_reviewers_see_new_messages_and_the_work_of_whom_they_stand_in_for(db, sign_in):
    away, deputy = make_account(Role.REVIEWER, name="Ada Away"), make_account(Role.REVIEWER)
    application = make_application(state=State.IN_REVIEW, reviewer=away)
    name_deputy(actor=actor_for(away), person=away, deputy=deputy, from_day=today(), to_day=today())
    member = make_actor(leads=[application.organization])
    write_to_office(application, actor=member, text="When do we hear?")

    tasks = {task.arguments.get("lane"): task for task in queries.tasks_of(actor_for(deputy))}

    assert tasks["messages"].count == 1
    assert (tasks[f"for-{away.id}"].person, tasks[f"for-{away.id}"].count) == ("Ada Away", 1)
    assert "For <bdi>Ada Away</bdi>" in sign_in(deputy).get("/en/home").text


def test_what_has_work_stands_first(db):
    make_application(state=State.SUBMITTED)

    counts = [task.count for task in queries.tasks_of(make_actor(*Role))]

    assert counts[0] == 1
    assert counts == sorted(counts, key=lambda count: not count)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (None, "Apply for accreditation"),
        (State.DRAFT, "Go on with the application"),
        (State.SUBMITTED, "See how it stands"),
        (State.RETURNED, "Complete what was returned"),
        (State.CLARIFICATION, "Answer the questions"),
        (State.REFUSED, "Read the decision"),
        (State.ACCREDITED, "See the accreditation"),
    ],
)
def test_a_member_is_told_the_next_step(db, sign_in, state, words):
    organization = make_organization(name="Blue Coast")
    if state:
        make_application(organization=organization, state=state)

    page = sign_in(make_account(leads=[organization])).get("/en/home").text

    assert "Blue Coast" in page
    assert words in page


def test_the_latest_application_of_an_organization_is_shown(db):
    organization = make_organization()
    make_application(organization=organization, state=State.REFUSED, complete=False)
    latest = make_application(organization=organization, state=State.DRAFT)

    (row,) = queries.own_organizations(make_actor(leads=[organization]))

    assert row.application is latest


def test_home_needs_the_same_queries_for_one_organization_and_for_three(db, sign_in, count_queries):
    one = sign_in(make_account(*Role, leads=[make_application().organization]))
    three = sign_in(make_account(*Role, leads=[make_application().organization for _ in range(3)]))

    with count_queries() as for_one:
        one.get("/en/home")
    with count_queries() as for_three:
        three.get("/en/home")

    assert len(for_one) == len(for_three)


@pytest.mark.parametrize("page", ["help", "terms", "privacy", "accessibility"])
def test_the_texts_of_the_site_are_open_to_everybody_and_name_an_address(db, client, page):
    text = client.get(f"/en/{page}").text

    assert "engagement@example.org" in text
    assert f"/en/{page}" in client.get("/en/").text


def test_the_address_for_help_is_a_setting(db, client):
    administrator = make_actor(Role.ADMINISTRATOR)
    for key, address in [("contact", "help@unep.example"), ("privacy", "data@unep.example")]:
        change_setting(
            f"home.{key}_email", actor=administrator, value=address, reason="A mailbox of its own."
        )

    assert "help@unep.example" in client.get("/en/help").text
    assert "data@unep.example" in client.get("/en/privacy").text


@pytest.mark.parametrize("before", [None, "2020-01-01"])
def test_who_has_not_accepted_the_terms_in_force_is_asked_and_then_goes_on(db, sign_in, before):
    person = accepted(make_account(), before)
    browser = sign_in(person)

    assert browser.get("/en/home").location == "/en/terms/accept"
    assert browser.get("/en/terms/accept").status_code == 200
    assert browser.post("/en/terms/accept").location == "/en/home"
    assert browser.get("/en/home").status_code == 200

    assert person.terms_version == terms.VERSION
    event = db.scalars(select(AuditEvent).filter_by(action="accounts:terms:accepted")).one()
    assert event.data == {"version": [before, terms.VERSION]}


def test_accepting_twice_is_recorded_once(db, sign_in):
    browser = sign_in(accepted(make_account(), None))

    for _ in range(2):
        assert browser.post("/en/terms/accept").status_code == 302

    statement = select(AuditEvent).filter_by(action="accounts:terms:accepted")
    assert len(db.scalars(statement).all()) == 1


def test_signing_up_accepts_the_terms_that_the_page_links(db, client):
    assert "/en/terms" in client.get("/en/sign-up").text

    client.post(
        "/en/sign-up", data={"name": "Amina", "email": "amina@coast.example", "password": PASSWORD}
    )

    mail = db.scalars(select(Message).filter_by(template="accounts/verify_email")).one()
    client.post(re.search(r"http://localhost(/\S+)", mail.body_text)[1])
    account = db.scalars(select(Account).filter_by(email_key="amina@coast.example")).one()
    assert account.terms_version == terms.VERSION


def test_the_language_bar_keeps_the_language_for_addresses_without_one(client):
    assert client.get("/").location == "/en/"
    page = client.get("/en/register?country=NE").text
    link = html.unescape(re.search(r'href="([^"]+)" hreflang="ar"', page)[1])

    answer = client.get(link)

    assert (answer.status_code, answer.location) == (302, "/ar/register?country=NE")
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert client.get("/").location == "/ar/"
    assert 'lang="ar"' in client.get("/verify").text
    assert "Set-Cookie" not in client.get("/fr/register").headers
    assert client.get("/").location == "/ar/"


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/\\evil.example", ""])
def test_the_language_bar_leads_nowhere_else(client, to):
    answer = client.get("/language/fr", query_string={"to": to})
    assert answer.location == "/fr/"
    assert client.get("/language/de").status_code == 404
