"""Each invariant finds nothing in a true story and something once one row of it is broken."""

import os
import shutil
import time
from datetime import timedelta

import pytest
import structlog
from flask import current_app
from sqlalchemy import select, text

from engagement.accreditation.models import ApplicationState
from engagement.audit import sealing
from engagement.core import invariants
from engagement.core.clock import moved_to, now
from engagement.core.db import transaction
from engagement.demo import office, screening_lists, seed
from engagement.demo.lives import YEARS, make_life
from engagement.directory import commands as directory
from engagement.documents import queries as document_queries
from engagement.documents import stores
from engagement.mail.models import Message
from engagement.operations.jobs import check_invariants
from tests import made_once
from tests.operations import (
    broken_meetings,
    broken_meetings_attendance,
    broken_meetings_papers,
    broken_meetings_times,
    broken_meetings_voices,
    broken_screening,
    broken_speaking,
)
from tests.operations.broken_rows import row

TRAIL = "ALTER TABLE audit_event DISABLE TRIGGER USER"
FIRST_EVENT = "id = (SELECT min(id) FROM audit_event)"
LAST_EVENT = "id = (SELECT max(id) FROM audit_event)"
ACCREDITED = "SELECT id FROM accreditation_application WHERE state = 'accredited'"
PENDING = "SELECT id FROM accreditation_application WHERE state = 'recommended'"
ONE, OTHER = "'11111111-1111-4111-8111-111111111111'", "'22222222-2222-4222-8222-222222222222'"
A_MAIL = "id = (SELECT id FROM mail_message ORDER BY id LIMIT 1)"


def a_grave_act(wanted):
    """Asked for and confirmed by the same administrator."""
    return (
        "INSERT INTO account_grave_act (id, kind, wanted, reason, account_id, asked_by_id,"
        " asked_at, confirmed_by_id, confirmed_at)"
        f" SELECT gen_random_uuid(), 'roles', '{wanted}', 'x', r.id, a.id, now(), a.id, now()"
        " FROM account a, account r"
        " WHERE a.email = 'admin@engagement.example' AND r.email = 'reviewer@engagement.example'"
    )


def a_file():
    """Where a file of the story lies."""
    kept = stores.store()
    return next(kept.root / each[:2] / each for each in sorted(document_queries.hashes()))


def age_a_file():
    """As if it had been written last week."""
    os.utime(a_file(), (time.time() - 7 * 86400,) * 2)


def damage_a_file():
    """One byte more than was sent."""
    with a_file().open("ab") as file:
        file.write(b"!")


