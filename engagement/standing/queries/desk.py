"""The desk's list of accreditations: its lanes with their counts, found by number or name."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, and_, false, func, or_, select

from engagement.accreditation.models import Accreditation, AccreditationStatus
from engagement.core.clock import today
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.core.references import plain_number
from engagement.matching.names import normalise
from engagement.organizations.models import Organization, OrganizationName
from engagement.standing.models import OPEN_PROCEEDINGS, Change, Proceeding, Report, ReportState
from engagement.standing.queries import accreditations
from engagement.standing.queries.proceedings import to_decide

MOST_WORDS = 8
ORDER = (Accreditation.number, Accreditation.id)


@dataclass(frozen=True)
class Lane:
    """A part of the desk's list, with the condition that makes it."""

    key: str
    label: object
    condition: object


def _with(model, *conditions):
    """The condition that an accreditation has such a record."""
    return (
        select(model.id)
        .where(model.accreditation_id == Accreditation.id, *conditions)
        .correlate(Accreditation)
        .exists()
    )


def lanes(actor: Actor) -> list[Lane]:
    """What this person can look at, made for today; approvers see what they can decide on."""
    overdue = and_(
        Accreditation.report_due_on < today(),
        accreditations.current_status().in_(accreditations.ENTITLED),
        ~_with(Report, Report.state == ReportState.SUBMITTED),
    )
    decide = Accreditation.id.in_(to_decide(actor).with_only_columns(Proceeding.accreditation_id))
    deciding = [Lane("decide", _l("Measures to decide on"), decide)]
    return [
        *(deciding if Role.APPROVER in actor.roles else []),
        Lane("reports", _l("Reports to check"), _with(Report, Report.state == "submitted")),
        Lane("changes", _l("Changes asked for"), _with(Change, Change.state == "submitted")),
        Lane(
            "proceedings",
            _l("Suspension or withdrawal under way"),
            _with(
                Proceeding,
                Proceeding.state.in_(OPEN_PROCEEDINGS),
            ),
        ),
        Lane("overdue", _l("Report overdue"), overdue),
        Lane(
            "suspended",
            _l("Suspended"),
            accreditations.current_status() == AccreditationStatus.SUSPENDED.value,
        ),
        Lane("all", _l("All accreditations"), Accreditation.id.is_not(None)),
    ]


def lane_counts(actor: Actor, shown: list[Lane]) -> dict[str, int]:
    """How many accreditations stand in each lane, of those this person may see; one statement."""
    row = db.session.execute(
        accreditations.handled_by(actor).with_only_columns(
            *(func.count().filter(lane.condition).label(lane.key) for lane in shown)
        )
    ).one()
    return dict(row._mapping)


def listed(actor: Actor, lane: Lane, words: str = "") -> Select:
    """Rows of the desk's list: the columns of `Row`, to be paged by `ORDER`."""
    statement = (
        accreditations.handled_by(actor)
        .where(lane.condition)
        .join(Organization, Organization.id == Accreditation.organization_id)
        .with_only_columns(
            Accreditation.number,
            Accreditation.id,
            Accreditation.since,
            Accreditation.since_precision,
            Accreditation.report_due_on,
            accreditations.current_status().label("status"),
            Organization.name,
            Organization.name_language,
            Organization.country,
        )
    )
    return statement.where(_found(words)) if words.strip() else statement


def _found(words: str):
    """By number, or by words of a name in any script."""
    parts = normalise(words).split()[:MOST_WORDS]
    if not parts:
        return false()
    named = select(OrganizationName.organization_id).where(
        *(OrganizationName.normalised.contains(part, autoescape=True) for part in parts)
    )
    return or_(
        Accreditation.number.startswith(plain_number(words), autoescape=True),
        Accreditation.organization_id.in_(named),
    )
