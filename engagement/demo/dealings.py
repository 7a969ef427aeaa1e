"""The demo's partnership committee, partnerships, meetings with business, and a complaint."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import partial

from engagement.core.clock import today
from engagement.core.countries import Region, Subregion
from engagement.demo.companies import Company
from engagement.demo.private_sector import case_of, compare, in_turn, officers, staff
from engagement.partnerships.commands import complaints, decisions, meetings, proposals, reports
from engagement.partnerships.models import (
    DiligenceTrack,
    Partnership,
    PartnershipKind,
    Subprogramme,
)
from engagement.partnerships.queries import deciding as partners
from engagement.partnerships.queries.partnerships import open_report
from engagement.screening.commands import cases, committee, committee_items, minutes, ratings
from engagement.screening.commands.committee_items import Ballot
from engagement.screening.commands.deciding import decide_case
from engagement.screening.models import CaseOutcome, Vote
from engagement.screening.queries.committee import open_item, to_approve
from engagement.screening.queries.minutes import digest_of, minutes_of
from engagement.screening.sources import Track

MEMBERS = ("committee", "committee2", "committee3")


@dataclass
class Together:
    """A partnership: what is proposed, who proposes it with whom, and the row once it is there."""

    title: str
    purpose: str
    results: str
    proposer: Company
    region: Region
    subregion: Subregion
    days: int
    other: Company | None = None
    row: Partnership | None = None


def monday(moment: datetime) -> datetime:
    """The last Monday at noon in Nairobi, on which the committee meets."""
    return datetime.combine(moment.date() - timedelta(days=moment.weekday()), time(9), UTC)


def acts(
    companies: dict[str, Company], present: datetime
) -> list[tuple[float, Callable[[], None]]]:
    """How many days ago, and what."""
    held, ahead = monday(present - timedelta(days=74)), monday(present + timedelta(days=11))
    first, second = companies["first"], companies["second"]
    over = Together(
        "Насосы для дальних пастбищ",
        "Показать на шести пастбищах, как солнечные насосы заменяют дизельные.",
        "Шесть колодцев работают без дизеля; чертежи открыты для всех.",
        first,
        Region.EUROPE,
        Subregion.CENTRAL_ASIA,
        days=170,
    )
    now_on = Together(
        "Wind and water for oasis villages",
        "Share designs of small wind turbines that pump water, and train people who keep them.",
        "Open designs, and forty people trained in eight villages.",
        second,
        Region.WEST_ASIA,
        Subregion.MASHRIQ,
        days=420,
        other=first,
    )
    return [
        *(
            (days, partial(act, over))
            for days, act in ((395, propose), (388, screen), (384, accept))
        ),
        (380, partial(begin, over)),
        (205, partial(end, over)),
        (190, partial(report_end, over)),
        *(
            (days, partial(act, now_on))
            for days, act in ((200, propose), (190, screen), (182, accept))
        ),
        (176, partial(begin, now_on)),
        (90, partial(plan_meeting, companies["voted"], held)),
        ((present - held) / timedelta(days=1), partial(hold_meeting, companies["voted"])),
        (72, approve_minutes),
        (6, partial(plan_meeting, companies["high"], ahead)),
        *((days - 3, partial(enter_meeting, *told)) for days, *told in MET),
        (5, partial(complain, now_on)),
    ]


# Partnerships ---------------------------------------------------------------------------------


def propose(one: Together) -> None:
    """Its proposer writes and sends it; another partner has confirmed before."""
    leader, language = one.proposer.leader, one.proposer.language
    one.row = proposals.propose_partnership(
        one.proposer.organization,
        proposals.ProposalData(
            title=one.title,
            kind=PartnershipKind.INITIATIVE,
            track=DiligenceTrack.NO_FUNDS,
            subprogramme=Subprogramme.CLIMATE,
            region=one.region,
            subregion=one.subregion,
            digital=False,
            purpose=one.purpose,
            results=one.results,
            value=None,
            currency=None,
            from_day=today() + timedelta(days=15),
            to_day=today() + timedelta(days=15 + one.days),
            emblem="",
            conflict="",
        ),
        actor=leader,
        language=language,
    )
    if one.other is not None:
        proposals.add_partner(one.row, one.other.organization, actor=leader)
        proposals.confirm_partner(one.row.partners[0], actor=one.other.leader)
    proposals.submit_partnership(one.row, actor=leader)
    for organization in filter(None, (one.row.organization, one.other and one.other.organization)):
        compare(organization, Track.PARTNERSHIP)


def screen(one: Together) -> None:
    """The case of each partner is rated by an officer and decided by the director."""
    officer = officers()[0]
    for case in partners.cases_of(one.row):
        cases.take_case(case, actor=officer)
        ratings.assess_case(case, actor=officer)
        ratings.rate_case(case, actor=officer)
        decide_case(
            case,
            actor=staff("director"),
            outcome=CaseOutcome.APPROVED,
            reason="Accredited, and nothing new is known.",
        )


def accept(one: Together) -> None:
    """An officer recommends it, the director accepts."""
    recommend, decide = decisions.recommend_partnership, decisions.decide_partnership
    recommend(one.row, actor=officers()[1], accept=True, reason="Useful, and nobody pays.")
    decide(one.row, actor=staff("director"), accept=True, reason="I agree.")


def begin(one: Together) -> None:
    """The agreement is signed."""
    decisions.begin_partnership(one.row, actor=officers()[1], begun_on=today())


def end(one: Together) -> None:
    """Its last day was yesterday or before."""
    decisions.ask_end_report(one.row)


def report_end(one: Together) -> None:
    """The end report is sent and accepted."""
    report = open_report(one.row)
    text = "Все шесть насосов работают; один контроллер заменён."
    reports.send_report(report, actor=one.proposer.leader, text=text, results=one.results)
    reports.accept_report(report, actor=officers()[1])


# The committee --------------------------------------------------------------------------------


def plan_meeting(company: Company, begins: datetime) -> None:
    """The secretary sets a date, puts a company's case on the agenda and invites."""
    data = committee.MeetingData(
        starts_at=begins,
        zone="Africa/Nairobi",
        place="Room 4, Gigiri",
        link="https://meet.example/committee",
        chair_id=staff(MEMBERS[0]).id,
        secretary_id=staff("secretary").id,
    )
    secretary = staff("secretary")
    meeting = committee.plan_meeting(data, actor=secretary)
    committee_items.add_item(meeting, case_of(company), actor=secretary)
    committee.invite_members(meeting, actor=secretary)


