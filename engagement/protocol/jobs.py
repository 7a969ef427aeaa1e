"""Scheduled entry points of protocol."""

from engagement.core.clock import today
from engagement.jobs.queue import job
from engagement.protocol import queries
from engagement.protocol.commands import states


@job("protocol.ask_confirmations", every="20 5 * * *")
def ask_confirmations():
    """Ask States whose list is due; nothing is ended by this."""
    for row in queries.states_to_ask(today()):
        states.ask_confirmation(row.place.code)
