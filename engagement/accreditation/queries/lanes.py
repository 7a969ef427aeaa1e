"""Lanes of the queue: saved filters that people keep as links, and how many cases each holds."""

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import (
    ARRAY,
    Select,
    Uuid,
    and_,
    any_,
    bindparam,
    exists,
    false,
    func,
    literal_column,
    or_,
    select,
    true,
)

from engagement.accounts.models import Account
from engagement.accreditation import settings
from engagement.accreditation.models import (
    Application,
    ApplicationState,
    ClarificationRound,
    Finding,
    Recommendation,
    RoundJustification,
    RoundRequest,
    TrackVersion,
)
from engagement.accreditation.offices import CLERKS, DECIDE, HEADS, RECONSIDERS
from engagement.accreditation.queries.applications import OVER, on_desk
from engagement.accreditation.queries.deputies import stands_in_for
from engagement.accreditation.queries.due import end_of_day_everywhere, in_time_for_the_session
from engagement.accreditation.queries.findings import UNDER_REVIEW
from engagement.accreditation.queries.messages import waits_for_an_answer
from engagement.accreditation.tracks import BY_RECORD
from engagement.core.clock import today
from engagement.core.db import db
from engagement.core.permissions import Actor

S = ApplicationState
AT_THE_OFFICE = (S.SUBMITTED, S.IN_REVIEW, S.RECOMMENDED, S.RECONSIDERATION)
WITH_THE_APPLICANT = (S.RETURNED, S.CLARIFICATION)


def in_state(states: Iterable[ApplicationState]):
    """The case is in one of `states`: constants of the statement, for there are many of them."""
    return Application.state.in_([literal_column(f"'{state.value}'") for state in states])


@dataclass(frozen=True)
class Lane:
    """A saved filter of the queue: `condition(actor)` is its WHERE; `person` names whose cases.

    `shown(actor)` says who has it, `order` what stands first (`desk.ORDERS`). Lanes with the same
    key are the same.
    """

    key: str
    label: Any = field(compare=False)
    condition: Callable[[Actor], Any] = field(compare=False)
    person: str | None = None
    shown: Callable[[Actor], bool] = field(compare=False, default=lambda actor: True)
    order: str = field(compare=False, default="number")


def reviewed_by(person_id):
    """Cases under review of one person, as first or second reviewer."""
    return and_(_held_by(person_id), in_state(UNDER_REVIEW))


def _held_by(person_id):
    return or_(Application.reviewer_id == person_id, Application.second_reviewer_id == person_id)


def _recommended_by(person_id=None):
    standing = exists().where(
        Recommendation.application_id == Application.id, Recommendation.withdrawn_at.is_(None)
    )
    return (
        standing if person_id is None else standing.where(Recommendation.reviewer_id == person_id)
    )


def second_reading(actor: Actor):
    """One reviewer has recommended, and this person is or can be the other one."""
    wanted = func.coalesce(Application.reviewers_wanted, settings.reviewers_per_case())
    others = or_(Application.reviewer_id.is_(None), Application.reviewer_id != actor.id)
    free = or_(
        Application.second_reviewer_id == actor.id,
        and_(Application.second_reviewer_id.is_(None), others),
        and_(Application.reviewer_id == actor.id, Application.second_reviewer_id.is_not(None)),
    )
    return and_(
        Application.state == S.IN_REVIEW,
        wanted > 1,
        _recommended_by(),
        ~_recommended_by(actor.id),
        free,
    )


_BY_HAND = func.jsonb_path_query_array(
    TrackVersion.definition,
    literal_column(
        " && ".join(f'@.key != "{key}"' for key in sorted(BY_RECORD)).join(
            ("'$.criteria[*] ? (", ")'::jsonpath")
        )
    ),
)
"""The criteria of a version on which reviewers give findings."""


def ready_to_finish(actor: Actor):
    """This person has judged every criterion and can recommend now."""
    judged = (
        select(func.count())
        .select_from(Finding)
        .where(
            Finding.application_id == Application.id,
            Finding.reviewer_id == actor.id,
            Finding.criterion.not_in(BY_RECORD),
        )
        .scalar_subquery()
    )
    criteria = (
        select(func.jsonb_array_length(_BY_HAND))
        .where(TrackVersion.id == Application.track_version_id)
        .scalar_subquery()
    )
    return and_(
        Application.state == S.IN_REVIEW,
        _held_by(actor.id),
        ~_recommended_by(actor.id),
        judged == criteria,
    )


def unassigned(actor: Actor):
    """Nobody reviews it yet."""
    waiting = in_state((S.SUBMITTED, S.IN_REVIEW))
    return and_(Application.reviewer_id.is_(None), waiting)


def overdue(actor: Actor):
    """The office is over the standard of the stage."""
    return and_(in_state(AT_THE_OFFICE), Application.due_on < today())


def before_the_session(actor: Actor):
    """Complete in time to be decided before registration for the next session closes."""
    last_day = in_time_for_the_session()
    if last_day is None:
        return false()
    return and_(
        ~in_state(OVER),
        Application.submitted_at < end_of_day_everywhere(last_day),
    )


def in_own_languages(actor: Actor):
    """Under review and written in a language that this person reads (`Account.reads`)."""
    named_none = func.cardinality(Account.languages_read) == 0
    reads_it = exists().where(
        Account.id == actor.id,
        or_(
            Application.language == any_(Account.languages_read),
            and_(named_none, Application.language == Account.language),
        ),
    )
    return and_(in_state(UNDER_REVIEW), reads_it)