ELSEWHERE = (
    broken_screening.BREAKING
    | broken_meetings.BREAKING
    | broken_meetings_attendance.BREAKING
    | broken_meetings_papers.BREAKING
    | broken_meetings_times.BREAKING
    | broken_speaking.BREAKING
    | broken_meetings_voices.BREAKING
)
BREAKING = {
    # documents
    "every document has its file": ["UPDATE document SET sha256 = repeat('0', 64)"],
    "every file older than two days belongs to a document": [
        age_a_file,
        "UPDATE document SET sha256 = repeat('0', 64)",
    ],
    "every file of a document is what was uploaded": [damage_a_file],
    "every file named in a submission is the document that was sent": [
        "UPDATE document SET sha256 = repeat('0', 64)"
    ],
    "a file stands once in its place": [
        "INSERT INTO accreditation_document SELECT (jsonb_populate_record(p,"
        " jsonb_build_object('id', gen_random_uuid()))).* FROM accreditation_document p LIMIT 1"
    ],
    "reviewers and deputies of open cases may review them": [
        f"UPDATE accreditation_application SET reviewer_id = started_by_id WHERE id IN ({PENDING})"
    ],
    "every case in reconsideration was asked for by its organization": [
        f"UPDATE accreditation_application SET state = 'reconsideration' WHERE id IN ({ACCREDITED})"
    ],
    "nothing is closed without prejudice before its last day": [
        "INSERT INTO accreditation_application_stage"
        " (id, application_id, state, waiting_on, entered_at, left_at)"
        f" SELECT gen_random_uuid(), id, 'closed', 'nobody', now(), now() FROM ({ACCREDITED}) a",
        "INSERT INTO audit_event (happened_at, action, subject_type, subject_id, actor_name, data)"
        " SELECT now(), 'accreditation:application:closed', 'accreditation_application', id, 'x',"
        f""" '{{"due_on": "2999-01-01"}}' FROM ({ACCREDITED}) a""",
    ],
    "a file that counts as a certified copy was sent as that paper": [
        "UPDATE accreditation_certified_copy AS c SET seen = 'file', seen_on = NULL, file_id = ("
        "SELECT p.id FROM accreditation_document p WHERE p.requirement <> c.document LIMIT 1)"
    ],
    # standing
    "the published list of statuses is signed by one of our keys": [
        "INSERT INTO standing_status_list (id, issued_at, next_issue_at, expires_at, jws, digest)"
        " SELECT gen_random_uuid(), now(), now() + interval '1 hour', now() + interval '1 day',"
        " 'a.b.c', '\\x00'"
    ],
    # accounts
    "every staff role is one that there is": [
        "UPDATE account SET role_names = '{emperor}' WHERE email = 'reviewer@engagement.example'"
    ],
    "a closed account is signed in nowhere": [
        "INSERT INTO account_sign_in"
        " (id, account_id, token_hash, created_at, last_seen_at, browser, shared)"
        " SELECT gen_random_uuid(), id, '\\x00', now(), now(), 'x', false FROM account"
        " WHERE email = 'reviewer@engagement.example'",
        "UPDATE account SET deactivated_at = now() WHERE email = 'reviewer@engagement.example'",
    ],
    "nobody is signed in or belongs anywhere before the address is confirmed": [
        "UPDATE account SET verified_at = NULL"
        " WHERE id = (SELECT person_id FROM organization_membership LIMIT 1)"
    ],
    "every account's opening stands in the trail": [
        "INSERT INTO account SELECT (jsonb_populate_record(a, jsonb_build_object("
        "'id', gen_random_uuid(), 'email_key', 'nobody'))).* FROM account a LIMIT 1"
    ],
    # accreditation
    "a decided application was not decided on by somebody who took part": [
        "INSERT INTO accreditation_application_hand (id, application_id, person_id, act, since)"
        " SELECT gen_random_uuid(), application_id, decided_by_id, 'judged',"
        " decided_at - interval '1 day' FROM accreditation_decision LIMIT 1"
    ],
    "an application's open stage is its state": [
        f"UPDATE accreditation_application SET state = 'in_review' WHERE id = ({PENDING})"
    ],
    "each stage of an application begins when the one before ends": [
        "UPDATE accreditation_application_stage SET left_at = left_at - interval '1 second'"
        f" WHERE state = 'in_review' AND application_id = ({ACCREDITED})"
    ],
    "applications went from state to state as the workflow allows": [
        "UPDATE accreditation_application_stage SET state = 'draft'"
        f" WHERE state = 'in_review' AND application_id = ({ACCREDITED})"
    ],
    "an accredited application opened an accreditation": [
        "UPDATE accreditation SET application_id = NULL"
    ],
    "an accredited or refused application has a decision in effect": [
        "UPDATE accreditation_decision SET took_effect_at = NULL WHERE took_effect_at IS NOT NULL"
    ],
    "every accreditation has one open status period": [
        "UPDATE accreditation_status_period SET valid_to = valid_from"
    ],
    "status periods of an accreditation do not overlap": [
        "INSERT INTO accreditation_status_period SELECT (jsonb_populate_record(p,"
        " jsonb_build_object('id', gen_random_uuid(), 'valid_to', p.valid_from + 9))).*"
        " FROM accreditation_status_period p"
    ],
    "a submitted application has a snapshot": [
        f"DELETE FROM accreditation_application_snapshot WHERE application_id = ({ACCREDITED})"
    ],
    "a snapshot's fingerprint comes out the same again": [
        "UPDATE accreditation_application_snapshot"
        f" SET content = content || '{{\"slipped\": 1}}' WHERE application_id = ({ACCREDITED})"
    ],
    "numbers of applications follow the order of submission": [
        "UPDATE accreditation_application SET"
        " reference = left(reference, -5) || '00000', submitted_at = submitted_at + '1 year'"
        f" WHERE id = ({PENDING})",
        "UPDATE accreditation_application a SET reference = left(b.reference, -5) || '00001'"
        f" FROM accreditation_application b WHERE b.id = ({PENDING}) AND a.id = ({ACCREDITED})",
    ],
    "numbers have no gaps and end where their counter stands": [
        "UPDATE reference_counter SET last = last + 1 WHERE series = 'MG'"
    ],
    "a decision that is over its time has taken effect or was undone": [
        "UPDATE accreditation_decision SET effective_at = now() - interval '2 hours'"
        " WHERE took_effect_at IS NULL"
    ],
    "a pending decision has a job that will carry it out": ["DELETE FROM procrastinate_jobs"],
    "every decision, its effect and its undoing stand in the trail": [
        "UPDATE accreditation_decision SET decided_at = decided_at - interval '1 day'"
        " WHERE took_effect_at IS NOT NULL"
    ],
    "every decision in the trail is kept": [
        "DELETE FROM accreditation_decision WHERE took_effect_at IS NULL"
    ],
    "submissions and decisions in effect were mailed to whoever led the organization": [
        "DELETE FROM mail_message WHERE template = 'accreditation/application_submitted'"
        f" AND about_id = ({ACCREDITED})"
    ],
    "a mail about an application comes of an act in the trail, on it or in the company's"
    " screening": [
        f"UPDATE mail_message SET created_at = created_at - interval '1 hour' WHERE {A_MAIL}"
    ],
    "a posted letter has a day of posting, any other mail has none": [
        f"UPDATE mail_message SET posted_on = now() WHERE {A_MAIL}"
    ],
    # audit
    "every event is sealed or waits for its seal": [
        "DELETE FROM audit_unsealed WHERE event_id = (SELECT max(event_id) FROM audit_unsealed)"
    ],
    "no event both waits and is sealed": [
        "INSERT INTO audit_unsealed SELECT lower(events), '\\x00' FROM audit_seal"
    ],
    "the seals prove every event": [
        TRAIL,
        f"UPDATE audit_event SET actor_name = 'Somebody else' WHERE {FIRST_EVENT}",
    ],
    # directory
    "the register's rows are what a recomputation gives": [
        "DELETE FROM procrastinate_jobs",
        "UPDATE register_row SET country = 'FR'",
    ],
    "the register's words are those of its rows": [
        "DELETE FROM register_term_variant WHERE term = (SELECT min(term)"
        " FROM register_term_variant)"
    ],
    # mail
    "a sent mail has a time of sending, any other has none": [
        f"UPDATE mail_message SET sent_at = now() WHERE {A_MAIL}"
    ],
    "a waiting mail has a job that will send it": [
        f"UPDATE mail_message SET state = 'queued' WHERE {A_MAIL}"
    ],
    # organizations
    "an organization is found by its official name": [
        "UPDATE organization SET name = name || '!' WHERE web_domain = 'org001.example'"
    ],
    "a protected or withheld entry has a request that stands": [
        "UPDATE organization SET protection = 'protected', protected_since = now()"
    ],
    "a membership ends after it began": [
        "UPDATE organization_membership SET ended_at = started_at - interval '1 day'"
    ],
    "an organization with members has a focal point": [
        "UPDATE organization_membership SET role = 'contributor'"
    ],
    "nobody belongs to an organization that was merged into another": [
        "UPDATE organization SET merged_into_id = (SELECT id FROM organization"
        " WHERE web_domain = 'org002.example') WHERE web_domain = 'org001.example'"
    ],
    "every membership stands in the trail": [
        "UPDATE organization_membership SET started_at = started_at - interval '1 day'"
    ],
    "an accepted invitation gave a membership": [
        "INSERT INTO organization_invitation (id, organization_id, email, email_key, role,"
        " language, token_hash, invited_by_id, created_at, expires_at, accepted_at)"
        " SELECT gen_random_uuid(), organization_id, 'a@b.example', 'a@b.example', role, 'en',"
        " '\\x01', person_id, now(), now(), started_at - interval '1 year'"
        " FROM organization_membership LIMIT 1"
    ],
    "an organization with members is not kept by staff": [
        "UPDATE organization SET kept_by_staff = true WHERE web_domain = 'org001.example'"
    ],
    "no grave act was confirmed by who asked for it or whom it is about": [
        "ALTER TABLE account_grave_act DROP CONSTRAINT ck_account_grave_act_confirmed_by_another",
        a_grave_act("{}"),
    ],
    "what a grave act needed is forgotten once it is over": [
        "ALTER TABLE account_grave_act DROP CONSTRAINT ck_account_grave_act_confirmed_by_another",
        a_grave_act('{"roles": []}'),
    ],
    "each status period of an accreditation begins when the one before ends, the last is open": [
        "UPDATE accreditation_status_period SET valid_to = valid_from"
    ],
    "the first status period of an accreditation begins the day it was granted": [
        "UPDATE accreditation SET since = since - 1"
    ],
    "a suspension or withdrawal was decided in a proceeding or asked for": [
        "UPDATE accreditation_status_period SET status = 'suspended'"
    ],
    "a measure in effect was heard before it was decided": [
        "INSERT INTO standing_proceeding (id, accreditation_id, measure, cause, grounds, state,"
        " noticed_at, noticed_by_id, answer_due_on, decided_at, decided_by_id, effective_on)"
        " SELECT gen_random_uuid(), c.id, 'suspend', 'conduct', 'x', 'decided', now(), a.id,"
        " current_date + 9, now(), r.id, current_date"
        " FROM accreditation c, account a, account r"
        " WHERE a.email = 'head@engagement.example' AND r.email = 'approver@engagement.example'"
    ],
    "reports and answers are kept as they were sent": [row("standing_sending")],
    "no measure takes effect on a day on which the organization could still answer": [
        row("standing_proceeding", effective_on="current_date", answer_due_on="current_date")
    ],
    "nothing was decided on a notice by post before it was posted, nor in the days to answer it": [
        row("mail_message", id=ONE, state="'to_post'"),
        row("standing_proceeding", notice_letter_id=ONE, decided_at="now()"),
    ],
    "a suspended accreditation has a suspension that is in effect and can be lifted": [
        "UPDATE accreditation_status_period SET status = 'suspended'"
    ],
    "a suspension in effect shows in the status": [
        row(
            "standing_proceeding",
            accreditation_id="(SELECT id FROM accreditation LIMIT 1)",
            measure="'suspend'",
            state="'in_effect'",
            took_effect_at="now()",
        )
    ],
    "a merged organization points to the one it goes on as, and only while it is merged": [
        "UPDATE organization SET merged_into_id = (SELECT id FROM organization"
        " WHERE web_domain = 'org002.example') WHERE web_domain = 'org001.example'"
    ],
    "only what was recorded is corrected": [row("standing_correction")],
    "a number that was given up is no other accreditation's": [
        row("accreditation", number="'OLD-9'", token="'one'"),
        row("accreditation", former_numbers="ARRAY['OLD-9']", token="'other'"),
    ],
    "an open batch has something left to decide": [
        "INSERT INTO standing_batch (id, kind, proposed_at, updated_at)"
        " VALUES (gen_random_uuid(), 'suspend', now(), now())"
    ],
    "a granted claim stands in the trail with the two who decided it": [
        row("organization_claim", state="'granted'", checked_by_id=ONE, confirmed_by_id=OTHER)
    ],
    "a claim was granted after the time to object": [row("organization_claim", state="'granted'")],
    "a claim that waits has a job that will carry it out": [
        row("organization_claim", state="'waiting'")
    ],
    "a decision was taken at a meeting of its own body that was not removed": [
        row("body_meeting", id=ONE, body="'assembly'"),
        row("body_decision", meeting_id=ONE, body="'committee'"),
    ],
    "meetings and decisions of bodies have a title": [row("body_meeting")],
    "a published progress update was read by somebody who did not write it": [
        row("action_plan_update", published_at="now()", author_id=ONE, reader_id=ONE)
    ],
    "files of published progress updates are kept for good": [
        row("action_plan_update", id=ONE, published_at="now()"),
        row("document", id=ONE),
        row("action_plan_update_file", update_id=ONE, document_id=ONE),
    ],
    "an accreditation was decided, or recorded by one person and confirmed by another": [
        row("accreditation", id=ONE),
        row("accreditation_status_period", accreditation_id=ONE, reason_code="'recorded'"),
    ],
    "nobody checked a note that they had a hand in": [
        row("protocol_note", id=ONE, checked_by_id=OTHER),
        row("protocol_representative", note_id=ONE, entered_by_id=OTHER),
    ],
    "a representative counts exactly when the note that named them is recorded": [
        row("protocol_note", id=ONE, state="'checked'"),
        row("protocol_representative", note_id=ONE, recorded_at="now()"),
    ],
    "who left did so by a line of a recorded note": [
        row("protocol_representative", to_day="current_date")
    ],
    "a State's administrator was named by a recorded note of that State": [
        row("protocol_delegate", function="'administrator'")
    ],
    "an account that acts for a State says so": [
        row(
            "protocol_delegate",
            account_id="(SELECT id FROM account WHERE email = 'head@engagement.example')",
        )
    ],
    "States are those of the country table": [row("protocol_state", country="'ZZ'")],
    "a document without an organization belongs to a record that needs none": [row("document")],
    "only auditors are engaged to audit": [
        "UPDATE account SET role_names = '{}' WHERE email = 'auditor@engagement.example'"
    ],
} | ELSEWHERE
"""For each invariant, what breaks one row (with the rows that must go along)."""


