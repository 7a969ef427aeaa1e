"""Sentences on what is wrong with a list of members: the column, what was read, what is expected.

Problems are kept as codes with their values, so every reader gets them in the own language.
"""

from collections.abc import Mapping
from typing import Any

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l

from engagement.core.countries import Region, country
from engagement.core.major_groups import MajorGroup
from engagement.tables import refusals

COLUMNS = {
    "name": _l("Name"),
    "country": _l("Country or area"),
    "major_group": _l("Major Group"),
    "region": _l("Region"),
    "since": _l("Accreditation date"),
    "number": _l("Number"),
    "acronym": _l("Acronym"),
    "latin_name": _l("Name in Latin letters"),
    "website": _l("Website"),
    "email": _l("E-mail address"),
}
SENTENCES = {
    "missing": _l("The cell is empty. Every line needs a name, country, Major Group and date."),
    "surplus_cells": _l(
        "The line has more cells than there are columns. Put cells that hold the separator between"
        " quotation marks."
    ),
    "hidden": _l(
        "“%(read)s” holds a character that cannot be seen (%(sign)s). Type the name anew."
    ),
    "name_form": _l("“%(read)s” is no name. A name has letters, and 2 to %(most)s characters."),
    "major_group_unknown": _l(
        "“%(read)s” is none of the nine Major Groups. Write, for example, “Farmers”."
    ),
    "country_unknown": _l(
        "“%(read)s” is not known as a country or area. Write its UN name in one of the six"
        " languages, or its code of two letters."
    ),
    "date_ambiguous": _l(
        "In “%(read)s” the day and the month could be either number. Write the month in words, or"
        " year-month-day."
    ),
    "date_unknown": _l(
        "“%(read)s” is not read as a date. Write, for example, “February 2023” or 2023-02-14."
    ),
    "date_too_early": _l("“%(read)s” lies before %(year)s, when UNEP was founded."),
    "date_to_come": _l("“%(read)s” is still to come."),
    "number_form": _l(
        "“%(read)s” cannot be a number: use at most 60 letters, digits, dots and dashes."
    ),
    "website_form": _l(
        "“%(read)s” is no web address. Write, for example, https://www.example.org."
    ),
    "email_form": _l(
        "“%(read)s” is no e-mail address, or more than five. Separate several by a semicolon."
    ),
    "number_taken": _l(
        "The number “%(read)s” belongs to %(other)s already. Check the number, or leave it empty."
    ),
    "number_of_series": _l(
        "“%(read)s” looks like a number that this platform gives. Leave the cell empty to get one."
    ),
    "twice_in_file": _l("The same organization and date, or number, stands in line %(other)s too."),
    "waits_already": _l("This entry waits for confirmation already, in “%(other)s”."),
    "other_date": _l(
        "%(other)s is accredited already, but since another date. Check which date is right."
    ),
    "looks_alike": _l(
        "This may be %(other)s, which is here already. Record it by hand and choose."
    ),
}
WARNINGS = {
    "region_unknown": _l("“%(read)s” is none of the six regions. The country's region is used."),
    "region_differs": _l(
        "The region “%(read)s” is not the one of the country. The country's region is used."
    ),
}
OF_FILES = {
    **refusals.OF_FILES,
    "not_text": _l("This is not a text file. Save the list as “CSV UTF-8” and send that file."),
}
"""Lists of members are CSV files alone."""
MEANT = _l("Is %(meant)s meant?")


def sentence(problem: Mapping[str, Any]) -> str:
    """What is wrong, in the language of the page; with the nearest known word, if there is one."""
    texts = SENTENCES | WARNINGS
    values = {name: value for name, value in problem.items() if value is not None}
    written = str(texts[problem["code"]]) % {"read": "", **values}
    meant = in_words(problem["column"], problem.get("meant"))
    return f"{written} {str(MEANT) % {'meant': meant}}" if meant else written


def of_file(code: str, **values) -> str:
    """The same of a whole file."""
    if "columns" in values:
        values["columns"] = ", ".join(str(COLUMNS[name]) for name in values["columns"])
    return str(OF_FILES[code]) % values


def in_words(column: str, value: str | None) -> str:
    """A country's, region's or Major Group's name in the language of the page."""
    if not value:
        return ""
    if column == "country":
        place = country(value)
        return place.name(_language()) if place else value
    return str((MajorGroup if column == "major_group" else Region)(value).label)


def _language() -> str:
    return (get_locale() and get_locale().language) or "en"
