"""What was recorded wrongly is put right: proposed by one, confirmed or dropped by another.

A change holds from a day on; a correction says that it was never so, on past days neither.
"""

import uuid
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from engagement.accreditation import member_lists
from engagement.accreditation.commands.status import correct_beginning
from engagement.accreditation.models import Accreditation, AccreditationStatus
from engagement.accreditation.queries import recordings
from engagement.audit.commands import record
from engagement.core import once
from engagement.core.clock import now, today
from engagement.core.db import command, db, lock
from engagement.core.errors import NotAllowed, RuleViolation, Stale
from engagement.core.major_groups import MajorGroup
from engagement.core.partial_dates import read
from engagement.core.permissions import Actor, can
from engagement.matching.names import clean
from engagement.organizations.commands.identity import correct_identity
from engagement.standing.commands.letters import tell_organization
from engagement.standing.models import Correction
from engagement.standing.permissions import Standings
from engagement.standing.queries import corrections as queries
from engagement.standing.queries.accreditations import reports_of
from engagement.standing.queries.corrections import FACTS, IDENTITY
from engagement.standing.workflow import CONFIRM_CORRECTION, DROP_CORRECTION, correction_workflow

NUMBER_TAKEN = _l("Another accreditation has this number, or had it. Check it.")


class Wrong(RuleViolation):
    """One of the facts cannot be so; `fact` is one of `FACTS`."""

    def __init__(self, fact: str, sentence):
        super().__init__(sentence)
        self.fact = fact


@command
def propose_correction(
    accreditation: Accreditation,
    *,
    actor: Actor,
    facts: dict[str, str],
    reason: str,
    evidence: str,
    seen: str | None = None,
    key: uuid.UUID | None = None,
) -> Correction:
    """Propose what should have been recorded; `facts` as of `as_recorded`, others stay.

    `seen` is `version_of` of what the person saw. RuleViolation where nothing differs, for what
    cannot be so (`Wrong`), and while another correction waits; Stale where it changed meanwhile.
    """
    if twin := once.take(key, actor):
        return db.session.get_one(Correction, twin.result_id)
    lock(accreditation)
    if not can(actor, Standings.PROPOSE_CORRECTION, accreditation):
        raise NotAllowed(Standings.PROPOSE_CORRECTION)
    if not queries.was_recorded(accreditation):
        raise RuleViolation(_l("This accreditation was granted here, so nothing was recorded."))
    if queries.open_correction(accreditation) is not None:
        raise RuleViolation(_l("A correction waits for a second person already."))
    if seen is not None and seen != queries.version_of(accreditation):
        raise Stale(
            _l("What is recorded has changed since you opened this page. Look at it again.")
        )
    differences = differences_of(accreditation, facts)
    if not differences:
        raise RuleViolation(_l("Nothing differs from what is recorded."))
    refuse_impossible(accreditation, differences)
    correction = Correction(
        accreditation=accreditation,
        differences=differences,
        reason=reason,
        evidence=evidence,
        proposed_at=now(),
        proposed_by_id=actor.id,
    )
    db.session.add(correction)
    db.session.flush()
    once.remember(key, correction.id)
    record(
        "standing:correction:proposed",
        correction,
        actor=actor,
        reason=reason,
        evidence=evidence,
        **differences,
    )
    return correction


def differences_of(accreditation: Accreditation, facts: dict[str, str]) -> dict[str, list[str]]:
    """Of each fact that differs what is recorded and what is right."""
    before = queries.as_recorded(accreditation)
    after = before | {name: clean(text) for name, text in facts.items()}
    after["number"] = member_lists.number(after["number"])
    return {name: [before[name], after[name]] for name in FACTS if before[name] != after[name]}


def refuse_impossible(accreditation: Accreditation, differences: dict[str, list[str]]) -> None:
    """`Wrong` for the first fact that cannot be so."""
    for fact, refuse in (
        ("since", refuse_since),
        ("number", refuse_number),
        ("report_due_on", refuse_report_day),
    ):
        if fact in differences:
            refuse(accreditation, differences[fact][1])


