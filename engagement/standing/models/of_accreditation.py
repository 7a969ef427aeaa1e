"""What every record about one accreditation has in common."""

import uuid

from sqlalchemy.orm import Mapped, declared_attr, relationship

from engagement.accreditation.models import Accreditation
from engagement.organizations.models import Organization


class OfAccreditation:
    """A row with an `accreditation_id`: rules and lists ask it whose it is."""

    @declared_attr
    def accreditation(cls) -> Mapped[Accreditation]:  # noqa: N805
        """The accreditation, read along with the row."""
        return relationship(lazy="joined", innerjoin=True)

    @property
    def organization_id(self) -> uuid.UUID:
        """Whose accreditation it is."""
        return self.accreditation.organization_id

    @property
    def organization(self) -> Organization:
        """Whose accreditation it is."""
        return self.accreditation.organization
