"""One's own registrations, and what the person or who nominated does with one."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core.clock import now
from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.core.transitions import MOVED_ON
from engagement.meetings.commands import changing, leaving, registering
from engagement.meetings.forms.registering import Asked, condition_of, form_of
from engagement.meetings.forms.registrations import ConfirmForm, change_form_of
from engagement.meetings.models import ENDED, UNSENT
from engagement.meetings.permissions import Registrations
from engagement.meetings.queries import registrations as queries
from engagement.meetings.queries.meetings import last_ends
from engagement.meetings.views.blueprint import REGISTRATION, bp
from engagement.meetings.views.registration_page import address_of, registration_page
from engagement.meetings.workflow import WITHDRAW, workflow
from engagement.web.access import access, actor
from engagement.web.base_form import status_of


@bp.get("/registrations")
@access(Registrations.OWN)
def list_own_registrations():
    """One's registrations, those of meetings to come first."""
    mine, present = queries.of_person(actor()), now()
    ends = last_ends(each.meeting for each in mine)
    return render_template(
        "meetings/list_own_registrations.html",
        to_come=[each for each in reversed(mine) if ends[each.meeting_id] > present],
        past=[each for each in mine if ends[each.meeting_id] <= present],
    )


@bp.get(REGISTRATION)
@access(Registrations.VIEW, queries.get_whole_registration)
def show_registration(registration):
    """How a registration stands, and what comes next."""
    return registration_page(registration)


@bp.post(f"{REGISTRATION}/send")
@access(Registrations.ANSWER, queries.get_registration)
def send_registration(registration):
    """Send a draft as it stands, its documents being there."""
    return done(registration, registering.send)


@bp.post(f"{REGISTRATION}/accept-offer")
@access(Registrations.CHANGE, queries.get_registration)
def accept_offer(registration):
    """Take the place that is offered."""
    return done(registration, leaving.accept_offer, _("The place is yours."))


@bp.post(f"{REGISTRATION}/decline-offer")
@access(Registrations.CHANGE, queries.get_registration)
def decline_offer(registration):
    """Decline an invitation, or the place that is offered."""
    return done(registration, leaving.decline, _("You have declined."))


def done(registration, command, words=None):
    """Do it and go back to the page; what a rule refuses is said there."""
    page = address_of(registration)
    if ConfirmForm().validate_on_submit():
        try:
            command(registration, actor=actor())
        except RuleViolation as refusal:
            flash(refusal.sentence, "error")
        else:
            if words:
                flash(words, "success")
    return redirect(page)


@bp.route(f"{REGISTRATION}/withdraw", methods=["GET", "POST"])
@access(Registrations.CHANGE, queries.get_registration)
def withdraw_registration(registration):
    """Leave, after a page that says what follows."""
    if WITHDRAW.name not in workflow.available(registration, actor()):
        raise RuleViolation(MOVED_ON)
    form, page = ConfirmForm(), address_of(registration)
    if form.validate_on_submit():
        leaving.withdraw(registration, actor=actor())
        flash(_("The registration is withdrawn."), "success")
        return redirect(page)
    return render_template(
        "meetings/withdraw_registration.html", registration=registration, form=form, to=page
    ), status_of(form)


@bp.route(f"{REGISTRATION}/change", methods=["GET", "POST"])
@access(Registrations.CHANGE, queries.get_registration)
def change_registration(registration):
    """Correct what identifies nobody. Consent to the list has a page of its own."""
    if registration.state in UNSENT and can(actor(), Registrations.ANSWER, registration):
        return redirect(url_for(".register", meeting_id=registration.meeting_id))
    refuse_what_is_over(registration)
    page = address_of(registration)
    form = form_of(
        registration.category,
        kept=registration,
        what=Asked(identity=False, consent=False, notice=False),
    )
    if form.validate_on_submit():
        try:
            changing.change_details(
                registration,
                form.details(lang=registration.language, kept=registration),
                actor=actor(),
            )
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("The details are changed."), "success")
            return redirect(page)
    return render_template(
        "meetings/change_registration.html",
        registration=registration,
        form=form,
        conditions={each.id: condition_of(each) for each in form.questions},
        to=page,
    ), status_of(form)


@bp.route(f"{REGISTRATION}/ask-change", methods=["GET", "POST"])
@access(Registrations.CHANGE, queries.get_registration)
def ask_change(registration):
    """Ask that somebody else comes, under another name, or in another way."""
    refuse_what_is_over(registration)
    page = address_of(registration)
    form = change_form_of(registration, nominator=registration.person_id != actor().id)
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
            flash(_("We have got your request. You get an answer by mail."), "success")
            return redirect(page)
    return render_template(
        "meetings/ask_change.html", registration=registration, form=form, to=page
    ), status_of(form)


def refuse_what_is_over(registration):
    """RuleViolation before a form is shown of which nothing could come."""
    if registration.state in {*UNSENT, *ENDED}:
        raise RuleViolation(MOVED_ON)
