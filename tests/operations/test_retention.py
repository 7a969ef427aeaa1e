"""Retention deletes on the day, counts what it does, does it once; a dry run shows the same."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select, update

from engagement.accounts import commands
from engagement.accounts import settings as account_settings
from engagement.accounts.models import (
    AccountToken,
    ErasureAnswer,
    ErasureRequest,
    GraveAct,
    GraveKind,
    SignIn,
    TokenPurpose,
)
from engagement.accounts.queries import account_by_email
from engagement.accounts.tokens import digest
from engagement.accreditation.models import (
    LineOutcome,
    RecordedLine,
    Recording,
    RecordingState,
)
from engagement.audit.models import AuditEvent, ReadEvent
from engagement.core import retention
from engagement.core.clock import now
from engagement.core.db import bookkeeping, transaction
from engagement.core.db import db as database
from engagement.core.errors import RuleViolation
from engagement.core.once import FormReceipt
from engagement.core.permissions import Role
from engagement.demo.meeting_builders import make_online_meeting, make_registration
from engagement.demo.meeting_safeguard_builders import make_forgotten_company, make_need
from engagement.demo.registering_builders import make_paper
from engagement.directory.models import EntryReport, ReportKind, ReportState
from engagement.jobs.queue import queue
from engagement.mail import commands as mail
from engagement.mail.models import Message, MessageState
from engagement.meetings.models import ChangeRequest
from engagement.operations.commands import apply_retention
from engagement.organizations.models import Interest, Invitation, KnownContact, MembershipRole
from engagement.outreach.models import FollowUp, Result
from engagement.partnerships.models import Complaint, ComplaintState
from engagement.protocol.models import (
    DelegateFunction,
    Representative,
    StateInvitation,
)
from engagement.standing.models.status_list import StatusListIssue
from tests.factories import (
    PASSWORD,
    make_account,
    make_actor,
    make_note,
    make_organization,
    make_standing,
    person,
)
from tests.operations import old_meeting_times, old_speaking

DAY = timedelta(days=1)


def make_token(account=None, **values):
    return AccountToken(
        account=account or make_account(),
        purpose=TokenPurpose.SIGN_IN,
        token_hash=digest(uuid.uuid4().hex),
        email_key="a@place.example",
        created_at=now(),
        **values,
    )


def make_contact(*, led):
    organization = make_organization()
    make_account(**{"leads" if led else "member_of": [organization]})
    return KnownContact(
        organization_id=organization.id,
        email="a@place.example",
        email_key="a@place.example",
        noted_at=now(),
    )


def make_report(*, done_at):
    accreditation = make_standing(make_organization())
    return EntryReport(
        reference=uuid.uuid4().hex,
        accreditation_id=accreditation.id,
        organization_id=accreditation.organization_id,
        kind=ReportKind.MISTAKE,
        state=ReportState.CLOSED if done_at else ReportState.RECEIVED,
        text="The seat is another.",
        language="en",
        received_at=now(),
        due_on=now().date(),
        done_at=done_at,
        done_by_id=make_account(Role.REVIEWER).id if done_at else None,
    )


def make_left():
    """A representative who left, with an address; of a note that names somebody else."""
    note = make_note("KE", person("Amina Otieno"))
    values = {"email": "amina@state.example", "from_day": now().date(), "to_day": now().date()}
    leave(note, values)
    return database.session.scalars(select(Representative).filter_by(note_id=note.id)).one()


@bookkeeping
def leave(note, values):
    """As if somebody had left today, by the note itself."""
    database.session.execute(
        update(Representative).filter_by(note_id=note.id).values(ended_by_id=note.id, **values)
    )


def make_state_invitation():
    return StateInvitation(
        country="KE",
        email="a@state.example",
        email_key=f"{uuid.uuid4().hex}@state.example",
        function=DelegateFunction.DELEGATE,
        language="en",
        token_hash=digest(uuid.uuid4().hex),
        invited_by_id=make_account().id,
        created_at=now(),
        expires_at=now(),
    )


def make_line(*, ended_at):
    recording = Recording(
        title="list.csv", state=RecordingState.CHECKED, entered_at=now(), ended_at=ended_at
    )
    return RecordedLine(
        recording=recording, number=2, outcome=LineOutcome.BAD, cells={"email": "a@place.example"}
    )


def make_sign_in(**values):
    return SignIn(
        account_id=make_account().id,
        token_hash=digest(uuid.uuid4().hex),
        created_at=now(),
        browser="test",
        **values,
    )


def make_invitation():
    return Invitation(
        organization_id=make_organization().id,
        email="b@place.example",
        email_key="b@place.example",
        role=MembershipRole.CONTRIBUTOR,
        language="en",
        token_hash=digest(uuid.uuid4().hex),
        invited_by_id=make_account().id,
        created_at=now(),
        expires_at=now(),
    )


def make_mail(**values):
    return Message(
        **{
            "state": MessageState.KEPT,
            "template": "accounts/verify_email",
            "to": "amina@wetland.example",
            "language": "en",
            "subject": "Your account",
            "body_text": "Hello",
            "body_html": "<p>Hello</p>",
            "created_at": now(),
            "send_at": now(),
        }
        | values
    )


def make_asked(**values):
    return FollowUp(
        email="a@place.example",
        email_key="a@place.example",
        language="en",
        result=Result.CAN_APPLY,
        write_on=now().date(),
        consent_version="1",
        token_hash=digest(uuid.uuid4().hex),
        confirm_until=now(),
        **values,
    )


def make_act(**values):
    return GraveAct(
        kind=GraveKind.SECOND_FACTOR,
        account_id=make_account().id,
        reason="lost",
        asked_by_id=make_account(Role.ADMINISTRATOR).id,
        asked_at=now(),
        **values,
    )


@bookkeeping
def make_list(issued_at):
    issue = StatusListIssue(
        issued_at=issued_at,
        next_issue_at=issued_at + DAY,
        expires_at=issued_at + DAY,
        jws="a.b.c",
        digest=b"",
    )
    database.session.add(issue)
    return issue


def make_list_before(_published):
    """A list that is not the published one any more."""
    return StatusListIssue(
        issued_at=now(), next_issue_at=now() + DAY, expires_at=now() + DAY, jws="a", digest=b""
    )


def make_past_registration():
    """Of a meeting that ended just now, whose names are kept for no day longer."""
    closes = {"closes_at": now() + DAY, "first_closes_at": now() + DAY}
    meeting = make_online_meeting(starts_at=now() + DAY, ends_at=now() + 2 * DAY, category=closes)
    registration = make_registration(meeting)
    end_now(meeting)
    return registration


@bookkeeping
def end_now(meeting):
    """Let a meeting be over, with no day left for which names are kept."""
    meeting.starts_at, meeting.ends_at = now() - DAY, now()
    meeting.retention_days = 0


def make_past_change():
    """What was asked to be changed in such a registration."""
    registration = make_past_registration()
    return ChangeRequest(
        registration=registration,
        before={"name": "Amina"},
        after={"name": "Brook"},
        reason="She is ill.",
        asked_by_id=registration.person_id,
    )


def make_past_paper():
    """The document of a paper of such a registration; its row goes with it."""
    paper = make_paper(make_past_registration())
    return paper.document


def make_forgotten():
    """A minor of a past meeting whose name is gone already; the guardian's is to follow."""
    return make_forgotten_company()[0]


