"""The service clock: equal to what the trail says, and silent about small numbers."""

import itertools
import math
from collections import Counter, defaultdict
from datetime import timedelta

import pytest
from flask import current_app
from sqlalchemy import select

from engagement.accreditation import queries
from engagement.accreditation.models import ApplicationState as S
from engagement.accreditation.queries.clock import ServiceClock, Spread
from engagement.accreditation.tracks import MAJOR_GROUP
from engagement.accreditation.views import clock as page
from engagement.audit.models import AuditEvent
from engagement.core.clock import today
from engagement.core.countries import country
from engagement.core.permissions import Role
from engagement.settings import commands as setting_commands
from tests.accreditation import histories
from tests.accreditation.cases import in_reconsideration, refused
from tests.factories import make_actor
from tests.thorough import THOROUGH

pytestmark = pytest.mark.usefixtures("db")

PAGE = "/en/accreditation/service"
BEGINS = {
    "accreditation:application:started": "draft",
    "accreditation:application:submitted": "submitted",
    "accreditation:application:accepted": "in_review",
    "accreditation:application:returned": "returned",
    "accreditation:application:resubmitted": "submitted",
    "accreditation:clarification:requested": "clarification",
    "accreditation:clarification:answered": "in_review",
    "accreditation:application:sent_back": "in_review",
    "accreditation:application:withdrawn": "withdrawn",
    "accreditation:application:closed": "closed",
    "accreditation:reconsideration:asked": "reconsideration",
}
OUTCOMES = {
    "accredit": "accredited",
    "refuse": "refused",
    "uphold": "upheld",
    "overturn": "accredited",
    "reopen": "in_review",
}
HELD_BY_OFFICE = {"submitted", "in_review", "recommended", "reconsideration"}
HELD = HELD_BY_OFFICE | {"returned", "clarification"}
REFUSED = {"refused", "upheld"}
ENDS = {"accredited", "refused", "upheld", "withdrawn", "closed"}
DAY = 86400
HISTORIES = 300 if THOROUGH else 80


@pytest.fixture(autouse=True)
def fresh(db):
    """No figures of an earlier test."""
    current_app.extensions.pop("service_clock", None)


def state_begun(event):
    """The state that an event of the trail begins, or None."""
    if event.action == "accreditation:application:recommended":
        return "recommended" if event.data["last"] else None
    if event.action == "accreditation:decision:effective":
        return OUTCOMES[event.data["outcome"]]
    return BEGINS.get(event.action)


def percentile(values, share):
    """Between the two nearest values, by distance."""
    values = sorted(values)
    place = (len(values) - 1) * share
    low, high = math.floor(place), math.ceil(place)
    return values[low] + (values[high] - values[low]) * (place - low)


def spread(values):
    return (len(values), percentile(values, 0.5), percentile(values, 0.9))


def recomputed(db):
    """The figures once more, from the rows of the trail and nothing else."""
    events = db.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    places = {
        event.subject_id: (country(event.data["country"]).region, event.data["major_group"])
        for event in events
        if event.action == "organizations:organization:created"
    }
    lives, holder = defaultdict(list), {}
    for event in events:
        if event.subject_type == "accreditation_application" and (state := state_begun(event)):
            lives[event.subject_id].append((state, event.happened_at))
            holder[event.subject_id] = event.about_organization_id
    office, calendar, stages = defaultdict(list), defaultdict(list), defaultdict(list)
    rounds, ends = Counter(), Counter()
    for case, steps in lives.items():
        region, group = places[holder[case]]
        groups = [
            ("overall", None),
            ("region", region.value if region else None),
            ("major_group", group),
        ]
        visits = [(state, begun, left) for (state, begun), (_, left) in itertools.pairwise(steps)]
        for state, begun, left in visits:
            if state in HELD:
                for one in groups:
                    stages[one, state].append((left - begun).total_seconds() / DAY)
        if steps[-1][0] in ENDS:
            ends[steps[-1][0]] += 1
        first = next((n for n, (state, _) in enumerate(steps) if state in ENDS), None)
        if first is None or steps[first][0] not in {"accredited", "refused"}:
            continue
        before = [visit for visit in visits[:first] if visit[0] != "draft"]
        held = [visit for visit in before if visit[0] in HELD_BY_OFFICE]
        for one in groups:
            calendar[one].append((steps[first][1] - before[0][1]).total_seconds() / DAY)
            office[one].append(sum((left - begun).total_seconds() for _, begun, left in held) / DAY)
        rounds[sum(state == "clarification" for state, _, _ in before)] += 1
    return office, calendar, stages, rounds, ends