def tell_the_story() -> None:
    """One organization accredited, another recommended with a decision pending; half is sealed."""
    present = now()
    with moved_to(present - timedelta(days=365 * YEARS)):
        screening_lists.seed_first_list()
    with seed.mail_kept(), transaction(audited=True):
        staff = seed.seed_staff()
        lives = [
            make_life(number, seed=1, present=present, staff=staff, target=target)
            for number, target in enumerate(
                (ApplicationState.ACCREDITED, ApplicationState.RECOMMENDED)
            )
        ]
        seed.live(lives)
        directory.rebuild()
    sealing.seal(current_app.config["SETTINGS"].secret_key.encode())
    office.accredit(lives[1])


@pytest.fixture(scope="module")
def app(worker_name, tmp_path_factory):
    """An application on the story."""
    name, folder = f"test_story_{worker_name}", tmp_path_factory.mktemp("story")
    with made_once.application("story", tell_the_story, name=name, folder=folder) as (one, _):
        yield one


@pytest.fixture
def story(db, tmp_path):
    """The story; its files are afterwards as they were."""
    kept = stores.store().root
    shutil.copytree(kept, tmp_path / "files")
    yield
    shutil.rmtree(kept)
    shutil.copytree(tmp_path / "files", kept)


def test_a_true_story_breaks_nothing(story):
    assert invariants.broken() == {}


