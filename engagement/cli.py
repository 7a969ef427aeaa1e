"""Commands of `flask --app wsgi`; exit status 0 only when all is well."""

import getpass
import sys
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from engagement.accounts import commands as accounts
from engagement.accounts.queries import account_by_email
from engagement.accreditation import line_problems, member_imports
from engagement.audit import sealing
from engagement.core import invariants
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import POLICIES, SYSTEM, Role
from engagement.directory import commands as directory
from engagement.jobs import worker
from engagement.operations import commands as operations
from engagement.operations import health
from engagement.organizations.queries import actor_for
from engagement.screening import list_imports
from engagement.screening.models import Source
from engagement.settings import registry
from engagement.signing import commands as signing
from engagement.web import assets


def init_app(app: Flask) -> None:
    """Add the commands."""
    for one in (
        assets_command,
        worker_command,
        create_admin,
        take_off_second_factor,
        check_invariants,
        audit,
        doctor,
        import_accredited,
        import_list,
        permissions,
        rebuild_register,
        retention,
        rotate_signing_key,
        seed_demo,
        settings,
    ):
        app.cli.add_command(one)


@click.command("assets")
def assets_command():
    """Join, hash and compress the static files."""
    for name, hashed in assets.build().items():
        click.echo(f"{name} -> {hashed}")


@click.command("worker")
@click.option("--concurrency", default=2, show_default=True, help="Jobs at the same time.")
@click.option("--once", is_flag=True, help="Stop when nothing is left to do.")
def worker_command(concurrency, once):
    """Run jobs until told to stop."""
    app = current_app._get_current_object()
    worker.run(app, app.config["SETTINGS"].database_url, concurrency=concurrency, wait=not once)


@click.command("create-admin")
@click.option("--email", prompt="E-mail address")
@click.option("--name", prompt="Name")
@click.option("--language", default="en", show_default=True)
@with_appcontext
def create_admin(email, name, language):
    """Open an administrator's account, as the first two; the password is read from the terminal."""
    password = (
        getpass.getpass("Password (12 characters or more): ")
        if sys.stdin.isatty()
        else (sys.stdin.readline().rstrip("\n"))
    )
    try:
        accounts.create_staff(
            name=name,
            email=email,
            roles=[Role.ADMINISTRATOR],
            language=language,
            password=accounts.strong(password, words=[name, email]),
            actor=SYSTEM,
        )
    except RuleViolation as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(f"administrator {email} created")


@click.command("take-off-second-factor")
@click.option("--email", prompt="E-mail address")
@click.option("--reason", prompt="Reason, kept in the audit trail")
@with_appcontext
def take_off_second_factor(email, reason):
    """For the only administrator who lost phone and recovery codes; two do it on a page."""
    account = account_by_email(email)
    if account is None:
        raise click.ClickException(f"no account has the address {email}")
    try:
        accounts.take_off_second_factor(account, actor=SYSTEM, reason=reason)
    except RuleViolation as refusal:
        raise click.ClickException(str(refusal)) from None
    click.echo(f"second factor of {email} taken off; it is set up anew at the next sign-in")


@click.command("seed-demo")
@click.option("--credentials", type=click.Path(path_type=Path), help="Write the accounts there.")
@click.option(
    "--accounts",
    type=click.IntRange(1),
    help="Only add so many people, an organization each.",
)
@click.option(
    "--scale", type=click.IntRange(1), help="So many organizations in all; the rest comes in bulk."
)
@click.option(
    "--registrations", type=click.IntRange(1), help="Add a meeting with so many people, in bulk."
)
@click.option("--seed", "number", default=1, show_default=True, help="Another one, other stories.")
@with_appcontext
def seed_demo(credentials, accounts, scale, registrations, number):
    """Fill the database with fictitious organizations; demo mode only.

    A second run adds none; with --accounts each run adds so many people, with --registrations
    a meeting.
    """
    if not current_app.config["SETTINGS"].demo:
        raise click.ClickException("ENGAGEMENT_DEMO=1 is not set: this is not a demo.")
    from engagement.demo import (  # names and texts that a web process never needs
        bulk,
        meetings,
        seed,
    )

    people = seed.add_people(accounts) if accounts else seed.seed_all(seed=number)
    if scale:
        added = bulk.fill_up_to(scale)
        click.echo(bulk.SKIPPED)
        click.echo(f"demo: {bulk.organizations()} organizations, {added} added in bulk")
    if registrations:
        meeting = meetings.seed_large_meeting(registrations)
        click.echo(f"demo: meeting {meeting.id} with {registrations} registrations in bulk")
    directory.rebuild()
    if credentials:
        seed.write_credentials(credentials, people)
    click.echo(f"demo: {len(people)} people can sign in")


