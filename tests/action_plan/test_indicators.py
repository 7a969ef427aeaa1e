"""What is counted, when it may be shown, and that "no data" is never zero."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from engagement.accreditation.models import ApplicationState as State
from engagement.action_plan import commands, indicators
from engagement.action_plan.indicators import Drill, Hidden, Indicator, Measured, Shape, Unit
from engagement.action_plan.models import IndicatorValue
from engagement.core.clock import moved_to, now, today
from engagement.core.db import bookkeeping
from engagement.core.major_groups import MajorGroup
from engagement.organizations.models import Protection
from tests.directory.rows import add_former, begin_earlier
from tests.factories import make_accreditation, make_application

DATA = re.compile(r'<data value="([^"]+)">([^<]+)</data>')


def test_before_the_first_night_there_is_no_data_and_no_zero(client, db):
    assert not db.scalars(select(IndicatorValue)).all()

    for path in ("", "/actions/VIII.A.4", "/indicators/accredited_organizations"):
        page = client.get(f"/en/plan{path}").text
        assert "no data" in page.lower()
        assert not DATA.search(page)


def test_nothing_recorded_is_no_data_and_nothing_counted_is_zero(client, db):
    commands.take_figures(today())
    rows = {row.code: row.value for row in db.scalars(select(IndicatorValue)) if not row.part}

    assert rows["accredited_organizations"] == 0
    assert rows["days_to_decision"] is None
    assert rows["accredited_youth_share"] is None
    assert rows["last_list_sent"] is None
    page = client.get("/en/plan/indicators/accredited_organizations").text
    assert '<data value="0">0</data>' in page


@bookkeeping
def withhold(organization):
    organization.protection, organization.protected_since = Protection.WITHHELD, now()


def test_withheld_entries_are_counted_nowhere(db):
    make_accreditation(country="KE", major_group=MajorGroup.CHILDREN_YOUTH)
    hidden = make_accreditation(country="KE", major_group=MajorGroup.CHILDREN_YOUTH)
    withhold(hidden.organization)
    commands.take_figures(today())
    rows = {(row.code, row.part): row.value for row in db.scalars(select(IndicatorValue))}

    assert rows["accredited_organizations", ""] == 1
    assert rows["accredited_by_region", "africa"] == 1
    assert rows["accredited_youth", ""] == rows["new_accreditations", ""] == 1


@pytest.mark.parametrize("protection", [Protection.NONE, Protection.PROTECTED])
def test_a_past_day_is_counted_by_the_seat_and_major_group_of_that_day(db, protection):
    accreditation = make_accreditation(country="FR", major_group=MajorGroup.FARMERS)
    before = today() - timedelta(days=40)
    begin_earlier(accreditation, before, protection)
    add_former(
        accreditation.organization,
        today() - timedelta(days=20),
        country="KE",
        major_group=MajorGroup.CHILDREN_YOUTH,
    )

    def counted(code, day):
        rows = indicators.measured(indicators.DECLARED[code], day)
        return {row.part: row.value for row in rows if row.value}

    then = counted("accredited_by_region", before), counted("accredited_by_major_group", before)
    now_ = counted("accredited_by_region", today()), counted("accredited_by_major_group", today())
    assert now_ == ({"europe": 1}, {"farmers": 1})
    if protection == Protection.PROTECTED:
        assert then == now_
        return
    assert then == ({"africa": 1}, {"children-youth": 1})
    assert counted("accredited_youth", before) == {"": 1}
    assert counted("accredited_youth_share", before) == {"": 100}
    drilled = indicators.rows_behind(indicators.DECLARED["accredited_by_region"], before)
    assert [row[1:] for row in drilled.rows] == [("africa", "children-youth")]


def test_a_day_s_figures_are_taken_again_in_place_of_the_first(db):
    commands.take_figures(today())
    make_accreditation()
    commands.take_figures(today())
    rows = db.scalars(select(IndicatorValue).filter_by(code="accredited_organizations")).all()

    assert [row.value for row in rows] == [1]


def values_of(db, code):
    """What is kept of an indicator, by day and version."""
    rows = db.scalars(select(IndicatorValue).filter_by(code=code))
    return {(row.day, row.version): row.value for row in rows}


def test_a_night_keeps_the_day_that_is_over_with_all_that_happened_on_it(db):
    day, code = today(), "accredited_organizations"
    version = indicators.DECLARED[code].version
    before = day - timedelta(days=1)
    make_accreditation()
    commands.take_due_figures()
    assert values_of(db, code) == {(before, version): 0}

    with moved_to(now() + timedelta(days=3)):
        commands.take_due_figures()
    later = {(day + timedelta(days=n), version): 1 for n in range(3)}
    assert values_of(db, code) == {(before, version): 0, **later}


def test_a_new_definition_is_computed_for_the_months_before(db, monkeypatch):
    code, months = "accredited_organizations", [date(2026, 2, 28), date(2026, 3, 31)]
    yesterday = today() - timedelta(days=1)
    for day in (date(2026, 2, 3), *months, yesterday):
        commands.take_figures(day)
    known = indicators.DECLARED[code]
    newer = replace(known, version=known.version + 1)
    monkeypatch.setitem(indicators.DECLARED, code, newer)

    commands.take_due_figures()

    kept = values_of(db, code)
    again = {day for day, version in kept if version == newer.version}
    assert again == {yesterday, *months}
    assert (months[0], known.version) in kept
    commands.take_due_figures()
    assert values_of(db, code) == kept


def test_refusals_below_five_are_kept_and_not_shown(client, db):
    for _ in range(4):
        make_application(state=State.REFUSED, complete=False)
    commands.take_figures(today())
    path = "/en/plan/indicators/refused_applications"
    page = client.get(path).text
    assert "too few" in page and "fewer than five cases" in page
    assert "The rows behind it" not in page

    make_application(state=State.REFUSED, complete=False)
    commands.take_figures(today())
    assert '<data value="5">5</data>' in client.get(path).text


def figure(shape=Shape.COUNT, *, sql="SELECT 1", **values):
    return Indicator(
        code="x",
        version=1,
        actions=("I.A.1",),
        title="",
        definition="",
        unit=Unit.STATES,
        misleading="",
        sql=sql,
        shape=shape,
        **values,
    )


@pytest.mark.parametrize(
    "shape, value, basis, hidden",
    [
        (Shape.COUNT, 0, None, False),
        (Shape.COUNT, 4, None, True),
        (Shape.COUNT, 5, None, False),
        (Shape.MEDIAN, 12, 9, True),
        (Shape.MEDIAN, 12, 10, False),
        (Shape.SHARE, 10, 20, True),
        (Shape.SHARE, 90, 20, True),
        (Shape.SHARE, 50, 20, False),
        (Shape.SHARE, 100, 20, False),
    ],
)
def test_a_guarded_figure_tells_of_no_single_case(shape, value, basis, hidden):
    rows = [Measured("", Decimal(value), basis)]

    kept = indicators.shown(figure(shape, guarded=True), rows)[""]
    assert kept == (Hidden.TOO_FEW if hidden else value)
    assert indicators.shown(figure(shape), rows)[""] == value


def test_guarded_parts_do_not_follow_from_each_other():
    indicator = figure(guarded=True, parts={"a": "A", "b": "B", "c": "C"})
    rows = [Measured("a", Decimal(2), None), Measured("b", Decimal(7), None)]

    shown = indicators.shown(indicator, [*rows, Measured("c", Decimal(9), None)])
    assert shown == {"a": Hidden.TOO_FEW, "b": Hidden.TOO_FEW, "c": 9}


def opened(shape, value, basis, rows):
    """The rows shown behind a guarded figure, made of pairs (bucket, outcome, how many)."""
    cases = ", ".join(
        f"('{bucket}', '{outcome}')" for bucket, outcome, many in rows for _ in range(many)
    )
    indicator = figure(
        shape,
        sql=f"SELECT NULL AS part, {value} AS value, {basis} AS basis",
        guarded=True,
        drill=Drill(f"SELECT * FROM (VALUES {cases}) AS v", ("Quarter", "Outcome")),
    )
    behind = indicators.rows_behind(indicator, today())
    assert len(behind.rows) + behind.left_out == sum(many for _, _, many in rows)
    return {row[0] for row in behind.rows}


@pytest.mark.parametrize(
    ("shape", "value", "basis", "rows"),
    [
        (Shape.COUNT, 4, "NULL", [("Q1", "9", 5)]),
        (Shape.MEDIAN, 12, 9, [("Q1", "9", 9)]),
        (Shape.SHARE, 90, 20, [("Q1", "true", 18), ("Q1", "false", 2)]),
        (Shape.SHARE, 75, 20, [("Q1", "true", 13), ("Q1", "false", 2), ("Q2", "false", 5)]),
    ],
)
def test_rows_behind_do_not_tell_what_a_figure_hides(db, shape, value, basis, rows):
    assert opened(shape, value, basis, rows) == set()


def test_rows_behind_a_share_are_shown_where_neither_outcome_is_small(db):
    small = [("Q1", "true", 9), ("Q1", "false", 1), ("Q2", "false", 4)]

    rows = [*small, ("Q3", "true", 6), ("Q3", "false", 5)]
    assert opened(Shape.SHARE, 60, 25, rows) == {"Q3"}


def test_figures_of_two_months_tell_of_no_single_case_by_their_difference():
    values = [Decimal(20), Decimal(17), Hidden.NO_DATA, Decimal(15), Decimal(20), Decimal(9)]

    few, none = Hidden.TOO_FEW, Hidden.NO_DATA
    assert indicators.shown_over_time(figure(guarded=True, flow=True), values) == [
        20,
        few,
        none,
        15,
        20,
        9,
    ]
    assert indicators.shown_over_time(figure(guarded=True), values) == values


def test_an_indicator_has_a_source_or_says_why_not_and_its_counter_is_there():
    wrong = [
        figure(),
        figure(missing="Both."),
        Indicator("y", 1, ("IX.A.1",), "", "", Unit.DAYS, "", sql="SELECT 1"),
        Indicator("y", 1, ("I.A.1",), "", "", Unit.DAYS, ""),
    ]
    for each in wrong[1:]:
        with pytest.raises(RuntimeError):
            indicators.declare(each)
    for each in indicators.DECLARED.values():
        assert each.counter is None or each.counter in indicators.DECLARED
        assert each.title and each.definition and each.misleading
