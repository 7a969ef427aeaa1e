"""Somebody registers: which category, then one page with what is asked."""

import uuid

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import inspect

from engagement.core.clock import now
from engagement.core.db import carried
from engagement.core.errors import RuleViolation
from engagement.meetings.commands import registering as commands
from engagement.meetings.forms.registering import NameForm, form_of
from engagement.meetings.models import (
    UNSENT,
    Category,
    CategoryKind,
    MeetingState,
    Registration,
)
from engagement.meetings.permissions import Registrations
from engagement.meetings.queries.meetings import get_meeting
from engagement.meetings.queries.papers import asked_papers, asks_papers
from engagement.meetings.queries.registrations import get_registration
from engagement.meetings.queries.to_register import get_meeting_to_register, own_for
from engagement.meetings.views.blank_form import blank_form, fields
from engagement.meetings.views.blueprint import MEETING, bp
from engagement.web.access import access, actor
from engagement.web.base_form import status_of


def to_register(meeting_id):
    """The meeting as far as the form needs it: its questions once something was written."""
    return get_meeting_to_register(meeting_id, actor(), questions=request.method == "POST")


@bp.route(f"{MEETING}/register", methods=["GET", "POST"])
@access(Registrations.BEGIN, to_register)
def register(meeting):
    """Register oneself: at the meeting whose registration is joint, once, in one category."""
    if meeting.through_id is not None:
        return redirect(url_for(".register", meeting_id=meeting.through_id, **request.args))
    own = get_registration(meeting.own_id) if meeting.own_id else None
    if own is not None and own.state not in UNSENT:
        flash(_("You are registered for this meeting already."), "info")
        return redirect(url_for(".show_registration", registration_id=own.id))
    category = own.category if own else chosen(meeting)
    if category is None or (request.method == "GET" and own is None and not is_open(category)):
        return choice_page(meeting)
    if request.method == "GET" and own is None:
        return blank_page(category)
    form = form_for(category, own)
    later = request.form.get("next") == "later"
    if later:
        form.let_empty()
    if form.validate_on_submit():
        answer = taken(category, own, form, later=later)
        if answer is not None:
            return answer
    elif request.method == "POST":
        commands.count_attempt(actor())
    page = page_with(category, form, fields(form), papers=asks_papers(category), own=own)
    return page, status_of(form)


def blank_page(category):
    """The form of somebody who has written nothing yet but, elsewhere, the name."""
    form, blank = NameForm(data={"name": current_user.name}), blank_form(category, states_of(None))
    return page_with(category, form, blank.fields, papers=blank.papers)


def page_with(category, form, written, *, papers, own=None):
    """The page with a form and its fields."""
    return render_template(
        "meetings/register.html",
        meeting=category.meeting,
        category=category,
        draft=own,
        form=form,
        fields=written,
        papers=papers,
        closed=not is_open(category),
    )


def form_for(category, own):
    """The form of a category for the signed-in person."""
    return form_of(category, states=states_of(own), kept=own, name=current_user.name)


def states_of(own) -> tuple[str, ...]:
    """For which States the person can register; by an invitation for the one it names, too."""
    states = set(actor().delegate_of)
    if own is not None and own.invited_by_id is not None and own.country:
        states.add(own.country)
    return tuple(sorted(states))


def taken(category, own, form, *, later):
    """Register, or keep a draft; where to go then. None when the form has to be shown again.

    What a rule refuses is kept as a draft, so that nothing is lost at the deadline.
    """
    meeting_id, category_id = category.meeting_id, category.id
    own_id = own.id if own else None
    send = not later and not needs_papers(category, own)
    try:
        registration_id = keep(category, own, form, send=send)
    except RuleViolation as refusal:
        return refused(meeting_id, category_id, own_id, form, refusal.sentence, later=later)
    if not send:
        flash(_("What you wrote is saved. You are not registered yet."), "info")
    return redirect(url_for(".show_registration", registration_id=registration_id))


def refused(meeting_id, category_id, own_id, form, sentence, *, later):
    """After a refusal: to what a twin has made meanwhile, else to the draft with the sentence."""
    meeting = get_meeting(meeting_id)
    there = own_for(meeting, actor())
    category = next(each for each in meeting.categories if each.id == category_id)
    if there is not None and there.state not in UNSENT:
        flash(_("You are registered for this meeting already."), "info")
        return redirect(url_for(".show_registration", registration_id=there.id))
    if there is not None and there.id != own_id and not later:
        return taken(there.category, there, form, later=later)
    try:
        registration_id = keep(category, there, form, send=False)
    except RuleViolation as refusal:
        form.form_errors.append(refusal.sentence)
        return None
    flash(sentence, "error")
    return redirect(url_for(".show_registration", registration_id=registration_id))


def keep(category: Category, own: Registration | None, form, *, send: bool) -> uuid.UUID:
    """Write what was said, into the draft where there is one; the id of the registration."""
    details = form.details(lang=current_user.language, kept=own)
    if own is not None:
        commands.revise(own, details, actor=actor(), send=send)
        return own.id
    meeting, account = category.meeting, current_user._get_current_object()
    with carried(category, meeting, *meeting.questions, account):
        made = commands.register(
            category, details, account=account, actor=actor(), send=send, key=form.key
        )
    return inspect(made).identity[0]  # known without reading the row once more


def needs_papers(category, own) -> bool:
    """Whether documents have to be added before it can be sent."""
    if own is None:
        return asks_papers(category)
    return own.nominated_by_id is None and any(each.is_missing for each in asked_papers(own))


def choice_page(meeting):
    """Who can register, for whom it is open, and who nominates for the others."""
    present = now()
    takes = meeting.state is MeetingState.PUBLISHED and meeting.ends_at > present
    return render_template(
        "meetings/choose_category.html",
        meeting=meeting,
        takes=takes,
        rows=[
            {
                "category": each,
                "mine": is_mine(each),
                "open": takes and is_open(each),
                "soon": present < each.opens_at,
            }
            for each in meeting.categories
        ],
        leads=bool(actor().leads),
        administers=bool(actor().administers),
        kinds=CategoryKind,
    )


def chosen(meeting) -> Category | None:
    """The category that the address names, else the only one that is open to the person."""
    mine = [each for each in meeting.categories if is_mine(each)]
    named = request.args.get("category")
    if named:
        return next((each for each in mine if each.kind == named), None)
    open_now = [each for each in mine if is_open(each)]
    return open_now[0] if len(open_now) == 1 else None


def is_mine(category: Category) -> bool:
    """Whether the person can register in it alone; for a State only who acts for it."""
    if category.kind.by_state:
        return bool(actor().delegate_of)
    return category.kind.by_oneself


def is_open(category: Category) -> bool:
    """Whether its window is open, of a meeting that takes place."""
    meeting, present = category.meeting, now()
    takes = meeting.state is MeetingState.PUBLISHED and meeting.ends_at > present
    return takes and category.opens_at <= present < category.closes_at
