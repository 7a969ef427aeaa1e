"""Statistics of a meeting: what is counted, who reads them, and that nobody follows from them."""

from collections import Counter
from itertools import pairwise
from random import Random

import pytest

from engagement.core.clock import now
from engagement.core.countries import Region
from engagement.core.db import transaction
from engagement.core.major_groups import MajorGroup
from engagement.core.permissions import Role
from engagement.demo.builders import make_account, make_organization
from engagement.demo.meeting_attendance_builders import (
    before,
    make_list,
    make_meeting_in_the_past,
    note_all,
)
from engagement.demo.meeting_builders import make_registration
from engagement.meetings.models import AgeBand, CategoryKind, Gender
from engagement.meetings.queries.participants import may_be_named
from engagement.meetings.queries.shown_figures import MEASURES, Measure, Person, figures_from
from engagement.meetings.queries.statistics import _people, statistics_of
from engagement.organizations.models import Protection
from engagement.organizations.queries import actor_for


def tells(figures) -> bool:
    """Whether figures, each part of the one before, or what subtraction gives, are one to four."""
    return any(0 < a - b < 5 for a, b in pairwise([*figures, 0]))


def crowd(random):
    """People of many kinds, most of them few."""
    found = {}
    for _ in range(random.randint(1, 60)):
        kind = random.choice([CategoryKind.PUBLIC, CategoryKind.ACCREDITED, CategoryKind.MEDIA])
        one = Person(
            random.choice([*Region, None]),
            kind,
            random.choice(list(MajorGroup)) if kind is CategoryKind.ACCREDITED else None,
            random.choice([*Gender, None]),
            random.choice(list(AgeBand)),
            random.choice([True, False, None]),
            random.random() < 0.7,
        )
        found.setdefault(one, Counter())[random.randrange(4)] += random.choice([1, 2, 7, 30])
    return found


def test_no_figure_below_five_is_shown_nor_follows_by_subtraction():
    """Of each table what is left out of its total is looked at as a reader would work it out."""
    told = Counter()
    for seed in range(300):
        people = crowd(Random(seed))
        found = figures_from(people, set(MEASURES))
        told[len(found.measures)] += 1
        if found.measures:
            told["left out"] += look_at(found, people)
    assert told[4] > 50 and told[0] and told["left out"] > 50


def look_at(found, people) -> bool:
    """Fails for a figure that tells too much; whether some group is left out."""
    assert not tells(found.figures.values())
    by_category = found.breakdowns[0]
    accredited = by_category.line_of(CategoryKind.ACCREDITED)
    keys = [each.key for each in found.breakdowns]
    assert ("major_group" in keys) == (accredited.figures is not None)
    for each in found.breakdowns:
        whole = accredited.figures if each.key == "major_group" else found.figures
        left = {measure: whole[measure] for measure in each.measures}
        for line in each.shown:
            assert not tells(line.figures.values())
            for measure, figure in line.figures.items():
                left[measure] -= figure
        assert not tells(left.values()), "what is left out is nobody, or five at least"
        groups = {GROUPS[each.key](one) for one in people_of(each, people)}
        assert len(groups) - len(each.shown) != 1 or not any(left.values())
    return any(len(each.shown) < len(each.lines) for each in found.breakdowns)


GROUPS = {
    "region": lambda one: one.region,
    "category": lambda one: one.category,
    "gender": lambda one: one.gender,
    "first_time": lambda one: one.first_time,
    "major_group": lambda one: one.major_group,
    "age": lambda one: {AgeBand.OLDER: 2, AgeBand.ADULT: 3}.get(one.age_band, 1),
}


def people_of(breakdown, people):
    """Those of whom it has groups, and who have one of its measures."""
    of_accredited = breakdown.key == "major_group"
    return [one for one in people if one.category is CategoryKind.ACCREDITED or not of_accredited]


