"""What screening says of an application: whether it may be accredited, and who decides on it."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select

from engagement.accreditation.models import (
    LISTED,
    Accreditation,
    Application,
    Decision,
    StatusPeriod,
    Verdict,
)
from engagement.accreditation.offices import DECIDERS, RECONSIDERS
from engagement.accreditation.queries.applications import OVER
from engagement.accreditation.tracks import TRACKS
from engagement.core.clock import today
from engagement.core.permissions import Actor, Role
from engagement.screening.levels import Level
from engagement.screening.models import BarState, CaseOutcome, CaseState, ScreeningCase
from engagement.screening.queries import coverage, deciding, matches
from engagement.screening.routes import FIXED
from engagement.screening.sources import Track

NOT_IN_FORCE = _l(
    "The list of the Security Council is not in force yet. Before that, this application cannot be"
    " accredited; to refuse it for other criteria is possible. The private sector unit or an"
    " administrator imports the list."
)
NOT_COMPARED = _l(
    "This organization has not been compared with the list of the Security Council yet. Before"
    " that, its application cannot be accredited; to refuse it for other criteria is possible. That"
    " is done by itself within minutes; if it is not, tell an administrator to look at the jobs."
)
GOES_ON = frozenset({CaseOutcome.APPROVED, CaseOutcome.CONDITIONS})


def case_of(application: Application) -> ScreeningCase | None:
    """The latest screening case of an application; Major Groups have none."""
    return application.screening_cases[-1] if application.screening_cases else None


def screening_verdict(application: Application) -> Verdict:
    """The finding on "screening resolved", by the record: nobody gives it by hand.

    Unclear while anything of it is open, also what came up after the case was decided.
    """
    one = case_of(application)
    if one is None or one.state is not CaseState.DECIDED:
        return Verdict.UNCLEAR
    if one.outcome not in GOES_ON:
        return Verdict.NOT_MET
    over = one.valid_until is not None and one.valid_until < today()
    return Verdict.UNCLEAR if over or came_up_since(one) else Verdict.MET


def came_up_since(one: ScreeningCase) -> bool:
    """Whether a match is open, or was confirmed after the case was decided; or nobody could look.

    Nobody can while a list that is used now is missing, see `screening.queries.coverage`.
    """
    track = Track(one.track)
    if not matches.resolved(one.organization, track):
        return True
    return any(
        one.decided_at is not None and each.decided_at > one.decided_at
        for each in matches.confirmed(one.organization, track)
    )


def hindered_by_screening(application: Application) -> Any:
    """Why an application cannot be accredited as screening stands, in a sentence, or None."""
    if TRACKS[application.track].is_business:
        verdict = screening_verdict(application)
        if verdict == Verdict.UNCLEAR and (why := not_looked_at(application)) is not None:
            return why
        return _HINDERED.get(verdict)
    organization = application.organization
    if (why := not_looked_at(application)) is not None:
        return why
    if matches.open_on(organization, Track.MAJOR_GROUP):
        return _l(
            "A match with the list of the Security Council is open. Before it is decided, this"
            " application cannot be accredited; to refuse it for other criteria is possible."
        )
    bar = matches.legal_bar_of(organization)
    if bar is not None and bar.state is BarState.ADVICE:
        return _l(
            "A match with the list of the Security Council is confirmed and waits for legal advice."
            " Before it is in, this application cannot be accredited."
        )
    return None


def not_looked_at(application: Application) -> Any:
    """Why nobody knows yet whether a list names somebody of it, in a sentence, or None.

    It says nothing of matches: everybody who works on the case may read it.
    """
    return not_looked_at_among([application]).get(application.id)


def not_looked_at_among(applications: Iterable[Application]) -> dict[uuid.UUID, Any]:
    """The same for several, by their ids: those alone of which it holds; some queries a track."""
    by_track = defaultdict(list)
    for application in applications:
        by_track[application.track].append(application)
    found: dict[uuid.UUID, Any] = {}
    for key, of_track in by_track.items():
        track, is_business = Track(key), TRACKS[key].is_business
        unseen = of_track
        if missing := coverage.missing_on(track):
            why = coverage.in_words(missing) if is_business else NOT_IN_FORCE
        else:
            why = coverage.NOT_COMPARED if is_business else NOT_COMPARED
            seen = coverage.compared_among([each.organization_id for each in of_track], track)
            unseen = [each for each in of_track if each.organization_id not in seen]
        found |= dict.fromkeys((each.id for each in unseen), why)
    return found


def to_be_compared() -> Iterator[tuple[Select, Track]]:
    """Statements of organizations by track: with an application in work, or an accreditation.

    For those that were never compared: they came before there was screening.
    """
    for track in map(Track, TRACKS):
        yield (
            select(Application.organization_id).where(
                Application.track == track,
                Application.submitted_at.is_not(None),
                Application.state.not_in(OVER),
            ),
            track,
        )
    for track in map(Track, TRACKS):
        yield (
            select(Accreditation.organization_id)
            .join(StatusPeriod, StatusPeriod.accreditation_id == Accreditation.id)
            .where(
                Accreditation.track == track,
                StatusPeriod.valid_to.is_(None),
                StatusPeriod.status.in_(LISTED),
            ),
            track,
        )


_HINDERED = {
    Verdict.UNCLEAR: _l(
        "The screening of this company is not resolved yet, so it cannot be accredited. To refuse"
        " it for other criteria is possible."
    ),
    Verdict.NOT_MET: _l("By its screening this company may not go ahead: it can be refused only."),
}


# Who decides ---------------------------------------------------------------------------------


def roles_deciding(application: Application) -> frozenset[Role]:
    """Whose decision it is: of a company that of the route of its case (product 3.1, 4.3)."""
    if not TRACKS[application.track].is_business:
        return DECIDERS[application.track]
    return frozenset({deciding.role_after(level_of(case_of(application)))})


def level_of(one: ScreeningCase | None) -> Level:
    """By which level it is decided; one that is not rated yet counts as moderate.

    So a company that is refused for other criteria needs no rating first.
    """
    if one is None or one.inherent is None:
        return deciding.UNRATED
    return one.inherent if one.inherent in FIXED else one.residual or one.inherent


def decided_by(actor: Actor) -> ColumnElement[bool]:
    """The condition of `roles_deciding` on applications, for one person."""
    levels = [level for level in Level if deciding.role_after(level) in actor.roles]
    return or_(
        false(),
        *(
            and_(Application.track == track, _LEVEL.in_(levels))
            if TRACKS[track].is_business
            else Application.track == track
            for track, roles in DECIDERS.items()
            if not actor.roles.isdisjoint(roles)
        ),
    )


def undone_by(actor: Actor) -> ColumnElement[bool]:
    """The condition on decisions that those who decide, now or again, see before their effect."""
    again = RECONSIDERS in actor.roles
    return or_(
        decided_by(actor),
        Decision.decided_by_id == actor.id,
        and_(Decision.reconsideration_id.is_not(None), again),
    )


_LATEST = (
    select(
        case(
            (ScreeningCase.inherent.in_(list(FIXED)), ScreeningCase.inherent),
            else_=func.coalesce(ScreeningCase.residual, ScreeningCase.inherent),
        )
    )
    .where(
        ScreeningCase.subject_type == Application.__tablename__,
        ScreeningCase.subject_id == Application.id,
    )
    .order_by(ScreeningCase.opened_at.desc())
    .limit(1)
    .correlate(Application)
    .scalar_subquery()
)
_LEVEL = func.coalesce(_LATEST, deciding.UNRATED.value)


def hands_of(application: Application) -> frozenset[uuid.UUID]:
    """Everybody who took part in an application, or in its screening case."""
    of_cases = {hand.person_id for one in application.screening_cases for hand in one.hands}
    return frozenset({hand.person_id for hand in application.hands} | of_cases)
