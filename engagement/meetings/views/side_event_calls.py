"""Officers' pages of the call for side events and of its slots."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.core.permissions import can
from engagement.meetings.commands import side_event_calls as commands
from engagement.meetings.forms.side_event_calls import CallForm, SlotForm
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries import side_events as queries
from engagement.meetings.queries.meetings import get_meeting
from engagement.meetings.side_event_permissions import SideEvents
from engagement.meetings.views.blueprint import bp
from engagement.meetings.views.sending import done
from engagement.meetings.views.side_events import PROGRAMME
from engagement.web.access import access, actor
from engagement.web.base_form import Form, status_of
from engagement.web.two_zones import reader_zone

SLOT = "/side-events/slots/<uuid:slot_id>"


@bp.route(f"{PROGRAMME}/call", methods=["GET", "POST"])
@access(Meetings.MANAGE, get_meeting)
def change_side_event_call(meeting):
    """Call for side events, or change the call."""
    call = queries.call_of(meeting)
    form = CallForm.of(call, meeting.zone)
    if done(form, lambda: commands.keep_call(meeting, form.call(meeting.zone), actor=actor())):
        flash(_("The call is kept. Everybody reads it on the page of the side events."), "success")
        return redirect(url_for(".list_slots", meeting_id=meeting.id))
    return render_template(
        "meetings/change_side_event_call.html", meeting=meeting, call=call, form=form
    ), status_of(form)


@bp.route(f"{PROGRAMME}/slots", methods=["GET", "POST"])
@access(Meetings.MANAGE, get_meeting)
def list_slots(meeting):
    """The slots, with who has each, and a new one."""
    slots = queries.slots_of(meeting)
    form = SlotForm.after(meeting, slots)

    def add():
        commands.add_slot(meeting, form.slot(meeting.zone), actor=actor(), key=form.key)

    if done(form, add):
        flash(_("The slot is added."), "success")
        return redirect(url_for(".list_slots", meeting_id=meeting.id))
    return render_template(
        "meetings/list_slots.html",
        meeting=meeting,
        slots=slots,
        holders=queries.holders(meeting),
        may_read=lambda event: can(actor(), SideEvents.VIEW, event),
        form=form,
        reader_zone=reader_zone(),
    ), status_of(form)


@bp.route(SLOT, methods=["GET", "POST"])
@access(Meetings.MANAGE, queries.get_slot)
def change_slot(slot):
    """One slot."""
    form, meeting = SlotForm.of(slot), slot.meeting
    if done(form, lambda: commands.change_slot(slot, form.slot(meeting.zone), actor=actor())):
        flash(_("The slot is changed."), "success")
        return redirect(url_for(".list_slots", meeting_id=meeting.id))
    return slot_page(slot, form, form)


@bp.post(f"{SLOT}/remove")
@access(Meetings.MANAGE, queries.get_slot)
def remove_slot(slot):
    """Take it out."""
    form, meeting = Form(), slot.meeting
    if done(form, lambda: commands.remove_slot(slot, actor=actor())):
        flash(_("The slot is taken out."), "success")
        return redirect(url_for(".list_slots", meeting_id=meeting.id))
    return slot_page(slot, SlotForm(formdata=None), form)


@bp.post(f"{PROGRAMME}/publish")
@access(Meetings.MANAGE, get_meeting)
def publish_side_events(meeting):
    """Let everybody read the programme."""
    form = Form()
    if done(form, lambda: commands.publish_programme(meeting, actor=actor())):
        flash(_("The programme is published: everybody can read it now."), "success")
    return told(form, meeting)


@bp.post(f"{PROGRAMME}/take-back")
@access(Meetings.MANAGE, get_meeting)
def take_side_events_back(meeting):
    """Take the programme back."""
    form = Form()
    if done(form, lambda: commands.take_programme_back(meeting, actor=actor())):
        flash(_("The programme is taken back."), "success")
    return told(form, meeting)


def told(form, meeting):
    """Back to the proposals, with what stood against it."""
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(url_for(".list_proposals", meeting_id=meeting.id))


def slot_page(slot, form, refused):
    """The form of a slot, and the button that takes it out."""
    return render_template(
        "meetings/change_slot.html",
        slot=slot,
        meeting=slot.meeting,
        form=form if form.is_submitted() or form is refused else SlotForm.of(slot),
        remove_form=Form(formdata=None),
        refused=refused,
    ), status_of(refused)
