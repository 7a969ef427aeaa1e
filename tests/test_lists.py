"""A list shows exactly what the policies allow on the objects, for every role, in every channel."""

import csv
import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from engagement.accreditation import queries
from engagement.accreditation.models import Accreditation, ApplicationDocument, Recording
from engagement.accreditation.models import ApplicationState as State
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.queries import recordings
from engagement.audit import queries as audit
from engagement.core import clock, subjects
from engagement.core.clock import now
from engagement.core.db import bookkeeping
from engagement.core.permissions import Role, can
from engagement.directory import commands as directory
from engagement.directory.models import ReportKind, ReportState
from engagement.directory.permissions import Directory
from engagement.directory.queries import reports
from engagement.home.queries import tasks_of
from engagement.jobs import queries as jobs
from engagement.mail import queries as mail
from engagement.mail.models import Message
from engagement.mail.permissions import Mail
from engagement.organizations.models import Claim, Interest, Protection, ProtectionRequest
from engagement.organizations.permissions import Organizations
from engagement.organizations.public import public_view
from engagement.organizations.queries import actor_for, claims, protection
from engagement.organizations.queries.interests import interests_of
from tests.accreditation.cases import recommended
from tests.audit.test_queries import note
from tests.factories import (
    make_account,
    make_accreditation,
    make_actor,
    make_application,
    make_company,
    make_document,
    make_organization,
)
from tests.jobs.test_views import make_job
from tests.mail.test_commands import make_message

EVERY_ROLE = [[], *([role] for role in Role), list(Role)]
every_role = pytest.mark.parametrize("roles", EVERY_ROLE, ids=str)


class TestApplications:
    @pytest.fixture(scope="class")
    @classmethod
    def cases(cls, db):
        own, conflicted, other = (make_application(state=State.SUBMITTED) for _ in range(3))
        company = make_application(organization=make_company(), state=State.SUBMITTED)
        return own, conflicted, other, company, [make_application() for _ in range(2)]

    @every_role
    def test_lists_of_applications_show_exactly_what_the_policies_allow(self, db, cases, roles):
        own, conflicted, other, company, drafts = cases
        actor = make_actor(
            *roles,
            member_of=[own.organization, drafts[0].organization],
            interest_in=[conflicted.organization],
        )
        every = {own, conflicted, other, company, *drafts}

        for listed, permission in [
            (queries.visible_to(actor), Accreditations.VIEW),
            (queries.handled_by(actor), Accreditations.HANDLE),
        ]:
            assert set(db.scalars(listed)) == {a for a in every if can(actor, permission, a)}


class TestLanes:
    @pytest.fixture(scope="class")
    @classmethod
    def cases(cls, db):
        """Conflicted ones and others, one in each state."""
        states = [state for state in State if state != State.DRAFT]
        return [bare(state) for state in states], [bare(state) for state in states]

    @every_role
    def test_lanes_and_their_counts_hold_no_case_that_the_policy_hides(self, db, cases, roles):
        conflicted, others = cases
        actor = make_actor(*roles, interest_in=[case.organization for case in conflicted])
        allowed = {case.id for case in others if can(actor, Accreditations.HANDLE, case)}

        counts = queries.lane_counts(actor)

        for lane in queries.LANES:
            rows = {row.id for row in db.execute(queries.queue(actor, lane))}
            assert rows <= allowed
            assert counts[lane.key] == len(rows)
        every = next(lane for lane in queries.LANES if lane.key == "all")
        assert {row.id for row in db.execute(queries.queue(actor, every))} == allowed


def audit_of(case):
    """The days of an engagement that covers what was submitted when `case` was."""
    day = case.submitted_at.date()
    return {"cases_from": day, "cases_to": day}


