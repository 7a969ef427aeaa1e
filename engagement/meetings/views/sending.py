"""What happens when a form of these pages is sent."""

from collections.abc import Callable

from engagement.core.errors import RuleViolation, Stale
from engagement.web.base_form import Form
from engagement.web.seen import SeenForm


def done(form: Form, act: Callable[[], object]) -> bool:
    """Whether a form was sent, is valid, and what it asks for was done; else it says why not."""
    if not form.validate_on_submit():
        return False
    try:
        act()
    except RuleViolation as refusal:
        form.form_errors.append(refusal.sentence)
        return False
    return True


def saved(form: SeenForm, act: Callable[[], object], kept: Callable[[], SeenForm]) -> bool:
    """The same where several people write: after Stale the form shows what a colleague saved.

    `kept` makes the form filled with what is stored.
    """
    if not form.validate_on_submit():
        return False
    try:
        act()
    except Stale as refusal:
        form.form_errors.append(refusal.sentence)
        form.show_beside(kept())
        return False
    except RuleViolation as refusal:
        form.form_errors.append(refusal.sentence)
        return False
    return True
