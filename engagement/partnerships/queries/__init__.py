"""Reads of partnerships, by noun."""
