"""Tables of sector and country risk: empty at first, cited, in versions, read from lines."""

from datetime import timedelta

import pytest

from engagement.core.clock import today
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Role
from engagement.screening.commands import cases, ratings
from engagement.screening.commands.risk_tables import load_table
from engagement.screening.facts import TableLevel
from engagement.screening.levels import Level
from engagement.screening.models import TableKind
from engagement.screening.queries import tables
from engagement.screening.table_files import Row, Unreadable, read_rows
from tests.factories import make_actor, make_organization
from tests.screening.risk_world import open_case

SECTORS = read_rows("code,level,label\nB,high,Mining\nA,low,Farming", countries=False)

pytestmark = pytest.mark.usefixtures("db")


def load(kind=TableKind.SECTOR, rows=SECTORS, citation="OECD guidance, 2024", **more):
    """A table put in force by an officer."""
    return load_table(
        kind,
        **{
            "actor": make_actor(Role.SCREENING_OFFICER),
            "rows": rows,
            "citation": citation,
            "dated_on": today(),
        }
        | more,
    )


def test_tables_are_empty_until_a_cited_one_is_loaded_and_the_history_is_kept():
    assert tables.in_force(TableKind.SECTOR) is None
    with pytest.raises(RuleViolation, match="source"):
        load(citation=" ")
    with pytest.raises(NotAllowed):
        load(actor=make_actor(Role.ADMINISTRATOR))

    first = load()
    second = load(rows=(Row("B", TableLevel.MEDIUM, "Mining"),))

    assert tables.tables().sectors == {"B": TableLevel.MEDIUM}
    assert tables.tables().sector_source == "OECD guidance, 2024"
    assert [each.number for each in tables.history(TableKind.SECTOR)] == [2, 1]
    assert (first.superseded_at is None, second.superseded_at is None) == (False, True)


def test_a_withdrawn_table_counts_for_nothing():
    load()
    load(rows=(), citation="Withdrawn: the source was corrected")

    assert tables.in_force(TableKind.SECTOR) is None
    assert tables.tables().sectors == {}
    with pytest.raises(RuleViolation):
        load(rows=())


def test_a_source_of_tomorrow_is_refused():
    with pytest.raises(RuleViolation, match="future"):
        load(dated_on=today() + timedelta(days=1))


def test_a_loaded_table_counts_in_the_next_rating():
    load()
    load(TableKind.COUNTRY, read_rows("KE,medium", countries=True))
    officer = make_actor(Role.SCREENING_OFFICER)
    case = open_case(make_organization(country="KE"))
    with pytest.raises(RuleViolation):
        cases.choose_sector(case, actor=officer, sector="Z")
    cases.choose_sector(case, actor=officer, sector="A")
    ratings.assess_case(case, actor=officer)

    ratings.rate_case(case, actor=officer)

    assert case.inherent == Level.MODERATE
    assert {each["rule"] for each in case.ratings[0].contributions} == {"country_medium"}


@pytest.mark.parametrize(
    ("text", "countries", "said"),
    [
        ("", False, "no line"),
        ("B,huge,Mining", False, "Line 1: the level"),
        ("B,high", False, "Line 1: write code,level,label"),
        ("B,high,Mining\nB,low,Mining", False, "Line 2: .*twice"),
        ("XX,high", True, "Line 1: .*no code of a country"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text, countries, said):
    with pytest.raises(Unreadable, match=said):
        read_rows(text, countries=countries)


def test_lines_are_read_with_quotes_a_byte_order_mark_and_small_letters():
    assert read_rows('\ufeffcode,level\nke,High\n\n"fr",low', countries=True) == (
        Row("FR", TableLevel.LOW),
        Row("KE", TableLevel.HIGH),
    )