@pytest.fixture
def scoped(db):
    """Cases of today and of a year ago, and an auditor engaged for the latter alone."""
    new = [bare(State.SUBMITTED), bare(State.RECOMMENDED)]
    with clock.moved_to(now() - timedelta(days=365)):
        old = [bare(State.SUBMITTED), bare(State.RECOMMENDED)]
    draft = make_application()
    account = make_account(
        Role.AUDITOR,
        interest_in=[old[1].organization],
        engaged=audit_of(old[0]),
    )
    return account, actor_for(account), old, [*new, draft]


def test_an_auditor_with_a_scope_reads_what_it_covers_in_every_list(db, scoped):
    _account, actor, old, others = scoped
    every = [*old, *others]
    allowed = {case for case in every if can(actor, Accreditations.HANDLE, case)}

    assert allowed == {old[0]}
    assert set(db.scalars(queries.visible_to(actor))) == allowed
    assert set(db.scalars(queries.handled_by(actor))) == allowed
    counts = queries.lane_counts(actor)
    for lane in queries.LANES:
        rows = {row.id for row in db.execute(queries.queue(actor, lane))}
        assert rows <= {old[0].id}
        assert counts[lane.key] == len(rows)
    assert counts["all"] == 1
    for case in every:
        make_document(case, "statutes", submitted=True)
    placed = db.scalars(select(ApplicationDocument)).all()
    assert set(db.scalars(queries.application_documents(actor))) == {
        one for one in placed if can(actor, Accreditations.VIEW, one)
    }
    assert {one.application for one in placed if can(actor, Accreditations.VIEW, one)} == allowed


@pytest.mark.parametrize("more", [[], [Role.REVIEWER], [Role.ADMINISTRATOR]], ids=str)
def test_mails_and_jobs_beyond_the_scope_of_an_audit_are_not_listed(db, scoped, more):
    _account, _actor, old, others = scoped
    messages = {case: make_message(db, about=case, subject="A case") for case in (old[0], *others)}
    make_message(db, subject="An account")
    by_mail = {case: make_job(message_id=str(message.id)) for case, message in messages.items()}
    by_case = {case: make_job(application_id=str(case.id)) for case in messages}
    actor = make_actor(Role.AUDITOR, *more, engaged=audit_of(old[0]))
    every = db.scalars(select(Message)).all()
    seen = {one.id for one in every if can(actor, Mail.VIEW, one)}
    readable = {one.id for one in every if can(actor, Mail.READ, one)}

    rows = db.execute(mail.listed(actor, state=None, words="")).all()

    assert {row.id for row in rows} == seen
    assert {row.id for row in rows if row.readable} == readable & seen
    assert sum(mail.state_counts(actor).values()) == len(seen)
    read = {case for case, message in messages.items() if message.id in readable}
    assert read == {old[0]}
    listed = {row.id for row in db.execute(jobs.visible_to(actor))}
    shown = {old[0]} if Role.ADMINISTRATOR not in more else set(messages)
    assert {case for case, message in messages.items() if message.id in seen} == shown
    for made in (by_mail, by_case):
        assert {case for case, number in made.items() if number in listed} == shown
    assert sum(jobs.lane_counts(actor).values()) == len(listed)


def test_the_trail_is_whole_for_an_auditor_with_a_scope(db, scoped):
    _account, actor, old, others = scoped
    for case in (*old, *others):
        note("test:subject:tried", case)

    seen = {
        event.subject_id
        for event in db.scalars(audit.visible_to(actor))
        if event.action == "test:subject:tried"
    }

    assert seen == {case.id for case in (old[0], *others)}


def test_pages_of_a_scoped_auditor_show_what_the_scope_covers(app, db, scoped, sign_in):
    account, _actor, old, others = scoped
    browser = sign_in(account)

    def opened(case):
        return browser.get(f"/en/accreditation/desk/{case.id}").status_code

    assert [opened(case) for case in (*old, *others)] == [200, 404, 404, 404, 404]
    answer = browser.get("/en/accreditation/desk?lane=all").text
    assert set(re.findall(r"ACC-\d{4}-\d{5}", answer)) == {old[0].reference}


