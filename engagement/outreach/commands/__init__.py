"""Verbs of encouraging: on records, on follow-ups."""