def make_forgotten_bond():
    """The same with who went along."""
    return make_forgotten_company()[1]


def make_past_need():
    """What somebody needed at a meeting that ended just now."""
    meeting = make_online_meeting()
    registration = make_registration(meeting)
    need = make_need(registration, registration.person)
    end_now(meeting)
    return need


DONE_WITH_NOW = (
    old_meeting_times.DONE_WITH_NOW
    | old_speaking.DONE_WITH_NOW
    | {
        "mail.calendars": [
            lambda: make_mail(
                about_type="meeting_registration",
                about_id=uuid.uuid4(),
                calendar="BEGIN:VCALENDAR",
                calendar_method="REQUEST",
            )
        ],
        "meetings.chaperones": [make_forgotten_bond],
        "meetings.guardians": [make_forgotten],
        "meetings.needs": [make_past_need],
        "meetings.registrations": [make_past_registration],
        "meetings.changes": [make_past_change],
        "meetings.papers": [make_past_paper],
        "accounts.links": [
            lambda: make_token(expires_at=now()),
            lambda: make_token(expires_at=now() + 9 * DAY, used_at=now()),
        ],
        "accounts.sign_ins": [
            lambda: make_sign_in(last_seen_at=now(), ended_at=now()),
            lambda: make_sign_in(last_seen_at=now() - DAY * account_settings.session_days()),
        ],
        "accounts.erasure_requests": [
            lambda: ErasureRequest(
                account_id=make_account().id,
                asked_at=now(),
                answer=ErasureAnswer.KEPT,
                answer_text="no",
                answered_by_id=make_account(Role.ADMINISTRATOR).id,
                answered_at=now(),
            )
        ],
        "accounts.mails_of_unconfirmed": [
            lambda: make_mail(person_id=make_account(verified=False).id),
        ],
        "accounts.unconfirmed": [
            lambda: make_account(verified=False),
            lambda: make_token(account=make_account(verified=False), expires_at=now()).account,
        ],
        "accounts.grave_acts": [lambda: make_act(withdrawn_at=now())],
        "accounts.lapsed_grave_acts": [lambda: make_act(wanted={"roles": ["reviewer"]})],
        "outreach.unconfirmed": [lambda: make_asked(asked_at=now())],
        "outreach.follow_ups": [
            lambda: make_asked(asked_at=now(), confirmed_at=now(), closed_at=now())
        ],
        "outreach.mails": [
            lambda: make_mail(
                about_type=FollowUp.__tablename__, about_id=uuid.uuid4(), body_text=""
            )
        ],
        "audit.reads": [
            lambda: ReadEvent(
                read_at=now(),
                actor_id=uuid.uuid4(),
                subject_type="document",
                subject_id=uuid.uuid4(),
            )
        ],
        "partnerships.complaints": [
            lambda: Complaint(
                reference=uuid.uuid4().hex,
                state=ComplaintState.CLOSED,
                text="A partner told lies.",
                language="en",
                token_hash=uuid.uuid4().bytes,
                received_at=now(),
                due_on=now().date(),
                answer="We looked into it.",
                answered_at=now(),
                closed_at=now(),
            )
        ],
        "core.form_receipts": [lambda: FormReceipt(key=uuid.uuid4(), taken_at=now())],
        "mail.words": [make_mail],
        "organizations.interests": [
            lambda: Interest(
                person_id=make_account(Role.REVIEWER).id,
                organization_id=make_organization().id,
                reason="kin",
                declared_at=now(),
                ended_at=now(),
            )
        ],
        "organizations.invitations": [make_invitation],
        "standing.status_lists": [lambda: make_list_before(make_list(now() + 5000 * DAY))],
        "organizations.known_contacts": [lambda: make_contact(led=True)],
        "directory.reports": [lambda: make_report(done_at=now())],
        "protocol.contacts": [lambda: make_left()],
        "protocol.invitations": [lambda: make_state_invitation()],
        "accreditation.lists": [lambda: make_line(ended_at=now())],
    }
)
"""For each rule rows that are done with at this moment."""

