"""Lists of speakers as they are read by all, and by who asks for the floor."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.core.permissions import can
from engagement.core.transitions import MOVED_ON
from engagement.meetings.commands import speakers as commands
from engagement.meetings.forms.registrations import ConfirmForm
from engagement.meetings.forms.speaking import AskForm
from engagement.meetings.models import SpeakerKind, SpeakerState
from engagement.meetings.permissions import Meetings
from engagement.meetings.queries import meeting_documents as papers
from engagement.meetings.queries import speaking as queries
from engagement.meetings.queries import speaking_line as lines
from engagement.meetings.queries.meetings import get_meeting
from engagement.meetings.queries.to_register import own_for
from engagement.meetings.speaking_order import why
from engagement.meetings.speaking_permissions import Speaking
from engagement.meetings.views.blueprint import MEETING, bp
from engagement.meetings.views.sending import done
from engagement.web.access import access, actor, public
from engagement.web.base_form import status_of
from engagement.web.i18n import bdi_text
from engagement.web.two_zones import reader_zone

LIST = "/speakers-lists/<uuid:speakers_list_id>"
SPEAKER = "/speakers/<uuid:speaker_id>"
RELOADS_EVERY = "30"
"""Seconds; by a header, which every browser follows without a script."""
TONES = {
    SpeakerState.ASKED: "waiting",
    SpeakerState.LISTED: "waiting",
    SpeakerState.FLOOR: "active",
    SpeakerState.SPOKEN: "good",
    SpeakerState.PASSED: "attention",
    SpeakerState.WITHDRAWN: "neutral",
}


def reads_all(meeting) -> bool:
    """Whether this reader sees lists that are not for everybody: officers, and who takes part."""
    return can(actor(), Speaking.RUN) or queries.takes_part(meeting, actor())


@bp.get(f"{MEETING}/speakers")
@public
def list_speaking(meeting_id):
    """The lists of a meeting by item of its agenda, and one's own requests."""
    meeting = get_meeting(meeting_id)
    if meeting is None or not can(actor(), Meetings.VIEW, meeting):
        abort(404)
    inside, runs = reads_all(meeting), can(actor(), Speaking.RUN)
    lists = {
        each.agenda_item_id: each
        for each in queries.lists_of(meeting)
        if inside or each.published_at is not None
    }
    own = queries.own_of(meeting, actor()) if actor().id else []
    return render_template(
        "meetings/list_speaking.html",
        meeting=meeting,
        items=papers.agenda(meeting) if lists or runs else [],
        lists=lists,
        own=own,
        asks=queries.takes_part(meeting, actor()),
        runs=runs,
        voice=lines.staff_voice,
        tones=TONES,
        reader_zone=reader_zone(),
    )


@bp.get(LIST)
@public
def show_queue(speakers_list_id):
    """Who has the floor, who is next, and one's own place; it loads itself again."""
    speakers_list = queries.get_list(speakers_list_id)
    if speakers_list is None or not can(actor(), Meetings.VIEW, speakers_list.meeting):
        abort(404)
    inside = actor().id is not None and reads_all(speakers_list.meeting)
    if speakers_list.published_at is None and not inside:
        abort(404)
    still = "still" in request.args
    line = lines.public_line(speakers_list)
    own = []
    if actor().id is not None:
        own = [
            each
            for each in queries.own_of(speakers_list.meeting, actor())
            if each.speakers_list is speakers_list
        ]
    page = render_template(
        "meetings/show_queue.html",
        meeting=speakers_list.meeting,
        speakers_list=speakers_list,
        still=still,
        line=line,
        hours=lines.hours_of(speakers_list, line.waiting, line.floor),
        own=[(each, place_and_reason(each, line)) for each in own],
        own_ids={each.id for each in own},
        asks=speakers_list.is_open and inside,
        runs=can(actor(), Speaking.RUN),
        tones=TONES,
        reader_zone=reader_zone(),
    )
    return page, {} if still else {"Refresh": RELOADS_EVERY}


def place_and_reason(speaker, line):
    """(place from 1, why) of somebody who waits and can be called; None for others."""
    place = lines.place_of(speaker.id, line.waiting)
    if place is None:
        return None
    speakers_list = speaker.speakers_list
    return place + 1, why(line.waiting, place, speakers_list.rule, speakers_list.places)


@bp.route(f"{LIST}/ask", methods=["GET", "POST"])
@access(Speaking.ASK, queries.get_list)
def ask_for_floor(speakers_list):
    """Ask for the floor as a participant."""
    meeting = speakers_list.meeting
    registration = own_for(meeting, actor())
    if registration is None or not registration.has_place:
        return render_template(
            "meetings/ask_for_floor.html", form=None, speakers_list=speakers_list, meeting=meeting
        )
    kinds = queries.voices_of(registration, speakers_list)
    form = AskForm().offer(kinds, names_for(registration))
    made = []

    def act():
        made.append(
            commands.ask_for_floor(
                speakers_list, registration, form.asking(), actor=actor(), key=form.key
            )
        )

    if kinds and done(form, act):
        flash(_("Your request is on the list. Hand in your text for the interpreters."), "success")
        return redirect(url_for(".show_speaker", speaker_id=made[0].id))
    return render_template(
        "meetings/ask_for_floor.html",
        form=form if kinds else None,
        speakers_list=speakers_list,
        meeting=meeting,
        reader_zone=reader_zone(),
    ), status_of(form)


def names_for(registration) -> dict:
    """What each kind means for somebody: the own organization, the own Major Group."""
    organization = registration.organization
    names = {}
    if organization is not None:
        names[SpeakerKind.ACCREDITED] = names[SpeakerKind.PRIVATE_SECTOR] = bdi_text(
            organization.name
        )
        if organization.major_group:
            names[SpeakerKind.MAJOR_GROUP] = _(
                "The whole Major Group: %(group)s", group=organization.major_group.label
            )
    if registration.represents:
        for kind in queries.VOICES.get(registration.category.kind, ()):
            names[kind] = bdi_text(registration.represents)
    names[SpeakerKind.MEMBER_STATE] = _("The State alone")
    names[SpeakerKind.STATE_GROUP] = _("A group of States")
    return names


@bp.post(f"{SPEAKER}/take-back")
@access(Speaking.CHANGE, queries.get_speaker)
def take_back_request(speaker):
    """Take a request back."""
    form = ConfirmForm()
    if done(form, lambda: commands.take_back_request(speaker, actor=actor())):
        flash(_("Your request is taken back."), "success")
    else:
        flash(next(iter(form.form_errors), MOVED_ON), "error")
    return redirect(url_for(".show_speaker", speaker_id=speaker.id))
