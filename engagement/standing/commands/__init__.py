"""Verbs of accreditations that were granted: a module for each noun."""
