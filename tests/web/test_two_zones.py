"""An hour by the clocks of a meeting and by the reader's, in words."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import g
from markupsafe import Markup

from engagement.core.local_hours import CITIES, local_hours
from engagement.web import two_zones as module
from engagement.web.cities import city_in
from engagement.web.i18n import speaking
from engagement.web.time_fields import time_zones
from engagement.web.two_zones import reader_zone, two_zones

NAIROBI = "Africa/Nairobi"
NOON = datetime(2026, 11, 27, 11, tzinfo=UTC)  # 14:00 in Nairobi


@pytest.fixture
def drawn(app):
    """What a component writes: with its markup, or as the plain text of a mail."""

    def draw(name, *values, lang="en", plain=True):
        source = (
            f'{{% from "components/{name}.html" import {name} %}}'
            f"{{{{ {name}(*values){' | striptags' if plain else ''} }}}}"
        )
        with app.test_request_context(), speaking(lang):
            return app.jinja_env.from_string(source).render(values=values)

    return draw


@pytest.mark.parametrize(
    ("zone", "clock", "apart"),
    [
        ("Pacific/Apia", "00:00", 1),
        ("Pacific/Pago_Pago", "00:00", 0),
        ("America/Los_Angeles", "03:00", 0),
        ("Asia/Kathmandu", "16:45", 0),
    ],
)
def test_the_same_instant_by_both_clocks(zone, clock, apart):
    """Apia and Pago Pago show the same hour, a day apart."""
    hour = two_zones(NOON, NAIROBI, zone)
    assert hour.here == hour.there == NOON
    assert (hour.here.strftime("%H:%M"), hour.there.strftime("%H:%M")) == ("14:00", clock)
    assert hour.days_apart == apart


@pytest.mark.parametrize("zone", [None, "", NAIROBI, "Mars/Olympus", "../../etc/passwd"])
def test_no_second_clock_without_another_zone(zone):
    """Nor for what is no zone, wherever it came from."""
    hour = two_zones(NOON, NAIROBI, zone)
    assert (hour.there, hour.days_apart) == (None, 0)


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        (None, "27 November 2026, 14:00 in Nairobi"),
        ("Africa/Lagos", "27 November 2026, 14:00 in Nairobi (12:00 in Lagos)"),
        (
            "Pacific/Apia",
            "27 November 2026, 14:00 in Nairobi"
            " (00:00 in Apia, where it is already Saturday 28 November)",
        ),
    ],
)
def test_two_times_in_words(drawn, zone, words):
    """The city each time, no abbreviation, and a warning where the day is another."""
    assert drawn("two_times", NOON, NAIROBI, zone) == words


def test_two_times_for_machines_and_in_arabic(drawn):
    """`<time>` has the instant with the offset; the city has its Arabic name."""
    night = datetime(2026, 11, 26, 22, tzinfo=UTC)  # the 27th in Nairobi already
    markup = drawn("two_times", night, NAIROBI, "America/Argentina/Buenos_Aires", plain=False)
    assert '<time datetime="2026-11-27T01:00+03:00">01:00</time>' in markup
    assert '<time datetime="2026-11-26T19:00-03:00">19:00</time>' in markup
    assert "where it is still Thursday 26 November" in markup
    arabic = drawn("two_times", night, NAIROBI, "America/Argentina/Buenos_Aires", lang="ar")
    assert "27 نوفمبر 2026" in arabic and "نيروبي" in arabic
    assert "بوينوس أيرس" in arabic and "الخميس، 26 نوفمبر" in arabic


@pytest.mark.parametrize(
    ("hours", "zone", "words"),
    [
        (1.5, None, "27 November 2026, 14:00 to 15:30 in Nairobi"),
        (
            1.5,
            "Europe/Paris",
            "27 November 2026, 14:00 to 15:30 in Nairobi (12:00 to 13:30 in Paris)",
        ),
        (
            1.5,
            "Pacific/Apia",
            "27 November 2026, 14:00 to 15:30 in Nairobi"
            " (00:00 to 01:30 in Apia, where it is already Saturday 28 November)",
        ),
        (
            1.5,
            "Pacific/Noumea",
            "27 November 2026, 14:00 to 15:30 in Nairobi (22:00 to 23:30 in Noumea)",
        ),
        (
            3,
            "Pacific/Noumea",
            "27 November 2026, 14:00 to 17:00 in Nairobi"
            " (Friday 27 November, 22:00 to Saturday 28 November, 01:00 in Noumea)",
        ),
        (
            11,
            "Europe/Paris",
            "27 November 2026, 14:00 to 28 November 2026, 01:00 in Nairobi"
            " (Friday 27 November, 12:00 to Friday 27 November, 23:00 in Paris)",
        ),
    ],
)
def test_two_times_of_a_span_in_words(drawn, hours, zone, words):
    """Where midnight lies in between for either of them, both days are named."""
    end = NOON + timedelta(hours=hours)
    assert drawn("two_times_span", NOON, end, NAIROBI, zone) == words


def test_a_deadline_in_words(drawn):
    """The last minute in time is shown, of what is kept as the first instant too late."""
    too_late_from = datetime(2026, 11, 27, 21, tzinfo=UTC)
    nairobi = "until 27 November 2026, 23:59 in Nairobi"
    assert drawn("until", too_late_from, NAIROBI) == nairobi
    assert drawn("until", too_late_from, NAIROBI, "Europe/Paris") == f"{nairobi} (21:59 in Paris)"
    assert (
        drawn("until", too_late_from, NAIROBI, "Pacific/Apia")
        == f"{nairobi} (09:59 on 28 November in Apia)"
    )


def test_the_readers_zone_is_what_was_asked_for_then_that_of_the_account(app, monkeypatch):
    """What is asked for and is no zone is as if nothing was."""
    monkeypatch.setattr(module, "current_user", SimpleNamespace(time_zone="Africa/Tunis"))
    for asked, zone in (
        ("", "Africa/Tunis"),
        ("?zone=Pacific/Apia", "Pacific/Apia"),
        ("?zone=..%2F..%2Fetc%2Fpasswd", "Africa/Tunis"),
    ):
        with app.test_request_context(f"/en/{asked}"):
            assert reader_zone() == zone
    monkeypatch.setattr(module, "current_user", SimpleNamespace())
    with app.test_request_context("/en/"):
        assert reader_zone() is None


@pytest.mark.parametrize("zone", ["Asia/Kathmandu", "Asia/Kolkata", "Europe/Kyiv", "Pacific/Apia"])
def test_cities_have_names_in_the_script_of_the_language(zone):
    """Also those whose zone had another name once."""
    for lang in ("ar", "ru", "zh"):
        assert not city_in(zone, lang).isascii()
    assert city_in(zone, "en") == zone.split("/")[1]


def test_a_zone_can_be_chosen(app, drawn):
    """The one of now is; what else stood in the address is kept."""
    with app.test_request_context():
        g.lang = "en"
        zones = time_zones()
    page = drawn("zone_choice", "/en/x", zones, "Pacific/Apia", {"q": "a&b"}, plain=False)
    assert page.count(" selected") == 1
    assert '<option value="Pacific/Apia" selected>' in page
    assert '<input type="hidden" name="q" value="a&amp;b">' in page


def test_the_hours_of_the_regions_in_words(drawn):
    """Each city with its day, its hours and the part of the day, not by colour alone."""
    page = drawn("local_hours", local_hours(NOON, NOON + timedelta(hours=2)), plain=False)
    rows = [
        " ".join(Markup(row.replace("</td>", " ")).striptags().split())
        for row in page.split("<tr>")[2:]
    ]
    assert len(rows) == sum(map(len, CITIES.values()))
    assert "Nairobi Africa Friday 27 November 14:00 to 16:00 Working hours" in rows
    assert "Apia Asia and the Pacific Saturday 28 November 00:00 to 02:00 Night" in rows
    assert "New York North America Friday 27 November 06:00 to 08:00 Before working hours" in rows
    assert "Vancouver North America Friday 27 November 04:00 to 06:00 Night" in rows
