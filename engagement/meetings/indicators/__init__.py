"""The figures of meetings for the action plan. All statements take `:day` alone."""

from engagement.meetings.indicators import documents

__all__ = ["documents"]
