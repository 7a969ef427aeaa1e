"""Reads of screening, by noun."""