STILL_NEEDED = [
    lambda: make_token(expires_at=now() + 5000 * DAY),
    lambda: make_sign_in(last_seen_at=now() + 5000 * DAY),
    lambda: ErasureRequest(account_id=make_account().id, asked_at=now()),
    lambda: make_account(),
    lambda: make_account(Role.REVIEWER, verified=False),
    lambda: make_account(verified=False, member_of=[make_organization()]),
    lambda: make_contact(led=False),
    lambda: make_line(ended_at=None),
    lambda: make_asked(asked_at=now(), confirmed_at=now()),
    lambda: make_mail(state=MessageState.QUEUED),
    lambda: make_mail(state=MessageState.TO_POST),
    lambda: make_mail(about_type="accreditation_application", about_id=uuid.uuid4()),
]
"""Rows that are older than any period and yet in use."""


def add(db, *makers):
    rows = [make() for make in makers]
    with transaction(audited=False):
        db.add_all(rows)
    return rows


def events(db):
    return db.scalars(select(AuditEvent).filter_by(action="operations:retention:applied")).all()


@pytest.fixture
def noon():
    """A clock at an instant that no other row of the test shares."""
    with time_machine.travel("2027-03-01T12:00:00Z", tick=False) as clock:
        yield clock


def test_every_rule_is_tried():
    assert set(DONE_WITH_NOW) == set(retention.DECLARED)


