"""The public page of the service clock: how long it takes, in figures that harm nobody."""

import time
from datetime import timedelta

from flask import current_app, render_template
from flask_babel import gettext as _

from engagement.accreditation import queries, settings
from engagement.accreditation.models import ApplicationState, WaitingOn
from engagement.accreditation.queries.clock import MAJOR_GROUP, OVERALL, REGION
from engagement.accreditation.tracks import MAJOR_GROUP as TRACK
from engagement.accreditation.views.blueprint import bp
from engagement.core.clock import today
from engagement.core.countries import Region
from engagement.core.major_groups import MajorGroup
from engagement.core.small_numbers import FEWEST_CASES, FEWEST_IN_CELL, shown_parts, shown_share
from engagement.settings.registry import Unit
from engagement.web.access import public
from engagement.web.i18n import format_number

S = ApplicationState
SECONDS_KEPT = 30
STAGES = (
    (S.SUBMITTED, WaitingOn.REVIEWER, settings.completeness_days),
    (S.RETURNED, WaitingOn.APPLICANT, settings.answer_days),
    (S.IN_REVIEW, WaitingOn.REVIEWER, settings.review_days),
    (S.CLARIFICATION, WaitingOn.APPLICANT, settings.answer_days),
    (S.RECOMMENDED, WaitingOn.APPROVER, settings.decision_days),
    (S.RECONSIDERATION, WaitingOn.APPROVER, settings.reconsideration_days),
)
OFFICE_STAGES = (S.SUBMITTED, S.IN_REVIEW, S.RECOMMENDED)
ENDS = (S.ACCREDITED, S.REFUSED, S.UPHELD, S.WITHDRAWN, S.CLOSED)

NOTHING = queries.ServiceClock()
"""Has no figures: the source of a line that may show none."""


def figures() -> queries.ServiceClock:
    """The figures, computed at most every half minute in each process."""
    kept = current_app.extensions.setdefault("service_clock", {})
    instant = time.monotonic()
    if not kept or instant - kept["at"] > SECONDS_KEPT:
        kept.update(at=instant, figures=queries.service_clock())
    return kept["figures"]


@bp.get("/service")
@public
def show_service_clock():
    """How long each stage took, overall, by region and by Major Group; how cases ended."""
    clock = figures()
    enough = clock.decided >= FEWEST_CASES
    return render_template(
        "accreditation/show_service_clock.html",
        enough=enough,
        decided=clock.decided if enough else None,
        overall=spread_row(_("All applications"), clock, (OVERALL, None)) if enough else None,
        stages=stage_rows(clock),
        regions=group_rows(clock, REGION, Region) if enough else [],
        groups=group_rows(clock, MAJOR_GROUP, MajorGroup) if enough else [],
        office_stages=OFFICE_STAGES,
        rounds=round_rows(clock) if enough else [],
        ends=end_rows(clock),
        criteria=criterion_rows(clock),
    )


def words(spread: queries.Spread | None) -> dict:
    """Median and 90th percentile as numbers and words; "no data" below ten cases."""
    if spread is None or spread.count < FEWEST_CASES:
        return {"value": 0, "median": _("no data"), "ninth": _("no data"), "count": _("no data")}
    return {
        "value": round(spread.median, 2),
        "median": format_number(round(spread.median, 1)),
        "ninth": format_number(round(spread.ninth, 1)),
        "count": format_number(spread.count),
    }


def stage_rows(clock: queries.ServiceClock) -> list[dict]:
    """Each stage with who holds it, what was measured and what is promised."""
    return [
        {
            "label": state.label,
            "holder": holder.label,
            "measured": words(clock.stages.get(((OVERALL, None), state))),
            "standard": rule(),
            "working_days": rule.unit == Unit.WORKING_DAYS,
        }
        for state, holder, rule in STAGES
    ]


