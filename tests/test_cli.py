"""The commands of `flask --app wsgi`: what they say, and their exit status."""

import os
import subprocess
import sys
import uuid
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from engagement.accounts.models import Account
from engagement.audit import sealing
from engagement.audit.commands import record
from engagement.audit.models import AuditEvent
from engagement.core.clock import now
from engagement.core.config import SettingsError, from_environment
from engagement.core.db import transaction
from engagement.core.permissions import SYSTEM, Role
from engagement.jobs.queue import enqueue
from engagement.operations import health
from engagement.settings import registry
from tests.audit.test_sealing import by_hand
from tests.factories import make_account, make_organization

ROOT = Path(__file__).resolve().parents[1]
GOOD = {"ENGAGEMENT_DATABASE_URL": "postgresql://somebody@localhost/engagement"}
SERVED = GOOD | {
    "ENGAGEMENT_BASE_URL": "https://engagement.example",
    "ENGAGEMENT_SMTP_URL": "smtp://localhost",
    "ENGAGEMENT_MAIL_FROM": "post@engagement.example",
    "ENGAGEMENT_SECRET_KEY": "a-key-for-tests-that-is-long-enough-to-pass",
}
WRONG = [
    (GOOD, "BASE_URL", "localhost:8000", "ENGAGEMENT_BASE_URL"),
    (GOOD, "BASE_URL", "http://localhost/app", "ENGAGEMENT_BASE_URL"),
    (GOOD, "DATABASE_URL", "mysql://localhost/x", "ENGAGEMENT_DATABASE_URL"),
    (GOOD, "DATABASE_URL", "", "ENGAGEMENT_DATABASE_URL"),
    (GOOD, "DEMO", "yes", "ENGAGEMENT_DEMO"),
    (SERVED, "DEMO", "1", "ENGAGEMENT_DEMO"),
    (GOOD, "PROXY_HOPS", "many", "ENGAGEMENT_PROXY_HOPS"),
    (GOOD, "PROXY_HOPS", "9", "ENGAGEMENT_PROXY_HOPS"),
    (GOOD, "SMTP_URL", "http://mail", "ENGAGEMENT_SMTP_URL"),
    (SERVED, "SMTP_URL", "", "ENGAGEMENT_SMTP_URL"),
    (GOOD, "MAIL_FROM", "nobody", "ENGAGEMENT_MAIL_FROM"),
    (SERVED, "MAIL_FROM", "", "ENGAGEMENT_MAIL_FROM"),
    (GOOD, "SECRET_KEY", "short", "ENGAGEMENT_SECRET_KEY"),
    (SERVED, "SECRET_KEY", "", "ENGAGEMENT_SECRET_KEY"),
    (GOOD, "DATA_DIR", "/proc/nowhere", "ENGAGEMENT_DATA_DIR"),
    *(
        (GOOD, name, value, f"ENGAGEMENT_{name}")
        for name, values in {
            "BASE_URL": [
                "http://localhost:port",
                "http://localhost:99999",
                "http://localhost:0",
                "http://localhost?x=1",
                "http://localhost#top",
                "http://user:word@localhost",
                "http://@localhost",
                "http://[::1",
                "http://two words",
                "http://a\nb",
                "ftp://localhost",
            ],
            "SMTP_URL": ["smtp://", "smtp://host:port", "smtp://host:99999", "smtp://[::1", "host"],
            "MAIL_FROM": ["x@", "@x", "a@b\nBcc: c@d", "a b@c", "Name <a@b.example>", "a@b@c"],
            "SCANNER_URL": [
                "localhost:3310",
                "tcp://localhost",
                "tcp://:3310",
                "unix://",
                "http://x:1",
            ],
            "SECRET_KEY": ["k" * 40, "ab" * 32],
            "DATABASE_URL": [
                "postgresql://localhost:port/x",
                "postgresql://localhost:99999/x",
                "postgresql://localhost",
                "postgresql://[::1/x",
            ],
            "PROXY_HOPS": ["²", "1.0", "-1", "٣"],
            "SMPT_URL": ["smtp://localhost"],
            "DATABSE_URL": ["postgresql://localhost/x"],
        }.items()
        for value in values
    ),
]
RIGHT = {
    "BASE_URL": [
        "http://localhost:8000",
        "http://127.0.0.1",
        "http://[::1]:8000",
        "http://a-b.example/",
    ],
    "SMTP_URL": [
        "smtp://localhost",
        "smtps://user:word@mail.example:465",
        "smtp+starttls://mail:587",
    ],
    "MAIL_FROM": ["engagement@localhost", "no-reply+x@mail.example"],
    "SCANNER_URL": ["tcp://localhost:3310", "unix:///run/clamd.sock"],
    "SECRET_KEY": ["0123456789abcdef" * 4],
    "DATABASE_URL": ["postgresql+psycopg://u:p@h:5432/x", "postgresql:///x?host=/run/postgresql"],
    "PROXY_HOPS": ["0", "5"],
    "TEST_ANYTHING": ["1"],
}


@pytest.mark.parametrize(("rest", "name", "value", "named"), WRONG)
def test_a_wrong_setting_is_refused_in_one_line_that_names_it(tmp_path, rest, name, value, named):
    environment = {"ENGAGEMENT_DATA_DIR": str(tmp_path)} | rest | {f"ENGAGEMENT_{name}": value}

    with pytest.raises(SettingsError) as refusal:
        from_environment(environment)

    assert named in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("rest", [GOOD, SERVED])
