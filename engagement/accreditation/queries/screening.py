"""What screening says of an application: whether it may be accredited, and who decides on it."""

import uuid
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, case, false, func, or_, select

from engagement.accreditation.models import Application, Decision, Verdict
from engagement.accreditation.offices import DECIDERS, RECONSIDERS
from engagement.accreditation.tracks import TRACKS
from engagement.core.clock import today
from engagement.core.permissions import Actor, Role
from engagement.screening.levels import Level
from engagement.screening.models import BarState, CaseOutcome, CaseState, ScreeningCase
from engagement.screening.queries import deciding, matches
from engagement.screening.routes import FIXED
from engagement.screening.sources import Track

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
    """Whether a match is open, or was confirmed after the case was decided."""
    track = Track(one.track)
    if matches.open_on(one.organization, track):
        return True
    return any(
        one.decided_at is not None and each.decided_at > one.decided_at
        for each in matches.confirmed(one.organization, track)
    )


def hindered_by_screening(application: Application) -> Any:
    """Why an application cannot be accredited as screening stands, in a sentence, or None."""
    if TRACKS[application.track].is_business:
        return _HINDERED.get(screening_verdict(application))
    organization = application.organization
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
