"""Scheduled entry points of accreditation."""

import uuid
from datetime import timedelta

from engagement.accounts.queries import get_account
from engagement.accreditation import commands, queries, settings
from engagement.accreditation.commands import conflicts
from engagement.accreditation.queries import recordings
from engagement.core.clock import today
from engagement.core.errors import RuleViolation
from engagement.core.permissions import SYSTEM
from engagement.jobs.queue import job


@job("accreditation.effect_decision", unseen_until_due=True)
def effect_decision(decision_id: str):
    """Let a decision take effect once its time to be undone is over."""
    decision = queries.get_decision(uuid.UUID(decision_id))
    if decision is not None:
        commands.effect_decision(decision)


@job("accreditation.close_unanswered", every="30 12 * * *")
def close_unanswered():
    """Close without prejudice what was not answered in time.

    After noon in UTC, when the day before has ended in every time zone. A case that is answered
    while the job runs, or that an earlier run has closed, is left alone.
    """
    for application in queries.overdue_answers(today()):
        try:
            commands.close_application(application)
        except RuleViolation:
            continue


@job("accreditation.remind_applicants", every="0 5 * * *")
def remind_applicants():
    """Remind applicants whose time to answer is running out, once at each of the set days."""
    longest = max(settings.first_reminder_days(), settings.last_reminder_days())
    for application in queries.unanswered(today() + timedelta(days=longest)):
        commands.remind_applicant(application)


@job("accreditation.tell_of_harm")
def tell_of_harm(document_id: str):
    """Tell those who handle a case of a file that turned out harmful after it was sent.

    Asked for by name where the scanner's verdict is kept.
    """
    for placed in queries.cases_with(uuid.UUID(document_id)):
        commands.tell_of_harm(placed, actor=SYSTEM)


@job("accreditation.check_recording")
def check_recording(recording_id: str):
    """Check the lines of a long list of members."""
    recording = recordings.get_recording(uuid.UUID(recording_id))
    if recording is not None:
        commands.check_recording(recording)


@job("accreditation.write_recording")
def write_recording(recording_id: str):
    """Record the lines of a long list that a second person has confirmed."""
    recording = recordings.get_recording(uuid.UUID(recording_id))
    if recording is not None:
        commands.write_recording(recording)


@job("accreditation.release_cases")
def release_cases(person_id: str | None = None, organization_id: str | None = None):
    """Free cases and functions of somebody, or cases of an organization, after a change of rights.

    Asked for by name wherever roles, addresses, memberships or interests change.
    """
    person = get_account(uuid.UUID(person_id)) if person_id else None
    conflicts.release_cases(
        person_id=person.id if person else None,
        organization_id=uuid.UUID(organization_id) if organization_id else None,
    )
    if person is not None:
        conflicts.end_deputies(person)
