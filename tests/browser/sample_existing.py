"""Accreditations of before the platform, in every state of a run; claims in every state."""

import io
import re
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import select

from engagement.accreditation import commands as accreditation
from engagement.accreditation import member_lists
from engagement.core.clock import moved_to, now
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import Role
from engagement.demo.papers import page
from engagement.documents.intake import take_in
from engagement.mail.models import Message
from engagement.organizations import commands, offers
from engagement.organizations.models import ClaimWay, KnownContact
from engagement.organizations.queries import actor_for
from engagement.organizations.queries.claims import contacts_of
from tests.factories import make_account, make_organization

LIST = """Title;Country;Major group;Region;Accreditation Date;E-mail
Herders of the Delta;Mali;Farmers;Africa;February 2013;office@herders.example
جمعية حماة الواحات;Jordan;ONG;West Asia;2015;office@oases.example
Les Amis du fleuve;Atlantis;NGO;Europe;12/05/2019;
Fishers of Chilika;India;Farmers;Europe;14/05/2019;
"""


def existing(people) -> dict:
    """Rows of both kinds; returns what addresses are made of, as `Samples.given`."""
    clerk, head = actor_for(people[Role.REVIEWER]), actor_for(people[Role.HEAD_OF_UNIT])
    other = actor_for(make_account(Role.REVIEWER))
    runs = [recorded(other, LIST), recorded(other, LIST.replace("Delta", "Coast"))]
    waiting = recorded(other, LIST.replace("Herders", "Weavers").replace("حماة", "أصدقاء"))
    accreditation.hand_over_recording(runs[0], actor=other)
    accreditation.confirm_recording(runs[0], actor=head)
    accreditation.hand_over_recording(waiting, actor=other)
    refused = recorded(clerk, LIST.replace("Herders", "Potters").replace("حماة", "حراس"))
    accreditation.hand_over_recording(refused, actor=clerk)
    accreditation.refuse_recording(refused, actor=head, reason="The list is of last year.")
    by_hand = accreditation.record_by_hand(
        actor=other,
        values={
            "name": "Guardians of the Spring",
            "country": "KE",
            "major_group": "ngo",
            "since": "2011-01-01",
            "precision": "year",
            "emails": ["spring@place.example"],
        },
    )
    runs += [waiting, refused, by_hand]
    made = claims_of(people, clerk, other)
    free, link, objection = made.pop("free"), made.pop("link"), made.pop("objection")
    ids = [{"recording_id": one.id} for one in runs]
    return {
        "accreditation.show_recording": ids,
        "accreditation.download_report": ids[:1],
        "accreditation.confirm_recording": [{"recording_id": waiting.id}],
        "organizations.show_claim": [{"claim_id": one.id} for one in made["claims"]],
        **{
            f"organizations.{page}": [{"claim_id": made["with_letter"].id}]
            for page in ("show_letter", "show_letter_picture", "download_letter")
        },
        "organizations.claim_organization": [{"offer": offers.to_claim(one.id)} for one in free],
        "organizations.prove_claim": [{"token": link}],
        "organizations.object_to_claim": [{"token": objection}],
    }


def recorded(actor, text):
    """A list that was checked."""
    content = text.encode()
    lines = list(member_lists.read(content, most_lines=100))
    return accreditation.begin_list(lines, actor=actor, title="members.csv", content=content)


def claims_of(people, clerk, other) -> dict:
    """The focal point's claims in every state, one of somebody else for each role of staff."""
    claimant = people["focal_point"]
    made = []
    for steps in range(6):
        organization = orphan(f"Green Youth (Kenya) – claimed {steps}")
        person = claimant if steps < 2 else make_account(name="Amina – أمل")
        claim = open_one(organization, person)
        if steps:
            prove(claim, person)
        if steps > 1:
            commands.check_claim(claim, actor=other, note="The letter names her.")
        if steps > 2:
            commands.confirm_claim(claim, actor=clerk)
        if steps == 4:
            commands.object_to_claim(claim.notices[0], words="لا نعرف هذا الشخص.")
        if steps == 5:
            commands.refuse_claim(claim, actor=clerk, reason="The board does not know her.")
        made.append(claim)
    stopped = open_one(orphan("Elders of Iferouane"), claimant)
    prove(stopped, claimant)
    commands.check_claim(stopped, actor=other, note="The letter names her.")
    objection = token(sent("claim_notice")[-1])
    lettered = open_one(orphan("Société des marais"), claimant, ClaimWay.LETTER)
    commands.add_letter(
        lettered,
        actor=actor_for(claimant),
        taken=take_in(io.BytesIO(page("A letter")), "letter.pdf"),
    )
    waiting_link = open_one(orphan("Friends of the Lagoon"), claimant)
    link = send(waiting_link, claimant)
    unknown = make_organization(name="Nobody knows it")
    return {
        "claims": [*made, stopped, lettered, waiting_link],
        "with_letter": lettered,
        "free": [orphan("Society of the Springs"), unknown],
        "link": link,
        "objection": objection,
    }


def orphan(name):
    """An organization without members, with a known contact and a web domain."""
    organization = make_organization(name=name, website="https://wetland.example")
    know(organization)
    return organization


@bookkeeping
def know(organization):
    """A contact of an older list."""
    organization.web_domain = "wetland.example"
    db.session.add(
        KnownContact(
            organization_id=organization.id,
            email=f"info{organization.id.hex[:6]}@wetland.example",
            email_key=f"info{organization.id.hex[:6]}@wetland.example",
            noted_at=now(),
        )
    )


@contextmanager
def another_day():
    """Nobody may claim so many in one."""
    another_day.count += 1
    with moved_to(now() - timedelta(days=30 - another_day.count)):
        yield


another_day.count = 0


def open_one(organization, person, way=ClaimWay.MAILBOX):
    """A claim by a person, in Arabic words."""
    with another_day():
        return commands.open_claim(
            organization,
            actor=actor_for(person),
            way=way,
            words="أنا رئيسة الجمعية.",
            language="en",
        )


def send(claim, person) -> str:
    """Have the link sent; returns its token."""
    commands.send_proof(
        claim, actor=actor_for(person), contact=contacts_of(claim.organization_id)[0]
    )
    return token(sent("claim_proof")[-1])


def prove(claim, person):
    """Follow the link."""
    commands.prove_mailbox(claim, actor=actor_for(person), token=send(claim, person))


def sent(template):
    """Mails of a kind, oldest first."""
    kind = select(Message).where(Message.template == f"organizations/{template}")
    return db.session.scalars(kind.order_by(Message.created_at)).all()


def token(message) -> str:
    """The token of a link in a mail."""
    return re.search(r"/claims/(?:prove|object)/([\w-]+)", message.body_text)[1]
