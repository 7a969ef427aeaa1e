"""Single rows that addresses of the samples name: papers, letters, people, interests."""

from sqlalchemy import select

from engagement.accreditation.commands.process import on_paper
from engagement.accreditation.models import ApplicationState as State
from engagement.accreditation.queries.letters import LETTERS
from engagement.core.clock import now
from engagement.core.db import bookkeeping, db
from engagement.core.permissions import Role
from engagement.documents.models import Scan
from engagement.mail import outbox
from engagement.mail.models import Message
from engagement.organizations.commands import create_organization
from engagement.organizations.models import (
    Interest,
    OrganizationKind,
    OrganizationPerson,
)
from engagement.organizations.queries import actor_for
from tests.factories import make_document, make_organization


@bookkeeping
def keep_letters(case) -> list:
    """A letter that goes by post, and a mail."""
    letter = outbox.post(
        "accreditation/application_accepted", to=on_paper(case), about=case, application=case
    )
    return [letter.id, db.session.scalars(select(Message.id).limit(1)).one()]


def documents_to_see(cases) -> list:
    """A file of a draft, one sent in, and one of more pages with a warning."""
    draft, sent = cases[State.DRAFT], cases[State.SUBMITTED]
    placed = [
        make_document(draft, "registration", note="Le timbre est au dos."),
        make_document(sent, "statutes", submitted=True),
        make_document(sent, "other", submitted=True, scan=Scan.PENDING),
    ]
    return [each.id for each in placed]


def letters(cases) -> list[dict]:
    """The letters of a refusal and of an accreditation."""
    return [
        {"application_id": cases[state].id, "message_id": letter.id}
        for state in (State.REFUSED, State.ACCREDITED)
        for letter in db.session.scalars(
            select(Message).where(
                Message.about_id == cases[state].id, Message.template.in_(LETTERS)
            )
        )
    ]


def people_of(case) -> list[dict]:
    """Whoever leads the organization of a case."""
    ids = db.session.scalars(
        select(OrganizationPerson.id).filter_by(organization_id=case.organization_id)
    )
    return [{"application_id": case.id, "person_id": each} for each in ids]


def kept_by_staff(people):
    """An organization that wrote on paper."""
    return create_organization(
        actor=actor_for(people[Role.REVIEWER]),
        kind=OrganizationKind.NON_PROFIT,
        name="Green Youth (Kenya) – paper",
        name_language="en",
        country="KE",
        on_paper=True,
    )


@bookkeeping
def interests(people) -> list[dict]:
    """An interest that the reviewer declared in an organization without a case."""
    interest = Interest(
        person_id=people[Role.REVIEWER].id,
        organization_id=make_organization(name="Green Youth (Kenya) – interest").id,
        reason="A relative works there.",
        declared_at=now(),
    )
    db.session.add(interest)
    db.session.flush()
    return [{"interest_id": interest.id}]
