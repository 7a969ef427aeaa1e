"""The history of a screening case in the reader's words, for the component `timeline`."""

from collections.abc import Callable
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from engagement.audit.queries import erased_names
from engagement.core.permissions import Actor
from engagement.screening.levels import Level
from engagement.screening.models import (
    CaseOutcome,
    CaseState,
    Cause,
    ItemKind,
    ItemResult,
    Lapse,
    MeasureState,
    Outcome,
    ScreeningCase,
    StepKind,
)
from engagement.screening.queries import history
from engagement.screening.questionnaire import BY_KEY

OUTCOME_TONES = {
    CaseOutcome.APPROVED: "good",
    CaseOutcome.CONDITIONS: "good",
    CaseOutcome.REFUSED: "bad",
    CaseOutcome.EXCLUDED: "bad",
}
Words = Callable[[dict[str, Any]], dict[str, Any]]


def events(case: ScreeningCase, actor: Actor) -> list[dict]:
    """What happened, latest first; each with who did it, and why where a reason was given."""
    matches, erased = history.matches_of(case, actor), erased_names()
    return [
        {
            "at": event.happened_at,
            "by": erased.get(event.actor_id, event.actor_name) if event.actor_id else None,
            "link": _to(matches.get(event.subject_id)),
        }
        | SAID[event.action](event.data)
        for event in history.events_of(case, actor, SAID)
    ]


def _to(match):
    if match is None:
        return None
    return {
        "words": match.party.name,
        "url": url_for("screening.show_match", match_id=match.id),
    }


def _rated(data):
    return {"title": _("Rated: %(level)s", level=Level(data["level"]).label)}


def _raised(data):
    return _to_level(_("Raised to: %(level)s", level=_new_level(data)), data)


def _lower_proposed(data):
    return _to_level(_("Lower rating proposed: %(level)s", level=_new_level(data)), data)


def _lowered(data):
    return _to_level(_("Lowered to: %(level)s", level=_new_level(data)), data)


def _to_level(title, data):
    return {"title": title, "text": data.get("reason")}


def _new_level(data):
    return Level(data["level"][1]).label


def _given(kind: StepKind) -> Words:
    """What a second reviewer or a legal adviser said."""
    return lambda data: {
        "title": kind.label,
        "note": _("agrees") if data["agrees"] else _("does not agree"),
        "text": data["text"],
    }


def _decided(data):
    outcome = CaseOutcome(data["outcome"])
    return {
        "title": _("Decision: %(outcome)s", outcome=outcome.label),
        "text": data["reason"],
        "tone": OUTCOME_TONES[outcome],
    }


def _decided_by_committee(data):
    return _decided(data) | {"note": _("The partnership committee")}


def _reopened(data):
    outcome = data.get("outcome")
    note = _("Decision: %(outcome)s", outcome=CaseOutcome(outcome).label) if outcome else None
    return {"title": _("Opened again"), "note": note, "text": data["reason"], "tone": "attention"}


def _finding(data):
    question = BY_KEY.get(data["criterion"])
    met = data["met"][1]
    return {
        "title": _("Exclusion criterion met") if met else _("Exclusion criterion not met"),
        "note": question.text if question else data["criterion"],
    }


def _measure_moved(data):
    return {"title": _("Measure: %(state)s", state=MeasureState(data["state"][1]).label)}


def _listed(data):
    return {
        "title": _("On the agenda of %(meeting)s", meeting=data["meeting"]),
        "note": ItemKind(data["kind"]).label,
    }


def _concluded(data):
    return {
        "title": _("Committee: %(result)s", result=ItemResult(data["result"]).label),
        "note": data["meeting"],
        "text": data["conditions"],
    }


def _compared(data):
    opened = data["counts"].get("opened", 0)
    return {
        "title": _("Compared with the lists"),
        "note": ngettext("%(num)d match was opened.", "%(num)d matches were opened.", opened)
        if opened
        else Cause(data["cause"]).label,
    }


def _match(title: Callable[[], str]) -> Words:
    """What somebody did about a match, and why."""
    return lambda data: {
        "title": title(),
        "note": Outcome(data["outcome"]).label if data.get("outcome") else None,
        "text": data.get("text"),
    }


def _lapsed(data):
    return {"title": _("Match lapsed"), "note": Lapse(data["because"]).label}


def _titled(title: Callable[[], str], **more) -> Words:
    """An event that its title says all about, but for a reason."""
    return lambda data: {"title": title(), "text": data.get("reason")} | more


SAID: dict[str, Words] = {
    "screening:case:opened": _titled(lambda: _("Opened")),
    "screening:case:declared_again": _titled(lambda: _("Answers submitted again")),
    "screening:case:taken": _titled(lambda: _("Assigned")),
    "screening:case:assessed": _titled(lambda: CaseState.ASSESSED.label),
    "screening:case:rated": _rated,
    "screening:case:stopped": _titled(lambda: CaseState.STOPPED.label, tone="bad"),
    "screening:rating:raised": _raised,
    "screening:rating:lower_proposed": _lower_proposed,
    "screening:rating:lower_confirmed": _lowered,
    "screening:rating:lower_refused": _titled(lambda: _("Lower rating refused")),
    "screening:case:reviewed": _given(StepKind.SECOND_REVIEW),
    "screening:case:advised": _given(StepKind.LEGAL_ADVICE),
    "screening:case:decided": _decided,
    "screening:case:decided_by_committee": _decided_by_committee,
    "screening:case:stop_confirmed": _titled(
        lambda: _("The committee confirmed the stop"), tone="bad"
    ),
    "screening:case:stop_lifted": _titled(lambda: _("The committee lifted the stop")),
    "screening:case:taken_back": _titled(lambda: _("Taken back"), tone="attention"),
    "screening:case:reopened": _reopened,
    "screening:case:closed": lambda data: {"title": CaseState.CLOSED.label},
    "screening:finding:recorded": _finding,
    "screening:measure:planned": _titled(lambda: _("Measure planned")),
    "screening:measure:moved": _measure_moved,
    "screening:reply:asked": lambda data: {
        "title": CaseState.ASKED.label,
        "text": data["allegation"],
    },
    "screening:reply:answered": _titled(lambda: _("The company answered")),
    "screening:reply:letter_recorded": lambda data: {
        "title": _("The company answered"),
        "note": _("By post"),
    },
    "screening:reply:ended": _titled(lambda: _("No answer came"), tone="attention"),
    "screening:item:added": _listed,
    "screening:item:concluded": _concluded,
    "screening:run:ended": _compared,
    "screening:match:opened": _match(lambda: _("Match opened")),
    "screening:match:proposed": _match(lambda: _("Decision on a match proposed")),
    "screening:match:cleared": _match(lambda: _("Match cleared")),
    "screening:match:confirmed": _match(lambda: _("Match confirmed")),
    "screening:match:sent_back": _match(lambda: _("Match sent back")),
    "screening:match:undone": _match(lambda: _("Match opened again")),
    "screening:match:lapsed": _lapsed,
}
"""By action of the trail what the page says of it; what is not here is no step of the case."""