def bare(state):
    """A case with nothing but what its state needs."""
    return make_application(state=state, complete=False)


@every_role
def test_decisions_and_reconsiderations_are_those_the_policy_lets_one_handle(db, roles):
    cases = [bare(state) for state in (State.RECOMMENDED, State.RECONSIDERATION) for _ in range(2)]
    actor = make_actor(*roles, interest_in=[case.organization for case in cases[::2]])

    for state, listed, right in [
        (State.RECOMMENDED, queries.to_decide(actor), Accreditations.DECIDE),
        (State.RECONSIDERATION, queries.to_reconsider(actor), Accreditations.RECONSIDER),
    ]:
        allowed = {case.id for case in cases if case.state == state and can(actor, right, case)}
        assert {row.id for row in db.execute(listed)} == allowed
    if Role.APPROVER in roles:
        assert queries.count_to_reconsider(actor) == 1


@every_role
def test_mails_are_listed_and_counted_as_the_policy_allows(db, roles):
    case, hidden = bare(State.SUBMITTED), bare(State.SUBMITTED)
    make_message(db, about=case, subject="A case")
    make_message(db, about=hidden, subject="A hidden case")
    make_message(db, subject="An account")
    make_message(db, subject="With a link", holds_link=True)
    actor = make_actor(*roles, interest_in=[hidden.organization])
    every = db.scalars(select(Message)).all()
    seen = {one.id for one in every if can(actor, Mail.VIEW, one)}
    readable = {one.id for one in every if can(actor, Mail.READ, one)}

    rows = db.execute(mail.listed(actor, state=None, words="")).all()

    assert {row.id for row in rows} == seen
    assert {row.id for row in rows if row.readable} == readable & seen
    assert sum(mail.state_counts(actor).values()) == len(seen)
    named = {one.id for one in every if "case" in one.subject}
    for words, ids in [("case", named), ("zebra", set())]:
        found = {row.id for row in db.execute(mail.listed(actor, state=None, words=words))}
        assert found == ids & readable


@every_role
def test_the_trail_holds_what_the_policies_let_one_read(db, roles):
    case, hidden = bare(State.SUBMITTED), bare(State.SUBMITTED)
    account = make_account()
    actor = make_actor(*roles, interest_in=[hidden.organization])
    for subject in (case, hidden, account, case.organization, hidden.organization):
        note("test:subject:tried", subject)
    every = db.scalars(select(audit.AuditEvent)).all()

    def allowed(event):
        if event.about_organization_id in actor.conflicts:
            return False
        operations = event.subject_type in subjects.of_operations()
        return Role.AUDITOR in roles or (Role.ADMINISTRATOR in roles and operations)

    assert set(db.scalars(audit.visible_to(actor))) == {one for one in every if allowed(one)}


class TestJobs:
    @pytest.fixture(scope="class")
    @classmethod
    def by_mail(cls, db):
        """Jobs that send mails about two cases."""
        cases = bare(State.SUBMITTED), bare(State.SUBMITTED)
        return {one: make_job(message_id=str(make_message(db, about=one).id)) for one in cases}

    @every_role
    def test_jobs_are_listed_and_counted_without_those_of_a_conflict(self, db, by_mail, roles):
        case, hidden = by_mail
        actor = make_actor(*roles, interest_in=[hidden.organization])

        listed = {row.id for row in db.execute(jobs.visible_to(actor))}

        assert by_mail[case] in listed
        kept_from = hidden.organization_id in actor.conflicts
        assert (by_mail[hidden] in listed) != kept_from
        assert (jobs.get_job(actor, by_mail[hidden]) is None) == kept_from
        assert sum(jobs.lane_counts(actor).values()) == len(listed)


