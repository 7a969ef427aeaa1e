"""By when a step should be done: the standards of the state table (product 3.2)."""

from datetime import UTC, date, datetime, time, timedelta

from engagement.accreditation import settings
from engagement.accreditation.models import Application
from engagement.accreditation.models import ApplicationState as State
from engagement.core.clock import today
from engagement.settings import calendar

STANDARDS = {
    State.SUBMITTED: settings.completeness_days,
    State.RETURNED: settings.answer_days,
    State.IN_REVIEW: settings.review_days,
    State.CLARIFICATION: settings.answer_days,
    State.RECOMMENDED: settings.decision_days,
    State.REFUSED: settings.reconsideration_request_days,
    State.RECONSIDERATION: settings.reconsideration_days,
}
"""The rule for each state that has an end: a standard of the office, or a deadline."""

TO_A_DECISION = (settings.completeness_days, settings.review_days, settings.decision_days)
"""The standards of the office from a complete application to a decision, one after the other."""

PAUSES = frozenset({State.IN_REVIEW, State.CLARIFICATION})


def due_on(state: State, entered: datetime, used: timedelta = timedelta(0)) -> date | None:
    """The last day of a stage that began at `entered`; None where nothing is promised.

    `used` is the time the office had the case in this state before the clock was stopped.
    """
    rule = STANDARDS.get(state)
    if rule is None:
        return None
    return max(entered.date(), calendar.after((entered - used).date(), rule))


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


def time_used(application: Application, state: State) -> timedelta:
    """How long a review was under way before the questions that it goes on after.

    The clock stops while the applicant holds the ball: a review that goes on gets the days that
    were left. Only the run of reviews and clarifications just before counts: a case that was sent
    back or reopened is reviewed anew.
    """
    used = timedelta(0)
    if state != State.IN_REVIEW:
        return used
    for stage in sorted(application.stages, key=lambda stage: stage.entered_at, reverse=True):
        if stage.state not in PAUSES:
            break
        if stage.state == State.IN_REVIEW and stage.left_at is not None:
            used += stage.left_at - stage.entered_at
    return used
