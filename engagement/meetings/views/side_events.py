"""Side events: everybody reads the programme, organizations and States propose."""

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.action_plan import plan
from engagement.core.clock import now
from engagement.core.errors import RuleViolation
from engagement.core.major_groups import MajorGroup
from engagement.core.permissions import can
from engagement.core.transitions import MOVED_ON
from engagement.meetings import side_event_calendar
from engagement.meetings import side_event_settings as settings
from engagement.meetings.commands import side_events as commands
from engagement.meetings.forms.side_events import NewSideEventForm, OrganizerForm, SideEventForm
from engagement.meetings.models import GIVEN_UP, SideEventState
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries import own_side_events
from engagement.meetings.queries import side_events as queries
from engagement.meetings.queries.meetings import get_meeting
from engagement.meetings.queries.side_event_balance import speakers_in
from engagement.meetings.side_event_permissions import SideEvents, staff
from engagement.meetings.views.blueprint import MEETING, bp
from engagement.meetings.views.calendars import answered
from engagement.meetings.views.sending import saved
from engagement.meetings.workflow.side_events import side_event_workflow
from engagement.organizations.public import public_view
from engagement.web.access import access, actor, public
from engagement.web.base_form import Form, status_of
from engagement.web.i18n import language
from engagement.web.two_zones import reader_zone

PROGRAMME = f"{MEETING}/side-events"
SIDE_EVENT = "/side-events/<uuid:side_event_id>"
TONES = {
    SideEventState.DRAFT: "neutral",
    SideEventState.SUBMITTED: "waiting",
    SideEventState.WAITLISTED: "attention",
    SideEventState.SELECTED: "good",
    SideEventState.DECLINED: "bad",
    SideEventState.WITHDRAWN: "neutral",
}


def _read(meeting_id):
    """A meeting that this person may read, or 404."""
    meeting = get_meeting(meeting_id)
    if meeting is None or not can(actor(), Meetings.VIEW, meeting):
        abort(404)
    return meeting


@bp.get(PROGRAMME)
@public
def list_side_events(meeting_id):
    """The programme of side events, and the call while there is one."""
    meeting = _read(meeting_id)
    events = queries.programme(meeting)
    return render_template(
        "meetings/list_side_events.html",
        meeting=meeting,
        call=queries.call_of(meeting),
        slots=queries.slots_of(meeting),
        events=events,
        takes=queries.takes_proposals(meeting),
        suspended=queries.suspended_among(events),
        present=now(),
        most=settings.per_organizer(),
        limit=settings.words_of_summary(),
        proposes=can(actor(), SideEvents.BEGIN),
        keeps=can(actor(), Meetings.MANAGE),
        selects=can(actor(), SideEvents.LIST),
        public_view=public_view,
        reader_zone=reader_zone(),
    )


@bp.get(f"{PROGRAMME}.ics")
@public
def download_side_events(meeting_id):
    """The programme for anybody's calendar."""
    meeting = _read(meeting_id)
    events = queries.programme(meeting) or abort(404)
    file = side_event_calendar.file_of_programme(meeting, events, language())
    return _calendar(file, "side-events.ics")


@bp.get(SIDE_EVENT)
@public
def show_side_event(side_event_id):
    """One side event at its stable address; its organizers and officers see more of it."""
    event = queries.get_side_event(side_event_id)
    if event is None or not can(actor(), SideEvents.VIEW, event):
        abort(404)
    return side_event_page(event)


@bp.get(f"{SIDE_EVENT}/calendar.ics")
@public
def download_side_event(side_event_id):
    """One side event of a programme for anybody's calendar."""
    event = queries.get_side_event(side_event_id)
    if event is None or event not in queries.programme(event.meeting):
        abort(404)
    return _calendar(side_event_calendar.file_of_side_event(event, language()), "side-event.ics")


@bp.get("/side-events/own")
@access(SideEvents.LIST_OWN)
def list_own_side_events():
    """What one's organizations and States propose, and requests to take part."""
    return render_template(
        "meetings/list_own_side_events.html",
        events=own_side_events.own(actor()),
        asked=own_side_events.asked_to_organize(actor()),
        tones=TONES,
    )


@bp.route(f"{PROGRAMME}/propose", methods=["GET", "POST"])
@access(SideEvents.BEGIN, get_meeting)
def begin_side_event(meeting):
    """Write a proposal; it is kept as a draft."""
    call = queries.call_of(meeting)
    if call is None or not can(actor(), Meetings.VIEW, meeting):
        abort(404)
    slots, names = queries.slots_of(meeting), queries.led_by(actor(), meeting)
    form = NewSideEventForm().offer(call, slots).offer_names(names, actor().administers)
    if form.validate_on_submit():
        try:
            event = commands.begin_side_event(
                meeting, form.event(), actor=actor(), key=form.key, **form.proposer()
            )
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("Your side event is kept. It is not proposed yet."), "success")
            return redirect(url_for(".show_side_event", side_event_id=event.id))
    return form_page(form, meeting, call)


