"""Partnerships as lists and one by one; for staff without those of a conflict."""

import uuid
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, false, func, or_, select, true
from sqlalchemy.orm import contains_eager, selectinload

from engagement.accreditation.models import LISTED, Accreditation, StatusPeriod
from engagement.core import subjects
from engagement.core.clock import today
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.core.text import Labelled
from engagement.organizations.models import Organization
from engagement.organizations.public import in_bulk
from engagement.partnerships import settings
from engagement.partnerships.about import touches
from engagement.partnerships.models import (
    Partner,
    Partnership,
    PartnershipReport,
    PartnershipState,
    ReportKind,
)
from engagement.partnerships.permissions import DESK

MOST_FOUND = 10
ORDER = (Partnership.submitted_at, Partnership.id)


class Lane(Labelled):
    """A part of the list: what has to be done."""

    SCREENING = "screening", _l("Being screened")
    TO_RECOMMEND = "to-recommend", _l("To recommend")
    TO_DECIDE = "to-decide", _l("To decide")
    TO_BEGIN = "to-begin", _l("To begin")
    RUNNING = "running", _l("Running")
    OVER = "over", _l("Over")


P = PartnershipState
STATES: dict[Lane, tuple[PartnershipState, ...]] = {
    Lane.SCREENING: (P.SUBMITTED,),
    Lane.TO_RECOMMEND: (P.SCREENED,),
    Lane.TO_DECIDE: (P.RECOMMENDED,),
    Lane.TO_BEGIN: (P.DECIDED,),
    Lane.RUNNING: (P.ACTIVE, P.REPORTING),
    Lane.OVER: (P.COMPLETED, P.ENDED, P.EXPIRED, P.REFUSED, P.WITHDRAWN),
}


def of_members(actor: Actor) -> ColumnElement[bool]:
    """The condition that the person belongs to a partner."""
    return touches(actor.belongs_to) if actor.belongs_to else false()


def handled_by(actor: Actor) -> Select:
    """What staff see: everything submitted, without conflicts; auditors what their scope covers."""
    if not actor.roles.isdisjoint(DESK):
        allowed = true()
    elif Role.AUDITOR not in actor.roles:
        allowed = false()
    else:
        allowed = (
            subjects.happened_in(Partnership.submitted_at, actor.audited)
            if actor.audits_part
            else true()
        )
    found = select(Partnership).where(allowed, Partnership.submitted_at.is_not(None))
    return found.where(~touches(actor.conflicts)) if actor.conflicts else found


def visible_to(actor: Actor) -> Select:
    """All that the person may see, as staff or as member of a partner."""
    handled = handled_by(actor).with_only_columns(Partnership.id)
    return select(Partnership).where(or_(Partnership.id.in_(handled), of_members(actor)))


def listed(actor: Actor, lane: Lane) -> Select:
    """Rows of a lane of the staff's list, to be paged by `ORDER`."""
    return (
        handled_by(actor)
        .join(Organization, Organization.id == Partnership.organization_id)
        .where(Partnership.state.in_(STATES[lane]))
        .with_only_columns(
            *ORDER,
            Partnership.reference,
            Partnership.title,
            Partnership.language,
            Partnership.state,
            Partnership.kind,
            Organization.name,
            Organization.name_language,
        )
    )


def counts(actor: Actor) -> dict[Lane, int]:
    """How many stand in each lane: one query."""
    rows = db.session.execute(
        handled_by(actor)
        .with_only_columns(Partnership.state, func.count(), maintain_column_froms=True)
        .group_by(Partnership.state)
    ).all()
    found = {state: number for state, number in rows}
    return {lane: sum(found.get(state, 0) for state in STATES[lane]) for lane in Lane}


def of_organization(organization: Organization) -> list[Partnership]:
    """Those in which an organization is a partner, latest first; for its members."""
    return db.session.scalars(
        select(Partnership)
        .where(touches([organization.id]))
        .order_by(Partnership.created_at.desc(), Partnership.id)
        .options(selectinload(Partnership.partners))
    ).all()


def get_partnership(partnership_id: uuid.UUID) -> Partnership | None:
    """One with its partners."""
    return db.session.get(
        Partnership,
        partnership_id,
        options=[selectinload(Partnership.partners), selectinload(Partnership.hands)],
    )


