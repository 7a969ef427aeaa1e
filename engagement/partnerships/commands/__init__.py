"""Verbs of partnerships, by noun."""