def same(figures, values):
    """Whether spreads by key are those of the recomputed values."""
    assert set(figures) == set(values)
    for key, expected in values.items():
        found = figures[key]
        assert (found.count, found.median, found.ninth) == pytest.approx(spread(expected)), key


def refused_by_criterion(db):
    """Of how many cases that stand refused somebody's last word on a criterion is not "met"."""
    ends, last_words = {}, defaultdict(dict)
    for event in db.scalars(select(AuditEvent).order_by(AuditEvent.id)):
        if event.action == "accreditation:finding:judged":
            one = event.actor_id, event.data["criterion"]
            last_words[event.subject_id][one] = event.data["verdict"][1]
        elif event.subject_type == "accreditation_application" and (state := state_begun(event)):
            ends[event.subject_id] = state
    doubted = Counter()
    for case, state in ends.items():
        if state in REFUSED:
            words = last_words[case].items()
            doubted.update({criterion for (_, criterion), word in words if word != "met"})
    return doubted


def test_the_clock_equals_a_recomputation_from_the_trail_for_random_histories(db):
    """300 histories in a thorough run, a part of the same ones in others."""
    histories.fill(seed=20261122, count=HISTORIES)

    clock = queries.service_clock()
    office, calendar, stages, rounds, ends = recomputed(db)

    same(clock.office, office)
    same(clock.calendar, calendar)
    same({(group, state.value): each for (group, state), each in clock.stages.items()}, stages)
    assert clock.rounds == rounds
    assert {state.value: count for state, count in clock.ends.items()} == ends
    assert clock.refused_by_criterion == refused_by_criterion(db)
    assert clock.decided > HISTORIES // 3
    assert min(clock.refused_by_criterion.values()) >= HISTORIES // 50
    assert len(clock.refused_by_criterion) == len(MAJOR_GROUP.criteria)
    assert {"reconsideration", "clarification", "returned"} <= {state for _, state in stages}


def test_refusals_are_counted_by_criterion_once_a_case_however_many_reviewers():
    refused(unmet=("environment", "international"))
    in_reconsideration(unmet=("environment",))
    refused(unmet=("environment",))

    clock = queries.service_clock()

    assert clock.refused_by_criterion == {"environment": 2, "international": 1}
    assert clock.ends == {S.REFUSED: 2}


def test_the_clock_costs_five_statements_however_many_cases(count_queries):
    refused()
    with count_queries() as one:
        queries.service_clock()
    refused()
    refused()
    with count_queries() as three:
        queries.service_clock()

    assert (len(one), len(three)) == (5, 5)


def figures(decided=0, regions=None, ends=None, criteria=None, rounds=None):
    """Made-up figures: every spread of ten days and twenty."""

    def of(count):
        return Spread(count, 10.0, 20.0)

    clock = ServiceClock()
    if decided:
        clock.office["overall", None] = clock.calendar["overall", None] = of(decided)
    for region, count in (regions or {}).items():
        clock.office["region", region] = clock.calendar["region", region] = of(count)
    clock.ends.update(ends or {})
    clock.refused_by_criterion.update(criteria or {})
    clock.rounds.update(rounds or {})
    return clock


