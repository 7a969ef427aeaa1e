"""What a track is made of: sections, criteria, papers. The tracks themselves are in `tracks`."""

import functools
from dataclasses import dataclass, replace
from typing import Any

from engagement.accreditation.models import ApplicationPath
from engagement.accreditation.papers import ALL, Requirement


@dataclass(frozen=True)
class Section:
    """A part of the application; `required` ones must be complete before submission."""

    key: str
    title: Any
    hint: Any
    required: bool = True


@dataclass(frozen=True)
class Criterion:
    """A test an organization passes or fails (domain 1.2), in words for applicant and reviewer."""

    key: str
    title: Any
    question: Any
    sections: tuple[str, ...]
    by_record: bool = False
    """Judged by what is on record, see `queries.screening_verdict`; nobody gives a finding."""


@dataclass(frozen=True)
class Track:
    """A kind of application; `is_business` those of companies, by which pages choose words."""

    key: str
    title: Any
    series: str
    number_series: str
    sections: tuple[Section, ...]
    criteria: tuple[Criterion, ...]
    documents: tuple[Requirement, ...] = ()
    is_business: bool = False
    short: frozenset[str] = frozenset()
    """Keys of the sections of the path for small and medium-sized enterprises; none: no path."""

    def on(self, path: ApplicationPath) -> "Track":
        """The track as far as the path goes: its sections, and criteria that look at these."""
        return _short(self) if path == ApplicationPath.SME and self.short else self

    def definition(self) -> dict:
        """What a version freezes: keys only, words belong to the catalogues."""
        paths = {"short": sorted(self.short)} if self.short else {}
        return paths | {
            "sections": [{"key": s.key, "required": s.required} for s in self.sections],
            "criteria": [{"key": c.key, "sections": list(c.sections)} for c in self.criteria],
            "documents": [
                {
                    "key": paper.key,
                    "required_of": sorted(group.value for group in paper.required_of),
                    "required_of_all": paper.required_of == ALL,
                    "certified": paper.certified,
                }
                for paper in self.documents
            ],
        }

    def section(self, key: str) -> Section | None:
        """The section named `key`, or None."""
        return next((section for section in self.sections if section.key == key), None)

    def criterion(self, key: str) -> Criterion | None:
        """The criterion named `key`, or None."""
        return next((criterion for criterion in self.criteria if criterion.key == key), None)


@functools.cache
def _short(track: Track) -> Track:
    return replace(
        track,
        sections=tuple(each for each in track.sections if each.key in track.short),
        criteria=tuple(
            replace(each, sections=tuple(key for key in each.sections if key in track.short))
            for each in track.criteria
        ),
    )