@every_role
def test_requests_for_protection_are_those_one_may_confirm(db, roles):
    shown, hidden = ask_protection(), ask_protection()
    actor = make_actor(*roles, interest_in=[hidden.organization])

    allowed = {one for one in (shown, hidden) if can(actor, Organizations.SAFEGUARD, one)}

    assert set(db.scalars(protection.visible_to(actor))) == allowed
    assert set(protection.to_confirm(actor)) == allowed
    assert protection.work_count(actor) == len(allowed)


def ask_protection() -> ProtectionRequest:
    from engagement.organizations.commands.protection import request_protection

    organization = make_organization()
    request_protection(
        organization,
        actor=make_actor(leads=[organization]),
        wanted=Protection.PROTECTED,
        reason="Members were threatened.",
    )
    return protection.open_request(organization)


@every_role
def test_claims_and_recorded_accreditations_are_those_one_may_handle(db, roles):
    from tests.conflict_world import claim_and_record

    shown, hidden = make_organization(), make_organization()
    for one in (shown, hidden):
        claim_and_record(one, make_account())
    actor = make_actor(*roles, interest_in=[hidden])
    every, runs = db.scalars(select(Claim)).all(), db.scalars(select(Recording)).all()

    allowed = {one for one in every if can(actor, Organizations.HANDLE_CLAIM, one)}
    handled = {one for one in runs if can(actor, Accreditations.RECORD_RUN, one)}

    assert set(db.scalars(claims.visible_to(actor))) == allowed
    assert claims.work_count(actor) == len(allowed)
    assert set(db.scalars(recordings.visible_to(actor))) == handled
    ours = {shown.id} if handled else set()
    for run in handled:
        lines = db.scalars(recordings.lines_of(run, actor)).all()
        assert {line.organization_id for line in lines} == ours
        assert sum(recordings.counts([run], actor)[run.id].values()) == len(lines)


def test_interests_are_ones_own(db):
    people = [make_account(Role.REVIEWER, interest_in=[make_organization()]) for _ in range(2)]
    every = db.scalars(select(Interest)).all()

    for person in people:
        actor = actor_for(person)
        allowed = {one for one in every if can(actor, Organizations.END_INTEREST, one)}
        assert set(interests_of(person.id)) == allowed


class TestHome:
    @pytest.fixture(scope="class")
    @classmethod
    def hidden(cls, db):
        """Cases of a conflict, with a mail that failed, among as many others."""
        states = (State.SUBMITTED, State.RECOMMENDED, State.RECONSIDERATION)
        for state in states:
            bare(state)
        hidden = [bare(state) for state in states]
        failed = make_message(db, about=hidden[0])
        make_job(message_id=str(failed.id))
        make_message(db)
        return hidden

    @every_role
    def test_home_counts_what_the_lists_behind_it_hold(self, db, hidden, roles):
        actor = make_actor(*roles, interest_in=[case.organization for case in hidden])

        for task in tasks_of(actor):
            behind = {
                "accreditation.show_decisions": lambda: queries.to_decide(actor),
                "accreditation.show_reconsiderations": lambda: queries.to_reconsider(actor),
                "accreditation.show_queue": lambda task=task: queries.queue(
                    actor, queries.lane(task.arguments["lane"])
                ),
                "mail.list_messages": lambda: mail.listed(actor, state="failed", words=""),
                "directory.list_reports": lambda: reports.listed(actor, ReportState.RECEIVED),
            }.get(task.endpoint)
            if behind is not None:
                number = db.scalar(
                    select(func.count()).select_from(behind().order_by(None).subquery())
                )
                assert task.count == number, task.title


class TestReports:
    @pytest.fixture(scope="class")
    @classmethod
    def about(cls, db):
        return [report_about(make_accreditation()) for _ in range(2)]

    @every_role
    def test_reports_about_entries_are_those_one_may_answer(self, db, about, roles):
        shown, hidden = about
        actor = make_actor(*roles, interest_in=[hidden.accreditation.organization])

        allowed = {one for one in (shown, hidden) if can(actor, Directory.ANSWER_REPORT, one)}

        assert set(db.scalars(reports.visible_to(actor)).unique()) == allowed
        listed = db.execute(reports.listed(actor, ReportState.RECEIVED)).all()
        assert {row.id for row in listed} == {one.id for one in allowed}
        assert sum(reports.counts(actor).values()) == len(allowed)


