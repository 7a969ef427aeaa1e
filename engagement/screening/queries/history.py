"""What happened in a screening case, from the trail, as far as a person may know of it."""

import uuid
from collections.abc import Collection

from sqlalchemy import and_, literal, or_, select, union_all

from engagement.audit.models import AuditEvent
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.screening.models import (
    AgendaItem,
    CaseFinding,
    CaseMeasure,
    CaseReply,
    CaseState,
    CaseStep,
    Match,
    ScreeningCase,
    ScreeningRun,
)
from engagement.screening.queries import committee, matches, runs
from engagement.screening.sources import Track, weighing_on

MOST_SHOWN = 200
OVER = frozenset({CaseState.DECIDED, CaseState.CLOSED})


def events_of(case: ScreeningCase, actor: Actor, actions: Collection[str]) -> list[AuditEvent]:
    """Events called like one of `actions`, latest first, for whoever may see the case.

    Comparisons and matches are the organization's: those between the opening and the end of the
    case count, and of them, as of the committee's items, what this person may see.
    """
    beside = and_(
        AuditEvent.happened_at >= case.opened_at,
        or_(
            AuditEvent.subject_id.in_(_matches_seen(case, actor).with_only_columns(Match.id)),
            AuditEvent.subject_id.in_(
                runs.visible_to(actor)
                .where(ScreeningRun.organization_id == case.organization_id)
                .with_only_columns(ScreeningRun.id)
            ),
        ),
    )
    events = db.session.scalars(
        select(AuditEvent)
        .where(
            AuditEvent.about_organization_id == case.organization_id,
            AuditEvent.action.in_(actions),
            or_(AuditEvent.subject_id.in_(_parts(case, actor)), beside),
        )
        .order_by(AuditEvent.id.desc())
        .limit(MOST_SHOWN)
    ).all()
    if case.state not in OVER:
        return events
    end = max((each.id for each in events if each.subject_id == case.id), default=0)
    return [each for each in events if each.id <= end or not _is_beside(each)]


def matches_of(case: ScreeningCase, actor: Actor) -> dict[uuid.UUID, Match]:
    """By id the matches that weigh on the case and that this person may see, with their parties."""
    return {each.id: each for each in db.session.scalars(_matches_seen(case, actor)).unique()}


def _matches_seen(case, actor):
    return matches.visible_to(actor).where(
        Match.organization_id == case.organization_id,
        Match.source.in_(weighing_on(Track(case.track))),
    )


def _is_beside(event) -> bool:
    return event.subject_type in {Match.__tablename__, ScreeningRun.__tablename__}


def _parts(case, actor):
    """Ids of the case and of what hangs on it."""
    items = committee.items_visible_to(actor).where(AgendaItem.case_id == case.id)
    return union_all(
        select(literal(case.id)),
        *(
            select(model.id).where(model.case_id == case.id)
            for model in (CaseFinding, CaseMeasure, CaseReply, CaseStep)
        ),
        items.with_only_columns(AgendaItem.id),
    )
