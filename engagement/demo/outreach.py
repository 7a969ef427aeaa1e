"""Made-up outreach of three years in the demo, and some addresses left at the checker."""

import re
from datetime import timedelta

from sqlalchemy import select

from engagement.accounts.queries import account_by_email
from engagement.core.clock import moved_to, now, today
from engagement.core.countries import Region
from engagement.core.db import db
from engagement.core.major_groups import MajorGroup
from engagement.mail.models import Message
from engagement.organizations.queries import actor_for
from engagement.outreach.commands import follow_ups, records
from engagement.outreach.models import FollowUp, OutreachKind, OutreachRecord
from engagement.outreach.queries.follow_ups import by_token, due_ids

OFFICER = "regional@engagement.example"
K, R, G = OutreachKind, Region, MajorGroup
TOLD = (
    (
        700,
        K.LETTER,
        R.AFRICA,
        "Letters to umbrella bodies of farmers",
        ["NE", "TD", "ML"],
        [G.FARMERS],
        None,
        14,
        "Three bodies answered and asked for the checklist.",
    ),
    (
        640,
        K.WEBINAR,
        R.AFRICA,
        "Webinaire sur l’accréditation",
        ["SN", "CI", "CM"],
        [G.WOMEN, G.CHILDREN_YOUTH],
        87,
        41,
        "Onze organisations ont commencé une demande.",
    ),
    (
        560,
        K.VISIT,
        R.ASIA_PACIFIC,
        "Visit to island networks",
        ["FJ", "WS", "TO"],
        [G.INDIGENOUS],
        35,
        12,
        "",
    ),
    (
        480,
        K.MEETING,
        R.WEST_ASIA,
        "لقاء مع منظمات الشباب",
        ["JO", "LB"],
        [G.CHILDREN_YOUTH],
        52,
        19,
        "طلبت ست منظمات دليلا بالعربية.",
    ),
    (
        400,
        K.MAILING,
        None,
        "Mailing to trade unions in six languages",
        [],
        [G.WORKERS],
        None,
        260,
        "Nineteen unions used the eligibility checker.",
    ),
    (
        330,
        K.WEBINAR,
        R.LATIN_AMERICA_CARIBBEAN,
        "Taller en línea sobre la acreditación",
        ["BO", "PY", "EC"],
        [G.INDIGENOUS, G.FARMERS],
        112,
        48,
        "Ocho solicitudes en tres meses.",
    ),
    (
        250,
        K.MEETING,
        R.EUROPE,
        "Встреча с научными обществами",
        ["KZ", "UZ", "TJ"],
        [G.SCIENCE],
        28,
        15,
        "",
    ),
    (
        190,
        K.LETTER,
        R.ASIA_PACIFIC,
        "Letters to associations of municipalities",
        ["LA", "KH"],
        [G.LOCAL_AUTHORITIES],
        None,
        9,
        "",
    ),
    (
        140,
        K.VISIT,
        R.AFRICA,
        "Round of visits in the Sahel",
        ["BF", "NE"],
        [G.FARMERS, G.WOMEN],
        64,
        22,
        "Two networks will apply for their members.",
    ),
    (
        95,
        K.WEBINAR,
        R.NORTH_AMERICA,
        "Webinar for Indigenous governments",
        [],
        [G.INDIGENOUS],
        73,
        31,
        "",
    ),
    (
        45,
        K.MEETING,
        R.WEST_ASIA,
        "Meeting at the margins of a regional forum",
        ["OM", "YE"],
        [],
        40,
        18,
        "",
    ),
    (
        6,
        K.MAILING,
        R.LATIN_AMERICA_CARIBBEAN,
        "Mailing to small island organizations",
        ["DM", "GD", "LC"],
        [],
        None,
        120,
        "",
    ),
)
WHAT = {
    K.LETTER: "Letters with the checklist and the address of the eligibility checker.",
    K.WEBINAR: "The five criteria, the papers that show them, questions and answers.",
    K.VISIT: "Talks on who can be accredited, and help with the first pages.",
    K.MEETING: "A presentation, then talks with those who want to apply.",
    K.MAILING: "A mail with the address of the eligibility checker.",
}
ASKED = ((50, None), (40, None), (31, None), (20, None), (9, 400), (3, 700))
"""How many days ago somebody asked, and in how many days the organization can apply."""


def seed_outreach() -> None:
    """A dozen records by the regional officer, with a note; six people who want one mail."""
    officer = actor_for(account_by_email(OFFICER))
    present, made = now(), []
    for days, *told in TOLD:
        with moved_to(present - timedelta(days=days - 1)):
            made.append(tell(officer, *told))
    records.add_note(
        made[0], text="A fourth body answered after the record was made.", actor=officer
    )
    for number, (days, wait) in enumerate(ASKED):
        with moved_to(present - timedelta(days=days)):
            make_follow_up(
                f"reader{number}@outreach.example",
                wait=wait,
                language=("en", "fr", "ar", "es", "ru", "zh")[number],
            )
    for one in due_ids(today()):
        follow_ups.write_follow_up(one)


def tell(
    officer, kind, region, title, countries, groups, people, organizations, result
) -> OutreachRecord:
    """One record, of the day before."""
    return records.enter_record(
        records.RecordData(
            kind=kind,
            title=title,
            held_on=today() - timedelta(days=1),
            region=region,
            text=WHAT[kind],
            countries=sorted(countries),
            major_groups=[each.value for each in groups],
            people_reached=people,
            organizations_reached=organizations,
            result=result,
        ),
        actor=officer,
    )


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
