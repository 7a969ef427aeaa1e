"""Which records are about one of several organizations, as conditions in SQL.

A conflict of interest with one of them hides the whole record, wherever it is listed.
"""

from sqlalchemy import ColumnElement, or_, select

from engagement.partnerships.models import (
    BusinessMeeting,
    BusinessParticipant,
    Complaint,
    Partner,
    Partnership,
    PartnershipReport,
)


def touches(organizations) -> ColumnElement[bool]:
    """The condition that one of these organizations is a partner."""
    return or_(
        Partnership.organization_id.in_(organizations),
        select(Partner.id)
        .where(Partner.partnership_id == Partnership.id, Partner.organization_id.in_(organizations))
        .exists(),
    )


def met(organizations) -> ColumnElement[bool]:
    """The condition that one of these organizations took part in a meeting."""
    return (
        select(BusinessParticipant.id)
        .where(
            BusinessParticipant.meeting_id == BusinessMeeting.id,
            BusinessParticipant.organization_id.in_(organizations),
        )
        .exists()
    )


def reported_on(organizations) -> ColumnElement[bool]:
    """The condition that a report is on a partnership of one of these organizations."""
    return PartnershipReport.partnership_id.in_(_partnerships(organizations))


def complained_of(organizations) -> ColumnElement[bool]:
    """The condition that a complaint is about a partnership of one of these organizations."""
    return Complaint.partnership_id.in_(_partnerships(organizations))


def _partnerships(organizations):
    return select(Partnership.id).where(touches(organizations))
