"""The page of one match with its two records, and what is decided there."""

from dataclasses import replace

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.audit.reading import note_read
from engagement.core.clock import today
from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.core.transitions import MOVED_ON
from engagement.screening import settings, words
from engagement.screening.commands import decisions as commands
from engagement.screening.forms.matches import ConfirmForm, ProposeForm, ReasonForm
from engagement.screening.models import ClearReason, MatchState, Outcome
from engagement.screening.permissions import Matches
from engagement.screening.queries import matches as queries
from engagement.screening.queries import queue, records
from engagement.screening.views.blueprint import bp
from engagement.screening.views.entry_words import identifiers_said
from engagement.screening.views.match_files import papers_of
from engagement.screening.workflow.matches import takes_two, workflow
from engagement.web.access import access, actor
from engagement.web.base_form import status_of

DESK = "/screening/desk/matches"


@bp.get(f"{DESK}/<uuid:match_id>")
@access(Matches.VIEW, queries.get_match)
def show_match(match):
    """Two records side by side, why they met, what was decided, and what can be done now."""
    note_read(match)
    return match_page(match)


def match_page(match, *, propose=None, confirm=None, back=None):
    """The page with the form as it was sent, or fresh."""
    me = actor()
    available = workflow.available(match, me)
    own = match.proposed_by_id == me.id
    sent = propose or confirm or back
    may = {
        "propose": "propose_match" in available,
        "confirm": "confirm_match" in available and not own,
        "send_back": "send_back_match" in available,
        "reopen": "reopen_match" in available,
    }
    bar = queries.bar_of(match)
    return render_template(
        "screening/show_match.html",
        match=match,
        shares=words.explained(match.reason, match.entry.content),
        lines=side_by_side(match),
        our_names=records.names(match.party_content, match.reason["our_name"]),
        their_names=records.names(match.entry.content, match.reason["their_name"]),
        entry_now=queries.entry_now(match),
        pair=queries.rows_of_pair(match),
        papers=papers_of(match),
        may=may,
        own_proposal=own and match.state == MatchState.PROPOSED,
        takes_two=takes_two(match, Outcome.CLEAR),
        two_from=settings.two_person_score(),
        propose=propose or ProposeForm(formdata=None),
        confirm=confirm or ConfirmForm(formdata=None),
        back=back or ReasonForm(formdata=None),
        sent=sent,
        bar=bar,
        advises=bar is not None and can(me, Matches.ADVISE, bar),
        following=queue.next_to_decide(me, match) if any(may.values()) else None,
        today=today(),
    ), status_of(sent) if sent else 200


def side_by_side(match):
    """What else is known of both; numbers with their kinds in the reader's words."""
    lines = records.side_by_side(match.party_content, match.entry.content, match.reason)
    return [
        replace(line, ours=identifiers_said(line.ours), theirs=identifiers_said(line.theirs))
        if line.key == "identifiers"
        else line
        for line in lines
    ]


def onward(match):
    """Back to the match, or on to the next one to be decided."""
    if request.form.get("then") == "next":
        following = queue.next_to_decide(actor(), match)
        if following is not None:
            return redirect(url_for(".show_match", match_id=following.id))
        flash(_("Nothing else waits for you."), "info")
        return redirect(url_for(".list_matches"))
    return redirect(url_for(".show_match", match_id=match.id))


@bp.post(f"{DESK}/<uuid:match_id>/propose")
@access(Matches.DECIDE, queries.get_match)
def propose_match(match):
    """Say whether the two are the same; where one person is enough it is cleared."""
    form = ProposeForm()
    if not form.validate_on_submit():
        return match_page(match, propose=form)
    commands.propose(
        match,
        actor=actor(),
        outcome=Outcome(form.outcome.data),
        reason=ClearReason(form.reason.data) if form.reason.data else None,
        text=form.text.data,
        key=form.key,
    )
    if match.state == MatchState.CLEARED:
        flash(_("The match is cleared."), "success")
    else:
        flash(_("Proposed. A colleague has to confirm it."), "success")
    return onward(match)


@bp.post(f"{DESK}/<uuid:match_id>/confirm")
@access(Matches.DECIDE, queries.get_match, fresh=True)
def confirm_match(match):
    """Agree, as second person, with what was proposed."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        refuse_moved(match, MatchState.PROPOSED)
        return match_page(match, confirm=form)
    commands.confirm(match, actor=actor(), text=form.looked_at.data, key=form.key)
    if match.state == MatchState.CLEARED:
        flash(_("The match is cleared."), "success")
    else:
        flash(_("The match is confirmed."), "success")
    return onward(match)


@bp.post(f"{DESK}/<uuid:match_id>/send-back")
@access(Matches.DECIDE, queries.get_match)
def send_back_match(match):
    """Do not agree, or take one's own proposal back."""
    form = ReasonForm()
    if not form.validate_on_submit():
        refuse_moved(match, MatchState.PROPOSED)
        return match_page(match, back=form)
    commands.send_back(match, actor=actor(), text=form.why.data, key=form.key)
    flash(_("The match is open again."), "success")
    return onward(match)


@bp.post(f"{DESK}/<uuid:match_id>/reopen")
@access(Matches.DECIDE, queries.get_match, fresh=True)
def reopen_match(match):
    """Open a decided match again."""
    form = ReasonForm()
    if not form.validate_on_submit():
        refuse_moved(match, MatchState.CLEARED, MatchState.CONFIRMED)
        return match_page(match, back=form)
    commands.reopen(match, actor=actor(), text=form.why.data, key=form.key)
    flash(_("The match is open again."), "success")
    return redirect(url_for(".show_match", match_id=match.id))


def refuse_moved(match, *states) -> None:
    """409 for a form whose match somebody has moved on."""
    if match.state not in states:
        raise RuleViolation(MOVED_ON)
