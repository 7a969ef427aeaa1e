"""Lists made for tests: a few invented entries, as the publishers' files hold them."""

import io

from engagement.core.permissions import SYSTEM
from engagement.screening import list_storage
from engagement.screening.commands import lists as commands
from engagement.screening.models import Source

PEOPLE = {
    "QDi.901": ("Amina", "Testova", "Амина Тестова"),
    "QDi.902": ("Boris", "Examplewicz", None),
    "QDi.903": ("Chidi", "Sampleson", None),
    "QDi.904": ("Daoud", "Placeholder", "داود"),
}
BODIES = {"QDe.901": "Specimen Trading Company", "QDe.902": "Model Foundation"}
FIRST_DAY = "2026-02-27"


def un_list(*, day=FIRST_DAY, without=(), more=0, aliases=()) -> bytes:
    """A Consolidated List; `aliases` are (reference, name), `more` so many further people."""
    people = PEOPLE | {f"XXi.{n:03}": (f"Person{n}", "Further", None) for n in range(more)}
    rows = "".join(
        person(reference, *names, [alias for of, alias in aliases if of == reference])
        for reference, names in people.items()
        if reference not in without
    )
    bodies = "".join(
        f"<ENTITY><DATAID>{number}</DATAID><FIRST_NAME>{name}</FIRST_NAME>"
        f"<UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE><REFERENCE_NUMBER>{reference}</REFERENCE_NUMBER>"
        "<LISTED_ON>2010-03-04</LISTED_ON></ENTITY>"
        for number, (reference, name) in enumerate(BODIES.items())
        if reference not in without
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><CONSOLIDATED_LIST dateGenerated="{day}T00:00:09Z">'
        f"<INDIVIDUALS>{rows}</INDIVIDUALS><ENTITIES>{bodies}</ENTITIES></CONSOLIDATED_LIST>"
    ).encode()


def person(reference, first, second, original, aliases):
    """One INDIVIDUAL."""
    script = f"<NAME_ORIGINAL_SCRIPT>{original}</NAME_ORIGINAL_SCRIPT>" if original else ""
    others = "".join(
        f"<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>{alias}</ALIAS_NAME>"
        "</INDIVIDUAL_ALIAS>"
        for alias in aliases
    )
    return (
        f"<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>{first}</FIRST_NAME>"
        f"<SECOND_NAME>{second}</SECOND_NAME><UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE>"
        f"<REFERENCE_NUMBER>{reference}</REFERENCE_NUMBER><LISTED_ON>2010-03-04</LISTED_ON>"
        f"{script}<NATIONALITY><VALUE>Kenya</VALUE></NATIONALITY>{others}</INDIVIDUAL>"
    )


def take_in(
    content: bytes, *, source=Source.UN, actor=SYSTEM, received_from="command line", name="list.xml"
):
    """The check that came of a file; its version is read at once."""
    kept = list_storage.keep([(name, io.BytesIO(content))])
    check = commands.receive_version(
        source, kept, actor=actor, received_from=received_from, later=False
    )
    commands.read_version(check.version)
    return check
