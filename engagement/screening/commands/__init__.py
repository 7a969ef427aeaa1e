"""Verbs of screening, by noun."""
