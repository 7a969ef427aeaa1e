"""Who is told of what: those who lead the organization, and staff whom the policy lets look."""

from datetime import datetime

from sqlalchemy import select

from engagement.accreditation.commands.process import Addressee
from engagement.accreditation.models import Accreditation, Application
from engagement.accreditation.offices import HEADS, track_of_subject
from engagement.accreditation.queries import in_function
from engagement.audit.commands import record
from engagement.core.db import db
from engagement.core.permissions import SYSTEM, Permission, Role, can
from engagement.core.text import LANGUAGES
from engagement.mail import outbox
from engagement.mail.models import Message
from engagement.organizations.models import KnownContact, Organization
from engagement.organizations.queries import actor_for, focal_points


def tell_organization(
    message: str, about, accreditation: Accreditation, *, send_at: datetime | None = None, **context
) -> Message | None:
    """Mail everybody who leads the organization, each in their language.

    Where nobody does, whoever is known as a contact; without any, the letter is kept with the
    application, or with the accreditation if it had none here, and staff post it. `about` is the
    record that the mail is about. Returns the letter to be posted, if there is one.
    """
    values = {"accreditation": accreditation, **context}
    holder, application = accreditation.organization, application_of(accreditation)
    people = focal_points(holder.id) or known_contacts(holder, application)
    for person in people:
        outbox.send(f"standing/{message}", to=person, about=about, send_at=send_at, **values)
    if people:
        return None
    reader = Addressee(None, holder.name, "", language_of_letters(holder, application))
    case = application or accreditation  # what it is printed from says that it was written
    record("standing:letter:written", case, actor=SYSTEM, letter=message)
    return outbox.post(f"standing/{message}", to=reader, about=case, **values)


def known_contacts(holder: Organization, application: Application | None) -> list[Addressee]:
    """Addresses that were known before anybody of the organization had an account."""
    addresses = db.session.scalars(
        select(KnownContact.email)
        .filter_by(organization_id=holder.id)
        .order_by(KnownContact.email_key)
    )
    language = language_of_letters(holder, application)
    return [Addressee(None, holder.name, each, language) for each in addresses]


def language_of_letters(holder: Organization, application: Application | None) -> str:
    """That of the application; without one, of the name, where it is one of the six."""
    if application is not None:
        return application.language
    return holder.name_language if holder.name_language in LANGUAGES else "en"


def application_of(accreditation: Accreditation) -> Application | None:
    """The application that an accreditation followed; None for a recorded one."""
    if accreditation.application_id is None:
        return None
    return db.session.scalars(
        select(Application).where(Application.id == accreditation.application_id)
    ).first()


def tell_staff(
    message: str,
    about,
    *roles: Role,
    may: Permission,
    but: frozenset = frozenset(),
    **context,
) -> None:
    """Mail everybody who holds one of `roles` today and has `may` on the record.

    The head of unit is that of the unit which works on the record's track.
    Nobody with a conflict, and nobody of `but`: people whose turn it is not.
    """
    heads = HEADS[track_of_subject(about)]
    asked = {heads if role == Role.HEAD_OF_UNIT else role for role in roles}
    people = {each.id: each for role in sorted(asked) for each in in_function(role)}
    for person in people.values():
        if person.id not in but and can(actor_for(person), may, about):
            outbox.send(f"standing/{message}", to=person, about=about, **context)