@click.command("import-accredited")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Report only; nothing is written.")
@click.option("--by", "email", help="Address of the reviewer who enters it; else operations do.")
@with_appcontext
def import_accredited(file, dry_run, email):
    """Enter a list of members accredited before the platform (CSV); one of staff confirms it.

    Prints what is wrong, line by line; exit status 1 when a line has to be corrected.
    """
    person = account_by_email(email) if email else None
    if email and person is None:
        raise click.ClickException(f"no account has the address {email}")
    try:
        found = member_imports.run(
            file.name, file.read_bytes(), actor=actor_for(person) if person else SYSTEM, dry=dry_run
        )
    except member_imports.Unreadable as refused:
        raise click.ClickException(line_problems.of_file(refused.code, **refused.values)) from None
    except NotAllowed:
        raise click.ClickException(f"{email} is no reviewer and no head of unit") from None
    for line in found.faults:
        click.echo(line)
    click.echo(f"{file.name}: {found.summary}")
    sys.exit(1 if found.faults else 0)


@click.command("import-list")
@click.argument("source", type=click.Choice([source.value for source in Source]))
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@with_appcontext
def import_list(source, files):
    """Read a list of sanctions or exclusions from its FILES and put it in force.

    Exit status 1, with one line, when it is refused, or when somebody has to confirm it in the
    pages; then the list in force stays what it was.
    """
    try:
        report = list_imports.run(Source(source), files)
    except (list_imports.Unreadable, RuleViolation) as refused:
        raise click.ClickException(f"{source}: refused: {refused}") from None
    click.echo(report.line, err=not report.in_force)
    sys.exit(0 if report.in_force else 1)


@click.command("rebuild-register")
@with_appcontext
def rebuild_register():
    """Make the rows of the register anew from accreditations, organizations and names."""
    click.echo(f"register: {directory.rebuild()} entries")


@click.command()
@click.option("--dry-run", is_flag=True, help="Count only.")
@with_appcontext
def retention(dry_run):
    """Delete what has been kept long enough; prints how many rows by each rule."""
    for name, number in operations.apply_retention(dry_run=dry_run).items():
        click.echo(f"{number:8} {name}")


@click.command("rotate-signing-key")
@click.option("--reason", prompt="Reason, kept in the audit trail")
@with_appcontext
def rotate_signing_key(reason):
    """Begin another key for credentials and the list of statuses; the old ones stay published."""
    key = signing.rotate(actor=SYSTEM, reason=reason)
    click.echo(f"key {key.number} ({key.kid}) signs from now on; the earlier ones stay published")


@click.command("check-invariants")
@with_appcontext
def check_invariants():
    """Run every declared invariant; each must find nothing."""
    broken = invariants.broken()
    for name in invariants.DECLARED:
        click.echo(f"{'BROKEN' if name in broken else 'ok    '} {name}")
        for offender in broken.get(name, []):
            click.echo(f"       {offender}")
    click.echo(f"invariants: {len(broken)} broken of {len(invariants.DECLARED)}")
    sys.exit(1 if broken else 0)


@click.group()
def audit():
    """The audit trail."""


@audit.command("verify")
@with_appcontext
def audit_verify():
    """Recompute all seals; names each event changed, removed or slipped in."""
    verdict = sealing.verify(current_app.config["SETTINGS"].secret_key.encode())
    for fault in verdict.faults:
        click.echo(f"FAULT {fault}")
    click.echo(
        f"audit: {len(verdict.faults)} faults; {verdict.events} events in {verdict.seals} seals,"
        f" {verdict.unsealed} not yet sealed"
    )
    sys.exit(1 if verdict.faults else 0)


@click.command()
@with_appcontext
def doctor():
    """Whether this deployment can work, and what is missing."""
    reasons = health.not_ready(current_app.config["SETTINGS"])
    late = [] if reasons else health.behind()
    for reason in reasons:
        click.echo(f"NOT READY {reason}")
    for reason in late:
        click.echo(f"BEHIND    {reason}")
    for line in health.remarks(current_app.config["SETTINGS"]):
        click.echo(f"note      {line}")
    faults = len(reasons) + len(late)
    click.echo(f"doctor: {faults} faults" if faults else "doctor: all is well")
    sys.exit(1 if faults else 0)


@click.command()
def permissions():
    """Each route with its permission and policy."""
    click.echo(permission_table(current_app))


def permission_table(app: Flask) -> str:
    """Route -> permission -> policy, one line each, sorted; a snapshot in the tests."""
    lines = []
    for rule in app.url_map.iter_rules():
        declared = getattr(app.view_functions[rule.endpoint], "access", None)
        if declared is None:
            continue
        methods = ",".join(sorted(rule.methods - {"HEAD", "OPTIONS"}))
        policy = POLICIES[declared].__name__ if declared in POLICIES else "anybody"
        lines.append(f"{rule.rule} {methods} {declared} {policy}")
    return "\n".join(sorted(lines))


@click.command()
@with_appcontext
def settings():
    """Deployment settings (secrets masked), then the rules with default and value in force."""
    for key, value in current_app.config["SETTINGS"].public().items():
        click.echo(f"ENGAGEMENT_{key}={value}")
    for declared in sorted(registry.DECLARED.values(), key=lambda one: one.key):
        value = declared()
        changed = "" if value == declared.default else f" (default {declared.default})"
        click.echo(f"{declared.key} = {value}{changed}  # {declared.description}")
