"""The Global Compact's lists and our own exclusion list: columns by their heads, in any order."""

from datetime import date

import pytest

from engagement.screening.list_files.entries import ListedBirth
from engagement.screening.list_files.reading import SOURCES, read

PARTICIPANTS = (
    "\ufeffSector;Participant;Type;Country;Date joined;COP Status;Next COP due;Employees\n"
    "Energy;Grand Lakes S.A. (GLS);SME;Türkiye;2008-03-01;Non-Communicating;2026-07-31;40\n"
    "Food;Pond plc;Company;Iran (Islamic Republic of);March 2010;Active;;9\n"
    "Food;Sea Ltd;Company;Kenya;2011-01-01;Learner;;9\n"
)
DELISTED = (
    "Participant,Sector,Country,Year expelled\nPond plc,Food,Kenya,2019\nSea,Food,Peru,2020-05-04\n"
)
EXCLUSION = (
    "Reference,Name,Other names,Name in original script,Kind,Country,Date of birth,Reason,Until\n"
    "X-1,Ali Noor,Aly Nur; A. Noor,علي نور,Person,Kenya,1960-02-01,Fraud,2030-01-01\n"
    ",Pond plc,,,organisation,Peru,,Tobacco,\n"
)


@pytest.fixture
def reads(tmp_path):
    def of(source, text, encoding="utf-8"):
        path = tmp_path / "list.csv"
        path.write_text(text, encoding=encoding)
        return read(source, [path]).entries

    return of


def test_participants_with_status(reads):
    lakes, pond, sea = reads("gc_participants", PARTICIPANTS)
    assert [(name.text, name.kind) for name in lakes.names] == [
        ("Grand Lakes S.A.", "primary"),
        ("GLS", "acronym"),
    ]
    assert (lakes.kind, lakes.countries, lakes.until) == ("organization", ("TR",), None)
    assert lakes.details["status"] == "non_communicating"
    assert lakes.details["cop_due"] == "2026-07-31"
    assert (pond.countries, pond.details["status"]) == (("IR",), "active")
    assert pond.details["joined"] == "March 2010"
    assert (sea.details["status"], sea.details["status_as_written"]) == ("other", "Learner")


def test_participants_saved_by_a_spreadsheet_program_and_in_french(reads):
    text = PARTICIPANTS.replace(";", "\t")
    assert len(reads("gc_participants", text, "utf-16")) == 3
    french = "Pays,Statut,Nom du participant\nKenya,Actif,Étang\n"
    assert reads("gc_participants", french)[0].details["status"] == "active"


def test_delisted_by_year_or_by_day(reads):
    pond, sea = reads("gc_delisted", DELISTED)
    assert (pond.listed_on, pond.details["year"]) == (None, 2019)
    assert (sea.listed_on, sea.details["status"]) == (date(2020, 5, 4), "delisted")


def test_our_own_list(reads):
    person, firm = reads("exclusion", EXCLUSION)
    assert (person.reference, person.kind, person.until) == ("X-1", "person", date(2030, 1, 1))
    assert [name.kind for name in person.names] == ["primary", "alias", "alias", "original"]
    assert person.births == (ListedBirth(day="1960-02-01", year=1960),)
    assert person.details["grounds"] == "Fraud"
    assert (firm.kind, len(firm.reference)) == ("organization", 24)


@pytest.mark.parametrize(
    ("source", "text", "code"),
    [
        ("gc_participants", DELISTED, "no_column"),
        ("gc_delisted", PARTICIPANTS, "no_column"),
        ("gc_delisted", DELISTED.replace("2019", "once"), "no_date"),
        ("gc_delisted", DELISTED + DELISTED.split("\n", 1)[1], "doubled"),
        ("gc_delisted", DELISTED + DELISTED, "doubled"),
        ("gc_delisted", DELISTED[:-14], "truncated"),
        ("gc_delisted", DELISTED.replace("Food,Kenya", "Food,Kenya,more"), "cells"),
        ("gc_participants", "<html>login</html>", "web_page"),
        ("exclusion", EXCLUSION.replace("organisation", "animal"), "unknown_word"),
        ("exclusion", EXCLUSION.replace("Peru", "Atlantis"), "unknown_word"),
        ("exclusion", EXCLUSION.replace("2030-01-01", "soon"), "unknown_word"),
        ("exclusion", EXCLUSION.replace("1960-02-01", "old"), "unknown_word"),
        ("exclusion", EXCLUSION.replace("Reason", "Colour"), "no_column"),
        ("exclusion", EXCLUSION + EXCLUSION.split("\n")[1] + "\n", "repeated_reference"),
        ("exclusion", EXCLUSION.replace("Pond plc", "..."), "no_name"),
        ("exclusion", EXCLUSION.split("\n")[0] + "\n", "no_entries"),
    ],
)
def test_lists_that_cannot_be_believed_are_refused_whole(refused, source, text, code):
    assert refused(source, text) == code


@pytest.mark.parametrize("source", SOURCES)
def test_every_list_refuses_what_is_none(refused, source):
    copies = SOURCES[source].least_files
    for content in (
        b"",
        b"\x00" * 50,
        b"%PDF-1.7",
        b"<html>",
        b"\xff\xfe\x00",
        b"PK\x03\x04",
        b"\n",
    ):
        codes = {refused(source, *(content + b"\n" * copy for copy in range(copies)))}
        assert codes <= {
            "empty", "other_format", "pdf", "web_page", "truncated", "encoding", "no_entries",
            "damaged",
        }  # fmt: skip
