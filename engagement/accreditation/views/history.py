"""The history of a case as staff read it: stages, people, rounds, advice, decisions, letters.

Everything with its reasons; what a reader must not know yet is left out by the queries.
"""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from engagement.accreditation import queries
from engagement.accreditation.models import (
    Application,
    ApplicationStage,
    ApplicationState,
    Outcome,
    WaitingOn,
)
from engagement.core.clock import now
from engagement.core.permissions import Actor
from engagement.web.i18n import day_count, format_list

S = ApplicationState
OUTCOME_TONES = {
    Outcome.ACCREDIT: "good",
    Outcome.OVERTURN: "good",
    Outcome.REFUSE: "bad",
    Outcome.UPHOLD: "bad",
    Outcome.REOPEN: "active",
}


def events(application: Application, actor: Actor) -> list[dict]:
    """What happened, latest first, as the component `timeline` takes it."""
    found = [
        *stages(application),
        *assignments(application),
        *returns(application),
        *rounds(application),
        *certified_copies(application),
        *recommendations(application, actor),
        *sendings_back(application),
        *decisions(application, actor),
        *requests(application),
        *letters(application, actor),
    ]
    return sorted(found, key=lambda event: event["at"], reverse=True)


def stages(application: Application) -> list[dict]:
    """Each state with whose turn it was and for how long."""
    return [
        {
            "title": stage.state.label,
            "at": stage.entered_at,
            "note": turn(stage),
            "current": stage.left_at is None,
            "tone": "active" if stage.left_at is None else "neutral",
        }
        for stage in application.stages
    ]


def turn(stage: ApplicationStage) -> str | None:
    """Whose turn it was in a stage, and how many days; None when it is nobody's."""
    if stage.waiting_on == WaitingOn.NOBODY:
        return None
    days = ((stage.left_at or now()) - stage.entered_at).days
    lasted = day_count(days) if days else _("less than a day")
    if stage.left_at is None:
        lasted = _("%(time)s so far", time=lasted)
    return _("With %(side)s: %(time)s", side=stage.waiting_on.label, time=lasted)


def assignments(application: Application) -> list[dict]:
    """Who was assigned."""
    return [
        {"title": _("Assigned"), "at": hand.since, "by": hand.person.name}
        for hand in queries.assignments_of(application)
    ]


def returns(application: Application) -> list[dict]:
    """What was asked for when the application went back for completion."""
    return [
        {
            "title": _("Returned for completion"),
            "at": each.returned_at,
            "by": each.returned_by.name,
            "note": format_list([str(part["title"]) for part in queries.parts_in_words(each)]),
            "tone": "attention",
        }
        for each in queries.returns_of(application)
    ]


def rounds(application: Application) -> list[dict]:
    """Rounds of questions, asked and answered."""
    found = []
    for one in queries.rounds_of(application):
        asked = ngettext("%(num)d question", "%(num)d questions", len(one.questions))
        title = _("Round %(number)s of questions", number=one.number)
        found.append({"title": title, "at": one.asked_at, "by": one.asked_by.name, "note": asked})
        if one.answered_at:
            title = _("Round %(number)s answered", number=one.number)
            found.append({"title": title, "at": one.answered_at})
    return found


def certified_copies(application: Application) -> list[dict]:
    """Of which papers the certified copy was seen, or waived with a reason."""
    titles = {paper.key: paper.title for paper in queries.track_of(application).documents}
    return [
        {
            "title": _(
                "%(paper)s: %(seen)s",
                paper=titles.get(each.document, each.document),
                seen=each.seen.label,
            ),
            "at": each.recorded_at,
            "by": each.recorded_by.name,
            "text": each.note or None,
        }
        for each in queries.all_copies(application)
    ]


def recommendations(application: Application, actor: Actor) -> list[dict]:
    """What reviewers advised; what stands no more says so."""
    return [
        {
            "title": _("Recommended: accredit") if each.accredit else _("Recommended: refuse"),
            "at": each.made_at,
            "by": each.reviewer.name,
            "note": _("This recommendation no longer stands.") if each.withdrawn_at else None,
            "text": each.reason,
        }
        for each in queries.all_recommendations_seen_by(actor, application)
    ]


def sendings_back(application: Application) -> list[dict]:
    """Why approvers gave the case back."""
    return [
        {
            "title": _("Sent back to the reviewers"),
            "at": each.sent_back_at,
            "by": each.sent_back_by.name,
            "text": each.reason,
            "tone": "attention",
        }
        for each in queries.sent_back(application)
    ]


def decisions(application: Application, actor: Actor) -> list[dict]:
    """What was decided; approvers also read what waits or was undone."""
    found = []
    for each in queries.decisions_seen_by(actor, application):
        note = None
        if each.undone_at:
            note = _("It was undone before it took effect.")
        elif each.pending:
            note = _("It has not taken effect yet. Only approvers see it.")
        found.append(
            {
                "title": _("Decision: %(outcome)s", outcome=each.outcome.label),
                "at": each.took_effect_at or each.decided_at,
                "by": each.decided_by.name,
                "note": note,
                "text": each.reason,
                "tone": OUTCOME_TONES[each.outcome] if each.took_effect_at else "waiting",
            }
        )
    return found


def requests(application: Application) -> list[dict]:
    """Why the organization asked to look again."""
    return [
        {
            "title": _("Reconsideration was asked for"),
            "at": each.asked_at,
            "by": each.asked_by.name,
            "text": each.reasons,
            "tone": "attention",
        }
        for each in queries.reconsiderations_of(application)
    ]


def letters(application: Application, actor: Actor) -> list[dict]:
    """Letters that left, to be read and printed; one of a refusal quotes findings."""
    if not queries.sees_other_reviewers(actor, application):
        return []
    return [
        {
            "title": _("Letter"),
            "at": message.created_at,
            "link": {
                "words": message.subject,
                "url": url_for(
                    "accreditation.show_letter",
                    application_id=application.id,
                    message_id=message.id,
                ),
            },
        }
        for message in queries.letters_of(application)
    ]


def why_back(application: Application) -> dict | None:
    """Why a case is in review again: sent back by approvers, or reopened after a refusal."""
    before = queries.came_back_from(application)
    if before == S.RECOMMENDED:
        sent = queries.sent_back(application)
        return {"sent_back": sent[-1]} if sent else None
    if before == S.RECONSIDERATION:
        return {
            "sent_back": None,
            "reopened": queries.reopening_of(application),
            "request": queries.reconsideration_of(application),
            "refusal": queries.last_refusal(application),
        }
    return None