def _reviews(actor: Actor) -> bool:
    return not actor.roles.isdisjoint(CLERKS)


def _decides(actor: Actor) -> bool:
    return not actor.roles.isdisjoint(DECIDE)


def _reconsiders(actor: Actor) -> bool:
    return RECONSIDERS in actor.roles


def late_decisions(actor: Actor):
    """Those who decide are over the standard of a decision or of a reconsideration."""
    deciding = in_state((S.RECOMMENDED, S.RECONSIDERATION))
    return and_(deciding, Application.due_on < today())


def to_justify(actor: Actor):
    """A reviewer has asked for one more round of questions, and no head of unit has said why."""
    answers = (
        select(kind.id)
        .where(
            kind.application_id == RoundRequest.application_id, kind.number == RoundRequest.number
        )
        .exists()
        for kind in (RoundJustification, ClarificationRound)
    )
    waiting = select(RoundRequest.id).where(
        RoundRequest.application_id == Application.id, *(~each for each in answers)
    )
    return and_(Application.state == S.IN_REVIEW, waiting.exists())


def _heads(actor: Actor) -> bool:
    return not actor.roles.isdisjoint(HEADS.values())


LANES = (
    Lane("new", _l("To check"), lambda actor: Application.state == S.SUBMITTED),
    Lane("mine", _l("Mine"), lambda actor: reviewed_by(actor.id)),
    Lane("finish", _l("Ready to finish"), ready_to_finish),
    Lane("second", _l("Second reading"), second_reading),
    Lane("justify", _l("Rounds to justify"), to_justify, shown=_heads),
    Lane("unassigned", _l("Unassigned"), unassigned),
    Lane("languages", _l("In my languages"), in_own_languages, shown=_reviews),
    Lane(
        "waiting",
        _l("Waiting for the applicant"),
        lambda actor: in_state(WITH_THE_APPLICANT),
    ),
    Lane("messages", _l("New messages"), lambda actor: waits_for_an_answer()),
    Lane("overdue", _l("Overdue"), overdue, order="due"),
    Lane(
        "session",
        _l("Before registration for the session closes"),
        before_the_session,
        shown=lambda actor: in_time_for_the_session() is not None,
        order="due",
    ),
    Lane("review", _l("In review"), lambda actor: Application.state == S.IN_REVIEW),
    Lane("recommended", _l("To decide"), lambda actor: Application.state == S.RECOMMENDED),
    Lane(
        "reconsideration",
        _l("Reconsideration"),
        lambda actor: Application.state == S.RECONSIDERATION,
        shown=_reconsiders,
        order="due",
    ),
    Lane("late", _l("Overdue decisions"), late_decisions, shown=_decides, order="due"),
    Lane("over", _l("Finished"), lambda actor: in_state(OVER)),
    Lane("all", _l("All"), lambda actor: true()),
)


def lanes_of(actor: Actor) -> list[Lane]:
    """The lanes of this person: those of everybody, and one for each colleague they stand in for.

    A lane of a colleague holds what this person may work on, so nothing of a conflict.
    """
    for_others = [
        Lane(
            f"for-{row.id}",
            None,
            lambda actor, person_id=row.id: reviewed_by(person_id),
            person=row.name,
        )
        for row in stands_in_for(actor)
    ]
    shown = [one for one in LANES if one.shown(actor)]
    return [*shown[:2], *for_others, *shown[2:]]


def lane(key: str | None, lanes: Iterable[Lane] = LANES) -> Lane:
    """The lane named `key`; the first for anything else."""
    lanes = list(lanes)
    return next((each for each in lanes if each.key == key), lanes[0])


def lane_counts(actor: Actor, lanes: Iterable[Lane] = LANES) -> dict[str, int]:
    """How many cases each lane holds for this person, in one query."""
    return dict(db.session.execute(*_counting(actor, tuple(lanes))).one()._mapping)


def kept_for_anybody(build: Callable[..., Select]) -> Callable[..., tuple[Select, dict]]:
    """Let the statement that `build(actor, *asked)` makes be made once for all with the same roles.

    Called the same way it gives the statement and the values of this person. What conditions of
    lanes read besides (the day, settings) is part of the key, so `asked` must be hashable.
    """

    @functools.lru_cache(maxsize=256)
    def kept(roles, audited, day, reviewers, last_day, *asked):
        anybody = Actor(
            id=bindparam("actor"),
            name="",
            roles=roles,
            conflicts=bindparam("conflicts", type_=ARRAY(Uuid)),
            audited=audited,
        )
        return build(anybody, *asked)

    @functools.wraps(build)
    def prepared(actor, *asked):
        read = (today(), settings.reviewers_per_case(), in_time_for_the_session())
        values = {"actor": actor.id, "conflicts": list(actor.conflicts)}
        return kept(actor.roles, actor.audited, *read, *asked), values

    return prepared


def counts_in_lanes(actor: Actor, lanes: Iterable[Lane]) -> Select:
    """One row: how many cases each lane holds, in a column called by its key."""
    counts = [func.count().filter(each.condition(actor)).label(each.key) for each in lanes]
    return select(*counts).select_from(Application).where(on_desk(actor))


_counting = kept_for_anybody(counts_in_lanes)
