"""Officers open lists of speakers and run them on the day."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.meetings.commands import floor, speakers
from engagement.meetings.commands import speakers_lists as commands
from engagement.meetings.forms.speaking import (
    AgainForm,
    EnterForm,
    FloorForm,
    ListForm,
    MoveForm,
    TakeOutForm,
    TimeForm,
    list_values,
)
from engagement.meetings.models import SpeakerKind, SpeakerState
from engagement.meetings.permissions import Registrations
from engagement.meetings.queries import meeting_documents as papers
from engagement.meetings.queries import speaking as queries
from engagement.meetings.queries import speaking_line as lines
from engagement.meetings.speaking_permissions import Speaking
from engagement.meetings.views.blueprint import bp
from engagement.meetings.views.sending import done
from engagement.meetings.views.speaking import LIST, RELOADS_EVERY, SPEAKER, TONES
from engagement.web.access import access, actor
from engagement.web.base_form import status_of


@bp.route("/agenda/<uuid:agenda_item_id>/open-speakers", methods=["GET", "POST"])
@access(Speaking.RUN, papers.get_item)
def open_speakers(item):
    """Let people ask for the floor on an item."""
    made = []

    def act(form):
        data = form.data_of(item.meeting.zone)
        made.append(commands.open_list(item, data, actor=actor(), key=form.key))

    answer = _list_form(item, None, act)
    if made:
        flash(_("One can ask for the floor in the time that you entered."), "success")
        return redirect(url_for(".run_speakers", speakers_list_id=made[0].id))
    return answer


@bp.route(f"{LIST}/change", methods=["GET", "POST"])
@access(Speaking.RUN, queries.get_list)
def change_speakers(speakers_list):
    """Change the window, the order, the times."""
    changed = []

    def act(form):
        data = form.data_of(speakers_list.meeting.zone)
        commands.change_list(speakers_list, data, actor=actor())
        changed.append(True)

    answer = _list_form(speakers_list.agenda_item, speakers_list, act)
    if changed:
        flash(_("The list is changed. Those who wait stand in its order."), "success")
        return redirect(url_for(".run_speakers", speakers_list_id=speakers_list.id))
    return answer


def _list_form(item, speakers_list, act):
    """The page of the form, unless what it asks for was done."""
    meeting = item.meeting
    sessions = [each for each in meeting.sessions if each.cancelled_at is None]
    kept = list_values(speakers_list, sessions, meeting.zone)
    form = ListForm(clocks=meeting.zone, data=kept).offer(sessions)
    if done(form, lambda: act(form)):
        return None
    return render_template(
        "meetings/change_speakers.html",
        form=form,
        item=item,
        meeting=meeting,
        speakers_list=speakers_list,
    ), status_of(form)


@bp.get(f"{LIST}/run")
@access(Speaking.RUN, queries.get_list)
def run_speakers(speakers_list):
    """The list on the day: who has the floor, the one next button, everybody in line."""
    still = "still" in request.args
    page = render_template(
        "meetings/run_speakers.html",
        meeting=speakers_list.meeting,
        speakers_list=speakers_list,
        desk=lines.desk_of(speakers_list, actor()),
        voice=lines.staff_voice,
        still=still,
        form=FloorForm(formdata=None),
        tones=TONES,
    )
    return page, {} if still else {"Refresh": RELOADS_EVERY}


ACTS = {
    "next": floor.call_next,
    "end": floor.end_speech,
    "skip": floor.skip,
}
WHOLE = {
    "fix": commands.fix_list,
    "reopen": commands.reopen_list,
    "publish": lambda speakers_list, actor: commands.publish_list(
        speakers_list, shown=True, actor=actor
    ),
    "hide": lambda speakers_list, actor: commands.publish_list(
        speakers_list, shown=False, actor=actor
    ),
}


@bp.post(f"{LIST}/run")
@access(Speaking.RUN, queries.get_list)
def move_floor(speakers_list):
    """One of the buttons of that page."""
    form = FloorForm()
    act = form.act.data or ""

    def do():
        if act in ACTS:
            ACTS[act](speakers_list, form.mark.data or "", actor=actor())
        elif act in WHOLE:
            WHOLE[act](speakers_list, actor=actor())
        else:
            raise RuleViolation(_("Choose what to do."))

    speakers_list_id = speakers_list.id
    if not done(form, do):
        flash(next(iter(form.form_errors), _("Choose what to do.")), "error")
    kept = {"still": 1} if "still" in request.args else {}
    return redirect(url_for(".run_speakers", speakers_list_id=speakers_list_id, **kept))


@bp.route(f"{LIST}/enter", methods=["GET", "POST"])
@access(Speaking.RUN, queries.get_list)
def enter_speaker(speakers_list):
    """Put somebody on the list who raised a hand, or wrote."""
    kinds = [each for each in SpeakerKind if each in speakers_list.places]
    form = EnterForm().offer(kinds, {})

    def act():
        registration = queries.registration_called(
            form.reference.data, speakers_list.meeting, actor()
        )
        if registration is None or not can(actor(), Registrations.HANDLE, registration):
            raise RuleViolation(_("Nobody is registered for this meeting with this number."))
        speakers.ask_for_floor(
            speakers_list, registration, form.asking(), actor=actor(), key=form.key
        )

    return _acted(form, act, speakers_list, _("Put somebody on the list"))


@bp.route(f"{SPEAKER}/move", methods=["GET", "POST"])
@access(Speaking.HANDLE, queries.get_speaker)
def move_speaker(speaker):
    """Put somebody at another place of the line."""
    form = MoveForm(data={"position": speaker.position})
    return _acted(
        form,
        lambda: floor.move_speaker(speaker, form.position.data, form.reason.data, actor=actor()),
        speaker.speakers_list,
        _("Move to another place"),
        speaker,
    )


@bp.route(f"{SPEAKER}/time", methods=["GET", "POST"])
@access(Speaking.HANDLE, queries.get_speaker)
def set_speaking_time(speaker):
    """More or less time; of who has spoken, how long it was."""
    spoken = speaker.state is SpeakerState.SPOKEN
    form = TimeForm(data={"seconds": speaker.spoken_seconds if spoken else speaker.allotted})
    return _acted(
        form,
        lambda: floor.set_time(speaker, form.seconds.data, form.reason.data, actor=actor()),
        speaker.speakers_list,
        _("Correct the time spoken") if spoken else _("Change the speaking time"),
        speaker,
    )


@bp.route(f"{SPEAKER}/call-again", methods=["GET", "POST"])
@access(Speaking.HANDLE, queries.get_speaker)
def call_again(speaker):
    """Put somebody into the line once more."""
    form = AgainForm()
    return _acted(
        form,
        lambda: floor.call_again(
            speaker,
            first=form.where.data == "first",
            reason=form.reason.data,
            actor=actor(),
        ),
        speaker.speakers_list,
        _("Call again"),
        speaker,
    )


@bp.route(f"{SPEAKER}/take-out", methods=["GET", "POST"])
@access(Speaking.HANDLE, queries.get_speaker)
def take_out_speaker(speaker):
    """Take somebody out of the list."""
    form = TakeOutForm()
    return _acted(
        form,
        lambda: floor.take_out(speaker, form.reason.data, actor=actor()),
        speaker.speakers_list,
        _("Take out of the list"),
        speaker,
    )


def _acted(form, act, speakers_list, title, speaker=None):
    """One act on a page of its own: the list would load over what is typed."""
    if done(form, act):
        flash(_("It is done, and stands in the record."), "success")
        return redirect(url_for(".run_speakers", speakers_list_id=speakers_list.id))
    return render_template(
        "meetings/act_on_speaker.html",
        form=form,
        meeting=speakers_list.meeting,
        speakers_list=speakers_list,
        speaker=speaker,
        voice=lines.staff_voice(speaker) if speaker else None,
        page_title=title,
    ), status_of(form)
