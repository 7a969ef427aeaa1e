"""Whom a focal point or a State has named: withdrawn, or replaced by somebody else."""

import uuid

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core.errors import RuleViolation
from engagement.meetings.commands import changing, leaving
from engagement.meetings.forms.nominating import ReplaceForm
from engagement.meetings.permissions import Registrations
from engagement.meetings.queries.registrations import get_registration
from engagement.meetings.views.blueprint import REGISTRATION, bp
from engagement.web.access import access, actor
from engagement.web.base_form import Form, status_of


@bp.route(f"{REGISTRATION}/withdraw-nominee", methods=["GET", "POST"])
@access(Registrations.SPEAK_FOR, get_registration)
def withdraw_nominee(registration):
    """Take a nomination back; the place goes to the next in line."""
    form = Form()
    if form.validate_on_submit():
        try:
            leaving.withdraw(registration, actor=actor())
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("The registration is withdrawn."), "success")
            return redirect(page_of(registration))
    return render_template(
        "meetings/withdraw_nominee.html",
        registration=registration,
        form=form,
        to=page_of(registration),
    ), status_of(form)


@bp.route(f"{REGISTRATION}/replace-nominee", methods=["GET", "POST"])
@access(Registrations.SPEAK_FOR, get_registration)
def replace_nominee(registration):
    """Ask that somebody else comes: the place stays, an officer decides."""
    kept = {"mode": registration.mode.value, "age_band": registration.age_band}
    form = ReplaceForm(data=kept).offer(registration)
    if form.validate_on_submit():
        try:
            changing.ask_change(
                registration,
                form.wanted(),
                actor=actor(),
                reason=form.reason.data,
                key=form.key,
            )
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("An officer looks at the change. Until then nothing is different."), "success")
            return redirect(page_of(registration))
    return render_template(
        "meetings/replace_nominee.html",
        registration=registration,
        form=form,
        to=page_of(registration),
    ), status_of(form)


def page_of(registration) -> str:
    """The list that a nominated person stands in."""
    by_organization = registration.category.kind.by_organization
    arguments: dict[str, uuid.UUID | str] = (
        {"organization": registration.organization_id}
        if by_organization
        else {"state": registration.country}
    )
    return url_for(".list_nominated", meeting_id=registration.meeting_id, **arguments)
