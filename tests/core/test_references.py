"""Numbers such as ACC-2026-00042: in order, without gaps, also under parallel callers."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from engagement.core.clock import moved_to
from engagement.core.db import bookkeeping, db
from engagement.core.references import next_reference, plain_number
from tests.core.test_db import site  # noqa: F401


@bookkeeping
def draw(series):
    return next_reference(series)


@pytest.mark.parametrize(
    "typed",
    [
        " mg-2026-00042 ",
        "MG–2026–00042",
        "MG\u22122026\u221200042",
        "mg-٢٠٢٦-٠٠٠٤٢",
        "ＭＧ－２０２６－０００４２",
    ],
)
def test_plain_number_reads_what_people_type(typed):
    assert plain_number(typed) == "MG-2026-00042"


def test_next_reference_counts_within_a_series_and_a_year(db):
    with moved_to(datetime(2031, 3, 1, tzinfo=UTC)):
        assert [draw("TRY"), draw("TRY"), draw("OTHER")] == [
            "TRY-2031-00001",
            "TRY-2031-00002",
            "OTHER-2031-00001",
        ]
    with moved_to(datetime(2032, 1, 1, tzinfo=UTC)):
        assert draw("TRY") == "TRY-2032-00001"


def test_a_failed_command_gives_its_number_back(db):
    @bookkeeping
    def draw_and_fail():
        next_reference("TRY")
        raise ValueError

    with pytest.raises(ValueError):
        draw_and_fail()

    assert draw("TRY").endswith("-00001")


def test_parallel_callers_get_each_number_once(site):  # noqa: F811
    def from_a_thread(_number):
        with site.app_context():
            return draw("PAR")

    with ThreadPoolExecutor(8) as pool:
        numbers = sorted(pool.map(from_a_thread, range(24)))

    assert [number[-5:] for number in numbers] == [f"{n:05d}" for n in range(1, 25)]
    with site.app_context():
        assert not db.session.info.get("command")
