"""Reads of the two short tracks, by topic."""

from engagement.protocol.queries.coverage import Coverage, RegionCount, states_with_representative
from engagement.protocol.queries.delegates import (
    acting_for,
    administrators,
    get_delegate,
    get_invitation,
    invitation_by_token,
    open_invitations,
)
from engagement.protocol.queries.movements import Movement, movements
from engagement.protocol.queries.notes import (
    Tracks,
    get_intergovernmental,
    get_note,
    get_paper,
    lines_of,
    listed_igos,
    listed_notes,
    notes_of,
    papers_of,
    recorded_igos,
    to_check,
    to_record,
)
from engagement.protocol.queries.representatives import (
    fingerprint,
    get_representative,
    in_office,
    public_name,
    shown,
)
from engagement.protocol.queries.states import (
    StateRow,
    confirmation_due_on,
    get_state,
    overdue_states,
    state_rows,
    states_to_ask,
)

__all__ = [
    "Coverage",
    "Movement",
    "RegionCount",
    "StateRow",
    "Tracks",
    "acting_for",
    "administrators",
    "confirmation_due_on",
    "fingerprint",
    "get_delegate",
    "get_intergovernmental",
    "get_invitation",
    "get_note",
    "get_paper",
    "get_representative",
    "get_state",
    "in_office",
    "invitation_by_token",
    "lines_of",
    "listed_igos",
    "listed_notes",
    "movements",
    "notes_of",
    "open_invitations",
    "overdue_states",
    "papers_of",
    "public_name",
    "recorded_igos",
    "shown",
    "state_rows",
    "states_to_ask",
    "states_with_representative",
    "to_check",
    "to_record",
]
