"""Pages of the items on the committee's agenda: add, vote, conclude, postpone."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from engagement.audit.reading import note_read
from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.core.transitions import MOVED_ON
from engagement.screening.commands import committee_items as commands
from engagement.screening.commands import minutes as minuting
from engagement.screening.forms.committee import (
    AddItemForm,
    BallotForm,
    ConcludeForm,
    NotesForm,
    PostponeForm,
    ReasonForm,
    votes_form,
)
from engagement.screening.models import MeetingState
from engagement.screening.permissions import Committee
from engagement.screening.queries import committee as queries
from engagement.screening.queries import voting
from engagement.screening.views.blueprint import bp
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.subject_links import links_to

ITEM = "/committee/items/<uuid:item_id>"


@bp.route("/committee/<uuid:committee_meeting_id>/add-item", methods=["GET", "POST"])
@access(Committee.KEEP, queries.get_meeting)
def add_item(meeting):
    """Choose a case that waits for the committee."""
    cases, meeting_id = queries.waiting(actor()), meeting.id
    form = AddItemForm().offer(cases)
    if form.validate_on_submit():
        case = next(each for each in cases if str(each.id) == form.case.data)
        try:
            commands.add_item(meeting, case, actor=actor(), key=form.key)
        except RuleViolation as refusal:
            form.form_errors.append(refusal.sentence)
        else:
            flash(_("The case is on the agenda."), "success")
            return redirect(url_for(".show_meeting", committee_meeting_id=meeting_id))
    return render_template(
        "screening/committee_add_item.html",
        form=form,
        meeting=meeting,
        cases=cases,
        kinds={str(each.id): queries.kind_for(each).label for each in cases},
    ), status_of(form)


@bp.get(ITEM)
@access(Committee.VIEW_ITEM, queries.get_item)
def show_item(item):
    """One item: the case, the quorum, votes, result, and what can be done now."""
    return item_page(item)


WITH_NOTES = frozenset({MeetingState.OPEN, MeetingState.CLOSED})
"""States of a meeting in which what the minutes say of an item can still be changed."""


def item_page(item, **forms):
    """The page, with the forms as given or fresh; a form that was sent is the refused one."""
    note_read(item)
    person, meeting = actor(), item.meeting
    everybody, there = voting.members(meeting), voting.present_ids(meeting)
    quorum, votes = voting.quorum_of(item, everybody, there), voting.votes_on(item)
    saved = {vote.person_id: commands.Ballot(vote.vote, vote.dissent) for vote in votes}
    own = saved.get(person.id)
    has_vote = person.id in {each.id for each in quorum.present}
    open_now = meeting.state is MeetingState.OPEN and item.result is None
    kept = {"conditions": item.conditions, "notes": item.notes}
    keeps, voted = can(person, Committee.KEEP_ITEM, item), item.kind.is_voted
    offered = {
        "ballot_form": open_now and has_vote and voted,
        "recuse_form": item.result is None and can(person, Committee.VOTE, item),
        "votes_form": keeps and open_now and voted and bool(quorum.present),
        "conclude_form": keeps and open_now,
        "notes_form": keeps and item.result is not None and meeting.state in WITH_NOTES,
        "postpone_form": keeps and item.result is None and meeting.is_ahead,
    }
    refused = next(iter(forms.values()), None)
    if refused is not None and not all(offered[name] for name in forms):
        raise RuleViolation(next(iter(refused.form_errors), MOVED_ON))
    fresh = {
        "ballot_form": BallotForm(
            formdata=None,
            data={"vote": own.vote.value, "dissent": own.dissent} if own else None,
        ),
        "recuse_form": ReasonForm(formdata=None),
        "votes_form": votes_form([each.account for each in quorum.present], saved, formdata=None),
        "conclude_form": ConcludeForm(formdata=None, data=kept),
        "postpone_form": PostponeForm(formdata=None),
        "notes_form": NotesForm(formdata=None, data=kept),
    }
    return render_template(
        "screening/committee_item.html",
        item=item,
        meeting=meeting,
        quorum=quorum,
        votes=votes,
        tally=voting.tally_of(votes),
        own=own,
        offered=offered,
        case_url=url_of_case(item.case),
        refused=refused,
        **fresh | forms,
    ), status_of(refused) if refused else 200


def url_of_case(case):
    """The page of the case, where this person may read it."""
    reference = (case.__tablename__, case.id)
    link = links_to(actor(), [reference]).get(reference)
    return link.url if link else None


def acted(item, name, form, act, words, endpoint=".show_item"):
    """Do what a valid form asks and back; what a rule refuses is said above the form."""
    values = (
        {"item_id": item.id}
        if endpoint == ".show_item"
        else {"committee_meeting_id": item.meeting_id}
    )
    if not form.validate_on_submit():
        return item_page(item, **{name: form})
    try:
        act(form)
    except RuleViolation as refusal:
        form.form_errors.append(refusal.sentence)
        return item_page(item, **{name: form})
    flash(words, "success")
    return redirect(url_for(endpoint, **values))


@bp.post(f"{ITEM}/vote")
@access(Committee.VOTE, queries.get_item)
def vote(item):
    """A member votes."""
    return acted(
        item,
        "ballot_form",
        BallotForm(),
        lambda form: commands.record_votes(item, {actor().id: form.ballot()}, actor=actor()),
        _("Your vote is recorded."),
    )


@bp.post(f"{ITEM}/recuse")
@access(Committee.VOTE, queries.get_item)
def recuse(item):
    """A member finds a conflict of interest; from now on the item is kept from the member."""
    return acted(
        item,
        "recuse_form",
        ReasonForm(),
        lambda form: commands.recuse(item, actor=actor(), reason=form.reason.data),
        _("Your conflict of interest is declared. The case is kept from you from now on."),
        ".show_meeting",
    )


@bp.post(f"{ITEM}/record-votes")
@access(Committee.KEEP_ITEM, queries.get_item)
def record_votes(item):
    """The secretary records how those present voted."""
    meeting = item.meeting
    quorum = voting.quorum_of(item, voting.members(meeting), voting.present_ids(meeting))
    return acted(
        item,
        "votes_form",
        votes_form([each.account for each in quorum.present], {}),
        lambda form: commands.record_votes(item, form.ballots(), actor=actor()),
        _("The votes are recorded."),
    )


@bp.post(f"{ITEM}/conclude-item")
@access(Committee.KEEP_ITEM, queries.get_item)
def conclude_item(item):
    """Record the result."""
    return acted(
        item,
        "conclude_form",
        ConcludeForm(),
        lambda form: commands.conclude_item(
            item,
            actor=actor(),
            conditions=form.conditions.data or "",
            notes=form.notes.data or "",
            key=form.key,
        ),
        _("The result is recorded."),
    )


@bp.post(f"{ITEM}/postpone-item")
@access(Committee.KEEP_ITEM, queries.get_item)
def postpone_item(item):
    """Take it off this agenda."""
    return acted(
        item,
        "postpone_form",
        PostponeForm(),
        lambda form: commands.postpone_item(item, actor=actor(), notes=form.why.data),
        _("The item is postponed. The case waits for another meeting."),
        ".show_meeting",
    )


@bp.post(f"{ITEM}/write-item-notes")
@access(Committee.KEEP_ITEM, queries.get_item)
def write_item_notes(item):
    """What the minutes say of it."""
    return acted(
        item,
        "notes_form",
        NotesForm(),
        lambda form: minuting.write_item_notes(item, actor=actor(), notes=form.notes.data or ""),
        _("The minutes are changed."),
    )
