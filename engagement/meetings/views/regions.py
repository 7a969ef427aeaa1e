"""Hours that somebody is choosing, by the clocks of all regions, before anything is made."""

from flask import request

from engagement.core.local_hours import LocalHours, local_hours
from engagement.meetings.forms.hours import SpanForm


def only_asked_for(form: SpanForm) -> bool:
    """Whether "Show by regions" was pressed: nothing is done, and the hours alone are checked."""
    if not (form.is_submitted() and "preview" in request.form):
        return False
    form.check_span()
    return True


def hours_of(form: SpanForm) -> list[LocalHours] | None:
    """The hours that the form says now; None where it does not."""
    return local_hours(*form.span) if form.span else None


def status_of(form: SpanForm) -> int:
    """422 for a form with errors, and for one that was sent for more than to see the hours."""
    asked = form.is_submitted() and "preview" in request.form
    return 422 if form.errors or (form.is_submitted() and not asked) else 200
