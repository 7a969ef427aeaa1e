"""What was missing from a submission, part by part, and until when it could be completed."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.accreditation.models.application import Application
from engagement.accreditation.models.documents import ApplicationDocument
from engagement.core.db import Base
from engagement.core.text import Labelled


class Cause(Labelled):
    """Why a document cannot stand as it is."""

    UNREADABLE = "unreadable", _l("It cannot be read. Send a clearer copy.")
    WRONG = "wrong", _l("It is not the document that was asked for. Send the right one.")
    EXPIRED = "expired", _l("It is no longer valid. Send one that is in force.")
    MISSING = "missing", _l("It is missing. Send it.")
    HARMFUL = (
        "harmful",
        _l("Harmful software was found in it. Send it again, made on a clean device."),
    )
    NOT_CERTIFIED = (
        "not_certified",
        _l("A photograph was enough to apply. Now send a copy that somebody has certified."),
    )


class ReturnForCompletion(Base):
    """A submission that went back to the applicant; open until `resubmitted_at`."""

    __tablename__ = "accreditation_return"
    __table_args__ = (
        UniqueConstraint("application_id", "number"),
        Index(
            "uq_return_open",
            "application_id",
            unique=True,
            postgresql_where="resubmitted_at IS NULL",
        ),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation_application.id"))
    number: Mapped[int]
    returned_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    returned_at: Mapped[datetime]
    due_on: Mapped[date]
    resubmitted_at: Mapped[datetime | None]

    application: Mapped[Application] = relationship()
    returned_by: Mapped[Account] = relationship()
    parts: Mapped[list["ReturnedPart"]] = relationship(
        back_populates="returned", order_by="ReturnedPart.position"
    )


class ReturnedPart(Base):
    """One section or one document that has to be completed, with what is asked for.

    `section` and `document` are keys of the track's table; a document has a cause, and `file_id`
    where one of several files of the same paper is meant.
    """

    __tablename__ = "accreditation_returned_part"
    __table_args__ = (
        CheckConstraint("num_nonnulls(section, document) = 1", name="one_part"),
        CheckConstraint("(document IS NULL) = (cause IS NULL)", name="cause_of_document"),
        CheckConstraint("file_id IS NULL OR document IS NOT NULL", name="file_of_document"),
        UniqueConstraint("return_id", "position"),
    )

    return_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation_return.id"))
    position: Mapped[int]
    section: Mapped[str | None]
    document: Mapped[str | None]
    cause: Mapped[Cause | None]
    note: Mapped[str] = mapped_column(Text)
    file_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("accreditation_document.id"))

    returned: Mapped[ReturnForCompletion] = relationship(back_populates="parts")
    file: Mapped[ApplicationDocument | None] = relationship()


class CheckedPart(Base):
    """How a part of a submission was found when it was checked for completeness.

    `part` names it: `section:finances`, `file:<id>`, or `paper:statutes` where no file came; the
    latest check of a part counts. `cause` is that of a paper or file; a section has a note.
    """

    __tablename__ = "accreditation_checked_part"
    __table_args__ = (
        UniqueConstraint("application_id", "part"),
        CheckConstraint("NOT in_order OR cause IS NULL", name="order_has_no_cause"),
    )

    application_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation_application.id"))
    part: Mapped[str]
    in_order: Mapped[bool]
    cause: Mapped[Cause | None]
    note: Mapped[str] = mapped_column(Text, default="")
    submission: Mapped[int]
    checked_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    checked_at: Mapped[datetime]

    application: Mapped[Application] = relationship()
    checked_by: Mapped[Account] = relationship()
