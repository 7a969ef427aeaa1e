"""What goes and came by post: letters to print and post, drafts that staff entered.

A company's right of reply is of screening, but its letters are posted with all the others.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, false, func, or_, select

from engagement.accreditation.models import Accreditation, Application, ApplicationState
from engagement.accreditation.offices import CLERKS, UNITS, tracks_of
from engagement.accreditation.queries.applications import entered_by_staff, on_desk
from engagement.accreditation.tracks import PRIVATE_SECTOR
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.mail.models import Message, MessageState
from engagement.organizations.models import Organization
from engagement.screening.models import CaseReply, ScreeningCase

POSTAL = (MessageState.TO_POST, MessageState.POSTED)
LETTER_ORDER = (Message.created_at, Message.id)
DRAFT_ORDER = (Application.created_at, Application.id)


@dataclass(frozen=True)
class PostalLetter:
    """A letter that goes by post, about a case, or about an accreditation that had none here."""

    __tablename__ = Application.__tablename__  # shown to whoever is shown the case

    message: Message
    about: Application | Accreditation

    @property
    def case(self) -> Application | None:
        """The case, if it is about one."""
        return self.about if isinstance(self.about, Application) else None

    @property
    def organization(self) -> Organization:
        """To whom it goes."""
        return self.about.organization

    @property
    def organization_id(self) -> uuid.UUID:
        """To whom it goes."""
        return self.about.organization_id

    @property
    def track(self) -> str:
        """As that of what it is about."""
        return self.about.track

    @property
    def submitted_at(self) -> datetime | None:
        """As the application's; an accreditation is on record as soon as it is there."""
        return self.case.submitted_at if self.case else self.about.created_at


class PostalReply(PostalLetter):
    """A letter on the right of reply of a screening case; the private sector unit posts it."""

    __tablename__ = CaseReply.__tablename__  # shown to whoever is shown the right of reply

    about: CaseReply

    @property
    def case(self) -> ScreeningCase:
        """The screening case."""
        return self.about.case

    @property
    def organization(self) -> Organization:
        """To whom it goes."""
        return self.case.organization

    @property
    def track(self) -> str:
        """That of the unit, whatever the case was opened for."""
        return PRIVATE_SECTOR.key

    @property
    def submitted_at(self) -> datetime:
        """As soon as it was put to the company."""
        return self.about.asked_at


def letters_to_post(actor: Actor) -> Select:
    """Letters that wait to be printed and posted, for those who work on their cases."""
    of_case = and_(
        Message.about_type == Application.__tablename__, Application.id == Message.about_id
    )
    of_accreditation = and_(
        Message.about_type == Accreditation.__tablename__, Accreditation.id == Message.about_id
    )
    of_reply = and_(Message.about_type == CaseReply.__tablename__, CaseReply.id == Message.about_id)
    return (
        select(
            Message.id,
            Message.created_at,
            Message.subject,
            Message.language,
            Application.id.label("application_id"),
            CaseReply.id.label("reply_id"),
            func.coalesce(
                Application.reference, Accreditation.number, ScreeningCase.reference
            ).label("reference"),
            Organization.name,
        )
        .outerjoin(Application, of_case)
        .outerjoin(Accreditation, of_accreditation)
        .outerjoin(CaseReply, of_reply)
        .outerjoin(ScreeningCase, ScreeningCase.id == CaseReply.case_id)
        .join(Organization, Organization.id == Message.about_organization_id)
        .where(
            Message.state == MessageState.TO_POST,
            *_for_clerks(actor),
            or_(
                on_desk(actor),
                and_(
                    Accreditation.track.in_(sorted(tracks_of(actor))),
                    Organization.id.not_in(actor.conflicts),
                ),
                _replies_of(actor),
            ),
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


def get_postal_letter(message_id: uuid.UUID) -> PostalLetter | None:
    """A letter that goes by post with what it is about, or None for any other mail."""
    message = db.session.get(Message, message_id)
    if message is None or message.state not in POSTAL:
        return None
    for kind, letter in (
        (Application, PostalLetter),
        (Accreditation, PostalLetter),
        (CaseReply, PostalReply),
    ):
        if message.about_type == kind.__tablename__:
            return letter(message, db.session.get_one(kind, message.about_id))
    return None


def application_of_letter(letter: PostalLetter) -> Application | None:
    """The application that a letter is about, or that its screening case was opened for."""
    if not isinstance(letter, PostalReply):
        return letter.case
    if letter.case.subject_type != Application.__tablename__:
        return None
    return db.session.get(Application, letter.case.subject_id)


def _replies_of(actor):
    """The condition that a letter is on a right of reply which the person handles."""
    if actor.roles.isdisjoint(UNITS[PRIVATE_SECTOR.key]):
        return false()
    return and_(
        ScreeningCase.id.is_not(None), ScreeningCase.organization_id.not_in(actor.conflicts)
    )


def _for_clerks(actor):
    return () if actor.roles & CLERKS else (false(),)
