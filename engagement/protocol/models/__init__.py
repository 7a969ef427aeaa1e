"""Tables of the two short tracks."""

from engagement.protocol.models.delegate import Delegate, DelegateFunction, StateInvitation
from engagement.protocol.models.intergovernmental import Eligibility, Intergovernmental
from engagement.protocol.models.note import Departure, Note, ShortTrackState
from engagement.protocol.models.paper import Paper, PaperKind
from engagement.protocol.models.representative import Function, Representative, Seat
from engagement.protocol.models.state import Mission, State

__all__ = [
    "Delegate",
    "DelegateFunction",
    "Departure",
    "Eligibility",
    "Function",
    "Intergovernmental",
    "Mission",
    "Note",
    "Paper",
    "PaperKind",
    "Representative",
    "Seat",
    "ShortTrackState",
    "State",
    "StateInvitation",
]
