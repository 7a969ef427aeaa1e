"""What waits for who writes for the action plan, and for administrators and auditors."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from engagement.accounts.permissions import Accounts
from engagement.accounts.queries import waiting_for_administrators
from engagement.action_plan import queries as action_plan
from engagement.action_plan.permissions import ActionPlan
from engagement.audit.permissions import Audit
from engagement.core.permissions import Actor, can
from engagement.home.queries.task import Task
from engagement.jobs import queries as jobs
from engagement.jobs.permissions import Jobs
from engagement.mail import queries as mail
from engagement.mail.models import MessageState
from engagement.mail.permissions import Mail


def of_the_plan(actor: Actor) -> Iterator[Task]:
    """Updates on actions that wait for this person."""
    if can(actor, ActionPlan.WRITE):
        for key, number in action_plan.waiting_for(actor).items():
            title = action_plan.lane(key).label
            yield Task(title, number, "action_plan.list_updates", {"lane": key})


def of_people(actor: Actor) -> Iterator[Task]:
    """What other administrators asked for and what people ask for, but nothing of one's own."""
    if can(actor, Accounts.ADMINISTER):
        number = sum(actor.id not in one.people for one in waiting_for_administrators())
        yield Task(_l("Requests about people"), number, "accounts.list_people")


def of_operations(actor: Actor) -> Iterator[Task]:
    """What failed for good, and the way to the trail."""
    if can(actor, Jobs.LIST):
        number = jobs.lane_counts(actor)["failed"]
        yield Task(_l("Jobs that failed for good"), number, "jobs.list_jobs", {"lane": "failed"})
    if can(actor, Mail.LIST):
        number = mail.state_counts(actor).get(MessageState.FAILED, 0)
        failed = {"state": MessageState.FAILED.value}
        yield Task(_l("Mails that could not be delivered"), number, "mail.list_messages", failed)
    if can(actor, Audit.LIST):
        yield Task(_l("Audit trail"), None, "audit.show_trail")
