"""Deadlines that hang on when a meeting begins: who keeps one says here how it moves along."""

from collections.abc import Callable
from datetime import datetime

from engagement.meetings.models import Meeting

Move = Callable[[datetime], datetime]
"""From an instant to the same hour by the meeting's clocks so much later."""

FOLLOWING: list[Callable[[Meeting, Move], int]] = []


def follows_meeting(function: Callable[[Meeting, Move], int]) -> Callable[[Meeting, Move], int]:
    """Register what moves deadlines of one kind that are not over, and says how many it moved.

    It is called within the command that postpones a meeting, when its sessions have been moved.
    """
    FOLLOWING.append(function)
    return function


def move_deadlines(meeting: Meeting, move: Move) -> int:
    """Move all of them; returns how many."""
    return sum(function(meeting, move) for function in FOLLOWING)
