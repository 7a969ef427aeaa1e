"""Changes that organizations ask for with evidence: asked, accepted, refused, withdrawn."""

import uuid
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from engagement.accreditation.commands.status import change_status
from engagement.accreditation.models import LISTED, Accreditation, AccreditationStatus
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now, today
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.major_groups import MajorGroup
from engagement.core.permissions import Actor, Role, can
from engagement.matching.names import clean
from engagement.organizations.commands.identity import change_identity
from engagement.settings import calendar
from engagement.standing import settings
from engagement.standing.commands.endings import settle_all
from engagement.standing.commands.letters import tell_organization, tell_staff
from engagement.standing.commands.papers import mark_sent
from engagement.standing.models import ENDINGS, Change, ChangeKind, ChangeState
from engagement.standing.permissions import Standings
from engagement.standing.queries import changes as queries
from engagement.standing.queries.reports import papers_of
from engagement.standing.workflow import (
    ACCEPT_CHANGE,
    REFUSE_CHANGE,
    SEND_CHANGE,
    WITHDRAW_CHANGE,
    change_workflow,
)

STATUS_OF = {
    ChangeKind.DISSOLUTION: AccreditationStatus.DISSOLVED,
    ChangeKind.RENUNCIATION: AccreditationStatus.WITHDRAWN,
}


@dataclass(frozen=True)
class Wanted:
    """What an organization asks for: of its kind the values that count, all others None."""

    kind: ChangeKind
    name: str | None = None
    latin_name: str | None = None
    acronym: str | None = None
    major_group: MajorGroup | None = None
    country: str | None = None


@command
def prepare_change(
    accreditation: Accreditation,
    *,
    actor: Actor,
    wanted: Wanted,
    explanation: str,
    key: uuid.UUID | None = None,
) -> Change:
    """Write down what is asked for; evidence is added, then `send_change` sends it.

    What was prepared of this kind and not sent is written anew. RuleViolation where nothing would
    change, or while a request of this kind waits for an answer.
    """
    if twin := once.take(key, actor):
        return queries.get_change(twin.result_id)
    lock(accreditation)
    if not can(actor, Standings.ASK_CHANGE, accreditation):
        raise NotAllowed(Standings.ASK_CHANGE)
    refuse_ended(accreditation)
    refuse_group_of_company(accreditation, wanted.kind)
    before = as_it_stands(accreditation, wanted.kind)
    if wanted.kind not in ENDINGS and before == asked_for(wanted):
        raise RuleViolation(_l("This is what the register shows already."))
    change = queries.open_change(accreditation, wanted.kind)
    if change is not None and change.state != ChangeState.OPEN:
        raise RuleViolation(_l("You have asked for this already. We answer that request first."))
    if change is None:
        change = Change(accreditation=accreditation, kind=wanted.kind)
        db.session.add(change)
    change.name = clean(wanted.name) if wanted.name else None
    change.latin_name = clean(wanted.latin_name) if wanted.latin_name else None
    change.acronym = clean(wanted.acronym) if wanted.acronym else None
    change.major_group, change.country = wanted.major_group, wanted.country
    change.before, change.explanation = before, explanation
    change.asked_at, change.asked_by_id = now(), actor.id
    db.session.flush()
    once.remember(key, change.id)
    record(
        "standing:change:prepared",
        change,
        actor=actor,
        kind=change.kind,
        values=[before, asked_for(wanted)],
        explanation=explanation,
    )
    return change


def refuse_group_of_company(accreditation: Accreditation, kind: ChangeKind) -> None:
    """RuleViolation for a Major Group: companies are in none."""
    if kind == ChangeKind.MAJOR_GROUP and accreditation.organization.kind.is_business:
        raise RuleViolation(_l("Companies belong to no Major Group."))


