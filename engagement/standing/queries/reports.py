"""Quadrennial reports: the open one, what is missing in it, who is to be reminded."""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import Integer, Select, and_, case, func, or_, select

from engagement.accreditation.models import LISTED, Accreditation
from engagement.core.clock import today
from engagement.core.db import db
from engagement.core.permissions import Actor
from engagement.documents.models import Document, Scan
from engagement.standing.models import (
    OPEN_REPORTS,
    Change,
    ChangeState,
    Paper,
    Proceeding,
    ProceedingState,
    Report,
    ReportReminder,
    ReportState,
)
from engagement.standing.queries.accreditations import ENTITLED, allowed_to, current_status
from engagement.standing.queries.days import may_report_from, reminder_days

WRITTEN_BY_MEMBERS = (ReportState.OPEN, ReportState.RETURNED)
TAKES_PAPERS = {
    Report.__tablename__: WRITTEN_BY_MEMBERS,
    Proceeding.__tablename__: (ProceedingState.NOTICED,),
    Change.__tablename__: (ChangeState.OPEN,),
}
"""States in which an organization adds files to what it sends."""


def get_report(report_id: uuid.UUID) -> Report | None:
    """A report by its id."""
    return db.session.get(Report, report_id)


def open_report(accreditation: Accreditation) -> Report | None:
    """The report that is written or checked now; there is one at most."""
    return db.session.scalars(
        select(Report).where(
            Report.accreditation_id == accreditation.id, Report.state.in_(OPEN_REPORTS)
        )
    ).first()


def may_begin(accreditation: Accreditation) -> bool:
    """Whether a report can be begun today: one is due within half a year, and none is open."""
    day = accreditation.report_due_on
    if day is None or today() < may_report_from(day) or not is_held(accreditation):
        return False
    return open_report(accreditation) is None


def is_held(accreditation: Accreditation) -> bool:
    """Whether the accreditation has not ended: it is active, its report due, or suspended."""
    return accreditation.periods[-1].status in LISTED


def visible_to(actor: Actor) -> Select:
    """Reports that were sent, of organizations without conflict, for staff."""
    return (
        select(Report)
        .join(Accreditation, Accreditation.id == Report.accreditation_id)
        .where(Report.submitted_at.is_not(None), allowed_to(actor, Report.submitted_at))
    )


def missing_parts(report: Report) -> list:
    """What has to be written or sent before a report can be sent, in words."""
    missing = []
    renewal = report.accreditation.valid_until is not None
    if not report.activities.strip():
        missing.append(
            _l("what you did on the ten principles")
            if renewal
            else _l("what you did in these years")
        )
    if not report.abroad.strip():
        missing.append(
            _l("what has changed in what you disclosed")
            if renewal
            else _l("what you did in or with other countries")
        )
    if not report.contacts_checked:
        missing.append(_l("that your contacts and members are right"))
    if not papers_of(report):
        missing.append(_l("a paper that shows that the organization exists"))
    return missing


def papers_of(record) -> list[Paper]:
    """The documents that stand with a report, an answer or a change, first to last."""
    place = getattr(Paper, f"{record.__tablename__.removeprefix('standing_')}_id")
    return db.session.scalars(
        select(Paper)
        .join(Document, Document.id == Paper.document_id)
        .where(place == record.id, Document.scan != Scan.INFECTED)
        .order_by(Document.uploaded_at, Paper.id)
    ).all()


def takes_papers(record) -> bool:
    """Whether files can be added to a report, an answer or a change now."""
    return record.state in TAKES_PAPERS[record.__tablename__]


def get_paper(paper_id: uuid.UUID) -> Paper | None:
    """A document in its place, by its id."""
    return db.session.get(Paper, paper_id)


def to_remind(day: date) -> Select:
    """Accreditations whose report is due on or after `day`, with the reminder that has not left.

    Columns: the accreditation's id, the day, and the days before of the reminder: the smallest of
    those whose time has come, so that a run that was missed sends one mail and not three.
    """
    due = Accreditation.report_due_on
    reached = reminder_days()
    moment = func.least(*(_days_if_reached(due, day, days) for days in reached), type_=Integer)
    left = (
        select(ReportReminder.id)
        .where(
            ReportReminder.accreditation_id == Accreditation.id,
            ReportReminder.due_on == due,
            ReportReminder.days_before <= moment,
        )
        .exists()
    )
    return select(Accreditation.id, due.label("due_on"), moment.label("days_before")).where(
        due >= day,
        due <= day + timedelta(days=max(reached)),
        current_status().in_(ENTITLED),
        ~left,
        ~sent_since(),
    )


def was_reminded(accreditation: Accreditation, due_on: date, days_before: int) -> bool:
    """Whether this reminder, or a later one, has left: another run may have been faster."""
    left = select(ReportReminder.id).where(
        ReportReminder.accreditation_id == accreditation.id,
        ReportReminder.due_on == due_on,
        ReportReminder.days_before <= days_before,
    )
    return db.session.scalars(left.limit(1)).first() is not None


def _days_if_reached(due, day: date, days: int):
    """`days` where the report is due within so many days of `day`, else NULL."""
    return case((due <= day + timedelta(days=days), days))


def sent_since():
    """The condition that a report of the accreditation is being checked now."""
    return (
        select(Report.id)
        .where(Report.accreditation_id == Accreditation.id, Report.state == ReportState.SUBMITTED)
        .correlate(Accreditation)
        .exists()
    )


def not_lately_returned(day: date):
    """The condition that no returned report still has time to be completed on `day`."""
    return ~(
        select(Report.id)
        .where(
            Report.accreditation_id == Accreditation.id,
            or_(
                Report.state == ReportState.SUBMITTED,
                and_(Report.state == ReportState.RETURNED, Report.due_on >= day),
            ),
        )
        .correlate(Accreditation)
        .exists()
    )


def by_ids(ids: Iterable[uuid.UUID]) -> list[Accreditation]:
    """Accreditations of these ids."""
    return db.session.scalars(select(Accreditation).where(Accreditation.id.in_(list(ids)))).all()
