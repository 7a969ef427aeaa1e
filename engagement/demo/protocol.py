"""Made-up delegations: States with representatives that do not exist, and some bodies' meetings.

The States are real, since the country table is; every person, note, organization and decision is
made up and says so by names and symbols that belong to nobody.
"""

from datetime import timedelta
from random import Random

from engagement.accounts.queries import account_by_email
from engagement.bodies import commands as bodies
from engagement.bodies.models import BodyKey, BureauFunction, Mode
from engagement.core.clock import today
from engagement.core.countries import MEMBER_STATES, STATES
from engagement.core.permissions import Actor
from engagement.demo import names
from engagement.demo.applicants import open_account
from engagement.demo.delegations import make_intergovernmental, make_note, person
from engagement.organizations.queries import actor_for
from engagement.protocol import queries
from engagement.protocol.commands import delegates, states
from engagement.protocol.models import (
    DelegateFunction,
    Eligibility,
    Function,
    Mission,
    Seat,
    ShortTrackState,
)

OFFICERS = ("protocol@engagement.example", "protocol2@engagement.example")
ADMINISTERED = ("KE", "FR", "EG")
"""States of the demo with an administrator of their own and a delegate, to sign in as."""
SOURCE = "Demo: made up, no source"


def seed_protocol(count: int, *, seed: int = 1) -> None:
    """Representatives of `count` States, and what else officers keep; of a few few of all."""
    one, other = (actor_for(account_by_email(email)) for email in OFFICERS)
    random = Random(seed)
    others = [each.code for each in MEMBER_STATES if each.code not in ADMINISTERED]
    whole = count >= len(ADMINISTERED) ** 2
    for code in ADMINISTERED if whole else ADMINISTERED[:1]:
        begin_delegation(code, one, other, random)
    for place, code in enumerate(random.sample(others, count)):
        represent(code, place, one, other, random)
    keep_bodies(one, random, list(BodyKey) if whole else [BodyKey.COMMITTEE])
    make_note("CO", person(*who("CO", random)), officer=other, state=ShortTrackState.RECEIVED)
    make_note(
        "FI", person(*who("FI", random)), officer=one, checker=other, state=ShortTrackState.CHECKED
    )
    make_note("NE", officer=one, checker=other, state=ShortTrackState.RETURNED)
    for kind, state in zip(
        Eligibility,
        (
            ShortTrackState.RECORDED,
            ShortTrackState.RECORDED,
            ShortTrackState.RECEIVED,
            ShortTrackState.CHECKED,
        ),
        strict=True,
    ):
        make_intergovernmental(kind=kind, state=state, officer=one, checker=other)


def who(code: str, random: Random) -> tuple[str]:
    """A name that somebody of a country might have."""
    tongues = [each for each in names.TONGUES.values() if code in each.countries.split()]
    name, _plain = names.person(random.choice(tongues or [names.TONGUES["en"]]), random)
    return (name,)


def represent(code, place, one, other, random) -> None:
    """A State names its people; some changed lately, some list nobody has confirmed for long."""
    since = today() - timedelta(days=random.randint(20, 1200))
    head = person(*who(code, random), seat=random.choice(list(Seat)), from_day=since)
    deputy = person(*who(code, random), function=Function.DEPUTY, from_day=since)
    note = make_note(code, head, deputy, officer=one, checker=other, dated_on=since)
    if place % 4 == 0:
        people = queries.lines_of(note).arrivals
        change = today() - timedelta(days=random.randint(1, 19))
        make_note(
            code,
            person(*who(code, random), from_day=change),
            leaving=[(people[0], change - timedelta(days=1))],
            officer=other,
            checker=one,
            dated_on=change,
            confirms_list=True,
        )
    if place % 3 == 0:
        has = random.choice([Mission.YES, Mission.NO])
        states.note_mission(code, actor=one, mission=has, source=SOURCE, on=today())


def begin_delegation(code: str, one: Actor, other: Actor, random: Random) -> None:
    """A State with an administrator who has accepted the invitation, and a delegate."""
    email = f"administrator@{code.lower()}.example"
    (name,) = who(code, random)
    since = today() - timedelta(days=500)
    note = make_note(
        code,
        person(*who(code, random), from_day=since, title="Ambassador", email=f"pr@{code}.example"),
        person(*who(code, random), function=Function.ADVISER, from_day=since),
        administrator=(name, email),
        officer=one,
        checker=other,
        dated_on=since,
    )
    administrator = open_account(name=name, email=email, language="en")
    sent = delegates.invite_administrator(note, actor=one, language="en")
    delegates.accept_invitation(sent, actor=actor_for(administrator))
    (name,) = who(code, random)
    email = f"delegate@{code.lower()}.example"
    delegate = open_account(name=name, email=email, language="en")
    invited = delegates.invite_delegate(
        queries.get_state(code), actor=actor_for(administrator), email=email, language="en"
    )
    delegates.accept_invitation(invited, actor=actor_for(delegate))
    states.note_mission(code, actor=one, mission=Mission.YES, source=SOURCE, on=today())


def keep_bodies(officer: Actor, random: Random, keys: list[BodyKey]) -> None:
    """These bodies with a bureau, two meetings and a decision, none of which ever was."""
    for key in keys:
        bodies.change_body(
            key,
            actor=officer,
            mandate={
                "en": "Demo text: the mandate is entered by the secretariat.",
                "fr": "Texte de démonstration : le mandat est saisi par le secrétariat.",
                "ar": "نص تجريبي: تدخل الأمانة نص الولاية.",
            },
            website=None,
        )
        chair = BureauFunction.PRESIDENT if key == BodyKey.ASSEMBLY else BureauFunction.CHAIR
        places = random.sample([each.code for each in STATES if each.member_state], 2)
        for place, function in zip(places, (chair, BureauFunction.RAPPORTEUR), strict=True):
            seat = bodies.BureauData(
                function, place, *who(place, random), today() - timedelta(days=200)
            )
            bodies.seat_in_bureau(key, seat, actor=officer)
        held = [
            bodies.add_meeting(
                key,
                bodies.MeetingData(
                    title={
                        "en": f"Demo meeting {number}",
                        "fr": f"Réunion de démonstration {number}",
                        "ar": f"اجتماع تجريبي {number}",
                    },
                    from_day=today() - timedelta(days=days),
                    to_day=today() - timedelta(days=days - 2),
                    place="Nairobi",
                    mode=Mode.HYBRID,
                ),
                actor=officer,
            )
            for number, days in ((1, 120), (2, -40))
        ]
        bodies.add_decision(
            key,
            bodies.DecisionData(
                symbol=f"DEMO/{key.value.upper()}/1",
                title={"en": "Demo decision on clean lakes", "fr": "Décision de démonstration"},
                decided_on=today() - timedelta(days=119),
                meeting_id=held[0].id,
                texts={
                    lang: f"https://demo.example/{key.value}/1/{lang}"
                    for lang in ("ar", "zh", "en", "fr", "ru", "es")
                },
            ),
            actor=officer,
        )


def administrators() -> list:
    """Who administers a State's delegation in the demo: country, account."""
    return [
        (one.country, one.account)
        for code in ADMINISTERED
        for one in queries.acting_for(code)
        if one.function is DelegateFunction.ADMINISTRATOR
    ]


def people() -> list:
    """Who acts for a State in the demo: account, function, country."""
    return [
        (one.account, one.function, one.country)
        for code in ADMINISTERED
        for one in queries.acting_for(code)
    ]
