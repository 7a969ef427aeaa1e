"""Whom the lists name, whom we work with, and what to do where the two look alike."""
