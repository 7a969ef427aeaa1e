"""Ordinary names and words, read from the tables in `data/`; all of them written for this package.

Names of people are common ones of their country, nobody in particular is meant; public figures
and known aid bodies are real and on none of the lists used here.
"""

import csv
import json
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("data")


def rows(name: str) -> list[list[str]]:
    """Lines of a table without its heading."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


@cache
def people() -> dict[str, tuple[list[str], list[str]]]:
    """Country → (given names, family names)."""
    return {
        country: (given.split("|"), family.split("|"))
        for country, given, family in rows("people.csv")
    }


def public_figures() -> list[tuple[str, str]]:
    """(name, country) of people in public office."""
    return [(name, country) for name, country in rows("public_figures.csv")]


@cache
def organization_words() -> dict[str, list[str]]:
    """What ordinary organizations are called: frames with a gap, and what fills it."""
    return json.loads((DATA / "organization_words.json").read_text(encoding="utf-8"))
