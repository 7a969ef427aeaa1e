"""Prepare accounts with filled drafts beside the running product."""

import csv
from random import Random

from drills.product import Product
from drills.registrants import TITLE
from drills.writers import Applicant

SECTIONS = ("organization", "environment")
"""What people rewrite again and again: sections with free text."""


def prepare(product: Product, count: int) -> list[Applicant]:
    """`count` people with an organization and a complete draft each."""
    path = product.folder / "people.csv"
    done = product.flask(
        "seed-demo", "--accounts", str(count), "--credentials", str(path), ENGAGEMENT_DEMO="1"
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    drafts = open_drafts(product, [row["email"] for row in rows])
    return [
        Applicant(number, row["email"], row["password"], drafts[row["email"]], SECTIONS)
        for number, row in enumerate(rows)
    ]


def open_meeting(product: Product, places: int, *, made_by: str) -> str:
    """A meeting for which everybody may register, made by the account of an address; its id."""
    from engagement.accounts.queries import account_by_email
    from engagement.app import create_app
    from engagement.core.config import from_environment
    from engagement.core.db import db
    from engagement.demo.meeting_builders import make_online_meeting

    app = create_app(from_environment(product.environment))
    with app.app_context():
        meeting = make_online_meeting(
            places=places, title={"en": TITLE}, officer=account_by_email(made_by)
        )
        meeting_id = str(meeting.id)
        db.session.rollback()
        for engine in db.engines.values():
            engine.dispose()
    return meeting_id


def open_drafts(product: Product, emails: list[str]) -> dict[str, str]:
    """Open and fill a draft for each; returns the application's id by address."""
    from engagement.accounts.queries import account_by_email
    from engagement.accreditation.models import ApplicationState
    from engagement.app import create_app
    from engagement.core.clock import now
    from engagement.core.config import from_environment
    from engagement.core.db import db, transaction
    from engagement.demo import lives, seed, steps
    from engagement.organizations.queries import actor_for, get_organization

    app = create_app(from_environment(product.environment))
    drafts = {}
    with app.app_context():
        with seed.mail_kept(), transaction(audited=True):
            for number, email in enumerate(emails):
                life = lives.make_life(
                    number,
                    seed=1,
                    present=now(),
                    staff=lives.Staff([], []),
                    target=ApplicationState.DRAFT,
                )
                life.random = Random(number)
                life.applicant = actor_for(account_by_email(email))
                (organization,) = life.applicant.leads
                life.organization = get_organization(organization)
                steps.STEPS["start"](life)
                steps.STEPS["fill"](life)
                drafts[email] = str(life.application.id)
        for engine in db.engines.values():
            engine.dispose()
    return drafts
