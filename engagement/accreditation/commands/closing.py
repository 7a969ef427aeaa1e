"""What happens by the calendar alone: reminders, and closing without prejudice; nothing else."""

from engagement.accreditation import queries, settings
from engagement.accreditation.commands.process import move, tell_focal_points
from engagement.accreditation.commands.screening import end_screening
from engagement.accreditation.models import Application, Reminder
from engagement.accreditation.workflow import CLOSE
from engagement.audit.commands import record
from engagement.core.clock import now, today
from engagement.core.db import command, db, lock
from engagement.core.permissions import SYSTEM


@command
def close_application(application: Application) -> None:
    """Close an application whose deadline passed without an answer; the answers stay.

    RuleViolation when the applicant has answered meanwhile or still can.
    """
    due_on = application.due_on
    move(CLOSE, application, actor=SYSTEM)
    end_screening(application, reason="closed")
    record("accreditation:application:closed", application, actor=SYSTEM, due_on=due_on.isoformat())
    tell_focal_points("application_closed", application, due_on=due_on)


@command
def remind_applicant(application: Application) -> bool:
    """Remind the focal points when few days are left; each reminder of a stage is sent once.

    When a run was missed, the reminders that are over are counted as sent with the next one.
    Returns whether one was sent.
    """
    lock(application)
    stage = next(stage for stage in application.stages if stage.left_at is None)
    if stage.state not in queries.APPLICANT_ANSWERS or application.due_on is None:
        return False
    left = (application.due_on - today()).days
    sent = queries.reminders_of(stage)
    due = {
        days
        for days in (settings.first_reminder_days(), settings.last_reminder_days())
        if days >= left >= 0 and days not in sent
    }
    if not due:
        return False
    for days in due:
        db.session.add(Reminder(stage_id=stage.id, days_left=days, sent_at=now()))
    record(
        "accreditation:applicant:reminded",
        application,
        actor=SYSTEM,
        days_left=left,
        due_on=application.due_on.isoformat(),
    )
    tell_focal_points(
        "deadline_near",
        application,
        due_on=application.due_on,
        days_left=left,
        asked=stage.state,
    )
    return True
