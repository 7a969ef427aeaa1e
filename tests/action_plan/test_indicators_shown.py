"""Every figure shown is what its stated SQL gives on the same day, over made-up lives."""

import functools
import re
from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest
from sqlalchemy import text

from engagement.accreditation import queries as accreditation
from engagement.accreditation.queries.clock import OVERALL
from engagement.action_plan import commands, indicators, queries
from engagement.action_plan.indicators import Shape
from engagement.core.clock import today
from engagement.core.small_numbers import shown_parts
from tests import made_once
from tests.action_plan.meeting_figures import CODES, make_meeting_figures
from tests.conftest import browser, rolled_back
from tests.demo import made

pytestmark = pytest.mark.xdist_group("demo")
DATA = re.compile(r'<data value="([^"]+)">([^<]+)</data>')


def stated(db, indicator, day):
    """What the SQL of an indicator gives, run by itself: part -> (value, basis)."""
    values = {"day": day, "parts": list(indicator.parts), **indicator.parameters}
    used = {name: value for name, value in values.items() if f":{name}" in indicator.sql}
    rows = db.execute(text(indicator.sql), used)
    return {row.part or "": (row.value, row.basis) for row in rows}


def may_be_shown(indicator, rows):
    """The small-number rule in other words: part -> figure or None."""
    shown = {part: value for part, (value, _basis) in rows.items()}
    if not indicator.guarded:
        return shown
    if indicator.parts:
        counts = {part: int(value) for part, value in shown.items()}
        return {part: count for part, count in shown_parts(counts).items()}
    ((part, (value, basis)),) = rows.items()
    if value is None or indicator.shape == Shape.COUNT:
        return {part: value if value is None or value == 0 or value >= 5 else None}
    counted = round(Decimal(value) * basis / 100)
    few = indicator.shape == Shape.SHARE and (
        counted in range(1, 5) or basis - counted in range(1, 5)
    )
    return {part: None if basis < 10 or few else value}


@pytest.fixture(scope="module")
def app(worker_name, tmp_path_factory):
    """An application on two dozen made-up organizations with their years of history."""
    name, folder = f"test_lived_{worker_name}", tmp_path_factory.mktemp("lived")
    with made_once.application("demo", made.make, name=name, folder=folder) as (one, _):
        yield one


@pytest.fixture(scope="module")
def lived(app):
    """One transaction for all tests of this file, with a meeting that is over."""
    with rolled_back(app) as session:
        day = queries.last_day()
        make_meeting_figures(day)
        commands.take_figures(day)
        yield session


def test_every_figure_of_meetings_counts_something_and_leaves_something_out(lived):
    for code in CODES:
        one = indicators.DECLARED[code]
        value = may_be_shown(one, stated(lived, one, queries.last_day()))[""]
        assert value and (value < 100 or one.shape is not Shape.SHARE), (code, value)


def test_every_indicator_shown_is_its_sql_on_the_same_day(app, lived):
    client, day = browser(app), queries.last_day()
    compared = 0
    for indicator in indicators.DECLARED.values():
        page = client.get(f"/en/plan/indicators/{indicator.code}").text
        main = page.split("<main")[1].split("Read beside it")[0].split("Over time")[0]
        if indicator.sql is None:
            assert "no data" in main and not DATA.search(main), indicator.code
            continue
        wanted = may_be_shown(indicator, stated(lived, indicator, day))
        if indicator.parts:
            for part, label in indicator.parts.items():
                row = main.split(f'<th scope="row">{label}</th>')[1].split("</tr>")[0]
                figure = re.search(r'chart-bar__number">([^<]*)<', row)[1]
                value = wanted[part]
                assert figure == ("too few" if value is None else str(value)), (
                    indicator.code,
                    part,
                )
                compared += 1
        else:
            found = DATA.search(main)
            value = wanted[""]
            assert (found is None) == (value is None), indicator.code
            assert value is None or Decimal(found[1]) == Decimal(value), indicator.code
            compared += 1
        assert " ".join(indicator.sql.split()) in " ".join(unescape(page).split())
    assert compared >= 25


def test_pages_of_plan_and_actions_show_the_same_figures(app, lived):
    client, day = browser(app), queries.last_day()
    opened = functools.cache(lambda path: client.get(path).text)  # many stand on one page
    for indicator in indicators.DECLARED.values():
        if indicator.sql is None or indicator.parts:
            continue
        value = may_be_shown(indicator, stated(lived, indicator, day))[""]
        for path in ("/en/plan", f"/en/plan/actions/{indicator.actions[0]}"):
            place = opened(path).split(f'indicators/{indicator.code}">')[1].split("</tr>")[0][:600]
            found = DATA.search(place)
            if value is None:
                assert re.search("too few|no data", place.split("<data ")[0]), indicator.code
            else:
                assert Decimal(found[1]) == Decimal(value), indicator.code


def test_the_days_to_a_decision_are_those_of_the_service_clock(lived):
    (row,) = indicators.measured(indicators.DECLARED["days_to_decision"], today())
    spread = accreditation.service_clock().calendar[(OVERALL, None)]

    assert row.value == round(Decimal(spread.median), 1)
    assert row.basis == spread.count


def test_parts_add_up_to_the_whole_and_a_day_in_the_past_is_computed_as_of_it(lived):
    def total(code, day):
        return sum(row.value for row in indicators.measured(indicators.DECLARED[code], day))

    for back in (0, 200, 900):
        day = today() - timedelta(days=back)
        whole = total("accredited_organizations", day)
        assert total("accredited_by_region", day) == whole
        assert total("accredited_by_major_group", day) == whole
    assert total("accredited_organizations", today() - timedelta(days=20000)) == 0


def test_a_history_of_months_stands_on_the_page(app, lived):
    page = browser(app).get("/en/plan/indicators/accredited_organizations").text

    assert page.split("Over time")[1].split("</table>")[0].count("<rect") == 2 * 13


def test_drill_downs_name_nobody_and_hide_few(app, lived):
    for indicator in indicators.DECLARED.values():
        behind = indicators.rows_behind(indicator, today())
        rows, hidden = behind.rows, behind.left_out
        first = [row[0] for row in rows]
        if indicator.guarded:
            assert all(first.count(each) >= 5 for each in first), indicator.code
        text_of = " ".join(str(value) for row in rows for value in row)
        assert "ACC-" not in text_of and "UNEP-" not in text_of
        assert hidden == 0 or hidden >= 5 or not rows, indicator.code
