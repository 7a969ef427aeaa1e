"""Say that a record has to do with an action, and that it has not."""

import uuid
from typing import Any

from sqlalchemy import select

from engagement.action_plan import plan, queries
from engagement.action_plan.models import ActionLink
from engagement.action_plan.permissions import ActionPlan
from engagement.audit.commands import organization_of, record
from engagement.core import once, subjects, versions
from engagement.core.clock import now
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed
from engagement.core.permissions import Actor, can


@command
def link_record(
    action_code: str, subject: Any, *, actor: Actor, key: uuid.UUID | None = None
) -> ActionLink:
    """Link a record to an action; only one that the person may see. Twice is once."""
    if earlier := once.take(key, actor):
        return db.session.get_one(ActionLink, earlier.result_id)
    if (
        not can(actor, ActionPlan.LINK)
        or plan.action(action_code) is None
        or not subjects.may_know(actor, subject)
    ):
        raise NotAllowed(ActionPlan.LINK)
    place = {
        "action_code": action_code,
        "subject_type": subject.__tablename__,
        "subject_id": subject.id,
    }
    link = db.session.scalars(select(ActionLink).filter_by(**place, ended_at=None)).first()
    again = link is not None
    if link is None:
        link = ActionLink(
            **place,
            about_organization_id=organization_of(subject),
            linked_by_id=actor.id,
            linked_at=now(),
        )
        db.session.add(link)
        versions.bump(queries.AREA)
        db.session.flush()
    record("action_plan:link:made", link, actor=actor, action_code=action_code, again=again)
    once.remember(key, link.id)
    return link


@command
def end_link(link: ActionLink, *, actor: Actor) -> None:
    """Say that a record has nothing to do with an action any more."""
    lock(link)
    if not can(actor, ActionPlan.LINK):
        raise NotAllowed(ActionPlan.LINK)
    if link.ended_at is None:
        link.ended_at, link.ended_by_id = now(), actor.id
        versions.bump(queries.AREA)
        record("action_plan:link:ended", link, actor=actor, action_code=link.action_code)
