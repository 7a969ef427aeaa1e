"""Reading stored mails, for staff."""

import uuid

from sqlalchemy import Select, and_, false, func, or_, select, true

from engagement.core import subjects
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.mail.models import Message, MessageState

LIST_ORDER = (Message.created_at, Message.id)


def visible_to(actor: Actor) -> Select:
    """Envelopes this person may see: no mails about cases of a conflict or beyond an engagement."""
    if actor.roles.isdisjoint({Role.ADMINISTRATOR, Role.AUDITOR}):
        return select(Message).where(false())
    about = Message.about_organization_id
    seen = select(Message).where(
        or_(about.is_(None), about.not_in(actor.conflicts)),
        *_about_none(subjects.about_one_of(actor.conflicts)),
    )
    return seen if Role.ADMINISTRATOR in actor.roles else seen.where(in_scope(actor))


def in_scope(actor: Actor):
    """The condition that a mail is about no case that an auditor's engagement leaves out."""
    if not actor.audits_part:
        return true()
    return and_(*_about_none(subjects.beyond(actor.audited)))


def _about_none(found):
    """That a mail is about none of the records that searches find, by kind."""
    for name, ids in found.items():
        yield or_(Message.about_type.is_distinct_from(name), Message.about_id.not_in(ids))


def readable_by(actor: Actor):
    """The condition under which the words of a mail may be read, too."""
    if Role.AUDITOR not in actor.roles:
        return and_(~Message.holds_link, about_no_case())
    if Role.ADMINISTRATOR not in actor.roles:
        return and_(~Message.holds_link, in_scope(actor))
    return and_(~Message.holds_link, or_(in_scope(actor), about_no_case()))


def about_no_case():
    """The condition that a mail is about a person or the running of the house alone."""
    return or_(Message.about_type.is_(None), Message.about_type.in_(subjects.of_operations()))


def listed(actor: Actor, *, state: MessageState | None, words: str) -> Select:
    """Rows of the list: columns, the subject only where the mail may be read."""
    readable = readable_by(actor)
    statement = visible_to(actor).with_only_columns(
        Message.id,
        Message.created_at,
        Message.to,
        Message.template,
        Message.state,
        Message.error,
        func.nullif(func.left(Message.subject, 200), "").label("subject"),
        readable.label("readable"),
    )
    if state is not None:
        statement = statement.where(Message.state == state)
    if words:
        statement = statement.where(
            or_(
                Message.to.icontains(words, autoescape=True),
                and_(readable, Message.subject.icontains(words, autoescape=True)),
            )
        )
    return statement


def state_counts(actor: Actor) -> dict[MessageState, int]:
    """How many mails are in each state, in one query."""
    rows = db.session.execute(
        visible_to(actor)
        .with_only_columns(Message.state, func.count().label("number"))
        .group_by(Message.state)
    )
    return {row.state: row.number for row in rows}


def get_message(message_id: uuid.UUID) -> Message | None:
    """A stored mail by its id."""
    return db.session.get(Message, message_id)