@pytest.mark.parametrize("name", DONE_WITH_NOW)
@pytest.mark.parametrize("day", [-1, 0, 1])
def test_a_rule_deletes_on_its_day_and_a_dry_run_says_the_same(db, noon, name, day):
    makers = DONE_WITH_NOW[name]
    add(db, *makers)
    due = len(makers) if day >= 0 else 0
    noon.shift(DAY * (retention.DECLARED[name].days() + day))

    announced = apply_retention(dry_run=True)
    still_there = rows_due(db, retention.DECLARED[name])
    done = apply_retention()

    assert announced[name] == still_there == done[name] == due
    assert announced == done
    again = apply_retention()
    assert again == dict.fromkeys(again, 0)
    assert [one.data["rows"] for one in events(db)] == [done, again]


def rows_due(db, rule):
    """How many rows the statement of a rule is about now: a dry run has touched none."""
    statement = rule.statement
    return db.scalar(select(func.count()).select_from(statement.table).where(statement.whereclause))


def test_what_is_in_use_stays(db, noon):
    rows = add(db, *STILL_NEEDED)
    noon.shift(4000 * DAY)

    assert not any(apply_retention().values())

    assert not [row for row in rows if isinstance(row, Message) and not row.has_words]


def test_who_asked_for_another_link_keeps_the_account_as_much_longer(db, noon):
    sign_up = {"name": "Late", "email": "late@place.example", "language": "en"}
    commands.sign_up(**sign_up, password=PASSWORD)
    noon.shift(DAY * 29)
    commands.sign_up(**sign_up, password=PASSWORD)

    def is_there():
        return account_by_email("late@place.example") is not None

    noon.shift(DAY * 29)
    apply_retention()
    assert is_there()
    noon.shift(DAY)
    done = apply_retention()
    assert not is_there()
    assert (done["accounts.unconfirmed"], done["accounts.mails_of_unconfirmed"]) == (1, 2)
    assert db.scalars(select(AccountToken)).all() == []


def test_a_changed_period_counts(db, noon, monkeypatch):
    add(db, *DONE_WITH_NOW["core.form_receipts"])
    with transaction(audited=False):
        from engagement.settings.models import Setting

        db.add(Setting(key="jobs.keep_receipts_days", value=3))
    from engagement.settings import registry

    registry.forget()
    noon.shift(3 * DAY)

    assert apply_retention(dry_run=True)["core.form_receipts"] == 1


def test_a_mail_without_words_is_evidence_and_cannot_be_sent(db, noon, sign_in):
    [message] = add(db, lambda: make_mail(state=MessageState.FAILED))
    noon.shift(400 * DAY)

    apply_retention()

    db.refresh(message)
    assert (message.to, message.subject) == ("amina@wetland.example", "Your account")
    assert message.body_text == message.body_html == ""
    page = sign_in(make_account(Role.ADMINISTRATOR)).get(f"/en/mail/{message.id}").text
    assert "The words of this mail are not kept any more" in page
    assert "Send again" not in page
    with pytest.raises(RuleViolation, match="not kept any more"):
        mail.resend_message(message, actor=make_actor(Role.ADMINISTRATOR), can_deliver=True)


def test_the_trail_stays(db, noon):
    add(db, *DONE_WITH_NOW["mail.words"])
    before = db.scalar(select(func.count()).select_from(AuditEvent))
    noon.shift(9000 * DAY)

    apply_retention()

    assert db.scalar(select(func.count()).select_from(AuditEvent)) == before + 1


def test_it_runs_each_night():
    crons = {
        periodic.task.name: periodic.cron
        for periodic in queue.periodic_registry.periodic_tasks.values()
    }

    assert crons["operations.apply_retention"] == "27 1 * * *"


def test_the_command_prints_what_a_night_would_delete(app, db, noon):
    add(db, *DONE_WITH_NOW["accounts.links"])
    noon.shift(40 * DAY)

    shown = app.test_cli_runner().invoke(args=["retention", "--dry-run"])
    done = app.test_cli_runner().invoke(args=["retention"])

    assert shown.exit_code == done.exit_code == 0
    assert "       2 accounts.links" in shown.stdout
    assert shown.stdout == done.stdout


def test_a_rule_has_one_name():
    with pytest.raises(RuntimeError, match="declared twice"):
        retention.declare("mail.words", lambda: 1, lambda limit: update(Message))


def test_the_period_is_told_to_whom_it_concerns(db, sign_in):
    page = sign_in(make_account()).get("/en/account/data").text

    assert "30 days after it is done with." in page
    assert "7 years after it is done with." in page