@bp.route(f"{SIDE_EVENT}/write", methods=["GET", "POST"])
@access(SideEvents.WRITE, queries.get_side_event)
def write_side_event(event):
    """Change a proposal that is not sent."""
    meeting = event.meeting
    call = queries.call_of(meeting)

    def kept(**more):
        return SideEventForm.of(event, **more).offer(call, queries.slots_of(meeting))

    def write():
        commands.write_side_event(event, form.event(), actor=actor(), seen=form.seen.data)

    form = kept()
    if saved(form, write, lambda: kept(formdata=None)):
        flash(_("Your side event is kept. It is not proposed yet."), "success")
        return redirect(url_for(".show_side_event", side_event_id=event.id))
    return form_page(form, meeting, call, event)


@bp.post(f"{SIDE_EVENT}/submit")
@access(SideEvents.WRITE, queries.get_side_event)
def submit_side_event(event):
    """Propose it."""
    return acted(
        lambda: commands.submit_side_event(event, actor=actor()),
        event,
        _("Your side event is proposed. You get a mail when it has been decided on."),
    )


@bp.post(f"{SIDE_EVENT}/take-back")
@access(SideEvents.WRITE, queries.get_side_event)
def take_back_side_event(event):
    """Take the proposal back to change it."""
    return acted(
        lambda: commands.take_back_side_event(event, actor=actor()),
        event,
        _("You can change your side event now. It is not proposed until you send it again."),
    )


@bp.post(f"{SIDE_EVENT}/withdraw")
@access(SideEvents.WRITE, queries.get_side_event)
def withdraw_side_event(event):
    """Give it up."""
    return acted(
        lambda: commands.withdraw_side_event(event, actor=actor()),
        event,
        _("Your side event is withdrawn."),
    )


def acted(act, event, words):
    """Do something to a side event, and lead back to its page; who declined reads it no more."""
    event_id = event.id
    try:
        act()
    except RuleViolation as refusal:
        flash(refusal.sentence, "error")
    else:
        flash(words, "success")
        if not can(actor(), SideEvents.VIEW, event):
            return redirect(url_for(".list_own_side_events"))
    return redirect(url_for(".show_side_event", side_event_id=event_id))


def form_page(form, meeting, call, event=None):
    """The form of a proposal."""
    return render_template(
        "meetings/write_side_event.html",
        form=form,
        meeting=meeting,
        call=call,
        event=event,
        limit=settings.words_of_summary(),
        reader_zone=reader_zone(),
    ), status_of(form)


def side_event_page(event, *, organizer_form=None, status=200):
    """A side event for whoever reads it, with what this person can do."""
    me, meeting, call = actor(), event.meeting, queries.call_of(event.meeting)
    own = can(me, SideEvents.WRITE, event)
    selects = can(me, SideEvents.SELECT, event)
    writable = event.state is SideEventState.DRAFT
    if organizer_form and not (own and writable):
        raise RuleViolation(MOVED_ON)
    belongs = not event.remaining_ids.isdisjoint(me.belongs_to)
    inside = own or belongs or event.country in me.delegate_of or staff(me, event)
    return render_template(
        "meetings/show_side_event.html",
        event=event,
        meeting=meeting,
        call=call,
        takes=queries.takes_proposals(meeting),
        own=own,
        selects=selects,
        inside=inside,
        in_programme=event in queries.programme(meeting),
        writable=writable,
        over=event.state in GIVEN_UP,
        available=side_event_workflow.available(event, me),
        missing=queries.missing(event, call) if own and writable and call else [],
        lengths=queries.lengths(event) if own else [],
        suspended=queries.suspended_among([event]),
        joins=queries.joins(me, meeting),
        groups=[MajorGroup(each) for each in event.major_groups],
        speakers=speakers_in(event),
        action=plan.action(event.action_code) if event.action_code else None,
        to_answer=[
            each for each in event.organizers if writable and each.organization_id in me.leads
        ],
        form=organizer_form or Form(formdata=None),
        plain=Form(formdata=None),
        organizer_form=organizer_form or OrganizerForm(formdata=None),
        public_view=public_view,
        tones=TONES,
        reader_zone=reader_zone(),
    ), status


def _calendar(file, name):
    answer = answered(file, name)
    answer.cache_control.public, answer.cache_control.max_age = True, 300
    return answer
