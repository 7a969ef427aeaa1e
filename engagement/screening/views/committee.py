"""Pages of the partnership committee's meetings: plan, invite, presence, open, close, minutes."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.audit.reading import note_read
from engagement.core.clock import now
from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.screening.commands import committee as commands
from engagement.screening.commands import minutes as minuting
from engagement.screening.forms.committee import (
    ApproveForm,
    MeetingForm,
    NotesForm,
    PresenceForm,
    ReasonForm,
)
from engagement.screening.models import (
    CommitteeMeeting,
    ItemKind,
    ItemResult,
    MeetingState,
    Vote,
)
from engagement.screening.permissions import Committee
from engagement.screening.queries import committee as queries
from engagement.screening.queries import voting
from engagement.screening.queries.minutes import digest_of, for_reader, minutes_of
from engagement.screening.views.blueprint import bp
from engagement.screening.workflow.committee import meeting_workflow
from engagement.web.access import access, actor
from engagement.web.base_form import Form, status_of
from engagement.web.i18n import label
from engagement.web.pages import keyset

TONES = {
    MeetingState.PLANNED: "waiting",
    MeetingState.OPEN: "active",
    MeetingState.CLOSED: "attention",
    MeetingState.APPROVED: "good",
    MeetingState.CANCELLED: "neutral",
}


@bp.get("/committee")
@access(Committee.LIST)
def list_meetings():
    """Meetings, latest first, and which cases wait for one."""
    keeps = can(actor(), Committee.PLAN)
    return render_template(
        "screening/committee_meetings.html",
        page=keyset(queries.listed(actor()), queries.ORDER, descending=True),
        waiting=queries.waiting(actor()) if keeps else [],
        keeps=keeps,
        tones=TONES,
    )


@bp.route("/committee/new", methods=["GET", "POST"])
@access(Committee.PLAN)
def plan_meeting():
    """Set a date."""
    form = offered(MeetingForm(data={"zone": "Africa/Nairobi", "secretary": str(actor().id)}), None)
    if form.validate_on_submit():
        try:
            meeting = commands.plan_meeting(form.meeting(), actor=actor(), key=form.key)
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("The meeting is planned. Put cases on its agenda, and invite."), "success")
            return redirect(url_for(".show_meeting", committee_meeting_id=meeting.id))
    return render_template("screening/committee_plan.html", form=form, meeting=None), status_of(
        form
    )


@bp.get("/committee/<uuid:committee_meeting_id>")
@access(Committee.VIEW, queries.get_meeting)
def show_meeting(meeting):
    """One meeting: agenda, who is present, what can be done now."""
    return meeting_page(meeting)


def meeting_page(meeting, *, cancel_form=None, refused=None):
    """The page, with the forms as given or fresh."""
    person = actor()
    everybody, there = voting.members(meeting), voting.present_ids(meeting)
    items = queries.agenda(meeting, person)
    return render_template(
        "screening/committee_meeting.html",
        meeting=meeting,
        tone=TONES[meeting.state],
        items=items,
        quorums={each.id: voting.quorum_of(each, everybody, there) for each in items},
        members=everybody,
        there=there,
        keeps=can(person, Committee.KEEP, meeting),
        available=meeting_workflow.available(meeting, person),
        approves=can(person, Committee.APPROVE, meeting),
        form=Form(formdata=None),
        cancel_form=cancel_form or ReasonForm(formdata=None),
        refused=refused or cancel_form,
    ), 422 if refused or cancel_form else 200


@bp.route("/committee/<uuid:committee_meeting_id>/change", methods=["GET", "POST"])
@access(Committee.KEEP, queries.get_meeting)
def change_meeting(meeting):
    """Another date, place, chair or secretary."""
    form, meeting_id = offered(MeetingForm.of(meeting), meeting), meeting.id
    if form.validate_on_submit():
        try:
            commands.change_meeting(meeting, form.meeting(), actor=actor())
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("The meeting is changed."), "success")
            return redirect(url_for(".show_meeting", committee_meeting_id=meeting_id))
    return render_template("screening/committee_plan.html", form=form, meeting=meeting), status_of(
        form
    )


def offered(form, meeting: CommitteeMeeting | None):
    """The form with who can chair and who can keep the record; who does so now stays."""
    members = [each.account for each in voting.members()]
    secretaries = list(voting.secretaries())
    if meeting is not None:
        members += [meeting.chair] if meeting.chair not in members else []
        secretaries += [meeting.secretary] if meeting.secretary not in secretaries else []
    return form.offer(members, secretaries)


@bp.route("/committee/<uuid:committee_meeting_id>/presence", methods=["GET", "POST"])
@access(Committee.KEEP, queries.get_meeting)
def note_presence(meeting):
    """Tick who has come."""
    there, meeting_id = voting.present_ids(meeting), meeting.id
    form = PresenceForm(data={"people": [str(each) for each in there]})
    form.offer([each.account for each in voting.members(meeting)])
    if form.validate_on_submit():
        try:
            commands.note_presence(meeting, actor=actor(), people=form.chosen)
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("Who is present is noted."), "success")
            return redirect(url_for(".show_meeting", committee_meeting_id=meeting_id))
    return render_template(
        "screening/committee_presence.html", form=form, meeting=meeting
    ), status_of(form)


@bp.post("/committee/<uuid:committee_meeting_id>/invite-members")
@access(Committee.KEEP, queries.get_meeting)
def invite_members(meeting):
    """Mail the members date and agenda."""
    return acted(
        meeting,
        lambda: commands.invite_members(meeting, actor=actor()),
        _("The invitation is on its way to every member."),
    )


@bp.post("/committee/<uuid:committee_meeting_id>/open-meeting")
@access(Committee.KEEP, queries.get_meeting)
def open_meeting(meeting):
    """Begin."""
    return acted(
        meeting,
        lambda: commands.open_meeting(meeting, actor=actor()),
        _("The meeting is in session."),
    )


@bp.post("/committee/<uuid:committee_meeting_id>/close-meeting")
@access(Committee.KEEP, queries.get_meeting)
def close_meeting(meeting):
    """End."""
    return acted(
        meeting,
        lambda: commands.close_meeting(meeting, actor=actor()),
        _("The meeting is closed. The chair was asked to approve the minutes."),
    )


@bp.post("/committee/<uuid:committee_meeting_id>/cancel-meeting")
@access(Committee.KEEP, queries.get_meeting)
def cancel_meeting(meeting):
    """Call it off."""
    form = ReasonForm()
    if not form.validate_on_submit():
        return meeting_page(meeting, cancel_form=form)
    return acted(
        meeting,
        lambda: commands.cancel_meeting(meeting, actor=actor(), reason=form.reason.data),
        _("The meeting is cancelled. Its cases can stand on another agenda."),
    )


def acted(meeting, act, words):
    """Do it and back to the meeting; what a rule refuses is said on its page."""
    form, meeting_id = Form(), meeting.id
    if form.validate_on_submit():
        try:
            act()
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
            return meeting_page(meeting, refused=form)
        flash(words, "success")
    return redirect(url_for(".show_meeting", committee_meeting_id=meeting_id))


@bp.get("/committee/<uuid:committee_meeting_id>/minutes")
@access(Committee.VIEW, queries.get_meeting)
def show_minutes(meeting):
    """The minutes: a draft composed from the records, or as they were approved."""
    return minutes_page(meeting)


def minutes_page(meeting, *, notes_form=None, approve_form=None):
    """The page, with the forms as given or fresh."""
    note_read(meeting)
    whole = meeting.minutes or minutes_of(meeting)
    form = notes_form or approve_form
    return render_template(
        "screening/committee_minutes.html",
        meeting=meeting,
        minutes=for_reader(whole, actor()),
        words=words_of_minutes(),
        digest=digest_of(whole).hex(),
        keeps=can(actor(), Committee.KEEP, meeting),
        approves="approve_minutes" in meeting_workflow.available(meeting, actor()),
        notes_form=notes_form or NotesForm(formdata=None, data={"notes": meeting.notes}),
        approve_form=approve_form
        or ApproveForm(formdata=None, data={"seen": digest_of(whole).hex()}),
        refused=form,
    ), status_of(form) if form else 200


def words_of_minutes():
    """What stands for a kind of item, a result and a vote, in the page's language."""
    return {each.value: label(each) for kind in (ItemKind, ItemResult, Vote) for each in kind}


