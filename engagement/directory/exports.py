"""The register as rows of a file."""

from collections.abc import Iterable, Iterator
from datetime import date

from flask_babel import gettext as _

from engagement.accreditation.models import AccreditationStatus
from engagement.core.countries import Region, country
from engagement.core.major_groups import MajorGroup
from engagement.core.partial_dates import written
from engagement.directory.sentences import computed, withheld_entries
from engagement.web.designations import closing_line


def heads() -> list[str]:
    """The names of the columns."""
    return [
        _("Number"),
        _("Organization"),
        _("Name in Latin letters"),
        _("Acronym"),
        _("Country or area"),
        _("Code of the country or area"),
        _("Region"),
        _("Major Group"),
        _("Accredited since"),
        _("Status"),
        _("As of"),
    ]


def lines(rows: Iterable, language: str, day: date, *, withheld: int, past: bool) -> Iterator[list]:
    """A line for each row of the list as of `day`, and at the end what has to be said of it.

    That is: how many entries are `withheld`, from what a `past` list is computed, and the sentence
    on designations.
    """
    for row in rows:
        place = country(row.country)
        yield [
            row.number,
            row.name,
            row.latin_name,
            row.acronym,
            place.name(language, day) if place else "",
            row.country,
            Region(row.region).label if row.region else "",
            MajorGroup(row.major_group).label if row.major_group else "",
            written(row.since, row.since_precision),
            AccreditationStatus(row.status).label,
            day.isoformat(),
        ]
    if withheld:
        yield [withheld_entries(withheld)]
    if past:
        yield [computed(day)]
    yield [closing_line()]
