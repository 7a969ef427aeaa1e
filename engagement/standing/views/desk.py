"""The desk's list of accreditations, and the page of one: for its members and for staff."""

from flask import render_template, request
from flask_babel import gettext as _

from engagement.accreditation.tracks import PRIVATE_SECTOR
from engagement.audit.reading import note_read
from engagement.core.clock import today
from engagement.core.permissions import can
from engagement.screening.permissions import Cases
from engagement.screening.queries.cases import last_of_organization
from engagement.screening.queries.matches import open_on
from engagement.screening.sources import Track
from engagement.standing.models import ENDINGS, ChangeKind, Measure
from engagement.standing.permissions import Standings
from engagement.standing.queries import batches
from engagement.standing.queries import desk as queries
from engagement.standing.queries.accreditations import get_accreditation
from engagement.standing.queries.changes import merged_into, merger_of
from engagement.standing.queries.corrections import open_correction, was_recorded
from engagement.standing.queries.of_organization import overview
from engagement.standing.queries.proceedings import may_ask_reconsideration
from engagement.standing.queries.reports import is_held
from engagement.standing.views.blueprint import bp
from engagement.web.access import access, actor
from engagement.web.pages import keyset

LONGEST_WORDS = 200


def screening_seen(accreditation) -> dict | None:
    """What staff who may see it are shown of the company's screening; its members see nothing."""
    case = last_of_organization(accreditation.organization_id)
    if accreditation.track != PRIVATE_SECTOR.key or case is None:
        return None
    if not can(actor(), Cases.VIEW, case):
        return None
    return {"case": case, "open": open_on(accreditation.organization, Track.PRIVATE_SECTOR)}


@bp.get("")
@access(Standings.LIST)
def list_accreditations():
    """Accreditations by lane, found by number or name; what waits for a person comes first."""
    lanes = queries.lanes(actor())
    words = request.args.get("q", "").strip()[:LONGEST_WORDS]
    counts = queries.lane_counts(actor(), lanes)
    key = request.args.get("lane") or ("all" if words else first_with_work(lanes, counts))
    lane = next((each for each in lanes if each.key == key), lanes[-1])
    return render_template(
        "standing/list_accreditations.html",
        page=keyset(queries.listed(actor(), lane, words), queries.ORDER),
        lanes=lanes,
        lane=lane,
        counts=counts,
        words=words,
        today=today(),
        batches=batches.open_batches() if can(actor(), Standings.SEE_TONIGHT) else [],
    )


def kinds_of_changes(accreditation) -> list[ChangeKind]:
    """What can be asked for beside an ending; companies belong to no Major Group."""
    company = accreditation.organization.kind.is_business
    return [
        kind
        for kind in ChangeKind
        if kind not in ENDINGS and not (company and kind == ChangeKind.MAJOR_GROUP)
    ]


def first_with_work(lanes, counts) -> str:
    """The first lane in which something waits, else all."""
    waiting = (lane.key for lane in lanes[:-3] if counts[lane.key])
    return next(waiting, lanes[-1].key)


@bp.get("/<uuid:accreditation_id>")
@access(Standings.VIEW, get_accreditation)
def show_accreditation(accreditation):
    """How an accreditation stands: status, report, what is under way, what can be asked."""
    note_read(accreditation)
    me = actor()
    seen = overview(accreditation)
    held = is_held(accreditation)
    measure = seen.proceeding or seen.measure
    return render_template(
        "standing/show_accreditation.html",
        accreditation=accreditation,
        organization=accreditation.organization,
        seen=seen,
        held=held,
        today=today(),
        own=can(me, Standings.WRITE_REPORT, accreditation),
        kinds=kinds_of_changes(accreditation),
        endings=ENDINGS,
        may={
            "ask": held and can(me, Standings.ASK_CHANGE, accreditation),
            "notice": held
            and seen.proceeding is None
            and can(me, Standings.GIVE_NOTICE, accreditation),
            "reconsider": measure is not None
            and may_ask_reconsideration(measure)
            and can(me, Standings.ANSWER, accreditation),
            "lift": seen.measure is not None
            and seen.measure.measure == Measure.SUSPEND
            and can(me, Standings.LIFT, accreditation),
            "correct": was_recorded(accreditation)
            and can(me, Standings.PROPOSE_CORRECTION, accreditation),
            "merge": held and can(me, Standings.PROPOSE_MERGER, accreditation),
        },
        merger=merger_seen(accreditation),
        screening=screening_seen(accreditation),
        correction=correction_seen(accreditation),
        joined=merged_into(accreditation.organization),
        title=_("Accreditation %(number)s", number=accreditation.number),
    )


def merger_seen(accreditation):
    """The merger of the organization as far as this person may know of it."""
    merger = merger_of(accreditation.organization)
    return merger if merger is not None and can(actor(), Standings.VIEW_MERGER, merger) else None


def correction_seen(accreditation):
    """The correction that waits, as far as this person may know of it."""
    if not can(actor(), Standings.LIST_CORRECTIONS):
        return None
    found = open_correction(accreditation)
    return found if found is not None and can(actor(), Standings.VIEW_CORRECTION, found) else None
