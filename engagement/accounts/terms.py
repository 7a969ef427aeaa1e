"""Which version of the terms of use is in force; who accepted another is asked again."""

from datetime import date

VERSION = "2026-11-22"
"""Raised with every change of meaning of `templates/home/show_terms.html`."""

IN_FORCE_SINCE = date.fromisoformat(VERSION)