@pytest.mark.parametrize("listed", [Measure.CONFIRMED, Measure.ATTENDED])
def test_who_is_on_no_list_does_not_follow_from_the_list_either(listed):
    """A reader takes the names on a published list from each figure about the same people."""
    told = Counter()
    for seed in range(300):
        people = crowd(Random(seed))
        found = figures_from(people, set(MEASURES), listed=listed)
        told[listed in found.figures] += 1
        if listed in found.figures:
            assert not 0 < unnamed(people, listed) < 5
        for each in found.breakdowns:
            if each.key in {"category", "region", "major_group"} and listed in each.measures:
                of_kind, group = people_of(each, people), GROUPS[each.key]
                shown = {line.group for line in each.shown}
                parts = [{one: people[one] for one in of_kind if group(one) == g} for g in shown]
                parts.append({one: people[one] for one in of_kind if group(one) not in shown})
                assert not any(0 < unnamed(part, listed) < 5 for part in parts)
                told[each.key] += len(shown)
    assert min(told[True], told[False], told["category"], told["region"]) > 20


def unnamed(people, listed) -> int:
    """How many people, as far as the list is about, have no name on it."""
    least = MEASURES.index(listed)
    return sum(
        count
        for one, levels in people.items()
        if not one.named
        for level, count in levels.items()
        if level >= least
    )


def test_minors_have_no_line_and_everything_is_counted():
    people = {
        Person(region, CategoryKind.PUBLIC, None, None, band, None): Counter({level: count})
        for region, band, level, count in (
            (Region.AFRICA, AgeBand.CHILD, 3, 3),
            (Region.AFRICA, AgeBand.YOUNG_ADULT, 3, 6),
            (Region.EUROPE, AgeBand.OLDER, 0, 8),
        )
    }
    found = figures_from(people, set(MEASURES))
    assert found.measures == MEASURES
    assert list(found.figures.values()) == [17, 9, 9, 9]
    age = next(each for each in found.breakdowns if each.key == "age")
    assert [each.figures and each.figures[Measure.ATTENDED] for each in age.lines] == [9, 0, None]
    assert figures_from({next(iter(people)): Counter({3: 3})}, set(MEASURES)).measures == []


def test_whom_the_list_of_participants_names_is_known_to_the_figures(db):
    meeting = make_meeting_in_the_past()
    with before(meeting):
        people = [make_registration(meeting, listed=place < 5) for place in range(7)]
    with transaction(audited=False):
        people[0].organization = make_organization()
        people[0].organization.protection = Protection.PROTECTED
        people[0].organization.protected_since = now()
        people[1].forgotten_at = now()
        people[2].age_band = None

    named = sum(sum(each.values()) for one, each in _people(meeting).items() if one.named)

    assert named == sum(map(may_be_named, people)) == 2


def test_the_page_is_for_everybody_once_it_is_known_who_took_part(client, db, sign_in):
    meeting = make_meeting_in_the_past()
    with before(meeting):
        people = [
            make_registration(meeting, country="KE" if place % 2 else "FR", gender=Gender.WOMAN)
            for place in range(12)
        ]
    officer, path = make_account(Role.MEETING_OFFICER), f"/en/meetings/{meeting.id}/statistics"
    assert client.get(path).status_code == client.get(f"{path}.csv").status_code == 404
    assert "Only the secretariat sees" in sign_in(officer).get(path).text
    about = f"/en/meetings/{meeting.id}"
    assert path not in client.get(about).text

    make_list(meeting.sessions[0], [(each, 100) for each in people], actor=actor_for(officer))
    note_all(meeting)

    assert path in client.get(about).text
    page = client.get(path).text
    assert "By region" in page and "too few" not in page.split("<main")[0]
    table = client.get(f"{path}.csv").text
    assert "By region,Africa,6,6,6,6" in table and "By gender,Woman,12,12,12,12" in table
    assert "By region,West Asia,too few" in table
    assert statistics_of(meeting).figures[Measure.ATTENDED] == 12
