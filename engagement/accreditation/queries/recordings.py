"""Accreditations granted before the platform: runs, their lines, and what is here already."""

import re
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, Text, bindparam, false, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import joinedload

from engagement.accreditation import member_lists
from engagement.accreditation.member_lists import Line
from engagement.accreditation.models import (
    Accreditation,
    LineOutcome,
    RecordedLine,
    Recording,
    RecordingState,
)
from engagement.accreditation.tracks import TRACKS
from engagement.core.db import db
from engagement.core.permissions import Actor, Role
from engagement.matching import duplicates
from engagement.matching.names import normalise
from engagement.organizations import queries as organizations
from engagement.organizations.models import Organization, OrganizationName, OrganizationNameKey

OF_SERIES = re.compile(
    rf"({'|'.join(sorted(track.number_series for track in TRACKS.values()))})-\d{{4}}-\d{{5}}"
)
"""Numbers that this platform draws itself."""

CERTAIN = frozenset({"registration", "domain", "same_words"})
ALIKE = 0.9
"""From which likeness on a line of a list waits for somebody who knows whether it is the same."""

PENDING = (RecordingState.WAITING, RecordingState.CONFIRMED)
OVER = (RecordingState.RECORDED, RecordingState.REFUSED, RecordingState.DISCARDED)


def visible_to(actor: Actor) -> Select:
    """Runs for reviewers and heads of unit, without one about an organization in conflict."""
    if actor.roles.isdisjoint({Role.REVIEWER, Role.HEAD_OF_UNIT}):
        return select(Recording).where(false())
    about = Recording.organization_id
    return select(Recording).where(or_(about.is_(None), about.not_in(actor.conflicts)))


def to_confirm(actor: Actor) -> Select:
    """Runs that wait for this person: entered by somebody else."""
    entered_by = Recording.entered_by_id
    return visible_to(actor).where(
        Recording.state == RecordingState.WAITING,
        or_(entered_by.is_(None), entered_by != actor.id),
    )


def get_recording(recording_id: uuid.UUID) -> Recording | None:
    """A run by its id."""
    return db.session.get(Recording, recording_id)


def lines_of(recording: Recording, actor: Actor, state: LineOutcome | None = None) -> Select:
    """Lines of a run, without those about organizations kept from this person."""
    hidden = [
        or_(column.is_(None), column.not_in(actor.conflicts))
        for column in (RecordedLine.organization_id, RecordedLine.alike_id)
    ]
    statement = select(RecordedLine).where(RecordedLine.recording_id == recording.id, *hidden)
    return statement.where(RecordedLine.outcome == state) if state else statement


def line_of(actor: Actor, line_id: uuid.UUID) -> RecordedLine | None:
    """One line that this person may see, or None."""
    line = db.session.get(RecordedLine, line_id, options=[joinedload(RecordedLine.recording)])
    if line is None:
        return None
    seen = lines_of(line.recording, actor).where(RecordedLine.id == line.id)
    runs = visible_to(actor).where(Recording.id == line.recording_id)
    return line if db.session.scalar(runs) and db.session.scalar(seen) else None


def counts(recordings: Iterable[Recording], actor: Actor) -> dict[uuid.UUID, Counter]:
    """How many lines of each state runs have that this person may see; one query."""
    found: dict[uuid.UUID, Counter] = {one.id: Counter() for one in recordings}
    hidden = [
        or_(column.is_(None), column.not_in(actor.conflicts))
        for column in (RecordedLine.organization_id, RecordedLine.alike_id)
    ]
    rows = db.session.execute(
        select(RecordedLine.recording_id, RecordedLine.outcome, func.count())
        .where(RecordedLine.recording_id.in_(found), *hidden)
        .group_by(RecordedLine.recording_id, RecordedLine.outcome)
    )
    for recording_id, state, number in rows:
        found[recording_id][state] = number
    return found


def warned(recording: Recording, actor: Actor) -> int:
    """How many lines to be recorded carry a warning."""
    lines = lines_of(recording, actor).where(func.jsonb_array_length(RecordedLine.warnings) > 0)
    return db.session.scalar(select(func.count()).select_from(lines.subquery()))


