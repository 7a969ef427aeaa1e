"""The list of participants: for everybody, for the officer who publishes it, and one's own line."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.meetings.commands import participants as commands
from engagement.meetings.forms.participants import ListingForm, PublishForm
from engagement.meetings.models import ListState
from engagement.meetings.permissions import Meetings, Registrations
from engagement.meetings.queries import participants as queries
from engagement.meetings.queries.meetings import get_meeting
from engagement.meetings.queries.registrations import get_registration
from engagement.meetings.views.blueprint import MEETING, REGISTRATION, bp
from engagement.web.access import access, actor, public
from engagement.web.base_form import status_of
from engagement.web.spreadsheets import csv_answer

LIST = f"{MEETING}/participants"


def _published(meeting_id):
    meeting = get_meeting(meeting_id)
    if meeting is None or not can(actor(), Meetings.VIEW, meeting):
        abort(404)
    return meeting, queries.published_list(meeting) or abort(404)


@bp.get(LIST)
@public
def show_participants(meeting_id):
    """Who takes part, as far as people agreed to be named."""
    meeting, listed = _published(meeting_id)
    return render_template("meetings/show_participants.html", meeting=meeting, listed=listed)


@bp.get(f"{LIST}.csv")
@public
def download_participants(meeting_id):
    """The same as a table."""
    meeting, listed = _published(meeting_id)
    heads = [_("Category"), _("Body"), _("Name"), _("Function"), _("Position"), _("Relation")]
    return csv_answer(
        f"participants-{meeting.starts_at.date().isoformat()}.csv",
        heads,
        [
            [
                str(kind.label),
                str(each.body or ""),
                each.name,
                str(each.function.label) if each.function else "",
                each.position or "",
                str(each.relation.label) if each.relation else "",
            ]
            for kind, each in listed.rows
        ],
    )


@bp.route(f"{LIST}/publish", methods=["GET", "POST"])
@access(Meetings.MANAGE, get_meeting)
def publish_participants(meeting):
    """Look at the list as it would be published, and publish the next state of it."""
    form = PublishForm()
    following = commands.NEXT.get(meeting.participants)
    if form.validate_on_submit():
        try:
            commands.publish_list(meeting, following or ListState.FINAL, actor=actor())
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("The list is published."), "success")
            return redirect(url_for(".publish_participants", meeting_id=meeting.id))
    return render_template(
        "meetings/publish_participants.html",
        form=form,
        meeting=meeting,
        listed=queries.participants(meeting),
        following=following,
        before=commands.BEFORE.get(meeting.participants),
    ), status_of(form)


@bp.post(f"{LIST}/withdraw")
@access(Meetings.MANAGE, get_meeting)
def withdraw_participants(meeting):
    """Take the published state back."""
    if PublishForm().validate_on_submit():
        before = commands.BEFORE.get(meeting.participants, ListState.NONE)
        try:
            commands.withdraw_list(meeting, before, actor=actor())
        except RuleViolation as refusal:
            flash(refusal.sentence, "error")
        else:
            flash(_("The list is taken back."), "success")
    return redirect(url_for(".publish_participants", meeting_id=meeting.id))


@bp.route(f"{REGISTRATION}/listing", methods=["GET", "POST"])
@access(Registrations.ANSWER, get_registration)
def change_listing(registration):
    """Agree to be named in the list of participants, or take it back."""
    form = ListingForm(data={"listed": registration.listed})
    if form.validate_on_submit():
        try:
            commands.change_listing(registration, listed=form.listed.data, actor=actor())
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("Your choice is kept, and holds at once."), "success")
            return redirect(url_for(".change_listing", registration_id=registration.id))
    return render_template(
        "meetings/change_listing.html", form=form, registration=registration
    ), status_of(form)
