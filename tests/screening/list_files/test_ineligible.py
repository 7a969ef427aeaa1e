"""Lists of ineligible firms: workbooks with two rows of heads, quotation marks left open, joins."""

import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from engagement.screening.list_files.reading import read
from tests.screening.list_files.conftest import published

HEADS = (
    ["Downloaded on: 07/02/2025 10:37"],
    ["Firm Name", "Additional Firm Info", "Address", "Country", "Ineligibility Period", None,
     "Grounds"],
    [None, None, None, None, "From Date", "To Date", None],
)  # fmt: skip
ROWS = (
    ["MR. RUFAT NOORI", "*677", "Highway 4, Baku", "Azerbaijan", "2024-12-10", "2027-08-09",
     "Fraud"],
    ["GRAND LAKES LLC", "(大湖有限公司) (Reg. No. 1163) *9", "Poti", "Georgia", "2024-12-10",
     "2999-12-31", "Corruption"],
    ["GRAND LAKES LLC", None, "Batumi", "Georgia", "2024-12-10", "2999-12-31", "Corruption"],
    ["M/S POND ENTERPRISE", "f/k/a Old Pond", None, "India", datetime(2020, 1, 2), "Ongoing",
     "Fraud"],
    ["ABEL KHERM RAI", None, None, "Guyana", "2020-01-02", "Permanent", "Fraud"],
)  # fmt: skip
EBRD = (
    "\ufeffFirm Name,Address,Nationality,Ineligible From, Ineligible Until,"
    "Notice Effective At EBRD,Originating Institution,Prohibited Practice\n"
    '"A Ltd","Street, 1","Peru","2024-07-01T12:00:59Z","2025-05-31T12:00:59Z",'
    '"2024-07-02T12:00:59Z","EBRD","Fraud"\n'
    '""Supper B" LLC","Street","Kenya",,Ongoing,"2017-05-31T11:27:59Z","World Bank Group","Fraud"\n'
    '"ZHANG, Wen","Two\nlines","China",,Indefinite,"2017-05-31T11:27:59Z","EBRD","Fraud"'
)


@pytest.fixture
def workbook(tmp_path):
    def of(*rows, heads=HEADS):
        book = openpyxl.Workbook()
        for row in (*heads, *rows):
            book.active.append(row)
        path = tmp_path / "book.xlsx"
        book.save(path)
        return path

    return of


@pytest.fixture
def ebrd(tmp_path):
    def of(text):
        path = tmp_path / "ebrd.csv"
        path.write_text(text, encoding="utf-8")
        return read("ebrd", [path])

    return of


def test_persons_and_firms_of_the_world_bank(workbook):
    file = read("world_bank", [workbook(*ROWS, ROWS[0])])
    person, firm, enterprise, guessed = file.entries
    assert (file.generated_at, file.repeated, file.merged) == (date(2025, 2, 7), 1, 1)
    assert (person.kind, person.names[0].text, person.countries) == (
        "person",
        "RUFAT NOORI",
        ("AZ",),
    )
    assert (person.listed_on, person.until) == (date(2024, 12, 10), date(2027, 8, 9))
    assert person.details["grounds"] == ["Fraud"]
    assert person.details["footnotes"] == ["677"]
    assert (firm.kind, firm.until) == ("organization", None)
    assert [(name.text, name.kind) for name in firm.names] == [
        ("GRAND LAKES LLC", "primary"),
        ("大湖有限公司", "original"),
    ]
    assert firm.identifiers == (("Reg. No", "1163", None),)
    assert [each["street"] for each in firm.details["addresses"]] == ["Poti", "Batumi"]
    assert [name.kind for name in enterprise.names] == ["primary", "former"]
    assert enterprise.listed_on == date(2020, 1, 2)
    assert (guessed.kind, guessed.details["kind_is_a_guess"]) == ("person", True)


def test_the_reference_depends_on_name_country_and_first_day_alone(workbook):
    def references(rows):
        return {entry.reference for entry in read("world_bank", [workbook(*rows)]).entries}

    first = references(ROWS)
    assert references([[*row[:2], "elsewhere", *row[3:6], "other"] for row in ROWS[::-1]]) == first
    assert not references([[*row[:4], "2025-01-01", *row[5:]] for row in ROWS]) & first


