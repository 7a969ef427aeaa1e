"""What letters say: the findings of a case, the dates that follow, in each reader's language.

A letter is a mail: the page that shows it before the decision and the mail that leaves are
composed by the same code, and the page that shows it later shows the stored mail.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from engagement.accounts.models import Account
from engagement.accreditation import queries, settings
from engagement.accreditation.commands.process import (
    Addressee,
    on_paper,
    write_to_organization,
)
from engagement.accreditation.models import (
    Accreditation,
    Application,
    Decision,
    Finding,
    Outcome,
    Verdict,
)
from engagement.accreditation.tracks import TRACKS
from engagement.core.clock import today
from engagement.core.permissions import Actor
from engagement.mail import outbox
from engagement.organizations.queries import focal_points
from engagement.settings import calendar

TEMPLATES = {
    Outcome.ACCREDIT: "accreditation/application_accredited",
    Outcome.REFUSE: "accreditation/application_refused",
    Outcome.UPHOLD: "accreditation/reconsideration_upheld",
    Outcome.OVERTURN: "accreditation/reconsideration_overturned",
    Outcome.REOPEN: "accreditation/reconsideration_reopened",
}
NUMBER_TO_COME = "…"
"""Stands for the number in a letter that is shown before there is one."""


STOPPED = _l("The screening of the company ended against its admission.")


@dataclass(frozen=True)
class NamedCriterion:
    """A criterion in a letter: lazy words, so that each letter says them in its own language."""

    title: Any
    verdict: Any
    reasons: tuple[Any, ...]
    met: bool


@dataclass(frozen=True)
class Letter:
    """A letter to one person, as it would leave now."""

    to: Account | Addressee
    words: outbox.Words


def criteria_in_words(application: Application, findings: list[Finding]) -> list[NamedCriterion]:
    """Each criterion with its verdict and reasons, in the order of the track.

    A criterion is met when every reviewer who judged it found so; where they differ, those who
    did not give the verdict and the reasons. Screening is named only when it ended against the
    company: a word of it before would tell whether something was found.
    """
    rows = []
    for criterion in TRACKS[application.track].criteria:
        given = [finding for finding in findings if finding.criterion == criterion.key]
        if criterion.by_record and queries.screening_verdict(application) == Verdict.NOT_MET:
            rows.append(NamedCriterion(criterion.title, Verdict.NOT_MET.label, (STOPPED,), False))
        if not given:
            continue
        against = [finding for finding in given if finding.verdict != Verdict.MET]
        telling = against or given
        rows.append(
            NamedCriterion(
                title=criterion.title,
                verdict=telling[0].verdict.label,
                reasons=tuple(dict.fromkeys(finding.reason for finding in telling)),
                met=not against,
            )
        )
    return rows


def apply_again_on(application: Application, day: date) -> date:
    """From when on one can apply again after a refusal on `day`.

    Later than the general rule says when the organization was not registered long enough: then
    on the anniversary by which it will be, reckoned from the answers that were submitted.
    """
    first = calendar.after(day, settings.reapply_months)
    unmet = {
        finding.criterion
        for finding in queries.standing_findings(application)
        if finding.verdict != Verdict.MET
    }
    answers = application.snapshot.content["sections"].get("legal_status", {})
    registered_on = answers.get("registered_on")
    if "registered" not in unmet or not registered_on:
        return first
    years = settings.registered_years() * 12
    return max(first, calendar.months_after(date.fromisoformat(registered_on), years))


def context_of(
    application: Application,
    outcome: Outcome,
    *,
    reason: str,
    accreditation: Accreditation | None = None,
) -> dict:
    """What a letter's template needs beside its reader, for a decision that takes effect today.

    Where a refusal is upheld, the day that it gave to apply again from stands.
    """
    criteria = criteria_in_words(application, queries.standing_findings(application))
    refusal = queries.last_refusal(application) if outcome == Outcome.UPHOLD else None
    return {
        "application": application,
        "reason": reason,
        "decided_on": today(),
        "number": accreditation.number if accreditation else NUMBER_TO_COME,
        "verification": accreditation.token if accreditation else NUMBER_TO_COME,
        "business": TRACKS[application.track].is_business,
        "word": settings.public_word(),
        "valid_until": (accreditation and accreditation.valid_until)
        or queries.valid_until(application.track, today()),
        "met": [criterion for criterion in criteria if criterion.met],
        "not_met": [criterion for criterion in criteria if not criterion.met],
        "apply_again_on": (refusal and refusal.apply_again_on)
        or apply_again_on(application, today()),
        "ask_until": calendar.after(today(), settings.reconsideration_request_days),
        "reconsideration_days": settings.reconsideration_days(),
    }


def send_letters(decision: Decision, accreditation: Accreditation | None) -> None:
    """Send the letter of a decision that takes effect now to everybody who leads, or by post."""
    application = decision.application
    context = context_of(
        application, decision.outcome, reason=decision.reason, accreditation=accreditation
    )
    write_to_organization(TEMPLATES[decision.outcome], application, **context)


def letters_before(application: Application, outcome: Outcome, *, reason: str) -> list[Letter]:
    """The letters that would leave if this were decided: one for each language they are in."""
    readers: dict[str, Account] = {}
    for person in focal_points(application.organization_id):
        readers.setdefault(person.language, person)
    template = TEMPLATES[outcome]
    context = context_of(application, outcome, reason=reason)
    if not readers:
        to = on_paper(application)
        return [Letter(to, outbox.compose_letter(template, to=to, about=application, **context))]
    return [
        Letter(person, outbox.compose(template, to=person, about=application, **context))
        for person in readers.values()
    ]


def maker(decision: Decision) -> Actor:
    """The person who decided, as far as the trail of who took part needs to know."""
    return Actor(id=decision.decided_by_id, name=decision.decided_by.name)