def by_numbers(numbers: Iterable[str]) -> dict[str, Accreditation]:
    """By number the accreditation that has it, or had it before it was corrected; one query."""
    wanted = bindparam("wanted", sorted(set(numbers)), type_=ARRAY(Text))
    found = db.session.scalars(
        select(Accreditation).where(
            or_(
                Accreditation.number == func.any(wanted),
                Accreditation.former_numbers.op("&&")(wanted),
            )
        )
    ).unique()
    return {number: each for each in found for number in (*each.former_numbers, each.number)}


def recorded_before() -> int:
    """How many accreditations were recorded so far: the place of the next in the calendar."""
    return db.session.scalar(
        select(func.count())
        .select_from(Accreditation)
        .where(Accreditation.application_id.is_(None))
    )


@dataclass
class Judged:
    """A line, what was read in it, and what is to become of it."""

    line: Line
    outcome: LineOutcome
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[dict] = field(default_factory=list)
    warnings: list[dict] = field(default_factory=list)
    organization_id: uuid.UUID | None = None
    accreditation_id: uuid.UUID | None = None
    alike_id: uuid.UUID | None = None

    @property
    def identity(self) -> str | None:
        """By what it is known again, where nothing is wrong with it itself."""
        whole = {"name", "country", "since"} <= self.values.keys()
        return member_lists.identity(self.values) if whole else None

    def bad(self, code: str, column: str, **more) -> None:
        """Keep it from being recorded."""
        self.outcome = LineOutcome.BAD
        read = str(self.line.cells.get(column, ""))[:200]
        self.problems.append({"code": code, "column": column, "read": read, **more})


class Seen:
    """What lines further up in the same file were: number in the file by identity and by number."""

    def __init__(self):
        self.identities: dict[str, int] = {}
        self.numbers: dict[str, int] = {}

    def before(self, judged: Judged) -> int | None:
        """The line that is the same, or None; then this one is remembered."""
        number, line = judged.values.get("number"), judged.line.number
        identity = judged.identity or ""
        known = self.identities.get(identity) or (self.numbers.get(number) if number else None)
        if known is None:
            self.identities[identity] = line
            if number:
                self.numbers[number] = line
        return known


def judge(
    lines: Sequence[Line], *, day: date, seen: Seen, but: uuid.UUID | None = None
) -> list[Judged]:
    """What becomes of each line, on `day`: nothing is written. A few queries, and one a new name.

    `seen` goes from batch to batch of one file; `but` is the run itself, if it is kept already.
    """
    found = []
    for line in lines:
        entry = member_lists.entry_of(line, day=day)
        state = LineOutcome.BAD if entry.problems else LineOutcome.READY
        found.append(Judged(line, state, entry.values, entry.problems, entry.warnings))
    good = [one for one in found if one.outcome == LineOutcome.READY]
    here, waiting, related = _Here(good), _waiting(good, but), _related(good)
    for one in good:
        here.look(one)
        if one.outcome != LineOutcome.READY:
            continue
        if twin := seen.before(one):
            one.bad("twice_in_file", "name", other=twin)
        elif title := waiting.get(one.identity):
            one.bad("waits_already", "name", other=title)
        elif one.line.number in related:
            _look_alike(one)
    return found


