"""Who may register for a meeting: categories with their places, windows and rules."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _ln

from engagement.core import once
from engagement.core.db import command, db
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Actor
from engagement.meetings import settings
from engagement.meetings.commands.keeping import begin, finish
from engagement.meetings.commands.offering import fill
from engagement.meetings.commands.queue import lock_queue
from engagement.meetings.commands.settling import settle_later
from engagement.meetings.legal_basis import PAPERS, default_approval, default_basis
from engagement.meetings.models import ApprovalRule, Category, CategoryKind, Meeting
from engagement.meetings.queries import setting_up as queries


@dataclass(frozen=True)
class CategoryData:
    """What is told of a category; `closes_at` is the first instant that is too late."""

    opens_at: datetime
    closes_at: datetime
    places: int | None
    approval: ApprovalRule
    legal_basis: dict[str, str]
    papers: bool = False


@command
def add_categories(
    meeting: Meeting,
    places: Mapping[CategoryKind, int | None],
    *,
    opens_at: datetime,
    closes_at: datetime,
    actor: Actor,
    key: uuid.UUID | None = None,
) -> list[Category]:
    """Let kinds of participants register in one window, by the rules usual for each.

    `places` of each kind, None for as many as come. RuleViolation for a kind that is there, and
    for companies where the body does not admit them.
    """
    begin(meeting, actor)
    if once.take(key, actor):
        return list(meeting.categories)
    if not places:
        raise RuleViolation(_l("Choose at least one category."))
    _refuse_disorder(opens_at, closes_at)
    there = {each.kind for each in meeting.categories}
    last = max((each.position for each in meeting.categories), default=-1)
    added = []
    for kind in sorted(places, key=list(CategoryKind).index):
        if kind in there:
            raise RuleViolation(_l("This category is there already: %(kind)s.", kind=kind.label))
        _refuse_unfit_kind(meeting, kind)
        added.append(
            Category(
                kind=kind,
                position=(last := last + 1),
                legal_basis=default_basis(kind),
                places=places[kind],
                opens_at=opens_at,
                closes_at=closes_at,
                first_closes_at=closes_at,
                approval=default_approval(kind),
                papers=kind in PAPERS,
            )
        )
    meeting.categories.extend(added)
    db.session.flush()
    once.remember(key, meeting.id)
    told = {kind.value: number for kind, number in places.items()}
    finish("categories:added", meeting, meeting, actor, places=told)
    return added


@command
def change_category(category: Category, data: CategoryData, *, actor: Actor) -> None:
    """Set places, window and rules. More places go to those who wait, at once.

    By another rule of approval, whom the earlier one alone had held up is settled soon after.
    RuleViolation for fewer places than are confirmed or offered.
    """
    meeting = category.meeting
    lock_queue(meeting)
    begin(meeting, actor)
    _refuse_disorder(data.opens_at, data.closes_at)
    _refuse_unfit_rules(category.kind, data)
    _refuse_fewer(category, data.places)
    category.places, category.legal_basis = data.places, data.legal_basis
    category.opens_at, category.closes_at = data.opens_at, data.closes_at
    if not meeting.is_public:
        category.first_closes_at = data.closes_at
    if category.approval is not data.approval:
        settle_later(meeting)
    category.approval, category.papers = data.approval, data.papers
    db.session.flush()
    finish(
        "category:changed",
        category,
        meeting,
        actor,
        places=data.places,
        opens_at=data.opens_at.isoformat(),
        closes_at=data.closes_at.isoformat(),
        approval=data.approval.value,
        papers=data.papers,
    )
    fill(meeting)


@command
def change_places(category: Category, places: int | None, *, actor: Actor) -> None:
    """Set the number of places alone; more of them go to those who wait, at once."""
    meeting = category.meeting
    lock_queue(meeting)
    begin(meeting, actor)
    _refuse_fewer(category, places)
    before, category.places = category.places, places
    db.session.flush()
    finish("category:places-changed", category, meeting, actor, places=[before, places])
    fill(meeting)


@command
def remove_category(category: Category, *, actor: Actor) -> None:
    """Take out a category in which nobody ever registered, and that nothing hangs on."""
    meeting = category.meeting
    lock_queue(meeting)
    begin(meeting, actor)
    if queries.is_used(category):
        raise RuleViolation(
            _l("People have registered in this category. Close it by its deadline instead.")
        )
    if any(each.category_id == category.id for each in (*meeting.quotas, *meeting.questions)):
        raise RuleViolation(_l("Remove the quotas and questions of this category first."))
    meeting.categories.remove(category)
    finish("category:removed", meeting, meeting, actor, kind=category.kind.value)
    db.session.delete(category)


def _refuse_unfit_kind(meeting, kind):
    if kind is CategoryKind.PRIVATE_SECTOR and not admits_companies(meeting):
        raise RuleViolation(_l("By the settings this body has no category for the private sector."))


def admits_companies(meeting: Meeting) -> bool:
    """Whether a meeting may have a category for the private sector (product 3.1)."""
    return meeting.body is None or meeting.body in settings.private_sector_bodies()


def _refuse_unfit_rules(kind, data):
    if data.papers and not kind.by_oneself:
        raise RuleViolation(
            _l("No paper is asked of organizations and States that the register knows.")
        )
    if data.approval is ApprovalRule.BY_NOTE and not kind.by_state:
        raise RuleViolation(_l("Only States send notes verbales: choose another rule."))


def _refuse_fewer(category, places):
    if places is not None and places < category.taken:
        raise RuleViolation(
            _ln(
                "%(num)d place is confirmed or offered already: there cannot be fewer.",
                "%(num)d places are confirmed or offered already: there cannot be fewer.",
                category.taken,
            )
        )


def _refuse_disorder(opens_at, closes_at):
    if closes_at <= opens_at:
        raise RuleViolation(_l("Registration closes after it opens. Check the days."))
