"""The queue of the desk."""

from flask import render_template, request

from engagement.accounts.queries import with_role
from engagement.accreditation import queries
from engagement.accreditation.permissions import Accreditations
from engagement.accreditation.views.blueprint import bp
from engagement.core.clock import today
from engagement.core.permissions import Role, can
from engagement.core.text import NATIVE_NAMES
from engagement.web.access import access, actor
from engagement.web.pages import keyset


@bp.get("/desk")
@access(Accreditations.QUEUE)
def show_queue():
    """Cases by lane, oldest first; lanes are links, so a filter can be kept."""
    lanes = queries.lanes_of(actor())
    words = request.args.get("q", "").strip()[:200]
    chosen = request.args.get("lane") or ("all" if words else None)
    lane = queries.lane(chosen, lanes)
    languages = queries.language_counts(actor(), lane)
    asked = request.args.get("language")
    language = asked if asked in NATIVE_NAMES else None
    statement = queries.queue(actor(), lane, language=language, words=words)
    return render_template(
        "accreditation/show_queue.html",
        page=keyset(statement, queries.ORDERS[lane.order]),
        lane=lane,
        lanes=lanes,
        counts=queries.lane_counts(actor(), lanes),
        languages_of_lane=[(code, NATIVE_NAMES[code], languages[code]) for code in languages],
        language=language,
        words=words,
        today=today(),
        people=with_role(Role.REVIEWER, Role.HEAD_OF_UNIT)
        if can(actor(), Accreditations.ASSIGN_SEVERAL)
        else [],
    )
