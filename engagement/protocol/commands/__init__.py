"""Verbs of the two short tracks, by topic; each module is imported by its name."""