def test_right_settings_are_taken(tmp_path, rest):
    settings = from_environment({"ENGAGEMENT_DATA_DIR": str(tmp_path)} | rest)

    assert settings.production == ("ENGAGEMENT_SMTP_URL" in rest)


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, values in RIGHT.items() for v in values])
def test_every_usual_form_of_a_setting_is_taken(tmp_path, name, value):
    environment = {"ENGAGEMENT_DATA_DIR": str(tmp_path)} | GOOD | {f"ENGAGEMENT_{name}": value}

    assert from_environment(environment)


def test_the_web_server_s_start_fails_with_the_line_alone(tmp_path):
    environment = {name: value for name, value in os.environ.items() if "ENGAGEMENT" not in name}
    answer = subprocess.run(
        [sys.executable, "-c", "import wsgi"],
        cwd=ROOT,
        env=environment
        | GOOD
        | {"ENGAGEMENT_DATA_DIR": str(tmp_path), "ENGAGEMENT_DEMO": "perhaps"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 3
    assert answer.stderr == "ENGAGEMENT_DEMO must be 0 or 1.\n"


@pytest.fixture
def run(app, db):
    """`run("doctor")` gives a command's result, within the test's transaction."""
    runner = app.test_cli_runner()
    return lambda *arguments, **values: runner.invoke(args=list(arguments), **values)


def test_doctor_says_that_all_is_well_and_what_works_with_less(run):
    answer = run("doctor")

    assert answer.exit_code == 0
    assert "note      ENGAGEMENT_SMTP_URL is not set" in answer.output
    assert answer.output.endswith("doctor: all is well\n")


def test_doctor_says_that_jobs_wait_for_a_worker(run, db):
    due = now() - timedelta(minutes=30)
    with transaction(audited=False):
        enqueue("directory.refresh_organization", at=due, organization_id=str(uuid.uuid4()))
    assert run("doctor").exit_code == 0  # it could not be taken before it was made

    db.execute(text("UPDATE procrastinate_events SET at = :due"), {"due": due})

    answer = run("doctor")

    assert answer.exit_code == 1
    assert "BEHIND    a job has been due for 30 minutes: no worker takes it" in answer.output
    assert answer.output.endswith("doctor: 1 faults\n")


def test_doctor_fails_with_the_reason(run, monkeypatch):
    monkeypatch.setattr(health, "head", lambda: "another")

    answer = run("doctor")

    assert answer.exit_code == 1
    assert "NOT READY the tables are not those of this version\n" in answer.output


def test_settings_prints_every_rule_and_no_secret(app, run):
    answer = run("settings")

    assert answer.exit_code == 0
    assert all(f"{key} = " in answer.output for key in registry.DECLARED)
    assert app.config["SETTINGS"].secret_key not in answer.output


def test_settings_masks_passwords_in_addresses(app):
    settings = replace(
        app.config["SETTINGS"],
        database_url="postgresql+psycopg://me:hidden@db/x",
        smtp_url="smtp://me:hidden@mail",
    )

    assert "hidden" not in str(settings.public())


def test_permissions_prints_each_route_with_its_policy(run):
    answer = run("permissions")

    assert answer.exit_code == 0
    assert "/healthz GET" in answer.output


def test_create_admin_opens_an_account_and_records_it(run, db):
    answer = run(
        "create-admin",
        "--email",
        "ada@office.example",
        "--name",
        "Ada",
        input="lantern-orchid-velvet-46\n",
    )

    assert answer.exit_code == 0, answer.output
    account = db.scalars(select(Account).filter_by(email="ada@office.example")).one()
    assert account.roles == {Role.ADMINISTRATOR}
    assert "accounts:account:created" in db.scalars(select(AuditEvent.action)).all()


@pytest.mark.parametrize(
    ("email", "password", "words"),
    [
        ("ada@office.example", "short", "at least 12 characters"),
        ("there@office.example", "lantern-orchid-velvet-46", "There is an account"),
    ],
)
def test_create_admin_refuses_with_a_sentence(run, db, email, password, words):
    make_account(email="there@office.example")

    answer = run("create-admin", "--email", email, "--name", "Ada", input=f"{password}\n")

    assert answer.exit_code == 1
    assert words in answer.output


def test_seed_demo_is_refused_where_people_use_the_platform(app, run, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], demo=False))

    answer = run("seed-demo")

    assert answer.exit_code == 1
    assert "ENGAGEMENT_DEMO=1 is not set" in answer.output


def test_seed_demo_writes_the_accounts_it_was_asked_for(run, db, tmp_path):
    path = tmp_path / "people.csv"

    answer = run("seed-demo", "--accounts", "2", "--credentials", str(path))

    assert answer.exit_code == 0, answer.output
    assert len(path.read_text().splitlines()) == 3


def write_event(organization):
    with transaction(audited=True):
        record("test:event:written", organization, actor=SYSTEM)


def test_audit_verify_says_how_much_it_proved(app, run, db):
    organization = make_organization()
    write_event(organization)
    sealing.seal(app.config["SETTINGS"].secret_key.encode())
    write_event(organization)

    answer = run("audit", "verify")

    assert answer.exit_code == 0
    assert answer.output == "audit: 0 faults; 1 events in 1 seals, 1 not yet sealed\n"


def test_audit_verify_names_rows_changed_by_hand_before_and_after_their_seal(app, run, db):
    organization = make_organization()
    write_event(organization)
    sealing.seal(app.config["SETTINGS"].secret_key.encode())
    write_event(organization)
    sealed, waiting = db.scalars(select(AuditEvent.id).order_by(AuditEvent.id)).all()
    by_hand(db, "UPDATE audit_event SET actor_name = 'Nobody'")

    answer = run("audit", "verify")

    assert answer.exit_code == 1
    assert answer.output.splitlines()[:2] == [
        f"FAULT event {sealed} was changed (test:event:written)",
        f"FAULT event {waiting} was changed (test:event:written)",
    ]
