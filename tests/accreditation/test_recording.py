"""Accreditations granted before the platform: entered by one, confirmed by another, then listed."""

import pytest
from sqlalchemy import func, select

from engagement.accreditation import commands, jobs, member_lists
from engagement.accreditation.models import (
    Accreditation,
    LineOutcome,
    RecordingState,
)
from engagement.accreditation.queries import recordings as queries
from engagement.core import invariants
from engagement.core.errors import RuleViolation
from engagement.core.permissions import Role
from engagement.directory import commands as directory
from engagement.organizations.models import Organization
from tests.factories import make_actor

HEADS = "Title,Country,Major group,Region,Accreditation Date,Number,E-mail"
GROUPS = ("Farmers", "Femmes", "非政府组织", "Местные органы власти", "Niños y jóvenes")
COUNTRIES = ("Kenya", "Éthiopie", "الأردن", "法国", "Turkey")
DATES = ("janvier 2025", "February 2023", "يناير 2020", "2021年2月", "13/05/2019", "2002-01-14")
SPOILED = (
    "{name},Atlantis,Farmers,,2019",
    "{name},Kenya,Bakers,,2019",
    "{name},Kenya,Farmers,,12/05/2019",
    "{name},Kenya,Farmers,,soon",
    ",Kenya,Farmers,,2019",
    "{name},Kenya,Farmers,,1950",
    "{name},Kenya,Farmers,,2019,,nobody",
    "{name},Kenya,Farmers,,2019,MG-2019-00001",
    "{name},Kenya,,,2019",
    "{name},Kenya,Farmers,,2019,,,surplus",
)


def word(number):
    """A name of its own for each number, unlike any other."""
    return "".join(
        "aeiouy"[number // 6**place % 6] + "bdgklmnprstvz"[(number * 7 + place) % 13]
        for place in range(5)
    ).capitalize()


def members(count, spoiled=0):
    """A list of `count` members, of which the last so many are spoiled in ten ways."""
    lines = [HEADS]
    for number in range(count - spoiled):
        lines.append(
            f"{word(number)} Wardens,{COUNTRIES[number % 5]},{GROUPS[number % 5]},,"
            f"{DATES[number % 6]},OLD-{number},info@{word(number).lower()}.example"
        )
    for number in range(spoiled):
        line = SPOILED[number % len(SPOILED)]
        lines.append(line.format(name=f"{word(count + number)} Keepers"))
    return "\n".join(lines).encode()


def begin(content, actor, title="list.csv"):
    lines = list(member_lists.read(content, most_lines=20000))
    recording = commands.begin_list(lines, actor=actor, title=title, content=content)
    jobs.check_recording(str(recording.id))
    return recording


def confirm(recording, entered_by, second):
    commands.hand_over_recording(recording, actor=entered_by)
    commands.confirm_recording(recording, actor=second)
    jobs.write_recording(str(recording.id))


def states(recording, actor):
    return dict(queries.counts([recording], actor)[recording.id])


def test_a_list_of_2000_members_with_30_spoiled_lines(db, app):
    one, other = make_actor(Role.REVIEWER), make_actor(Role.HEAD_OF_UNIT)
    content = members(2000, spoiled=30)

    recording = begin(content, one)

    assert states(recording, one) == {LineOutcome.READY: 1970, LineOutcome.BAD: 30}
    bad = db.scalars(queries.lines_of(recording, one, LineOutcome.BAD)).all()
    assert all(len(line.problems) == 1 for line in bad), [line.problems for line in bad]
    assert db.scalar(select(func.count()).select_from(Organization)) == 0
    confirm(recording, one, other)
    assert recording.state == RecordingState.RECORDED
    assert states(recording, one) == {LineOutcome.RECORDED: 1970, LineOutcome.BAD: 30}
    assert db.scalar(select(func.count()).select_from(Accreditation)) == 1970
    ids = db.scalars(select(Organization.id)).all()
    assert directory.refresh(ids) == 1970
    opened = "every account's opening stands in the trail"
    assert set(invariants.broken()) <= {opened}  # a builder opened them

    again = begin(content, other)

    assert states(again, one) == {LineOutcome.KNOWN: 1970, LineOutcome.BAD: 30}
    with pytest.raises(RuleViolation, match="no line"):
        commands.hand_over_recording(again, actor=other)
    assert db.scalar(select(func.count()).select_from(Accreditation)) == 1970
