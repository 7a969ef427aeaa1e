"""By when a step should be done: the standards of the state table (product 3.2)."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta

from engagement.accreditation import settings
from engagement.accreditation.models import Application, ApplicationPath, ApplicationStage
from engagement.accreditation.models import ApplicationState as State
from engagement.accreditation.tracks import TRACKS
from engagement.core.clock import now, today, years_after
from engagement.settings import calendar
from engagement.settings.registry import Unit

STANDARDS = {
    State.SUBMITTED: settings.completeness_days,
    State.RETURNED: settings.answer_days,
    State.IN_REVIEW: settings.review_days,
    State.CLARIFICATION: settings.answer_days,
    State.RECOMMENDED: settings.decision_days,
    State.REFUSED: settings.reconsideration_request_days,
    State.RECONSIDERATION: settings.reconsideration_days,
}
"""The rule for each state that has an end: a standard of the office, or a deadline.

Those of Major Group organizations; those of companies follow.
"""

_BUSINESS = STANDARDS | {
    State.SUBMITTED: settings.business_completeness_days,
    State.IN_REVIEW: settings.business_review_days,
    State.RECOMMENDED: settings.business_decision_days,
}
_SHORT = STANDARDS | {
    State.SUBMITTED: settings.sme_completeness_days,
    State.IN_REVIEW: settings.sme_review_days,
    State.RECOMMENDED: settings.sme_decision_days,
}


def standards_of(track: str, path: ApplicationPath = ApplicationPath.FULL) -> dict:
    """The rules of a track and a path, by state."""
    if not TRACKS[track].is_business:
        return STANDARDS
    return _SHORT if path == ApplicationPath.SME else _BUSINESS


TO_A_DECISION = (settings.completeness_days, settings.review_days, settings.decision_days)
"""The standards of the office from a complete application to a decision, one after the other."""

STOPPED_BY = {State.SUBMITTED: State.RETURNED, State.IN_REVIEW: State.CLARIFICATION}
"""Where the office stops working because the applicant holds the ball, and goes on after."""


def due_on(
    state: State,
    entered: datetime,
    before: Iterable[ApplicationStage] = (),
    standards: Mapping | None = None,
) -> date | None:
    """The last day of a stage that began at `entered`; None where nothing is promised.

    `before` are visits to the same stage after which the clock was stopped: what they took of the
    standard is taken off, in the unit of the standard. `standards` as of `standards_of`.
    """
    rule = (STANDARDS if standards is None else standards).get(state)
    if rule is None:
        return None
    if rule.unit == Unit.WORKING_DAYS:
        used = sum(
            calendar.working_days_left(visit.entered_at.date(), visit.left_at.date())
            for visit in before
        )
        return calendar.days_after(entered.date(), max(rule() - used, 0), rule.unit)
    taken = sum((visit.left_at - visit.entered_at for visit in before), timedelta(0))
    return max(entered.date(), calendar.after((entered - taken).date(), rule))


def valid_until(track: str, day: date) -> date | None:
    """The last day of an accreditation that is granted or renewed on `day`; None without end."""
    if not TRACKS[track].is_business:
        return None
    return calendar.after(day, settings.business_months)


def report_due_on(track: str, day: date) -> date:
    """When the next report is due after `day`: of a company its renewal, on the last day."""
    return valid_until(track, day) or years_after(day, settings.report_years())


def decided_by_standard(day: date) -> date:
    """When a complete application of `day` is decided on if every step keeps its standard."""
    for rule in TO_A_DECISION:
        day = calendar.after(day, rule)
    return day


def in_time_for_the_session() -> date | None:
    """The last day of applying for a decision before registration for the next session closes.

    By the standards; None where no such day is set, or where it is over.
    """
    closes = settings.session_closes_on()
    closes_on = settings.as_date(closes) if closes else None
    if closes_on is None or closes_on <= today():
        return None
    return closes_on - (decided_by_standard(today()) - today())


def end_of_day_everywhere(day: date) -> datetime:
    """The instant at which `day` has ended in every time zone: noon of the next day in UTC."""
    return datetime.combine(day + timedelta(days=1), time(12), UTC)


def may_still_ask(application: Application) -> bool:
    """Whether the last day to ask for reconsideration, which the letter named, has not ended."""
    return (
        application.state == State.REFUSED
        and application.due_on is not None
        and now() < end_of_day_everywhere(application.due_on)
    )


def visits_before(application: Application, state: State) -> list[ApplicationStage]:
    """The visits to a stage that goes on now, after the applicant's turn.

    The clock stops while the applicant holds the ball (product 3.2): a check or a review that goes
    on gets the days that were left. Only the run of visits just before counts: a case that was
    sent back or reopened is reviewed anew.
    """
    found = []
    run = {state, STOPPED_BY.get(state)}
    for stage in sorted(application.stages, key=lambda stage: stage.entered_at, reverse=True):
        if stage.state not in run or state not in STOPPED_BY:
            break
        if stage.state == state and stage.left_at is not None:
            found.append(stage)
    return found