@pytest.mark.parametrize("name", BREAKING)
def test_an_invariant_finds_the_row_that_breaks_it(name, db, story):
    for fault in BREAKING[name]:
        if callable(fault):
            fault()
        else:
            db.connection().exec_driver_sql(fault)
    db.expire_all()

    assert invariants.offenders(invariants.DECLARED[name]) != []


def test_every_invariant_is_shown_to_find_something(app):
    assert set(BREAKING) == set(invariants.DECLARED)


def test_check_invariants_names_each_and_fails_when_one_is_broken(app, db, story):
    runner = app.test_cli_runner()
    clean = runner.invoke(args=["check-invariants"])
    db.execute(text("SELECT 1"))
    db.connection().exec_driver_sql(BREAKING["a membership ends after it began"][0])
    dirty = runner.invoke(args=["check-invariants"])

    count = len(invariants.DECLARED)
    assert (clean.exit_code, dirty.exit_code) == (0, 1)
    assert all(f"ok     {name}\n" in clean.output for name in invariants.DECLARED)
    assert clean.output.endswith(f"invariants: 0 broken of {count}\n")
    assert "BROKEN a membership ends after it began\n" in dirty.output
    assert f"broken of {count}\n" in dirty.output


def test_the_nightly_job_logs_what_is_broken(db, story):
    db.connection().exec_driver_sql(BREAKING["a membership ends after it began"][0])

    with structlog.testing.capture_logs() as logged:
        check_invariants()

    broken = {line["invariant"]: line["rows"] for line in logged if "invariant" in line}
    assert broken["a membership ends after it began"]
    assert {line["log_level"] for line in logged if "invariant" in line} == {"error"}


def test_the_nightly_job_tells_administrators_what_is_broken_and_no_row_of_it(db, story):
    db.connection().exec_driver_sql(BREAKING["a membership ends after it began"][0])

    check_invariants()

    told = db.scalars(select(Message).filter_by(template="operations/invariants_broken")).all()
    assert sorted(message.to for message in told) == [
        "admin2@engagement.example",
        "admin@engagement.example",
    ]
    assert "a membership ends after it began" in told[0].body_text
    assert str(db.scalar(text("SELECT id FROM organization_membership LIMIT 1"))) not in str(
        (told[0].body_text, told[0].body_html)
    )


def test_the_nightly_job_is_silent_when_nothing_is_broken(db, story):
    check_invariants()

    assert not db.scalars(select(Message).filter_by(template="operations/invariants_broken")).all()
