"""Reading the plan: progress updates, the status of each action, links, values of indicators."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, and_, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import aliased, joinedload

from engagement.action_plan import plan
from engagement.action_plan.models import (
    EDITABLE,
    ActionLink,
    IndicatorValue,
    ProgressUpdate,
    Status,
    UpdateFile,
    UpdateState,
)
from engagement.action_plan.permissions import ActionPlan
from engagement.core import versions
from engagement.core.clock import today
from engagement.core.db import db
from engagement.core.permissions import Actor, can

S = UpdateState
AREA = "action_plan"
"""What public pages of the plan are made of, in `core/versions`."""

MOST_MISSED = 31
"""Days without figures that are made up for."""

LIST_ORDER = (ProgressUpdate.created_at, ProgressUpdate.id)


@dataclass(frozen=True)
class Lane:
    """Updates that wait for the same; `condition` is made for a person."""

    key: str
    label: Any
    condition: Any


def _mine(actor):
    return and_(ProgressUpdate.author_id == actor.id, ProgressUpdate.state.in_(EDITABLE))


def _to_read(actor):
    return and_(ProgressUpdate.author_id != actor.id, ProgressUpdate.state == S.SUBMITTED)


def _in(*states):
    return lambda actor: ProgressUpdate.state.in_(states)


LANES = (
    Lane("to_read", _l("Progress updates to read as second reader"), _to_read),
    Lane("mine", _l("Progress updates to finish"), _mine),
    Lane("waiting", _l("With a second reader"), _in(S.SUBMITTED)),
    Lane("drafts", _l("Drafts"), _in(S.DRAFT, S.RETURNED)),
    Lane("published", _l("Published"), _in(S.PUBLISHED)),
    Lane("withdrawn", _l("Withdrawn"), _in(S.WITHDRAWN)),
    Lane("all", _l("All"), _in(*S)),
)


def lane(key: str | None) -> Lane:
    """The lane with this key; the first for any other word."""
    return next((one for one in LANES if one.key == key), LANES[0])


def unfit_period(first: date, last: date):
    """Why a period cannot be reported on, as a sentence, or None."""
    if last < first:
        return _l("Choose a last day that is not before the first.")
    if last > today():
        return _l("Report what has happened: choose a last day that is not to come.")
    return None


def visible_to(actor: Actor) -> Select:
    """Updates that this person may see: officers and auditors all, others what is published."""
    if can(actor, ActionPlan.LIST):
        return select(ProgressUpdate)
    return select(ProgressUpdate).where(ProgressUpdate.published_at.is_not(None))


def listed(actor: Actor, chosen: Lane, section_id: str | None = None) -> Select:
    """The rows of a lane, of one section if asked."""
    statement = visible_to(actor).where(chosen.condition(actor))
    if section_id:
        statement = statement.where(ProgressUpdate.action_code.startswith(f"{section_id}."))
    return statement


def lane_counts(actor: Actor) -> dict[str, int]:
    """How many updates are in each lane; one query."""
    counts = (func.count().filter(one.condition(actor)).label(one.key) for one in LANES)
    return dict(db.session.execute(visible_to(actor).with_only_columns(*counts)).one()._mapping)


def get_update(update_id: uuid.UUID) -> ProgressUpdate | None:
    """A progress update with its files."""
    return db.session.get(ProgressUpdate, update_id, options=[joinedload(ProgressUpdate.reader)])


def get_file(file_id: uuid.UUID) -> UpdateFile | None:
    """A file of an update."""
    return db.session.get(UpdateFile, file_id)


def get_link(link_id: uuid.UUID) -> ActionLink | None:
    """A link that holds."""
    link = db.session.get(ActionLink, link_id)
    return link if link is not None and link.ended_at is None else None


def published_of(action_code: str) -> list[ProgressUpdate]:
    """What was ever published of an action, the latest first, with its files."""
    return (
        db.session.scalars(
            select(ProgressUpdate)
            .where(
                ProgressUpdate.action_code == action_code, ProgressUpdate.published_at.is_not(None)
            )
            .options(joinedload(ProgressUpdate.files))
            .order_by(ProgressUpdate.period_to.desc(), ProgressUpdate.published_at.desc())
        )
        .unique()
        .all()
    )


def corrections_of(updates: Iterable[ProgressUpdate]) -> dict[uuid.UUID, ProgressUpdate]:
    """For each update that was corrected the published one that corrects it."""
    found = db.session.scalars(
        select(ProgressUpdate).where(
            ProgressUpdate.corrects_id.in_([update.id for update in updates]),
            ProgressUpdate.state == S.PUBLISHED,
        )
    )
    return {update.corrects_id: update for update in found}


def statuses() -> dict[str, tuple[Status, date]]:
    """The status of each action with the day up to which it was reported.

    By the published update of the latest period, of several the one published last; an action of
    which nothing is reported is not there. What was corrected does not count.
    """
    correcting = aliased(ProgressUpdate)
    corrected = select(correcting.corrects_id).where(
        correcting.state == S.PUBLISHED, correcting.corrects_id.is_not(None)
    )
    rows = db.session.execute(
        select(ProgressUpdate.action_code, ProgressUpdate.status, ProgressUpdate.period_to)
        .where(ProgressUpdate.state == S.PUBLISHED, ProgressUpdate.id.not_in(corrected))
        .ext(distinct_on(ProgressUpdate.action_code))
        .order_by(
            ProgressUpdate.action_code,
            ProgressUpdate.period_to.desc(),
            ProgressUpdate.published_at.desc(),
        )
    )
    return {row.action_code: (row.status, row.period_to) for row in rows}


def links_of(action_code: str) -> list[ActionLink]:
    """Records that have to do with an action, the latest first; not yet looked at by whom."""
    return db.session.scalars(
        select(ActionLink)
        .where(ActionLink.action_code == action_code, ActionLink.ended_at.is_(None))
        .order_by(ActionLink.linked_at.desc())
    ).all()


def actions_of(subject_type: str, subject_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """The codes of the actions to which records are linked, in the order of the plan."""
    linked = _linked()
    return {each: codes for each in subject_ids if (codes := linked.get((subject_type, each)))}


@versions.kept_until_changed(AREA)
def _linked() -> dict[tuple[str, uuid.UUID], list[str]]:
    """All links, which people make one by one: most pages ask only to hear that there is none."""
    found: dict[tuple[str, uuid.UUID], list[str]] = {}
    for subject_type, subject_id, code in db.session.execute(
        select(ActionLink.subject_type, ActionLink.subject_id, ActionLink.action_code).where(
            ActionLink.ended_at.is_(None)
        )
    ):
        found.setdefault((subject_type, subject_id), []).append(code)
    order = list(plan.actions())
    return {each: sorted(codes, key=order.index) for each, codes in found.items()}


def last_day() -> date | None:
    """The last day for which figures were taken."""
    return db.session.scalar(select(func.max(IndicatorValue.day)))


def days_missed(yesterday: date) -> list[date]:
    """The days before `yesterday`, a month at most, of which no figures were taken."""
    last = last_day()
    first = max(last, yesterday - timedelta(days=MOST_MISSED)) if last else yesterday
    return [first + timedelta(days=n) for n in range(1, (yesterday - first).days)]


def days_of_earlier_versions(code: str, version: int) -> list[date]:
    """The last day of each month with figures of earlier versions alone of an indicator."""
    of_code = select(IndicatorValue).where(IndicatorValue.code == code).subquery()
    month = func.date_trunc("month", of_code.c.day)
    return db.session.scalars(
        select(func.max(of_code.c.day))
        .group_by(month)
        .having(func.max(of_code.c.version) < version)
        .order_by(month)
    ).all()


def values_on(day: date, codes: Iterable[str]) -> dict[str, list[IndicatorValue]]:
    """The kept figures of a day by code."""
    found: dict[str, list[IndicatorValue]] = {}
    for row in db.session.scalars(
        select(IndicatorValue)
        .where(IndicatorValue.day == day, IndicatorValue.code.in_(list(codes)))
        .order_by(IndicatorValue.code, IndicatorValue.part)
    ):
        found.setdefault(row.code, []).append(row)
    return found


def by_month(code: str, version: int, months: int = 13) -> dict[date, list[IndicatorValue]]:
    """The figures of the last day of each month that has any, the latest first."""
    month = func.date_trunc("month", IndicatorValue.day)
    days = (
        select(func.max(IndicatorValue.day))
        .where(IndicatorValue.code == code, IndicatorValue.version == version)
        .group_by(month)
        .order_by(month.desc())
        .limit(months)
    )
    found: dict[date, list[IndicatorValue]] = {}
    for row in db.session.scalars(
        select(IndicatorValue)
        .where(
            IndicatorValue.code == code,
            IndicatorValue.version == version,
            IndicatorValue.day.in_(days),
        )
        .order_by(IndicatorValue.day.desc())
    ):
        found.setdefault(row.day, []).append(row)
    return found


def waiting_for(actor: Actor) -> dict[str, int]:
    """How many updates wait for a programme officer: to read, and to finish."""
    counts = lane_counts(actor)
    return {key: counts[key] for key in ("to_read", "mine")}
