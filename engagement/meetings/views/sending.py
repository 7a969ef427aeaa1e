"""What happens when a form of these pages is sent."""

from collections.abc import Callable

from engagement.core.errors import RuleViolation
from engagement.web.base_form import Form


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
