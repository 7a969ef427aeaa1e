"""What goes and came by post: letters to print and post, drafts that staff entered."""

import uuid

from sqlalchemy import Select, func, select

from engagement.accreditation.models import Application, ApplicationState
from engagement.accreditation.queries.applications import (
    CLERKS,
    entered_by_staff,
    on_desk,
)
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.mail.models import Message, MessageState
from engagement.organizations.models import Organization

POSTAL = (MessageState.TO_POST, MessageState.POSTED)
LETTER_ORDER = (Message.created_at, Message.id)
DRAFT_ORDER = (Application.created_at, Application.id)


def letters_to_post(actor: Actor) -> Select:
    """Letters that wait to be printed and posted, for those who work on their cases."""
    return (
        select(
            Message.id,
            Message.created_at,
            Message.subject,
            Message.language,
            Application.id.label("application_id"),
            Application.reference,
            Organization.name,
        )
        .join(Application, Application.id == Message.about_id)
        .join(Organization, Organization.id == Application.organization_id)
        .where(
            Message.state == MessageState.TO_POST,
            Message.about_type == Application.__tablename__,
            *_for_clerks(actor),
            on_desk(actor),
        )
    )


def drafts_by_post(actor: Actor) -> Select:
    """Applications that staff began to enter and nobody has submitted yet."""
    return (
        select(
            Application.id,
            Application.created_at,
            Application.received_by_post_on,
            Organization.name,
            Organization.country,
        )
        .join(Organization, Organization.id == Application.organization_id)
        .where(Application.state == ApplicationState.DRAFT, entered_by_staff(actor))
    )


def count_of(statement: Select) -> int:
    """How many rows a list has."""
    return db.session.scalar(select(func.count()).select_from(statement.subquery()))


def postal_letters_of(application: Application) -> list[Message]:
    """Letters of a case that go by post, those to be posted first, then the latest."""
    return db.session.scalars(
        select(Message)
        .where(
            Message.about_type == Application.__tablename__,
            Message.about_id == application.id,
            Message.state.in_(POSTAL),
        )
        .order_by(Message.state.desc(), Message.created_at.desc(), Message.id)
    ).all()


def get_postal_letter(application: Application, message_id: uuid.UUID) -> Message | None:
    """A letter of this application that goes by post, or None for any other mail."""
    message = db.session.get(Message, message_id)
    if message is None or message.about_id != application.id or message.state not in POSTAL:
        return None
    return message


def _for_clerks(actor):
    return () if actor.roles & CLERKS else (Application.id.is_(None),)