def refuse_since(accreditation: Accreditation, text: str) -> None:
    """A day since UNEP was founded, not to come, before the status changed first."""
    since, _precision = read(text)
    first = accreditation.periods[0]
    if since is None or since > today():
        raise Wrong("since", _l("This day is still to come."))
    if since.year < member_lists.FIRST_YEAR:
        raise Wrong("since", _l("This lies before 1972, when UNEP was founded."))
    if first.valid_to is not None and since >= first.valid_to:
        raise Wrong("since", _l("The status has changed before this day. Enter an earlier one."))


def refuse_number(accreditation: Accreditation, number: str) -> None:
    """A number that nobody has or had, and not of the platform's own."""
    if recordings.OF_SERIES.fullmatch(number):
        raise Wrong(
            "number", _l("Numbers of this form are given by the platform. Enter the earlier one.")
        )
    there = recordings.by_numbers([number]).get(number)
    if there is not None and there.id != accreditation.id:
        raise Wrong("number", NUMBER_TAKEN)


def refuse_report_day(accreditation: Accreditation, text: str) -> None:
    """A day to come, while nothing has followed from the day that was told first."""
    status = accreditation.periods[-1].status
    recorded_day = accreditation.application_id is None and not reports_of(accreditation)
    if status != AccreditationStatus.ACTIVE or not recorded_day or not accreditation.report_due_on:
        raise Wrong(
            "report_due_on",
            _l("The report was begun, or the status has changed: its day stays as it is."),
        )
    if not text or date.fromisoformat(text) <= today():
        raise Wrong("report_due_on", _l("Choose a day to come."))


@command
def confirm_correction(correction: Correction, *, actor: Actor) -> None:
    """Confirm what a colleague proposed: it was so from the beginning, in the register as well.

    The organization is told. Stale where what is recorded is not any more what it was then.
    """
    accreditation = lock(correction.accreditation)
    correction_workflow.fire(CONFIRM_CORRECTION, correction, actor=actor)
    correction.decided_at, correction.decided_by_id = now(), actor.id
    standing = queries.as_recorded(accreditation)
    if any(standing[fact] != before for fact, (before, _) in correction.differences.items()):
        raise Stale(
            _l(
                "What is recorded has changed since this was proposed. Drop the proposal and"
                " propose anew what is still wrong."
            )
        )
    refuse_impossible(accreditation, correction.differences)
    right = {fact: after for fact, (_, after) in correction.differences.items()}
    try:
        with db.session.begin_nested():
            write(accreditation, right)
            db.session.flush()
    except IntegrityError:  # somebody got this number in the same moment
        raise Wrong("number", NUMBER_TAKEN) from None
    record("standing:correction:confirmed", correction, actor=actor, **correction.differences)
    record(
        "standing:accreditation:corrected",
        accreditation,
        actor=actor,
        proposed_by=str(correction.proposed_by_id),
        **correction.differences,
    )
    tell_organization("correction_confirmed", correction, accreditation, correction=correction)


def write(accreditation: Accreditation, right: dict[str, str]) -> None:
    """Let facts be what is right, as if they had been entered so; within a command.

    The day of the first report does not follow from `since`, as when it was recorded.
    """
    identity = {name: value_of(name, right[name]) for name in IDENTITY if name in right}
    if identity:
        correct_identity(accreditation.organization, identity, on=accreditation.since)
    if "since" in right:
        since, precision = read(right["since"])
        assert since is not None
        accreditation.since, accreditation.since_precision = since, precision
    if "number" in right:
        given_up = {*accreditation.former_numbers, accreditation.number} - {right["number"]}
        accreditation.former_numbers = sorted(given_up)
        accreditation.number = right["number"]
    if "report_due_on" in right:
        accreditation.report_due_on = date.fromisoformat(right["report_due_on"])
    correct_beginning(accreditation, accreditation.since)


def value_of(fact: str, text: str) -> str | MajorGroup | None:
    """A fact of the identity as its column keeps it."""
    return MajorGroup(text) if fact == "major_group" else text or None


@command
def drop_correction(correction: Correction, *, actor: Actor) -> None:
    """Let a proposal go that a colleague made, or take back one's own."""
    correction_workflow.fire(DROP_CORRECTION, correction, actor=actor)
    correction.decided_at, correction.decided_by_id = now(), actor.id
    record("standing:correction:dropped", correction, actor=actor)
