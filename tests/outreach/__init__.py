"""Encouraging: gaps, records, follow-ups."""