@bp.get("/committee/<uuid:committee_meeting_id>/minutes/print")
@access(Committee.VIEW, queries.get_meeting)
def print_minutes(meeting):
    """The same on paper."""
    note_read(meeting)
    whole = meeting.minutes or minutes_of(meeting)
    return render_template(
        "screening/committee_minutes_print.html",
        meeting=meeting,
        minutes=for_reader(whole, actor()),
        words=words_of_minutes(),
        digest=digest_of(whole).hex(),
        printed_at=now(),
    )


@bp.post("/committee/<uuid:committee_meeting_id>/minutes/write-notes")
@access(Committee.KEEP, queries.get_meeting)
def write_notes(meeting):
    """What the minutes say before the items."""
    form, meeting_id = NotesForm(), meeting.id
    if not form.validate_on_submit():
        return minutes_page(meeting, notes_form=form)
    try:
        minuting.write_notes(meeting, actor=actor(), notes=form.notes.data or "")
    except RuleViolation as refusal:
        form.form_errors.append(refusal.sentence)
        return minutes_page(meeting, notes_form=form)
    flash(_("The minutes are changed."), "success")
    return redirect(url_for(".show_minutes", committee_meeting_id=meeting_id))


@bp.post("/committee/<uuid:committee_meeting_id>/minutes/approve")
@access(Committee.APPROVE, queries.get_meeting)
def approve_minutes(meeting):
    """The chair approves what was read."""
    form, meeting_id = ApproveForm(), meeting.id
    if not form.validate_on_submit():
        return minutes_page(meeting, approve_form=form)
    try:
        minuting.approve_minutes(meeting, actor=actor(), seen=form.seen.data or "")
    except RuleViolation as refusal:
        fresh = ApproveForm(formdata=None, data={"seen": digest_of(minutes_of(meeting)).hex()})
        fresh.form_errors.append(refusal.sentence)
        return minutes_page(meeting, approve_form=fresh)
    flash(_("The minutes are approved. They are kept as they are now."), "success")
    return redirect(url_for(".show_minutes", committee_meeting_id=meeting_id))
