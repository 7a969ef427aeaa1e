"""What keeps a person from a step, said on the page instead of a form that would be refused."""

from flask_babel import gettext as _

from engagement.accreditation.models import Application
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Actor
from engagement.core.transitions import Transition


def kept_from(transition: Transition, application: Application, person: Actor):
    """Why this transition is not possible now for this person, in a sentence, or None."""
    if application.state not in transition.sources:
        return _("This is no longer possible: somebody has moved the case on meanwhile.")
    for guard in transition.guards:
        try:
            guard(application, person)
        except RuleViolation as refusal:
            return refusal.sentence
    return None
