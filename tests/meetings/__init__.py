"""Meetings and registrations."""