def test_the_ebrd_with_its_quotation_marks(ebrd):
    file = ebrd(EBRD)
    assert [entry.names[0].text for entry in file.entries] == ["A Ltd", "Supper B LLC", "Wen ZHANG"]
    assert [entry.until for entry in file.entries] == [date(2025, 5, 31), None, None]
    assert file.entries[2].kind == "person"
    assert file.entries[0].details["institutions"] == ["EBRD"]


def test_columns_that_are_not_needed_may_be_missing(ebrd):
    rows = "Originating Institution,Firm Name,Country,From,To,Grounds\nEBRD,A Ltd,Peru,,,Fraud\n"
    assert ebrd(rows).entries[0].countries == ("PE",)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (EBRD[:-30], "truncated"),
        (EBRD[: EBRD.index(',"2024-07-02')], "truncated"),
        (EBRD + "\n" + EBRD[1:], "doubled"),
        (EBRD + "\n" + "\n".join(EBRD.split("\n", 1)[1:]), "doubled"),
        (EBRD.split("\n")[0], "no_entries"),
        (EBRD.replace("Nationality", "Colour"), "no_column"),
        (EBRD.replace("Prohibited Practice", "Practice"), "no_column"),
        (EBRD.replace("Ongoing", "some day"), "no_date"),
        (EBRD.replace("2025-05-31T", "2025-13-31T"), "no_date"),
        (EBRD.replace('"A Ltd"', '""'), "no_name"),
        (EBRD.encode("utf-8").replace(b"Peru", b"Per\xfa"), "encoding"),
        ("a,b\n1,2\n", "other_list"),
        ("Participant,Country,Status\nA,Peru,Active\n", "other_list"),
        ("name," * 3 + "x" * 30_000 + "\n", "damaged"),
        ("%PDF-1.4", "pdf"),
    ],
)
def test_tables_that_cannot_be_believed_are_refused_whole(refused, text, code):
    assert refused("ebrd", text) == code


def test_workbooks_that_cannot_be_believed_are_refused_whole(refused, workbook):
    good = workbook(*ROWS).read_bytes()
    assert refused("world_bank", good[: len(good) // 2]) == "truncated"
    assert refused("world_bank", workbook().read_bytes()) == "no_entries"
    assert refused("world_bank", workbook(*ROWS, *HEADS[1:], *ROWS).read_bytes()) == "doubled"
    assert refused("world_bank", workbook(*ROWS, *ROWS).read_bytes()) == "doubled"
    assert refused("world_bank", workbook(["a", "b", "c"], heads=()).read_bytes()) == "other_list"
    bad_day = [*ROWS[0][:5], "soon", "Fraud"]
    assert refused("world_bank", workbook(bad_day).read_bytes()) == "no_date"
    assert refused("world_bank", "Firm Name,Country\n") == "other_format"


def remade(path, **parts):
    """The bytes of a workbook in which some parts are others."""
    with zipfile.ZipFile(path) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    kept |= {name.replace("__", "/"): content for name, content in parts.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in kept.items():
            archive.writestr(name, content)
    return path.read_bytes()


def test_a_workbook_is_measured_before_it_is_unpacked(refused, workbook):
    bomb = {"xl__worksheets__sheet1.xml": b" " * 8_000_000}
    assert refused("world_bank", remade(workbook(*ROWS), **bomb)) == "unpacks_too_large"


def test_entities_in_a_workbook_and_archives_that_are_none_are_refused(refused, workbook):
    laughs = (
        b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha">]><worksheet xmlns='
        b'"http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        b'<c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>'
    )
    path = workbook(*ROWS)
    assert refused("world_bank", remade(path, **{"xl__worksheets__sheet1.xml": laughs})) == "dtd"
    broken = remade(workbook(*ROWS), **{"xl__worksheets__sheet1.xml": b"<worksheet><row>"})
    assert refused("world_bank", broken) == "damaged_workbook"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("list.csv", "x")
    assert refused("world_bank", path.read_bytes()) == "other_format"


def test_the_published_lists_whole():
    """1,285 rows, and 1,322: the EBRD's file has more lines, some cells hold line breaks."""
    bank = read("world_bank", [published("worldbank_ineligible_2025-02.xlsx")])
    ebrd = read("ebrd", [published("ebrd_ineligible_2025-02.csv")])
    assert bank.generated_at == date(2025, 1, 7)
    for file, rows in ((bank, 1285), (ebrd, 1322)):
        assert len(file.entries) + file.repeated + file.merged == rows
        assert len({entry.reference for entry in file.entries}) == len(file.entries)
    assert bank.merged == 57
    assert sum(name.kind == "original" for entry in bank.entries for name in entry.names) > 250