def report_about(accreditation):
    return directory.receive_report(
        accreditation, kind=ReportKind.MISTAKE, text="It moved.", email="", language="en"
    )


class TestPagesAndFiles:
    @pytest.fixture(scope="class")
    @classmethod
    def cases(cls, db):
        shown = [recommended(name="Open Meadow"), bare(State.RECONSIDERATION)]
        hidden = [recommended(name="Zebra Lagoon"), bare(State.RECONSIDERATION)]
        for case in shown + hidden:
            note("test:subject:tried", case, reference=case.reference)
        return shown, hidden

    @every_role
    def test_pages_and_files_show_what_the_lists_hold(self, cases, roles, sign_in):
        """Over HTTP: queue, its search, its file, decisions, reconsiderations, trail, its file."""
        shown, hidden = cases
        person = make_account(*roles, interest_in=[case.organization for case in hidden])
        actor, browser = actor_for(person), sign_in(person)
        every = {case.reference for case in shown + hidden}
        handled = {
            case.reference for case in shown + hidden if can(actor, Accreditations.HANDLE, case)
        }
        approver, auditor = Role.APPROVER in roles, Role.AUDITOR in roles

        def references(path):
            answer = browser.get(path, buffered=True)
            return set(re.findall(r"ACC-\d{4}-\d{5}", answer.text)) & every

        first, second = ({case.reference} for case in shown)
        assert references("/en/accreditation/desk?lane=all") == handled
        assert references("/en/accreditation/desk/download.csv?lane=all") == handled
        assert references("/en/accreditation/desk?q=meadow") == handled & first
        assert references("/en/accreditation/desk?q=zebra") == set()
        assert references("/en/accreditation/decisions") == (first if approver else set())
        assert references("/en/accreditation/reconsiderations") == (second if approver else set())
        trail = first | second if auditor else set()
        assert references("/en/audit?action=test") == trail
        assert references("/en/audit/events.csv?action=test") == trail


@bookkeeping
def protect(accreditation: Accreditation, how: Protection) -> Accreditation:
    organization = accreditation.organization
    organization.protection = how
    organization.protected_since = None if how == Protection.NONE else now()
    return accreditation


class TestRegister:
    @pytest.fixture(scope="class")
    @classmethod
    def entries(cls, db):
        """An entry of each protection."""
        entries = {
            how: protect(make_accreditation(name=f"Wadi Friends {how.value}", country="KE"), how)
            for how in Protection
        }
        directory.refresh([one.organization_id for one in entries.values()])
        return entries

    @every_role
    def test_the_register_shows_everybody_what_the_public_may_know(self, entries, roles, sign_in):
        browser = sign_in(make_account(*roles))
        public = {how for how, one in entries.items() if public_view(one.organization) is not None}
        place = {how for how in public if public_view(entries[how].organization).country}

        def shown(path):
            text = browser.get(path, buffered=True).text
            return {how for how, one in entries.items() if one.number in text}

        assert shown("/en/register") == shown("/en/register?q=wadi") == public
        assert shown("/en/register?country=KE") == shown("/en/register?country=KE&q=wadi") == place
        assert shown("/en/register/download.csv") == {Protection.NONE}
        assert shown("/en/register/download.csv?q=wadi") == {Protection.NONE}
        assert shown("/en/register/changes") == {Protection.NONE}
        assert shown("/en/register/changes.atom") == {Protection.NONE}
        for how, one in entries.items():
            answer = browser.get(f"/en/register/{one.number}")
            assert (answer.status_code == 200) == (how in public)
        rows = csv.reader(io.StringIO(browser.get("/en/register/download.csv", buffered=True).text))
        assert "KE" in {cell for row in rows for cell in row}
