"""What the desk is shown of screening: one finding by the record, links for whoever may follow."""

from flask_babel import gettext as _
from flask_babel import ngettext

from engagement.accreditation import queries
from engagement.accreditation.models import Application, Outcome
from engagement.accreditation.tracks import TRACKS
from engagement.accreditation.views.blueprint import bp
from engagement.core.permissions import Actor, can
from engagement.screening import routes
from engagement.screening.permissions import Cases, Matches
from engagement.screening.queries import deciding, matches
from engagement.screening.sources import Track

TONES = {"met": "good", "not_met": "bad", "unclear": "attention"}


def by_record(application: Application) -> dict:
    """The finding that nobody gives: a verdict with its tone, for the list of criteria."""
    verdict = queries.screening_verdict(application)
    return {"verdict": verdict, "tone": TONES[verdict]}


def shown(application: Application, actor: Actor) -> dict | None:
    """What stands beside a case: state, rating and route, matches; None for who may see nothing.

    Rating and matches are for those who may see them on their own pages; what hinders an
    accreditation is for everybody who works on the case, of Major Groups only that nobody could
    look yet.
    """
    company = TRACKS[application.track].is_business
    track = Track.PRIVATE_SECTOR if company else Track.MAJOR_GROUP
    case = queries.case_of(application)
    organization = application.organization
    waiting = matches.open_on(organization, track)
    bar = None if company else matches.legal_bar_of(organization)
    known = [*waiting, *matches.confirmed(organization, track)]
    sees_matches = not known or can(actor, Matches.VIEW, known[0])
    blind = not company and not (known and sees_matches)
    hindrance = queries.not_looked_at(application) if blind else None
    if blind and hindrance is None:
        return None
    return {
        "case": case,
        "sees_case": case is not None and can(actor, Cases.VIEW, case),
        "decides": routes.decider(deciding.who_decides(case)) if case and case.inherent else None,
        "sees_matches": sees_matches and not blind,
        "open": ngettext("%(num)s match open", "%(num)s matches open", len(waiting)),
        "waiting": waiting,
        "known": known,
        "bar": bar,
        "hindrance": hindrance or queries.hindered_by_screening(application),
    }


def kept_from(application: Application, field) -> bool:
    """Whether screening stands against what was chosen; then the field says so."""
    accredits = field.data in ("yes", Outcome.ACCREDIT, Outcome.OVERTURN)
    why = queries.hindered_by_screening(application) if accredits else None
    if why is not None:
        field.errors = [*field.errors, why]
    return why is not None


@bp.app_template_filter("screening_words")
def screening_words(case) -> str:
    """How far a screening case is, with what it ended with."""
    return case.outcome.label if case.outcome else (case.state.label if case else _("None"))