def shown(client, clock):
    """The page with these figures."""
    current_app.extensions["service_clock"] = {"at": float("inf"), "figures": clock}
    answer = client.get(PAGE)
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(("decided", "enough"), [(0, False), (9, False), (10, True)])
def test_there_is_no_data_below_ten_cases(client, decided, enough):
    text = shown(client, figures(decided, regions={"africa": decided} if decided else {}))

    assert ("No data" in text and "By region" not in text) == (not enough)
    assert ("By region" in text) == enough


def rows_of(rows):
    return [row.get("count", row.get("text")) for row in rows]


def test_a_small_region_takes_the_smallest_other_with_it():
    clock = figures(decided=43, regions={"africa": 20, "europe": 11, "west-asia": 12})
    clock.office["region", "europe"] = Spread(11, 8.0, 9.0)
    clock.office["region", "north-america"] = Spread(3, 8.0, 9.0)

    rows = {str(row["label"]): row for row in page.group_rows(clock, "region", page.Region)}

    assert rows["Africa"]["count"] == "20"
    assert rows["North America"]["count"] == "too few"
    assert rows["North America"]["office"]["median"] == "no data"
    assert rows["Latin America and the Caribbean"]["count"] == "too few"
    hidden = [label for label, row in rows.items() if row["count"] == "too few"]
    assert "Europe" in hidden
    assert rows["Europe"]["office"]["median"] == "no data"


def test_ends_do_not_give_away_what_the_number_of_decisions_would():
    clock = figures(decided=20, ends={S.ACCREDITED: 18, S.REFUSED: 2, S.WITHDRAWN: 6})

    assert rows_of(page.end_rows(clock)) == ["too few", "too few", "too few", "6", "too few"]


def test_ends_that_are_all_large_are_shown():
    clock = figures(
        decided=40, ends={S.ACCREDITED: 20, S.REFUSED: 10, S.UPHELD: 5, S.WITHDRAWN: 6, S.CLOSED: 9}
    )

    assert rows_of(page.end_rows(clock)) == ["20", "10", "5", "6", "9"]


def test_a_criterion_and_its_remainder_are_both_kept_when_small():
    clock = figures(
        ends={S.REFUSED: 12},
        criteria={"registered": 11, "environment": 6, "international": 3},
    )

    assert rows_of(page.criterion_rows(clock)) == ["too few", "too few", "too few", "6", "too few"]


def test_rounds_are_parts_of_the_number_of_decisions():
    assert rows_of(page.round_rows(figures(decided=40, rounds={0: 20, 1: 14, 2: 5, 3: 1}))) == [
        "20",
        "14",
        "too few",
        "too few",
    ]


def test_the_start_page_promises_what_was_measured_and_else_the_standard(client):
    standard = client.get("/en/accreditation/").text
    current_app.extensions["service_clock"] = {"at": float("inf"), "figures": figures(decided=10)}
    measured = client.get("/en/accreditation/").text

    assert "if every step keeps its standard" in standard
    assert "half of all applications so far were decided within 10 days" in measured


def session_closes_on(day):
    setting_commands.change_setting(
        "accreditation.session_closes_on",
        actor=make_actor(Role.ADMINISTRATOR),
        value=day,
        reason="The dates are set.",
    )


def test_the_start_page_says_by_when_to_apply_for_the_next_session(client):
    assert "registration for the next session" not in client.get("/en/accreditation/").text
    session_closes_on("2031-02-28")

    text = client.get("/en/accreditation/").text

    assert "registration for the next session closes on" in text
    assert "2031" in text


def test_a_day_that_is_over_is_nobodys_last_day_to_apply(client):
    session_closes_on((today() + timedelta(days=3)).isoformat())

    assert "registration for the next session" not in client.get("/en/accreditation/").text


def test_figures_are_kept_for_half_a_minute_and_no_longer(client, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(page.time, "monotonic", lambda: now[0])
    before = page.figures()
    refused()

    assert page.figures() is before
    now[0] += 31
    assert page.figures().ends == {S.REFUSED: 1}
