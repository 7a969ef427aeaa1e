"""What a submission brought, line by line, for the receipt on the page and in the mail."""

from dataclasses import dataclass
from typing import Any

from engagement.accreditation.models import ApplicationSnapshot
from engagement.accreditation.queries.applications import people_section, track_of


@dataclass(frozen=True)
class Received:
    """A section (`title`, translated, and how many answers) or a file (`name` and its SHA-256)."""

    title: Any = None
    answers: int = 0
    name: str | None = None
    sha256: str | None = None


def received(snapshot: ApplicationSnapshot) -> list[Received]:
    """Sections with at least one answer, in order of the track, then documents.

    Each person named counts as an answer of the section on people.
    """
    sections = snapshot.content["sections"]
    track = track_of(snapshot.application)
    about_people = people_section(snapshot.application)
    counted = {
        key: sum(answer not in (None, "", []) for answer in answers.values())
        for key, answers in sections.items()
    }
    named = len(snapshot.content.get("people", []))
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
