"""Progress updates in each state, made by the commands."""

from datetime import timedelta

from engagement.action_plan import commands
from engagement.action_plan.models import ProgressUpdate, Status, UpdateState
from engagement.core.clock import today
from engagement.core.permissions import Role
from engagement.demo import papers
from tests.factories import make_actor

ACTION = "VIII.A.4"


def report(**changes) -> commands.Report:
    """What an update says of the last month."""
    values = {
        "status": Status.UNDER_WAY,
        "language": "en",
        "text": "Guidance was rewritten.",
        "period_from": today() - timedelta(days=30),
        "period_to": today() - timedelta(days=1),
        "links": ["https://evidence.example/report"],
    }
    return commands.Report(**values | changes)


def make_update(
    state=UpdateState.PUBLISHED, *, action=ACTION, author=None, reader=None, corrects=None, **said
) -> ProgressUpdate:
    """An update in `state` with a file, by two programme officers unless they are given."""
    author = author or make_actor(Role.PROGRAMME_OFFICER)
    reader = reader or make_actor(Role.PROGRAMME_OFFICER)
    update = commands.write_update(action, actor=author, report=report(**said), corrects=corrects)
    add_file(update, author)
    if state == UpdateState.DRAFT:
        return update
    commands.submit_update(update, actor=author)
    if state == UpdateState.RETURNED:
        commands.return_update(update, actor=reader, note="Say where.")
    if state in {UpdateState.PUBLISHED, UpdateState.WITHDRAWN}:
        commands.publish_update(update, actor=reader)
    if state == UpdateState.WITHDRAWN:
        commands.withdraw_update(update, actor=reader, reason="A wrong figure.")
    return update


def add_file(update, author, line="Evidence"):
    """A PDF of one page as evidence."""
    return commands.add_file(update, actor=author, taken=papers.taken(papers.page(line)))
