"""How the parts of a submission were found, and what of it holds for what was sent last."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from engagement.accreditation.models import Application, CheckedPart
from engagement.accreditation.queries.documents import harmful_files
from engagement.core.db import db
from engagement.organizations.models import PEOPLE_SECTIONS

SECTION_PART, FILE_PART, PAPER_PART = "section", "file", "paper"
"""Kinds of parts: an answered section, a file, a paper of which nothing came."""


def part_key(kind: str, name) -> str:
    """The name of a part as it is stored."""
    return f"{kind}:{name}"


def checks_of(application: Application) -> dict[str, CheckedPart]:
    """What was found of each part, by its key; of what has changed since nothing is known.

    A file stays as it is, but one found wanting is looked at anew when another of its paper has
    come, and one found in order when harmful software was found in it since; a section when its
    answers differ from those that were checked, a paper of which nothing came when files have.
    """
    rows = db.session.scalars(
        select(CheckedPart)
        .filter_by(application_id=application.id)
        .options(joinedload(CheckedPart.checked_by))
    )
    contents = {each.number: each.content for each in application.snapshots}
    now = application.snapshot.content
    harmful = {part_key(FILE_PART, each.id) for each in harmful_files(application)}
    return {
        row.part: row
        for row in rows
        if _holds(row, contents.get(row.submission, {}), now)
        and not (row.in_order and row.part in harmful)
    }


def faults_of(application: Application) -> list[CheckedPart]:
    """The parts that were found to need completion, as they stand now."""
    return [check for check in checks_of(application).values() if not check.in_order]


def _holds(row: CheckedPart, then: dict, now: dict) -> bool:
    kind, name = row.part.split(":", 1)
    files = now.get("documents", [])
    if kind == FILE_PART:
        return _file_holds(row, name, then.get("documents", []), files)
    if kind == PAPER_PART:
        return not any(each["requirement"] == name for each in files)
    same = then.get("sections", {}).get(name) == now["sections"].get(name)
    return same and (name not in PEOPLE_SECTIONS or then.get("people") == now.get("people"))


def _file_holds(row: CheckedPart, name: str, then: list[dict], now: list[dict]) -> bool:
    checked = next((each for each in now if each["id"] == name), None)
    if checked is None or row.in_order:
        return checked is not None
    known = {each["id"] for each in then}
    return not any(
        each["requirement"] == checked["requirement"] and each["id"] not in known for each in now
    )
