"""What officers do with one registration on its page."""

from flask import flash, redirect
from flask_babel import gettext as _

from engagement.core.errors import RuleViolation
from engagement.core.transitions import MOVED_ON
from engagement.meetings.commands import changing, deciding, leaving
from engagement.meetings.forms.registrations import (
    ConfirmForm,
    ExtendForm,
    ReasonForm,
    RefuseChangeForm,
)
from engagement.meetings.models import ChangeState
from engagement.meetings.permissions import Registrations
from engagement.meetings.queries.registrations import get_change, get_registration
from engagement.meetings.views.blueprint import REGISTRATION, bp
from engagement.meetings.views.registration_page import address_of, registration_page
from engagement.web.access import access, actor

ASKED = "/registration-changes/<uuid:change_request_id>"


@bp.post(f"{REGISTRATION}/approve")
@access(Registrations.HANDLE, get_registration)
def approve_registration(registration):
    """Let it count: it gets a place, or a place in line."""
    return acted(
        registration,
        "approve_form",
        ConfirmForm(),
        lambda form: deciding.approve(registration, actor=actor()),
        _("The registration is approved."),
    )


@bp.post(f"{REGISTRATION}/refuse")
@access(Registrations.HANDLE, get_registration)
def refuse_registration(registration):
    """Refuse it with a reason that the person reads."""
    return acted(
        registration,
        "refuse_form",
        ReasonForm(),
        lambda form: deciding.refuse(registration, actor=actor(), reason=form.reason.data),
        _("The registration is refused."),
    )


@bp.post(f"{REGISTRATION}/reopen")
@access(Registrations.HANDLE, get_registration)
def reopen_registration(registration):
    """Take a refusal back."""
    return acted(
        registration,
        "reopen_form",
        ConfirmForm(),
        lambda form: deciding.reopen(registration, actor=actor()),
        _("The refusal is taken back."),
    )


@bp.post(f"{REGISTRATION}/extend-offer")
@access(Registrations.HANDLE, get_registration)
def extend_offer(registration):
    """Keep the place that is offered longer."""
    if registration.offered_until is None:
        raise RuleViolation(MOVED_ON)
    return acted(
        registration,
        "extend_form",
        ExtendForm(),
        lambda form: leaving.extend_offer(registration, actor=actor(), hours=int(form.hours.data)),
        _("The person has more time."),
    )


@bp.post(f"{ASKED}/accept")
@access(Registrations.HANDLE, get_change)
def accept_change(asked):
    """Let a change that was asked for take effect."""
    return acted(
        asked.registration,
        "accept_change_form",
        ConfirmForm(),
        lambda form: changing.accept_change(asked, actor=actor()),
        _("The change is accepted."),
    )


@bp.post(f"{ASKED}/refuse")
@access(Registrations.HANDLE, get_change)
def refuse_change(asked):
    """Leave the registration as it is."""
    if asked.state is not ChangeState.ASKED:
        raise RuleViolation(MOVED_ON)
    return acted(
        asked.registration,
        "refuse_change_form",
        RefuseChangeForm(),
        lambda form: changing.refuse_change(asked, actor=actor(), reason=form.refusal.data),
        _("The change is refused."),
    )


def acted(registration, name, form, act, words):
    """Do what a valid form asks and back; what a rule refuses is said above the page."""
    page = address_of(registration)
    if not form.validate_on_submit():
        return registration_page(registration, **{name: form})
    try:
        act(form)
    except RuleViolation as refusal:
        form.form_errors.append(refusal.sentence)
        return registration_page(registration, **{name: form})
    flash(words, "success")
    return redirect(page)