def get_partner(partner_id: uuid.UUID) -> Partner | None:
    """A partner by its id."""
    return db.session.get(Partner, partner_id)


def get_report(report_id: uuid.UUID) -> PartnershipReport | None:
    """A report by its id."""
    return db.session.get(PartnershipReport, report_id)


def reports_of(partnership: Partnership) -> list[PartnershipReport]:
    """Its reports, first due first."""
    return db.session.scalars(
        select(PartnershipReport)
        .where(PartnershipReport.partnership_id == partnership.id)
        .order_by(PartnershipReport.due_on, PartnershipReport.id)
    ).all()


def open_report(partnership: Partnership) -> PartnershipReport | None:
    """The report that is due next and was not accepted yet."""
    return next((each for each in reports_of(partnership) if each.accepted_at is None), None)


def reports_due_of(actor: Actor) -> list[PartnershipReport]:
    """Reports that wait for organizations which this person leads, first due first.

    A monitoring report waits from the reminder on, an end report and one sent back at once.
    """
    if not actor.leads:
        return []
    return db.session.scalars(
        select(PartnershipReport)
        .join(PartnershipReport.partnership)
        .options(contains_eager(PartnershipReport.partnership))
        .where(
            Partnership.organization_id.in_(actor.leads),
            Partnership.state.in_(STATES[Lane.RUNNING]),
            PartnershipReport.sent_at.is_(None),
            or_(
                PartnershipReport.due_on <= _last_reminded(today()),
                PartnershipReport.kind == ReportKind.END,
                PartnershipReport.back_reason != "",
            ),
        )
        .order_by(PartnershipReport.due_on, PartnershipReport.id)
    ).all()


def found(words: str, *, but: frozenset[uuid.UUID]) -> list[Organization]:
    """Accredited organizations of the public register whose name has these words."""
    if not words.strip():
        return []
    accredited = (
        select(Accreditation.organization_id)
        .join(StatusPeriod, StatusPeriod.accreditation_id == Accreditation.id)
        .where(StatusPeriod.valid_to.is_(None), StatusPeriod.status.in_(LISTED))
    )
    return db.session.scalars(
        select(Organization)
        .where(
            or_(
                Organization.name.icontains(words.strip(), autoescape=True),
                Organization.latin_name.icontains(words.strip(), autoescape=True),
                func.lower(Organization.acronym) == words.strip().lower(),
            ),
            Organization.id.in_(accredited),
            Organization.id.not_in(but),
            Organization.merged_into_id.is_(None),
            in_bulk(),
        )
        .order_by(Organization.name, Organization.id)
        .limit(MOST_FOUND)
    ).all()


def is_late_to_begin(partnership: Partnership) -> bool:
    """Whether the days to begin are over."""
    return partnership.decided_at is not None and partnership.decided_at.date() < _last_begin()


def _last_begin() -> date:
    return today() - timedelta(days=settings.begin_days())


def _last_reminded(on: date) -> date:
    """The last day on which a report is due of which partners are reminded on a day."""
    return on + timedelta(days=settings.remind_days())


def ids_in(*states: PartnershipState) -> list[uuid.UUID]:
    """Partnerships in these states, for the night."""
    return db.session.scalars(
        select(Partnership.id).where(Partnership.state.in_(states)).order_by(Partnership.id)
    ).all()


def reports_to_tell(on: date) -> list[uuid.UUID]:
    """Reports to remind of or to escalate on a day: not sent, near or past their day."""
    soon = _last_reminded(on)
    return db.session.scalars(
        select(PartnershipReport.id)
        .join(Partnership, Partnership.id == PartnershipReport.partnership_id)
        .where(
            Partnership.state.in_([P.ACTIVE, P.REPORTING]),
            PartnershipReport.sent_at.is_(None),
            or_(
                (PartnershipReport.due_on <= soon) & PartnershipReport.reminded_at.is_(None),
                (PartnershipReport.due_on < on) & PartnershipReport.escalated_at.is_(None),
            ),
        )
        .order_by(PartnershipReport.due_on, PartnershipReport.id)
    ).all()
