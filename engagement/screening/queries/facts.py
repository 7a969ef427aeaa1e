"""What is known of a company for its rating: answers, findings, matches, controversies."""

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from engagement.core.clock import today
from engagement.core.db import db
from engagement.screening import facts
from engagement.screening.facts import Facts, Finding
from engagement.screening.models import (
    CaseFinding,
    CasePaper,
    LoggedControversy,
    ScreeningCase,
)
from engagement.screening.queries import compact, matches
from engagement.screening.questionnaire import Answered, Path, answered
from engagement.screening.sources import Track, weight


@dataclass(frozen=True)
class Matched:
    """What comparing with lists brought: confirmed matches, and how many nobody has decided."""

    confirmed: tuple[facts.Match, ...] = ()
    open: int = 0


def matched(case: ScreeningCase) -> Matched:
    """What comparing with lists brought for a case, of lists used on its track."""
    track = Track(case.track)
    return Matched(
        confirmed=tuple(
            facts.Match(each.source.value, weight(each.source, track).value, each.entry.name)
            for each in matches.confirmed(case.organization, track, national=True)
        ),
        open=len(matches.open_on(case.organization, track)),
    )


def gathered(case: ScreeningCase, found: Matched | None = None) -> Facts:
    """Everything the rating of a case looks at."""
    found = matched(case) if found is None else found
    return Facts(
        answers=answers_of(case),
        findings=tuple(
            Finding(each.criterion, each.met, each.source) for each in findings_of(case)
        ),
        matches=found.confirmed,
        controversies=tuple(
            facts.Controversy(
                each.severity,
                each.response,
                months_since(each.happened_on, today()),
                each.summary,
                each.source,
            )
            for each in controversies_of(case.organization_id)
        ),
        sector=case.sector,
        countries=tuple(sorted({case.organization.country, *case.declared.get("countries", ())})),
        compact=standing_of(case),
        is_sme=case.is_sme,
        money=bool(case.declared.get("money")),
        emblem=bool(case.declared.get("emblem")),
    )


def standing_of(case: ScreeningCase) -> facts.Compact:
    """Its standing in the Global Compact: that of the link which an officer confirmed.

    Without one what an officer noted on the case; never what the company declares of itself.
    """
    link = compact.link_of(case.organization_id)
    return case.compact if link is None else link.status


def answers_of(case: ScreeningCase) -> tuple[Answered, ...]:
    """The questionnaire as it was submitted, on the path the company took; () when not asked."""
    given = case.declared.get("answers")
    if not given:
        return ()
    path = case.declared.get("path") or (Path.SME if case.is_sme else Path.STANDARD)
    return answered(Path(path), given)


def findings_of(case: ScreeningCase) -> list[CaseFinding]:
    """What officers found of exclusion criteria, as it stands."""
    return db.session.scalars(
        select(CaseFinding)
        .where(CaseFinding.case_id == case.id, CaseFinding.replaced_at.is_(None))
        .options(selectinload(CaseFinding.found_by))
        .order_by(CaseFinding.found_at, CaseFinding.criterion)
    ).all()


def finding_on(case: ScreeningCase, criterion: str) -> CaseFinding | None:
    """What stands of one criterion."""
    return next((each for each in findings_of(case) if each.criterion == criterion), None)


def controversies_of(organization_id: uuid.UUID) -> list[LoggedControversy]:
    """The log of an organization without what was withdrawn, the latest first."""
    return db.session.scalars(
        select(LoggedControversy)
        .where(
            LoggedControversy.organization_id == organization_id,
            LoggedControversy.withdrawn_at.is_(None),
        )
        .options(selectinload(LoggedControversy.recorded_by))
        .order_by(LoggedControversy.happened_on.desc(), LoggedControversy.id)
    ).all()


def get_controversy(controversy_id: uuid.UUID) -> LoggedControversy | None:
    """A line of the log by its id."""
    return db.session.get(LoggedControversy, controversy_id)


def get_paper(paper_id: uuid.UUID) -> CasePaper | None:
    """A file by its id."""
    return db.session.get(CasePaper, paper_id)


def papers_by_place(organization_id: uuid.UUID) -> dict[uuid.UUID, list[CasePaper]]:
    """Files of all cases of an organization, by what they stand with: one query."""
    rows = db.session.scalars(
        select(CasePaper)
        .where(CasePaper.organization_id == organization_id)
        .order_by(CasePaper.added_at, CasePaper.id)
    ).unique()
    places: dict[uuid.UUID, list[CasePaper]] = {}
    for paper in rows:
        place = paper.controversy_id or paper.measure_id or paper.reply_id
        places.setdefault(place, []).append(paper)
    return places


def months_since(day: date, until: date) -> int:
    """Whole months from one day to another; 0 for a day to come."""
    months = (until.year - day.year) * 12 + until.month - day.month
    return max(months - (until.day < day.day), 0)
