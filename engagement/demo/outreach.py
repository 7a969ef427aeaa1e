"""Made-up outreach of three years in the demo, and some addresses left at the checker."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select

from engagement.accounts.queries import account_by_email
from engagement.core.clock import today
from engagement.core.countries import Region
from engagement.core.db import db
from engagement.core.major_groups import MajorGroup
from engagement.core.permissions import Actor
from engagement.core.text import LANGUAGES
from engagement.demo.plan import Act
from engagement.mail.models import Message
from engagement.organizations.queries import actor_for
from engagement.outreach.commands import follow_ups, records
from engagement.outreach.models import FollowUp, OutreachKind, OutreachRecord
from engagement.outreach.queries.follow_ups import by_token, due_ids

OFFICER = "regional@engagement.example"
K, R, G = OutreachKind, Region, MajorGroup
TOLD = (
    (700, K.LETTER, R.AFRICA, "NE TD ML", [G.FARMERS], None, 14),
    (640, K.WEBINAR, R.AFRICA, "SN CI CM", [G.WOMEN, G.CHILDREN_YOUTH], 87, 41),
    (560, K.VISIT, R.ASIA_PACIFIC, "FJ WS TO", [G.INDIGENOUS], 35, 12),
    (480, K.MEETING, R.WEST_ASIA, "JO LB", [G.CHILDREN_YOUTH], 52, 19),
    (400, K.MAILING, None, "", [G.WORKERS], None, 260),
    (330, K.WEBINAR, R.LATIN_AMERICA_CARIBBEAN, "BO PY EC", [G.INDIGENOUS, G.FARMERS], 112, 48),
    (250, K.MEETING, R.EUROPE, "KZ UZ TJ", [G.SCIENCE], 28, 15),
    (190, K.LETTER, R.ASIA_PACIFIC, "LA KH", [G.LOCAL_AUTHORITIES], None, 9),
    (140, K.VISIT, R.AFRICA, "BF NE", [G.FARMERS, G.WOMEN], 64, 22),
    (95, K.WEBINAR, R.NORTH_AMERICA, "", [G.INDIGENOUS], 73, 31),
    (45, K.MEETING, R.WEST_ASIA, "OM YE", [], 40, 18),
    (6, K.MAILING, R.LATIN_AMERICA_CARIBBEAN, "DM GD LC", [], None, 120),
)
"""Days ago, kind, region, countries, Major Groups, people and organizations that were reached."""

WORDS = (
    ("Letters to umbrella bodies of farmers", "Three bodies answered and asked for the checklist."),
    ("Webinaire sur l’accréditation", "Onze organisations ont commencé une demande."),
    ("Visit to island networks", ""),
    ("لقاء مع منظمات الشباب", "طلبت ست منظمات دليلا بالعربية."),
    ("Mailing to trade unions in six languages", "Nineteen unions used the eligibility checker."),
    ("Taller en línea sobre la acreditación", "Ocho solicitudes en tres meses."),
    ("Встреча с научными обществами", ""),
    ("Letters to associations of municipalities", ""),
    ("Round of visits in the Sahel", "Two networks will apply for their members."),
    ("Webinar for Indigenous governments", ""),
    ("Meeting at the margins of a regional forum", ""),
    ("Mailing to small island organizations", ""),
)
"""Title and result of each, in the language of those it was for."""

WHAT = {
    K.LETTER: "Letters with the checklist and the address of the eligibility checker.",
    K.WEBINAR: "The five criteria, the papers that show them, questions and answers.",
    K.VISIT: "Talks on who can be accredited, and help with the first pages.",
    K.MEETING: "A presentation, then talks with those who want to apply.",
    K.MAILING: "A mail with the address of the eligibility checker.",
}
ASKED = ((50, None), (40, None), (31, None), (20, None), (9, 400), (3, 700))
"""How many days ago somebody asked, and in how many days the organization can apply."""


def acts(present: datetime) -> Iterator[Act]:
    """A dozen records by the regional officer, with a note; six people who want one mail."""
    made: list[OutreachRecord] = []
    for (days, *told), (title, result) in zip(TOLD, WORDS, strict=True):
        yield present - timedelta(days=days - 1), partial(tell, made, *told, title, result)
    yield present - timedelta(days=5), partial(note, made)
    for number, (days, wait) in enumerate(ASKED):
        email, language = f"reader{number}@outreach.example", LANGUAGES[number]
        yield (
            present - timedelta(days=days),
            partial(make_follow_up, email, wait=wait, language=language),
        )
    yield present - timedelta(minutes=1), write_due


def tell(made, kind, region, countries, groups, people, organizations, title, result) -> None:
    """One record, of the day before."""
    record = records.enter_record(
        records.RecordData(
            kind=kind,
            title=title,
            held_on=today() - timedelta(days=1),
            region=region,
            text=WHAT[kind],
            countries=sorted(countries.split()),
            major_groups=[each.value for each in groups],
            people_reached=people,
            organizations_reached=organizations,
            result=result,
        ),
        actor=officer(),
    )
    made.append(record)


def note(made) -> None:
    """Something that became known after the first record could not be changed any more."""
    text = "A fourth body answered after the record was made."
    records.add_note(made[0], text=text, actor=officer())


def officer() -> Actor:
    """Who does outreach."""
    return actor_for(account_by_email(OFFICER))


def write_due() -> None:
    """The mails whose day has come."""
    for one in due_ids(today()):
        follow_ups.write_follow_up(one)


def make_follow_up(
    email: str = "reader@outreach.example",
    *,
    wait: int | None = None,
    language: str = "en",
    confirmed: bool = True,
) -> FollowUp:
    """Somebody left an address, and followed the link in the mail unless said otherwise."""
    apply_from = today() + timedelta(days=wait) if wait else None
    follow_ups.ask_follow_up(email=email, language=language, apply_from=apply_from)
    asked = by_token(token_of(email))
    if confirmed:
        follow_ups.confirm_follow_up(asked)
    return asked


def token_of(email: str) -> str:
    """The token of the link in the last mail to an address."""
    mail = db.session.scalars(
        select(Message)
        .where(Message.to == email, Message.template.startswith("outreach/"))
        .order_by(Message.created_at.desc())
    ).first()
    return re.search(r"/follow-up/link/([\w-]+)", mail.body_text)[1]
