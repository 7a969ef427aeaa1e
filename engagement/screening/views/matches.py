"""The queue of matches, the page of one with its two records, and what is decided there."""

import contextlib
import uuid

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from engagement.audit.reading import note_read
from engagement.core.clock import today
from engagement.core.countries import Region
from engagement.core.errors import RuleViolation
from engagement.core.permissions import can
from engagement.core.transitions import MOVED_ON
from engagement.organizations.queries import get_organization
from engagement.screening import settings, words
from engagement.screening.commands import decisions as commands
from engagement.screening.forms.matches import ConfirmForm, ProposeForm, ReasonForm
from engagement.screening.models import ClearReason, Lapse, MatchState, Outcome, Source
from engagement.screening.permissions import Matches
from engagement.screening.queries import indexes, queue, records, runs
from engagement.screening.queries import matches as queries
from engagement.screening.views.blueprint import bp
from engagement.screening.views.match_files import papers_of
from engagement.screening.workflow.matches import takes_two, workflow
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.i18n import region_name
from engagement.web.pages import keyset

DESK = "/screening/desk/matches"
TONES = {
    MatchState.OPEN: "attention",
    MatchState.PROPOSED: "waiting",
    MatchState.CLEARED: "good",
    MatchState.CONFIRMED: "bad",
    MatchState.LAPSED: "neutral",
}


@bp.app_template_filter("match_tone")
def match_tone(state) -> str:
    """The colour that repeats how far a match is; never the only sign."""
    return TONES[state]


@bp.app_template_filter("band_label")
def band_label(band: str) -> str:
    """A band in words."""
    return str(words.band_label(band))


@bp.app_template_filter("band_tone")
def band_tone(band: str) -> str:
    """The colour that repeats a band; never the only sign."""
    return words.band_tone(band)


@bp.app_template_filter("points")
def points(score: float) -> int:
    """A score as points of a hundred."""
    return words.in_points(score)


@bp.app_template_filter("lapse_label")
def lapse_label(code: str) -> str:
    """Why a clearance holds no more, in words."""
    return str(Lapse(code).label) if code in set(Lapse) else _("Opened again")


@bp.get(DESK)
@access(Matches.LIST)
def list_matches():
    """Matches by lane, the first to be decided first; filters are links."""
    me, chosen = actor(), chosen_filters()
    lanes = queue.lanes(me)
    counts = queue.lane_counts(me, lanes, chosen)
    key = request.args.get("lane", "open")
    lane = next((each for each in lanes if each.key == key), lanes[0])
    kept = filters_in_address()
    return render_template(
        "screening/list_matches.html",
        page=keyset(queue.queue(me, lane, chosen), queue.ORDER),
        lanes=[
            {
                "label": each.label,
                "url": url_for(".list_matches", lane=each.key, **kept),
                "current": each.key == lane.key,
                "count": counts[each.key],
            }
            for each in lanes
        ],
        lane=lane,
        facets=facets(lane, kept),
        organization=organization_chosen(chosen),
        today=today(),
        strong=queue.STRONG,
        may_clear=can_decide(me) and lane.key in {"open", "overdue"},
        last=runs.last_run(me) if not counts["all"] or not counts["open"] else None,
        versions=indexes.versions_in_force() if not counts["open"] else {},
    )


def can_decide(me) -> bool:
    """Whether this person decides some matches, for what a list offers."""
    return not me.roles.isdisjoint({*queries.OFFICERS, queries.Role.HEAD_OF_UNIT})


def filters_in_address() -> dict[str, str]:
    """The filters as the address has them, those that can be read."""
    known = {
        "list": set(Source),
        "script": set(queue.SCRIPTS),
        "region": set(Region),
    }
    kept = {name: request.args[name] for name, of in known.items() if request.args.get(name) in of}
    with contextlib.suppress(KeyError, ValueError):
        kept["organization"] = str(uuid.UUID(request.args["organization"]))
    return kept


def chosen_filters() -> queue.Chosen:
    """What the address asks for; what cannot be read counts as nothing."""
    kept = filters_in_address()
    return queue.Chosen(
        source=Source(kept["list"]) if "list" in kept else None,
        script=kept.get("script"),
        region=Region(kept["region"]) if "region" in kept else None,
        organization_id=uuid.UUID(kept["organization"]) if "organization" in kept else None,
    )


def organization_chosen(chosen):
    """The organization whose matches are shown alone, if this person may know of it."""
    if chosen.organization_id is None or chosen.organization_id in actor().conflicts:
        return None
    return get_organization(chosen.organization_id)


def facets(lane, kept) -> list[dict]:
    """The filters as links: by list, by script, by region."""

    def values(name, pairs):
        others = {key: value for key, value in kept.items() if key != name}
        nothing = {
            "label": _("All"),
            "url": url_for(".list_matches", lane=lane.key, **others),
            "current": name not in kept,
        }
        return [
            nothing,
            *(
                {
                    "label": label,
                    "url": url_for(".list_matches", lane=lane.key, **others, **{name: value}),
                    "current": kept.get(name) == value,
                }
                for value, label in pairs
            ),
        ]

    return [
        {"title": _("List"), "values": values("list", Source.choices())},
        {
            "title": _("Script of the name"),
            "values": values(
                "script", [(each, words.script_label(each)) for each in queue.SCRIPTS]
            ),
        },
        {
            "title": _("Region"),
            "values": values("region", [(each.value, region_name(each)) for each in Region]),
        },
    ]


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
        shares=words.explained(match.reason),
        lines=records.side_by_side(match.party_content, match.entry.content, match.reason),
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
    commands.confirm(match, actor=actor(), text=form.text.data, key=form.key)
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
    commands.send_back(match, actor=actor(), text=form.text.data, key=form.key)
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
    commands.reopen(match, actor=actor(), text=form.text.data, key=form.key)
    flash(_("The match is open again."), "success")
    return redirect(url_for(".show_match", match_id=match.id))


def refuse_moved(match, *states) -> None:
    """409 for a form whose match somebody has moved on."""
    if match.state not in states:
        raise RuleViolation(MOVED_ON)
