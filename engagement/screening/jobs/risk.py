"""Scheduled entry points of risk: the right of reply, measures of plans."""

from engagement.core.permissions import SYSTEM
from engagement.jobs.queue import job
from engagement.screening.commands import measures, replies
from engagement.screening.queries import measures as plans
from engagement.screening.queries import replies as asked


@job("screening.watch_replies", every="10 5 * * *")
def watch_replies():
    """Remind companies before their time to reply is over, and end it when it is."""
    for reply in asked.to_remind():
        replies.remind_reply(reply, actor=SYSTEM)
    for reply in asked.over():
        replies.end_reply(reply, actor=SYSTEM)


@job("screening.watch_measures", every="15 5 * * *")
def watch_measures():
    """Remind owners of measures that fall due, and tell the head of those that are overdue."""
    for measure in plans.to_remind():
        measures.remind_measure(measure, actor=SYSTEM)
    for measure in plans.to_escalate():
        measures.escalate_measure(measure, actor=SYSTEM)
