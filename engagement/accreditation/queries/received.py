"""What a submission brought, line by line, for the receipt on the page and in the mail."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from engagement.accreditation.models import Application, ApplicationPath, ApplicationSnapshot
from engagement.accreditation.private_sector import DETAILS, IN_SHORT
from engagement.accreditation.queries.applications import people_section, track_of
from engagement.screening.questionnaire import Path, questions


@dataclass(frozen=True)
class Received:
    """A section (`title`, translated, and how many answers) or a file (`name` and its SHA-256)."""

    title: Any = None
    answers: int = 0
    name: str | None = None
    sha256: str | None = None


def received(snapshot: ApplicationSnapshot) -> list[Received]:
    """Sections with at least one answer, in order of the track, then documents.

    Each person named counts as an answer of the section on people. Of a company what counts are
    the questions of its path, and its people are one of them.
    """
    application = snapshot.application
    track = track_of(application)
    about_people = people_section(application)
    counted = {
        key: sum(answers[name] not in (None, "", []) for name in _asked(application, key, answers))
        for key, answers in snapshot.content["sections"].items()
    }
    named = len(snapshot.content.get("people", []))
    if track.is_business:
        named = min(named, 1)
    counted[about_people] = counted.get(about_people, 0) + named
    return [
        *(
            Received(title=section.title, answers=counted[section.key])
            for section in track.sections
            if counted.get(section.key)
        ),
        *(
            Received(name=file["name"], sha256=file["sha256"])
            for file in snapshot.content.get("documents", [])
        ),
    ]


def _asked(application: Application, section: str, stored: Collection[str]) -> set[str]:
    """Those of the fields stored in a section that are questions on the application's path.

    Another path, or what only explains an answer, may have left more.
    """
    fields = set(stored)
    if not track_of(application).is_business:
        return fields
    short = application.path == ApplicationPath.SME
    on_path = questions(Path.SME if short else Path.STANDARD)
    if of_table := {each.key for each in on_path if each.stored_in == section}:
        return fields & of_table
    if short and section in IN_SHORT:
        fields &= set(IN_SHORT[section])
    return fields - set(DETAILS.get(section, ()))
