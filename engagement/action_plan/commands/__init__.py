"""Verbs of the action plan, by noun: progress updates, links of records, figures of a day."""

from engagement.action_plan.commands.figures import take_due_figures, take_figures
from engagement.action_plan.commands.links import end_link, link_record
from engagement.action_plan.commands.updates import (
    Report,
    add_file,
    edit_update,
    publish_update,
    remove_file,
    return_update,
    submit_update,
    take_back_update,
    withdraw_update,
    write_update,
)

__all__ = [
    "Report",
    "add_file",
    "edit_update",
    "end_link",
    "link_record",
    "publish_update",
    "remove_file",
    "return_update",
    "submit_update",
    "take_back_update",
    "take_due_figures",
    "take_figures",
    "withdraw_update",
    "write_update",
]
