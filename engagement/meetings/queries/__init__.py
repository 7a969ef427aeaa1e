"""Reads of meetings, by noun."""
