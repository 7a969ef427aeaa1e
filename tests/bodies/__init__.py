"""Governing bodies."""
