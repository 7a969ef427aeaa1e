"""How a case stands, in words for the applicant: whose turn it is, since when, what is next."""

from flask_babel import lazy_gettext as _l

from engagement.accreditation import queries
from engagement.accreditation.models import Application, ApplicationState, WaitingOn
from engagement.core.clock import today

S = ApplicationState
NEXT = {
    S.SUBMITTED: _l("We check whether the application is complete."),
    S.RETURNED: _l("You complete the parts that were returned and send the application again."),
    S.IN_REVIEW: _l("A reviewer examines the criteria. Then somebody else decides."),
    S.CLARIFICATION: _l("You answer our questions, all of them together."),
    S.RECOMMENDED: _l("An approver who took no part in the review decides."),
    S.RECONSIDERATION: _l("An approver who took no part in the case looks at it again."),
}
"""What happens next, by state; nothing where the application is over."""


def standing(application: Application) -> dict:
    """The office that holds the case and since when, what is next and by when.

    `yours` when the applicant holds the ball and the clock of the office is stopped; `late` when
    the office did not keep its standard. Never a person's name.
    """
    stage = next(stage for stage in application.stages if stage.left_at is None)
    yours = application.state in queries.APPLICANT_ANSWERS
    due_on = application.due_on if application.state in NEXT else None
    return {
        "office": None if stage.waiting_on == WaitingOn.NOBODY else stage.waiting_on.label,
        "since": stage.entered_at,
        "next": NEXT.get(application.state),
        "due_on": due_on,
        "yours": yours,
        "late": not yours and due_on is not None and today() > due_on,
    }


def may_begin(application: Application) -> bool:
    """Whether the organization can begin another application: none is open, none was granted."""
    organization, track = application.organization, application.track
    return (
        queries.accreditation_held(organization.id, track) is None
        and queries.open_application(organization, track) is None
    )


def refusal(application: Application) -> dict | None:
    """What a refused organization can do: until when to ask, from when to apply again.

    Nothing once it holds an accreditation; `may_begin` is False while another application is open.
    """
    if application.state not in (S.REFUSED, S.UPHELD):
        return None
    if queries.accreditation_held(application.organization_id, application.track) is not None:
        return None
    decision = queries.last_refusal(application)
    can_begin = may_begin(application)
    day = decision.apply_again_on if decision else None
    can_ask = can_begin and queries.may_still_ask(application)
    return {
        "ask_until": application.due_on if can_ask else None,
        "apply_again_on": day,
        "now": not day or day <= today(),
        "may_begin": can_begin,
    }