def spread_row(label, clock: queries.ServiceClock, group) -> dict:
    """A line of a table: office days beside calendar days, then the stages of the office."""
    return {
        "label": label,
        "office": words(clock.office.get(group)),
        "calendar": words(clock.calendar.get(group)),
        "stages": [words(clock.stages.get((group, state))) for state in OFFICE_STAGES],
    }


def group_rows(clock: queries.ServiceClock, dimension: str, kinds) -> list[dict]:
    """A line for each region or group; small ones, and one from which they follow, without figures.

    What belongs to none (a country without a region) counts as a part of the total, too.
    """
    keys = [*(kind.value for kind in kinds), None]
    counts = {
        key: spread.count if (spread := clock.office.get((dimension, key))) else 0 for key in keys
    }
    if counts[None] == 0:
        del counts[None]
    shown = shown_parts(counts)
    labels = {kind.value: kind.label for kind in kinds}
    rows = []
    for key in counts:
        hidden = shown[key] is None
        source = NOTHING if hidden else clock
        row = spread_row(labels.get(key, _("None of these")), source, (dimension, key))
        row["count"] = _("too few") if hidden else format_number(shown[key])
        rows.append(row)
    return rows


def count_row(label, count: int | None) -> dict:
    """A line of a bar chart of counts."""
    return {
        "label": label,
        "value": count or 0,
        "text": _("too few") if count is None else format_number(count),
    }


def round_rows(clock: queries.ServiceClock) -> list[dict]:
    """How many cases had no round of questions, one, two, or more."""
    counts = {0: 0, 1: 0, 2: 0, 3: 0}
    for rounds, count in clock.rounds.items():
        counts[min(rounds, 3)] += count
    shown = shown_parts(counts)
    labels = {0: _("None"), 1: _("One"), 2: _("Two"), 3: _("Three or more")}
    return [count_row(labels[rounds], shown[rounds]) for rounds in counts]


def end_rows(clock: queries.ServiceClock) -> list[dict]:
    """How cases ended, as they stand now; nothing below ten ends.

    The ends by decision are parts of the number of decided cases, which the page shows; those
    that are neither, because they are looked at again, are a part without a line of its own.
    """
    counts = {state: clock.ends.get(state, 0) for state in ENDS}
    if sum(counts.values()) < FEWEST_CASES:
        return []
    by_decision = {state: counts[state] for state in (S.ACCREDITED, S.REFUSED, S.UPHELD)}
    shown = shown_parts({**by_decision, "open again": clock.decided - sum(by_decision.values())})
    for state in (S.WITHDRAWN, S.CLOSED):
        shown[state] = counts[state] if counts[state] >= FEWEST_IN_CELL else None
    return [count_row(state.label, shown[state]) for state in ENDS]


def criterion_rows(clock: queries.ServiceClock) -> list[dict]:
    """On which criteria refused cases failed; a case can fail on several."""
    refused = clock.ends.get(S.REFUSED, 0) + clock.ends.get(S.UPHELD, 0)
    if refused < FEWEST_CASES:
        return []
    return [
        count_row(
            criterion.title,
            shown_share(clock.refused_by_criterion.get(criterion.key, 0), refused),
        )
        for criterion in TRACK.criteria
    ]


def expected() -> dict:
    """When a complete application of today is decided on: by what was measured, else by standard.

    `days` is the median of calendar days when it was measured, None where the standards speak.
    """
    spread = figures().calendar.get((OVERALL, None))
    if spread is not None and spread.count >= FEWEST_CASES:
        days = max(1, round(spread.median))
        return {"days": days, "day": today() + timedelta(days=days)}
    return {"days": None, "day": queries.decided_by_standard(today())}


def apply_by() -> dict | None:
    """The last day to apply for a decision before the next session's registration closes.

    None where no such day is set, or where it is over.
    """
    closes = settings.session_closes_on()
    if not closes:
        return None
    closes_on = settings.as_date(closes)
    day = closes_on - (expected()["day"] - today())
    return {"closes_on": closes_on, "day": day} if day >= today() else None
