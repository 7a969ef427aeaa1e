"""What tests of risk share: a case that the rules rate as wanted, and its steps."""

import uuid
from datetime import timedelta

from sqlalchemy import select

from engagement.audit.models import AuditEvent
from engagement.core.clock import today
from engagement.core.db import bookkeeping
from engagement.core.permissions import Role
from engagement.demo.risk_builders import note_compared
from engagement.mail.models import Message
from engagement.screening.commands import cases, findings, ratings, replies
from engagement.screening.facts import Response, Severity
from engagement.screening.questionnaire import Path, questions
from engagement.screening.sources import Track
from tests.factories import make_actor, make_organization

SPILL = "Spill in the river Lua"


def clean_answers():
    """Every question answered so that nothing is flagged."""
    answers: dict[str, dict[str, str]] = {}
    for question in questions(Path.STANDARD):
        flag = next(iter(question.flag_when), "yes")
        section = answers.setdefault(question.stored_in, {})
        section[question.key] = "no" if flag == "yes" else "yes"
        section[question.details_key] = "So it is."
    return answers


def open_case(organization=None, *, compared=True, **more):
    """A case of a compared company, opened by an officer; nothing is held against it."""
    organization = organization or make_organization()
    if compared:
        note_compared(organization, more.get("track", Track.PRIVATE_SECTOR))
    return cases.open_case(
        organization,
        actor=make_actor(Role.SCREENING_OFFICER),
        **{
            "track": Track.PRIVATE_SECTOR,
            "subject_type": "accreditation_application",
            "subject_id": uuid.uuid4(),
            "language": "en",
            "declared": {"answers": clean_answers()},
        }
        | more,
    )


@bookkeeping
def change(row, **values):
    """Put a row into a state that time or another feature brings about."""
    for name, value in values.items():
        setattr(row, name, value)


def spill(case, officer, severity=Severity.SEVERE, response=Response.NONE, summary=SPILL):
    """A controversy of its company."""
    return findings.log_controversy(
        case.organization,
        actor=officer,
        happened_on=today() - timedelta(days=90),
        severity=severity,
        summary=summary,
        source="The Daily Mirror of Lua, 3 March 2026",
        response=response,
    )


def rated(case=None, officer=None, severity=None):
    """A rated case: low, or what a controversy of a severity makes of it, after a hearing."""
    case, officer = case or open_case(), officer or make_actor(Role.SCREENING_OFFICER)
    if severity is not None:
        spill(case, officer, severity)
    ratings.assess_case(case, actor=officer)
    if severity is not None:
        reply = replies.ask_for_reply(case, actor=officer, allegation="What of the spill?")
        leader = make_actor(leads=[case.organization])
        replies.answer_reply(reply, actor=leader, answer="We cleaned it up.")
    ratings.rate_case(case, actor=officer)
    return case


def mails(db, template):
    """Addresses that got a mail of screening."""
    return db.scalars(
        select(Message.to).where(Message.template == f"screening/{template}").order_by(Message.to)
    ).all()


def actions(db):
    """The trail of screening, in order."""
    statement = select(AuditEvent.action).where(AuditEvent.action.startswith("screening:"))
    return db.scalars(statement.order_by(AuditEvent.id)).all()
