"""Co-organizers of side events: named, taken out, asked whether they take part."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from engagement.core.errors import RuleViolation
from engagement.meetings.commands import side_event_organizers as organizing
from engagement.meetings.forms.side_events import OrganizerForm
from engagement.meetings.queries import side_events as queries
from engagement.meetings.side_event_permissions import SideEvents
from engagement.meetings.views.blueprint import bp
from engagement.meetings.views.side_events import SIDE_EVENT, acted, side_event_page
from engagement.web.access import access, actor

ORGANIZER = "/side-events/organizers/<uuid:organizer_id>"


@bp.post(f"{SIDE_EVENT}/name-organizer")
@access(SideEvents.WRITE, queries.get_side_event)
def name_organizer(event):
    """Ask an organization to take part."""
    form = OrganizerForm()
    if form.validate_on_submit():
        try:
            organizing.name_organizer(event, form.number.data, actor=actor())
        except RuleViolation as refusal:
            form.number.errors = [refusal.sentence]
        else:
            flash(_("The organization is asked by mail."), "success")
            return redirect(url_for(".show_side_event", side_event_id=event.id))
    return side_event_page(event, organizer_form=form, status=422)


@bp.post(f"{ORGANIZER}/remove")
@access(SideEvents.WRITE, queries.get_organizer)
def remove_organizer(organizer):
    """Take an organization out."""
    return acted(
        lambda: organizing.remove_organizer(organizer, actor=actor()),
        organizer.side_event,
        _("The organization is taken out."),
    )


@bp.post(f"{ORGANIZER}/answer")
@access(SideEvents.ANSWER, queries.get_organizer)
def answer_organizing(organizer):
    """Agree to take part, or decline."""
    agrees = request.form.get("answer") == "agree"
    return acted(
        lambda: organizing.answer_organizing(organizer, agrees, actor=actor()),
        organizer.side_event,
        _("Your organization takes part.")
        if agrees
        else _("Your organization does not take part."),
    )
