"""Companies of the demo: they apply, are compared with the made lists, rated and decided on."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from engagement.accounts.queries import get_account
from engagement.accreditation import commands as accreditation
from engagement.accreditation import queries
from engagement.accreditation.tracks import PRIVATE_SECTOR
from engagement.demo import dealings, papers, private_sector, screening_lists
from engagement.demo.applicants import open_account
from engagement.demo.companies import Company, Owner, made
from engagement.demo.plan import Act
from engagement.demo.private_sector import case_of, compare, in_turn
from engagement.organizations import commands as organizations
from engagement.organizations.models import OrganizationKind
from engagement.organizations.queries import actor_for
from engagement.screening.commands.replies import answer_reply
from engagement.screening.facts import Severity
from engagement.screening.models import ClearReason
from engagement.screening.queries.replies import open_reply
from engagement.screening.sources import Track

LEAST = 100
"""A demo of fewer organizations, as tests make it, has no companies."""

DaysAgo = tuple[float, Callable[[], None]]


def acts(present: datetime) -> Iterator[Act]:
    """Everything that companies live through, each act with its moment."""
    companies = made()
    for days, act in [
        (430, screening_lists.seed_lists),
        (428, private_sector.load_sectors),
        *(each for company in companies.values() for each in _story(company)),
        *dealings.acts(companies, present),
    ]:
        yield present - timedelta(days=days), act


def _story(company: Company) -> list[DaysAgo]:
    """What happens to a company, and how many days ago, by what it is in the demo."""
    desk = private_sector

    def of(days: float, act: Callable, *more) -> DaysAgo:
        return days, partial(act, company, *more)

    stories = {
        "first": [
            of(420, apply),
            of(418, desk.accept),
            of(415, desk.find_low),
            *_accredited(company, 405),
        ],
        "second": [
            of(300, apply),
            of(298, desk.accept),
            of(
                297,
                desk.clear,
                ClearReason.COUNTRY,
                "Of Jordan by her passport; the other of Yemen.",
            ),
            of(295, desk.find_low),
            *_accredited(company, 285),
        ],
        "voted": [
            of(120, apply),
            of(118, desk.accept),
            of(112, desk.ask, Severity.SEVERE, *SPILL),
            of(105, answer),
            of(100, desk.rate),
        ],
        "high": [
            of(60, apply),
            of(58, desk.accept),
            of(48, desk.ask, Severity.SEVERE, *DREDGING),
            of(40, answer),
            of(30, desk.rate),
            of(29, desk.plan),
        ],
        "moderate": [of(32, apply), of(30, desk.accept), of(26, desk.find_moderate)],
        "asked": [of(21, apply), of(19, desk.accept), of(12, desk.ask, Severity.MODERATE, *BRINE)],
        "excluded": [of(16, apply), of(14, desk.confirm), of(13, desk.find_excluded)],
        "draft": [of(9, begin)],
        "listed": [of(4, apply), of(2, desk.propose)],
    }
    return stories[company.key]


def _accredited(company: Company, days: float) -> list[DaysAgo]:
    """Reviewed so many days ago, decided four days later, in effect after a quarter of an hour."""
    return [
        (days, partial(private_sector.recommend, company)),
        (days - 4, partial(private_sector.decide, company)),
        (days - 4.01, partial(private_sector.effect, company)),
    ]


SPILL = (
    "A paper wrote of acid that ran out of the plant in the night.",
    "In a report of last winter a newspaper says that acid ran out of your plant. What happened,"
    " and what did you change?",
)
DREDGING = (
    "Fishers say that dredging closed their grounds for a season.",
    "Fishers say that your dredging closed their grounds for a season, and that nobody asked them"
    " before. Is that so, and what did they get for it?",
)
BRINE = (
    "Brine ran into a lagoon, says a regional paper.",
    "Un periódico regional escribe que salmuera de su planta llegó a una laguna. ¿Qué ocurrió, y"
    " qué medidas se tomaron?",
)
"""What is noted of a controversy, and what the company is asked."""


# What companies do ----------------------------------------------------------------------------


def begin(company: Company) -> None:
    """Somebody opens an account, the company and a draft, and saves two sections."""
    name, email = company.focal_point
    account = open_account(name=name, email=email, language=company.language)
    staff_band, turnover_band = company.size
    company.organization = organizations.create_organization(
        actor=actor_for(account),
        kind=OrganizationKind.COMPANY,
        name=company.name,
        latin_name=company.latin_name,
        name_language=company.language,
        country=company.country,
        website=f"https://www.{company.domain}",
        sector=company.sector,
        staff_band=staff_band,
        turnover_band=turnover_band,
    )
    company.leader = actor_for(get_account(account.id))
    company.application = accreditation.start_application(
        company.organization,
        actor=company.leader,
        track=PRIVATE_SECTOR.key,
        language=company.language,
    )
    save(company, *FIRST)


FIRST = ("company", "activity")


def apply(company: Company) -> None:
    """The same, then the rest, the papers and the declaration; it is compared with the lists."""
    begin(company)
    rest = [key for key in company.answers() if key not in FIRST]
    in_turn(
        lambda: None,
        *(partial(name_owner, company, owner) for owner in company.owners),
        *(partial(save, company, key) for key in rest),
        partial(send_papers, company),
        partial(
            accreditation.submit_application,
            company.application,
            actor=company.leader,
            declared_name=company.focal_point[0],
        ),
        partial(compare, company.organization, Track.PRIVATE_SECTOR),
    )


def save(company: Company, *keys: str) -> None:
    """Complete answers of some sections."""
    answers = company.answers()
    for key in keys:
        organizations.save_section(
            company.organization,
            key,
            actor=company.leader,
            answers=answers[key],
            complete=True,
            version=0,
        )


def name_owner(company: Company, owner: Owner) -> None:
    """Somebody who leads or owns it."""
    organizations.add_person(
        company.organization, actor=company.leader, data=owner.data(company.country)
    )


def send_papers(company: Company) -> None:
    """One page as each paper that has to be sent."""
    taken = papers.taken(papers.page(company.latin_name or company.name))
    for key in queries.required_documents(company.application):
        accreditation.add_document(
            company.application,
            actor=company.leader,
            requirement=key,
            taken=replace(taken, name=f"{key.replace('_', '-')}{taken.name}"),
        )


def answer(company: Company) -> None:
    """It answers what was put to it."""
    answer_reply(
        open_reply(case_of(company)),
        actor=company.leader,
        answer="We reported it the same day, paid for the damage, and changed how we work.",
    )
