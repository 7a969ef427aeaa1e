"""What was missing from a submission, part by part, and until when it could be completed."""

import uuid
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engagement.accounts.models import Account
from engagement.accreditation.models.application import Application
from engagement.core.db import Base
from engagement.core.text import Labelled


class Cause(Labelled):
    """Why a document cannot stand as it is."""

    UNREADABLE = "unreadable", _l("It cannot be read. Send a clearer copy.")
    WRONG = "wrong", _l("It is not the document that was asked for. Send the right one.")
    EXPIRED = "expired", _l("It is no longer valid. Send one that is in force.")
    MISSING = "missing", _l("It is missing. Send it.")
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

    `section` and `document` are keys of the track's table; a document has a cause.
    """

    __tablename__ = "accreditation_returned_part"
    __table_args__ = (
        CheckConstraint("num_nonnulls(section, document) = 1", name="one_part"),
        CheckConstraint("(document IS NULL) = (cause IS NULL)", name="cause_of_document"),
        UniqueConstraint("return_id", "position"),
    )

    return_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("accreditation_return.id"))
    position: Mapped[int]
    section: Mapped[str | None]
    document: Mapped[str | None]
    cause: Mapped[Cause | None]
    note: Mapped[str] = mapped_column(Text)

    returned: Mapped[ReturnForCompletion] = relationship(back_populates="parts")
