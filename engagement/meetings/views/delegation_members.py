"""Members of a delegation: the function of each, in the order of protocol."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.meetings.commands import delegations as commands
from engagement.meetings.forms.delegations import FunctionForm
from engagement.meetings.models import DelegationFunction
from engagement.meetings.permissions import Delegations, Registrations
from engagement.meetings.queries import delegations as queries
from engagement.meetings.queries.registrations import get_registration
from engagement.meetings.views.blueprint import REGISTRATION, bp
from engagement.meetings.views.nominees import page_of
from engagement.web.access import access, actor
from engagement.web.base_form import status_of


@bp.route(f"{REGISTRATION}/function", methods=["GET", "POST"])
@access(Registrations.VIEW, get_registration)
def change_function(registration):
    """Give a member of a delegation another function."""
    if not changes_function(registration):
        abort(404)
    now_is = registration.function.value if registration.function else None
    form = FunctionForm(data={"function": now_is})
    back = back_to(registration)
    if form.validate_on_submit():
        try:
            commands.change_function(
                registration, DelegationFunction(form.function.data), actor=actor()
            )
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("The function is changed."), "success")
            return redirect(back)
    return render_template(
        "meetings/change_function.html", registration=registration, form=form, to=back
    ), status_of(form)


def changes_function(registration) -> bool:
    """Whether this person gives the member another function: the State or a protocol officer."""
    if not (registration.category.kind.by_state and registration.is_open):
        return False
    return can(actor(), Registrations.SPEAK_FOR, registration) or can(
        actor(), Registrations.HANDLE, registration
    )


def back_to(registration) -> str:
    """The page from which somebody came to a member: of the delegation, else the State's list."""
    delegation = queries.find_delegation(registration.meeting, registration.country)
    if delegation is not None and can(actor(), Delegations.VIEW, delegation):
        return url_for(".show_delegation", delegation_id=delegation.id)
    if can(actor(), Registrations.SPEAK_FOR, registration):
        return page_of(registration)
    return url_for(".list_delegations", meeting_id=registration.meeting_id)
