"""The one way in: `SOURCES`, which list comes in which files, and `read`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask_babel import lazy_gettext as _l

from engagement.screening.list_files import (
    exclusion,
    files,
    global_compact,
    ineligible,
    ofac,
    united_nations,
)
from engagement.screening.list_files.entries import ListFile
from engagement.screening.list_files.refusals import Unreadable


@dataclass(frozen=True, slots=True)
class Source:
    """A list that can be read: what it is called and what it comes in."""

    key: str
    label: Any
    takes: Any
    """The files in words, for the page that asks for them."""
    suffixes: tuple[str, ...]
    least_files: int
    most_files: int
    reader: Callable[[list[Path]], ListFile]


def read(source: str, paths: Sequence[Path]) -> ListFile:
    """The whole list out of its files, in any order. KeyError for a list we do not know.

    Raises `Unreadable` for anything that cannot be believed as a whole; nothing else, whatever the
    files hold (OSError apart, where a file is not there).
    """
    how = SOURCES[source]
    given = list(paths)
    if len(given) < how.least_files:
        raise Unreadable("missing_file", name=how.takes)
    if len(given) > how.most_files:
        raise Unreadable("unknown_file", name=given[how.most_files].name)
    files.check(given)
    return how.reader(given)


SOURCES: dict[str, Source] = {
    source.key: source
    for source in (
        Source(
            "un",
            _l("United Nations Security Council Consolidated List"),
            _l("One XML file, as the Security Council publishes it"),
            (".xml",),
            1,
            1,
            united_nations.read,
        ),
        Source(
            "ofac",
            _l("United States OFAC list of specially designated nationals (SDN)"),
            _l("Three CSV files of one day: sdn.csv, alt.csv, add.csv; sdn_comments.csv if wanted"),
            (".csv",),
            3,
            4,
            ofac.read,
        ),
        Source(
            "world_bank",
            _l("World Bank list of ineligible firms and individuals"),
            _l("One XLSX file, as the World Bank offers it for download"),
            (".xlsx",),
            1,
            1,
            ineligible.read_world_bank,
        ),
        Source(
            "ebrd",
            _l("EBRD list of ineligible entities"),
            _l("One CSV file, as the European Bank for Reconstruction and Development offers it"),
            (".csv",),
            1,
            1,
            ineligible.read_ebrd,
        ),
        Source(
            "gc_participants",
            _l("United Nations Global Compact: participants"),
            _l("One CSV file with the columns participant, country, status, and more if known"),
            (".csv",),
            1,
            1,
            global_compact.read_participants,
        ),
        Source(
            "gc_delisted",
            _l("United Nations Global Compact: delisted participants"),
            _l("One CSV file with the columns participant, country, year or day of delisting"),
            (".csv",),
            1,
            1,
            global_compact.read_delisted,
        ),
        Source(
            "exclusion",
            _l("Our own exclusion list"),
            _l("One CSV file with the columns name, kind, reason, and more if known"),
            (".csv",),
            1,
            1,
            exclusion.read,
        ),
    )
}
"""By the key that the command line and the pages use."""