class _Here:
    """Accreditations that are here, by number and by holder, for a batch of lines."""

    def __init__(self, lines: list[Judged]):
        numbers = {one.values["number"] for one in lines if "number" in one.values}
        places = {(normalise(one.values["name"]), one.values["country"]) for one in lines}
        names = (
            select(OrganizationName.normalised, OrganizationName.organization_id)
            .where(OrganizationName.normalised.in_([name for name, _ in places]))
            .subquery()
        )
        self.holders: dict[tuple[str, str], list[Accreditation]] = {}
        for name, accreditation in db.session.execute(
            select(names.c.normalised, Accreditation)
            .join(Accreditation, Accreditation.organization_id == names.c.organization_id)
            .join(Organization, Organization.id == Accreditation.organization_id)
            .where(tuple_(names.c.normalised, Organization.country).in_(places))
        ).unique():
            key = name, accreditation.organization.country
            self.holders.setdefault(key, []).append(accreditation)
        self.by_number = by_numbers(numbers)

    def look(self, one: Judged) -> None:
        """Say that it is here already, under this number or this name and date, or clashes."""
        holders = self.holders.get((normalise(one.values["name"]), one.values["country"]), [])
        number = one.values.get("number")
        if number and (taken := self.by_number.get(number)):
            if taken in holders:
                self._known(one, taken)
            else:
                one.alike_id = taken.organization_id
                one.bad("number_taken", "number", other=taken.organization.name)
        elif number and OF_SERIES.fullmatch(number):
            one.bad("number_of_series", "number")
        elif holders:
            since = one.values["since"]
            same = [each for each in holders if each.since.isoformat() == since]
            if same:
                self._known(one, same[0])
            else:
                one.alike_id = holders[0].organization_id
                one.bad("other_date", "since", other=holders[0].organization.name)

    def _known(self, one, accreditation):
        one.outcome = LineOutcome.KNOWN
        one.organization_id = accreditation.organization_id
        one.accreditation_id = accreditation.id


def here_already(lines: Sequence[RecordedLine]) -> dict[uuid.UUID, Accreditation]:
    """By a line's id, the accreditation that has its number, its name and country, or its holder.

    For lines found new before: what is here came meanwhile.
    """
    judged = [Judged(Line(one.number, {}), LineOutcome.READY, one.entry) for one in lines]
    here = _Here(judged)
    holders = {one.organization_id for one in lines if one.organization_id}
    held = {
        each.organization_id: each
        for each in db.session.scalars(
            select(Accreditation).where(Accreditation.organization_id.in_(holders))
        ).unique()
    }
    found = {}
    for line in lines:
        place = normalise(line.entry["name"]), line.entry["country"]
        named = [] if line.organization_id else here.holders.get(place, [])
        standing = [
            here.by_number.get(line.entry.get("number", "")),
            held.get(line.organization_id) if line.organization_id else None,
            *named,
        ]
        if there := next(filter(None, standing), None):
            found[line.id] = there
    return found


def _waiting(lines, but):
    """Identity -> title of the run in which the same waits for confirmation."""
    rows = db.session.execute(
        select(RecordedLine.identity, Recording.title)
        .join(Recording)
        .where(
            RecordedLine.identity.in_([one.identity for one in lines]),
            RecordedLine.outcome == LineOutcome.READY,
            Recording.state.in_(PENDING),
            Recording.id != but if but else True,
        )
    )
    return dict(rows.all())


def _related(lines) -> set[int]:
    """Numbers of the lines that share a key or a web domain with an organization that is here.

    Of a new list hardly any does, so they are not looked at one by one.
    """
    keys = {one.line.number: keys_of(one.values) for one in lines}
    shared = _those_here(OrganizationNameKey.key, set().union(*keys.values()))
    domains = _those_here(
        Organization.web_domain, {one.values["domain"] for one in lines if one.values.get("domain")}
    )
    return {
        one.line.number
        for one in lines
        if not shared.isdisjoint(keys[one.line.number]) or one.values.get("domain") in domains
    }


def _those_here(column, values):
    if not values:
        return set()
    wanted = bindparam("wanted", sorted(values), type_=ARRAY(Text))
    return set(db.session.scalars(select(column).where(column == func.any(wanted)).distinct()))


def _look_alike(one):
    matches = organizations.alike(
        names=names_of(one.values),
        country=one.values["country"],
        registration_number=None,
        website=one.values.get("website"),
    )
    near = [each for each in matches if each.reason in CERTAIN or each.score >= ALIKE]
    if near:
        one.alike_id = near[0].id
        one.bad("looks_alike", "name", other=near[0].theirs)


def names_of(values: dict[str, Any]) -> list[str]:
    """The names of an entry."""
    return [values[key] for key in ("name", "latin_name", "acronym") if values.get(key)]


def keys_of(values: dict[str, Any]) -> set[str]:
    """The keys by which an organization with these names is found again."""
    return duplicates.keys(names_of(values))
