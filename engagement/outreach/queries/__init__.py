"""Reads of encouraging: gaps, records, follow-ups."""
