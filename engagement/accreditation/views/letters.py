"""Letters at an address that stays: what was mailed is what is shown."""

import uuid
from dataclasses import dataclass

from flask import render_template

from engagement.accreditation import queries, settings
from engagement.accreditation.models import Application
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.views.blueprint import bp
from engagement.audit.reading import noted
from engagement.core import limits
from engagement.mail.models import Message
from engagement.printing.answers import pdf_answer
from engagement.printing.pdf import NoPdf
from engagement.web.access import access, actor
from engagement.web.i18n import speaking


@dataclass(frozen=True)
class LetterOfApplication:
    """What `show_letter` is about: permissions look at the application."""

    application: Application
    message: Message

    @property
    def organization_id(self) -> uuid.UUID:
        """Whose letter it is."""
        return self.application.organization_id

    @property
    def submitted_at(self):
        """As the application's."""
        return self.application.submitted_at

    @property
    def __tablename__(self) -> str:
        return self.application.__tablename__


def get_letter(application_id: uuid.UUID, message_id: uuid.UUID) -> LetterOfApplication | None:
    """A letter of an application, or None when there is no such thing."""
    application = queries.get_application(application_id)
    message = queries.get_letter(application, message_id) if application else None
    return LetterOfApplication(application, message) if message else None


@bp.get("/applications/<uuid:application_id>/letters/<uuid:message_id>")
@access(Accreditations.VIEW, get_letter)
@noted
def show_letter(subject):
    """A letter as it was mailed, to be printed."""
    return letter_page(subject)


@bp.get("/applications/<uuid:application_id>/letters/<uuid:message_id>.pdf")
@access(Accreditations.VIEW, get_letter)
@noted
def download_letter(subject):
    """The same as a PDF in the letter's own language; the page where no PDF can be made."""
    limits.count("pdf", str(actor().id), limit=settings.pdf_files_an_hour(), seconds=3600)
    message = subject.message
    try:
        with speaking(message.language):
            return pdf_answer(
                "accreditation/letter_pdf.html",
                "bdi",
                "letter",
                name=f"letter-{subject.application.reference}-{message.created_at:%Y-%m-%d}.pdf",
                application=subject.application,
                message=message,
            )
    except NoPdf as none:
        return letter_page(subject, no_pdf=none.code)


def letter_page(subject: LetterOfApplication, *, no_pdf: str | None = None):
    """The page; it says why where a PDF was asked for and there is none."""
    return render_template(
        "accreditation/show_letter.html",
        application=subject.application,
        message=subject.message,
        printed_at=subject.message.created_at,
        no_pdf=no_pdf,
    )
