"""What the database and the mailbox say afterwards, beside the ledger."""

import time

import psycopg

from drills.mail_sink import Sink
from drills.product import Product
from drills.registrants import missing_registrations
from drills.writers import Ledger
from engagement.core.cluster import running_url
from engagement.core.config import DATABASE

MAIL_PATIENCE = 400  # seconds: a dead worker's job is given back after a minute or two


def connect(product: Product) -> psycopg.Connection:
    """A connection beside the product."""
    url = running_url(product.folder / "postgres", DATABASE)
    return psycopg.connect(url.replace("+psycopg", ""), autocommit=True)


def wait_for_mail(product: Product) -> float:
    """Seconds until no mail waits, or until patience is over."""
    begin = time.monotonic()
    with connect(product) as connection:
        while time.monotonic() < begin + MAIL_PATIENCE:
            statement = "SELECT count(*) FROM mail_message WHERE state = 'queued'"
            if connection.execute(statement).fetchone() == (0,):
                break
            time.sleep(0.5)
    return time.monotonic() - begin


def judge(
    product: Product, sink: Sink, ledger: Ledger, *, seconds: float, least: float, waited: float
) -> bool:
    """Print every figure; whether all are as they must be."""
    rate = ledger.acknowledged / seconds
    print(
        f"writes: {ledger.sent} in {seconds:.0f} s, acknowledged {ledger.acknowledged}"
        f" = {rate:.1f} a second, without an answer {ledger.unknown}, refused {ledger.refused}"
        f" {dict(ledger.refusals) or ''}; {len(ledger.registered)} people registered"
    )
    with connect(product) as connection:
        missing = missing_writes(connection, ledger)
        mail_faults = faults_of_mail(connection, sink)
        mail_faults += twice_told(connection)
        mails = connection.execute("SELECT count(*) FROM mail_message").fetchone()[0]
    arrived = len(sink.copies)
    again = sum(map(len, sink.copies.values())) - arrived
    print(f"acknowledged writes missing: {len(missing)}")
    print(
        f"mails: {mails} written, {arrived} arrived, {again} further copies with the same"
        f" Message-ID ({sink.dropped} lines dropped after a mail was taken), faults"
        f" {len(mail_faults)}; the last left after {waited:.0f} s"
    )
    for fault in [*missing, *mail_faults][:20]:
        print(f"  {fault}")
    invariants = product.flask("check-invariants")
    print(invariants.stdout.strip().splitlines()[-1])
    trail = product.flask("audit", "verify")
    print(trail.stdout.strip().splitlines()[-1])
    for answer in (invariants, trail):
        if answer.returncode:
            print(answer.stdout, answer.stderr)
    enough = rate >= least
    if not enough:
        print(f"too few writes a second: {rate:.1f}, at least {least:.0f} are needed")
    return bool(
        enough
        and not missing
        and not mail_faults
        and invariants.returncode == trail.returncode == 0
    )


def missing_writes(connection: psycopg.Connection, ledger: Ledger) -> list[str]:
    """What was acknowledged and is not there, each in a few words."""
    missing = []
    saved = {
        (str(application), key): (version, str(answers))
        for application, key, version, answers in connection.execute(
            "SELECT a.id, s.key, s.version, s.answers::text FROM accreditation_application a"
            " JOIN organization_profile_section s USING (organization_id)"
        )
    }
    for (application, key), saves in ledger.sections.items():
        if not saves.acknowledged:
            continue
        version, answers = saved.get((application, key), (0, ""))
        if not saves.acknowledged < version <= 1 + saves.acknowledged + saves.unknown:
            missing.append(
                f"{application} {key}: version {version} after {saves.acknowledged} saves"
                f" and {saves.unknown} unknown"
            )
        if not any(words in answers for words in (saves.last, *saves.since)):
            missing.append(f"{application} {key}: the last text is not there")
    people = {row[0] for row in connection.execute("SELECT email FROM account")}
    missing += [f"account {email}" for email in ledger.sign_ups if email not in people]
    submitted = {
        str(row[0])
        for row in connection.execute(
            "SELECT id FROM accreditation_application WHERE submitted_at IS NOT NULL"
        )
    }
    missing += [f"submission {each}" for each in ledger.submitted if each not in submitted]
    return missing + missing_registrations(connection, ledger)


def faults_of_mail(connection: psycopg.Connection, sink: Sink) -> list[str]:
    """Mails that did not arrive, or arrived with two contents, or that nobody wrote."""
    faults, known = [], set()
    for number, state in connection.execute("SELECT id, state FROM mail_message"):
        name = f"<{number}@engagement>"
        known.add(name)
        copies = sink.copies.get(name, [])
        if state == "kept":
            continue
        if state != "sent" or not copies:
            faults.append(f"mail {number}: {state}, {len(copies)} arrived")
        if len(set(copies)) > 1:
            faults.append(f"mail {number}: copies differ")
    return faults + [f"mail nobody wrote: {name}" for name in set(sink.copies) - known]


def twice_told(connection: psycopg.Connection) -> list[str]:
    """Acts about which one person was mailed twice."""
    rows = connection.execute(
        "SELECT template, person_id, count(*) FROM mail_message"
        " WHERE template IN ('accreditation/application_submitted', 'accounts/verify_email',"
        " 'meetings/confirmed', 'meetings/waiting')"
        " GROUP BY 1, 2 HAVING count(*) > 1"
    )
    return [f"{template} to {person}: {count} mails" for template, person, count in rows]
