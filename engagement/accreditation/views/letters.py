"""Letters at an address that stays: what was mailed is what is shown."""

import uuid
from dataclasses import dataclass

from flask import render_template

from engagement.accreditation import queries
from engagement.accreditation.models import Application
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.views.blueprint import bp
from engagement.audit.reading import noted
from engagement.mail.models import Message
from engagement.web.access import access


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
    return render_template(
        "accreditation/show_letter.html",
        application=subject.application,
        message=subject.message,
        printed_at=subject.message.created_at,
    )
