"""Members of before the platform: a list that was recorded, one that waits, claims in work."""

import csv
import io
import re
from datetime import date, timedelta
from random import Random

from sqlalchemy import select

from engagement.accounts.queries import account_by_email
from engagement.accreditation import commands as accreditation
from engagement.accreditation import member_lists
from engagement.accreditation.models import Recording
from engagement.core.countries import country
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.demo import names
from engagement.demo.applicants import open_account
from engagement.mail.models import Message
from engagement.organizations import commands
from engagement.organizations.models import Claim, ClaimWay, Organization
from engagement.organizations.queries import actor_for
from engagement.organizations.queries.claims import contacts_of

MEMBERS = 40
WAITING = 6
HEADS = ("Title", "Country", "Major group", "Accreditation Date", "Latin name", "E-mail")
FIRST = 90_000
"""Numbers of words that no other organization of the demo is named by."""


def add_members() -> None:
    """Forty members recorded by two people, a few lines that wait, two claims in work."""
    reviewer = actor_for(account_by_email("reviewer@engagement.example"))
    head = actor_for(account_by_email("head@engagement.example"))
    recorded = _enter("members-2002-2018.csv", _list(0, MEMBERS), reviewer)
    accreditation.hand_over_recording(recorded, actor=reviewer)
    accreditation.confirm_recording(recorded, actor=head)
    waiting = _enter("members-2019.csv", _list(MEMBERS, WAITING, spoiled=True), reviewer)
    accreditation.hand_over_recording(waiting, actor=reviewer)
    checked, _proved = _claim(3), _claim(4)
    commands.check_claim(checked, actor=head, note="The name stands on the website.")


def _list(begin: int, count: int, *, spoiled: bool = False) -> str:
    """A list as another office would have kept it: the month of most dates alone."""
    random, text = Random(begin), io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADS)
    for number in range(begin, begin + count):
        _, named = names.organization(FIRST + number, random)
        word = names.numbered_word(FIRST + number)
        place = country(named.country)
        day = date(2002, 1, 1) + timedelta(days=150 * (number % 40))
        writer.writerow(
            [
                f"{named.name} {word}",
                place.name("en") if place else named.country,
                named.major_group.value,
                day.strftime("%B %Y") if number % 5 else day.isoformat(),
                f"{named.latin_name} {word}" if named.latin_name else "",
                _address(number),
            ]
        )
    if spoiled:
        writer.writerow(["River Wardens", "Atlantis", "ngo", "May 2019", "", ""])
        writer.writerow(["Forest Wardens", "Kenya", "Farmers", "12/05/2019", "", ""])
    return text.getvalue()


def _address(number: int) -> str:
    return f"office@{names.numbered_word(FIRST + number).lower()}.example"


def _enter(title: str, text: str, actor: Actor) -> Recording:
    lines = list(member_lists.read(text.encode(), most_lines=1000))
    return accreditation.begin_list(lines, actor=actor, title=title, content=text.encode())


def _claim(number: int) -> Claim:
    """A claim that was proved by the mailbox of the list."""
    word = names.numbered_word(FIRST + number)
    organization = db.session.scalars(
        select(Organization).where(Organization.name.endswith(f" {word}"))
    ).one()
    account = open_account(
        name=f"Claimant {number}", email=f"claimant@{word.lower()}.example", language="en"
    )
    actor = actor_for(account)
    claim = commands.open_claim(
        organization, actor=actor, way=ClaimWay.MAILBOX, words="I coordinate it.", language="en"
    )
    commands.send_proof(claim, actor=actor, contact=contacts_of(organization.id)[0])
    mail = db.session.scalars(
        select(Message).where(
            Message.template == "organizations/claim_proof", Message.about_id == claim.id
        )
    ).one()
    found = re.search(r"/claims/prove/([\w-]+)", mail.body_text)
    assert found is not None
    commands.prove_mailbox(claim, actor=actor, token=found[1])
    return claim
