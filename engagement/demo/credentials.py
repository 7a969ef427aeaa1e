"""What accreditations of the demo have: credentials that were taken, a list of statuses."""

from sqlalchemy import select

from engagement.accreditation.models import Accreditation
from engagement.core.db import db
from engagement.core.permissions import SYSTEM
from engagement.organizations.queries import actor_for, focal_points
from engagement.signing.commands import ensure_key
from engagement.standing.commands.credential import issue_credential
from engagement.standing.commands.status_list import issue_list
from engagement.standing.queries.certificate import certificate_of

CREDENTIALS = 5


def take_credentials() -> None:
    """The first few organizations that are listed have downloaded their credential."""
    ensure_key(actor=SYSTEM)
    earliest = select(Accreditation).order_by(Accreditation.number).limit(CREDENTIALS)
    for accreditation in db.session.scalars(earliest).all():
        leaders = focal_points(accreditation.organization_id)
        if leaders and certificate_of(accreditation):
            issue_credential(accreditation, actor=actor_for(leaders[0]))
    issue_list()
