"""Demo data made through the commands, with a moved clock, by seed.

The accounts it opens are written as CSV: e-mail, password, TOTP secret, role, organization.
"""

import csv
from dataclasses import astuple, dataclass
from pathlib import Path

from engagement.accounts import commands as accounts
from engagement.accounts.queries import account_by_email
from engagement.core.permissions import SYSTEM, Role
from engagement.demo.builders import PASSWORD

STAFF = (
    ("reviewer@engagement.example", "Ravi Reviewer", Role.REVIEWER),
    ("reviewer2@engagement.example", "Rosa Reviewer", Role.REVIEWER),
    ("head@engagement.example", "Hana Head", Role.HEAD_OF_UNIT),
    ("approver@engagement.example", "Aya Approver", Role.APPROVER),
    ("approver2@engagement.example", "Amir Approver", Role.APPROVER),
    ("safeguarding@engagement.example", "Sara Safeguarding", Role.SAFEGUARDING_OFFICER),
    ("auditor@engagement.example", "Aude Auditor", Role.AUDITOR),
    ("admin@engagement.example", "Ada Administrator", Role.ADMINISTRATOR),
)


@dataclass(frozen=True)
class Credentials:
    """One line of the credentials file."""

    email: str
    password: str
    totp_secret: str
    role: str
    organization: str


def seed_staff() -> list[Credentials]:
    """Open one account for each staff role, unless there is one already."""
    made = []
    for email, name, role in STAFF:
        if account_by_email(email) is None:
            accounts.create_staff(
                name=name, email=email, roles=[role], language="en", actor=SYSTEM, password=PASSWORD
            )
            made.append(Credentials(email, PASSWORD, "", role, ""))
    return made


def write_credentials(path: Path, rows: list[Credentials]) -> None:
    """Write accounts as CSV with a head line."""
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["email", "password", "totp_secret", "role", "organization"])
        writer.writerows(astuple(row) for row in rows)