def hold_meeting(company: Company) -> None:
    """Three members vote on it, with a condition."""
    secretary, members = staff("secretary"), [staff(name) for name in MEMBERS]
    item = open_item(case_of(company))
    meeting = item.meeting
    ballots = {each.id: Ballot(Vote.FOR) for each in members[:2]}
    ballots[members[2].id] = Ballot(Vote.AGAINST, "I would have waited for the second survey.")
    in_turn(
        partial(committee.note_presence, meeting, actor=secretary, people=list(ballots)),
        partial(committee.open_meeting, meeting, actor=secretary),
        partial(committee_items.record_votes, item, ballots, actor=secretary),
        partial(
            committee_items.conclude_item,
            item,
            actor=secretary,
            conditions="A survey of the soil each year, sent to the unit.",
            notes="The members heard the officer and read the company's answer.",
        ),
        partial(committee.close_meeting, meeting, actor=secretary),
    )


def approve_minutes() -> None:
    """The chair approves the minutes of the meeting that was closed."""
    chair = staff(MEMBERS[0])
    (meeting,) = to_approve(chair)
    seen = digest_of(minutes_of(meeting)).hex()
    minutes.approve_minutes(meeting, actor=chair, seen=seen)


# Meetings with business, and a complaint ------------------------------------------------------

MET = (
    (
        160,
        "Standards for second-hand batteries",
        "en",
        Region.EUROPE,
        (("Federation of Storage Makers", "Its members sell batteries."),),
    ),
    (
        95,
        "Agua y minería en zonas áridas",
        "es",
        Region.LATIN_AMERICA_CARIBBEAN,
        (
            ("Cordillera Litio S.A.", "Extrae litio en la región."),
            ("Cámara de Minería del Altiplano", "Representa a catorce empresas mineras."),
        ),
    ),
    (
        40,
        "مضخات المياه في القرى",
        "ar",
        Region.WEST_ASIA,
        (("شركة ريح الواحة للطاقة", "تبيع توربينات صغيرة."),),
    ),
)
"""How many days ago, about what, in which language, for which region, with whom."""


def enter_meeting(topic: str, language: str, region: Region, participants) -> None:
    """A regional officer enters it three days later."""
    meetings.enter_meeting(
        meetings.MeetingData(
            held_on=today() - timedelta(days=3),
            topic=topic,
            language=language,
            region=region,
            subregion=None,
            participants=[meetings.Took(*each) for each in participants],
        ),
        actor=staff("regional"),
    )


def complain(one: Together) -> None:
    """Somebody who has no account complains about a partnership."""
    complaints.receive_complaint(
        partnership=one.row,
        text="The turbine next to our well is loud at night, and nobody told us before.",
        email="neighbour@village.example",
        language="en",
    )
