"""Verbs on meetings and registrations, by noun."""
