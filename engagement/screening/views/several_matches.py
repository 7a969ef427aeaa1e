"""Clear several matches for the same reason, after a page that says what follows."""

import contextlib
import uuid

from flask import flash, redirect, render_template, request, url_for

from engagement.screening import settings
from engagement.screening.commands import decisions as commands
from engagement.screening.forms.matches import ClearSeveralForm
from engagement.screening.models import ClearReason, MatchState, Outcome
from engagement.screening.permissions import Matches
from engagement.screening.queries import queue
from engagement.screening.views.blueprint import bp
from engagement.screening.workflow.matches import takes_two
from engagement.web.access import access, actor
from engagement.web.base_form import status_of
from engagement.web.i18n import translate_plural


@bp.route("/screening/desk/clear-matches", methods=["GET", "POST"])
@access(Matches.CLEAR_SEVERAL)
def clear_matches():
    """What would be cleared and what not, then one reason for all."""
    form = ClearSeveralForm()
    matches = queue.picked(actor(), asked_ids())
    able = [each for each in matches if each.state == MatchState.OPEN and not is_strong(each)]
    if form.validate_on_submit() and able:
        commands.clear_several(
            able,
            actor=actor(),
            reason=ClearReason(form.reason.data),
            text=form.text.data,
            key=form.key,
        )
        flash(
            translate_plural(
                "%(num)d match is cleared, or waits for a second person.",
                "%(num)d matches are cleared, or wait for a second person.",
                len(able),
            ),
            "success",
        )
        return redirect(url_for(".list_matches"))
    return render_template(
        "screening/clear_matches.html",
        form=form,
        matches=matches,
        able=able,
        two=[each for each in able if takes_two(each, Outcome.CLEAR)],
        strong=[each for each in matches if is_strong(each)],
        most=settings.most_matches_at_once(),
    ), status_of(form)


def is_strong(match) -> bool:
    """Whether it is decided alone, never with others."""
    return match.band in queue.STRONG


def asked_ids() -> list[uuid.UUID]:
    """The identifiers among what was sent; no more than can be cleared at once."""
    found = []
    for value in request.values.getlist("match")[: settings.most_matches_at_once()]:
        with contextlib.suppress(ValueError):
            found.append(uuid.UUID(value))
    return found
