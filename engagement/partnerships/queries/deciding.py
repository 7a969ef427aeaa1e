"""What screening says of the partners, and who decides on a partnership by it."""

import uuid

from sqlalchemy import select

from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.partnerships.models import Partnership
from engagement.screening.levels import Level, highest
from engagement.screening.models import CaseHand, CaseOutcome, CaseState, ScreeningCase
from engagement.screening.queries.deciding import ROLE_OF, who_decides
from engagement.screening.routes import decider

BARRING = frozenset({CaseOutcome.REFUSED, CaseOutcome.EXCLUDED})


def cases_of(partnership: Partnership) -> list[ScreeningCase]:
    """The latest case of each partner, by the partner's name."""
    found: dict[uuid.UUID, ScreeningCase] = {}
    for case in db.session.scalars(
        select(ScreeningCase)
        .where(
            ScreeningCase.subject_type == Partnership.__tablename__,
            ScreeningCase.subject_id == partnership.id,
        )
        .order_by(ScreeningCase.opened_at, ScreeningCase.id)
    ):
        found[case.organization_id] = case
    return sorted(found.values(), key=lambda case: case.organization.name)


def is_screened(partnership: Partnership) -> bool:
    """Whether a case of every partner is decided."""
    cases = cases_of(partnership)
    known = {case.organization_id for case in cases}
    return known >= partnership.organization_ids and all(
        case.state is CaseState.DECIDED for case in cases
    )


def is_barred(partnership: Partnership) -> bool:
    """Whether a partner may not go ahead."""
    return any(case.outcome in BARRING for case in cases_of(partnership))


def level_of(partnership: Partnership) -> Level:
    """The riskiest rating: what remains under the plans, and a high one whatever they bring."""
    return highest(
        case.inherent
        if case.inherent in {Level.HIGH, Level.EXCLUDED}
        else case.residual or case.inherent
        for case in cases_of(partnership)
        if case.inherent is not None
    )


def deciders(partnership: Partnership) -> frozenset[Role]:
    """Whose decision it is: that of the riskiest case's route.

    What the committee adopted for a partner is put into effect by the director.
    """
    cases = [case for case in cases_of(partnership) if case.inherent is not None]
    if not cases:
        return frozenset()
    riskiest = max(cases, key=lambda case: (case.residual or case.inherent).rank)
    for case in cases:
        if case.inherent in {Level.HIGH, Level.EXCLUDED}:
            riskiest = case
    return frozenset({ROLE_OF.get(decider(who_decides(riskiest)), Role.DIRECTOR)})


def is_decider(partnership: Partnership, actor: Actor) -> bool:
    """Whether the route lets this person decide."""
    return not deciders(partnership).isdisjoint(actor.roles)


def hands(partnership: Partnership) -> frozenset[uuid.UUID]:
    """Everybody who took part in it, or in the case of a partner."""
    of_cases = db.session.scalars(
        select(CaseHand.person_id)
        .join(ScreeningCase, ScreeningCase.id == CaseHand.case_id)
        .where(
            ScreeningCase.subject_type == Partnership.__tablename__,
            ScreeningCase.subject_id == partnership.id,
        )
    )
    return frozenset({*(hand.person_id for hand in partnership.hands), *of_cases})