@command
def send_change(change: Change, *, actor: Actor, key: uuid.UUID | None = None) -> None:
    """Send what was prepared to the office, which has its days from now on."""
    if once.take(key, actor):
        return
    change_workflow.fire(SEND_CHANGE, change, actor=actor)
    change.submitted_at, change.asked_by_id = now(), actor.id
    refuse_ended(change.accreditation)
    change.before = as_it_stands(change.accreditation, change.kind)
    change.check_due_on = calendar.after(today(), settings.change_days)
    mark_sent(change)
    once.remember(key, change.id)
    record(
        "standing:change:sent",
        change,
        actor=actor,
        kind=change.kind,
        values=[change.before, asked_for(change)],
        files=[paper.document.sha256 for paper in papers_of(change)],
    )
    tell_organization("change_sent", change, change.accreditation, change=change)
    tell_staff(
        "change_sent_notice",
        change,
        Role.HEAD_OF_UNIT,
        may=Standings.CHECK_CHANGE,
        change=change,
    )


def as_it_stands(accreditation: Accreditation, kind: ChangeKind) -> str:
    """What the register shows now of what a kind of change is about, as stored."""
    holder = accreditation.organization
    if kind == ChangeKind.NAME:
        return named(holder.name, holder.latin_name, holder.acronym)
    if kind == ChangeKind.MAJOR_GROUP:
        return holder.major_group or ""
    return holder.country if kind == ChangeKind.COUNTRY else ""


def asked_for(wanted: Wanted | Change) -> str:
    """What is asked for, in the form of `as_it_stands`."""
    if wanted.kind == ChangeKind.NAME:
        return named(wanted.name, wanted.latin_name, wanted.acronym)
    if wanted.kind == ChangeKind.MAJOR_GROUP:
        return wanted.major_group or ""
    return (wanted.country or "") if wanted.kind == ChangeKind.COUNTRY else ""


def named(*names: str | None) -> str:
    """A name with its Latin form and acronym, as one text."""
    return " / ".join(clean(each) for each in names if each)


@command
def accept_change(
    change: Change, *, actor: Actor, answer: str = "", key: uuid.UUID | None = None
) -> None:
    """Let a change hold from today on: the register shows it, what was before is kept with its day.

    A dissolution or renunciation ends the accreditation, and what was under way against it.
    """
    if once.take(key, actor):
        return
    accreditation = lock(change.accreditation)
    change_workflow.fire(ACCEPT_CHANGE, change, actor=actor)
    refuse_ended(accreditation)
    answered(change, actor, answer)
    if change.kind in ENDINGS:
        settle_all(accreditation)
        change_status(accreditation, STATUS_OF[change.kind], reason_code=change.kind)
    else:
        change_identity(accreditation.organization, values_of(change))
    once.remember(key, change.id)
    record(
        "standing:change:accepted",
        change,
        actor=actor,
        kind=change.kind,
        values=[change.before, asked_for(change)],
        answer=answer,
    )
    tell_organization("change_accepted", change, accreditation, change=change)


def values_of(change: Change) -> dict:
    """The columns of the organization that a change writes."""
    if change.kind == ChangeKind.NAME:
        return {
            "name": change.name,
            "latin_name": change.latin_name,
            "acronym": change.acronym,
        }
    if change.kind == ChangeKind.MAJOR_GROUP:
        return {"major_group": change.major_group}
    return {"country": change.country}


@command
def refuse_change(
    change: Change, *, actor: Actor, answer: str, key: uuid.UUID | None = None
) -> None:
    """Leave everything as it is, and say why."""
    if once.take(key, actor):
        return
    change_workflow.fire(REFUSE_CHANGE, change, actor=actor)
    answered(change, actor, answer)
    once.remember(key, change.id)
    record("standing:change:refused", change, actor=actor, kind=change.kind, answer=answer)
    tell_organization("change_refused", change, change.accreditation, change=change)


@command
def withdraw_change(change: Change, *, actor: Actor) -> None:
    """Take a request back that nobody has answered."""
    change_workflow.fire(WITHDRAW_CHANGE, change, actor=actor)
    record("standing:change:withdrawn", change, actor=actor, kind=change.kind)


def answered(change: Change, actor: Actor, answer: str) -> None:
    """Note who answered and what; within a command."""
    change.checked_at, change.checked_by_id = now(), actor.id
    change.answer = answer or None


def refuse_ended(accreditation: Accreditation) -> None:
    """RuleViolation where the accreditation is held no more."""
    status = next(each.status for each in accreditation.periods if each.valid_to is None)
    if status not in LISTED:
        raise RuleViolation(_l("This accreditation has ended: “%(status)s”.", status=status.label))
