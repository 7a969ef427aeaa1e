"""The three files of the SDN list: any order, remarks taken apart, and files that do not belong."""

import pytest

from engagement.screening.list_files.entries import ListedBirth
from engagement.screening.list_files.ofac_remarks import birth_of
from engagement.screening.list_files.reading import read

NIL = "-0- "
SDN = (
    f'10,"NOOR, Ali Karim, Jr.","individual","SDGT] [IRAN","Minister",{NIL},{NIL},{NIL},{NIL},'
    f'{NIL},{NIL},"DOB 31 Aug 1960; alt. DOB circa 1950; POB Kabul, Afghanistan; nationality '
    "Korea, North; alt. citizen Iran; Gender Male; Passport A0123 (Iran) expires 01 Jan 2020; "
    "National ID No. 55-6 (Iran); Phone Number 123; a.k.a. 'THE DOCTOR'; "
    'Linked To: LAKES LTD."\r\n'
    f'11,"LAKES LTD (LKS)",{NIL},"SDGT",{NIL},{NIL},{NIL},{NIL},{NIL},{NIL},{NIL},{NIL}\r\n'
    f'12,"SEA STAR","vessel","CUBA",{NIL},"CL1","Tug",{NIL},"212","Cuba","Owner S.A.",'
    "\"f.k.a. 'OLD STAR'; Vessel Registration Identification IMO 9513282.\"\r\n"
)
ALT = (
    f'10,1,"aka","NUR, Aly",{NIL}\r\n11,2,"fka","PONDS LTD",{NIL}\r\n'
    f'11,3,"nka","L\xc1KES",{NIL}\r\n'
)
ADD = f'11,1,"Main Street 1","Havana","Cuba",{NIL}\r\n10,2,{NIL},{NIL},{NIL},{NIL}\r\n'
END = "\x1a"


@pytest.fixture
def reads(tmp_path):
    def of(*contents):
        paths = [tmp_path / str(number) for number, _ in enumerate(contents)]
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(content.encode("latin-1"))
        return read("ofac", paths)

    return of


def test_a_person_with_remarks(reads):
    entry = reads(ADD + END, SDN + END, ALT).entries[0]
    assert [(name.text, name.kind) for name in entry.names] == [
        ("Ali Karim NOOR Jr.", "primary"),
        ("Aly NUR", "alias"),
        ("THE DOCTOR", "weak"),
    ]
    assert (entry.reference, entry.kind, entry.gender) == ("10", "person", "male")
    assert entry.programme == "SDGT; IRAN"
    assert set(entry.countries) == {"KP", "IR", "AF"}
    assert entry.births == (
        ListedBirth(day="1960-08-31", year=1960),
        ListedBirth(year=1950, approximate=True),
    )
    assert entry.identifiers == (("Passport", "A0123", "IR"), ("National ID No.", "55-6", "IR"))
    assert entry.details["linked_to"] == ["LAKES LTD"]
    assert entry.details["titles"] == ["Minister"]
    assert entry.remarks.startswith("DOB 31 Aug 1960")


def test_organizations_and_vessels(reads):
    _, firm, vessel = reads(ALT, SDN, ADD).entries
    assert [(name.text, name.kind) for name in firm.names] == [
        ("LAKES LTD", "primary"),
        ("LKS", "acronym"),
        ("PONDS LTD", "former"),
        ("LÁKES", "alias"),
    ]
    assert (firm.kind, firm.countries) == ("organization", ("CU",))
    assert firm.details["addresses"] == [
        {"street": "Main Street 1", "city": "Havana", "country": "Cuba"}
    ]
    assert vessel.kind == "vessel"
    assert vessel.details["vessel_type"] == "Tug"
    assert vessel.identifiers == (("Vessel Registration Identification", "IMO 9513282", None),)
    assert vessel.names[1].kind == "former"


def test_remarks_that_did_not_fit_go_on_in_a_fourth_file(reads):
    cut = SDN.replace("a.k.a. 'THE DOCTOR'; Linked To: LAKES LTD.", "a.k.a. 'THE DO")
    more = '10,"CTOR\'; Linked To: PONDS LTD."\r\n'
    entry = reads(cut, ALT, ADD, more).entries[0]
    assert entry.names[-1].text == "THE DOCTOR"
    assert entry.details["linked_to"] == ["PONDS LTD"]


@pytest.mark.parametrize(
    ("contents", "code"),
    [
        ((SDN, ALT), "missing_file"),
        ((SDN, ALT, ALT), "same_file_twice"),
        ((SDN, ALT, ALT + "11,9,aka,X,-0-\r\n"), "same_file_twice"),
        ((SDN, ALT, ADD, ADD.replace("Main", "Side"), ""), "unknown_file"),
        ((SDN + SDN, ALT, ADD), "repeated_reference"),
        ((SDN + END + SDN, ALT, ADD), "doubled"),
        ((SDN, ALT + ALT, ADD), "repeated_reference"),
        ((SDN[:-30], ALT, ADD), "truncated"),
        ((SDN[: SDN.index("12,")][:-2], ALT, ADD), "truncated"),
        ((SDN[: SDN.index("11,")], ALT, ADD), "not_together"),
        ((SDN, ALT, ADD.replace("\r\n10,2,", "\r\n10,2,more,")), "cells"),
        ((SDN.replace('10,"', 'x,"', 1), ALT, ADD), "other_list"),
        ((SDN.replace('11,"', 'x,"', 1), ALT, ADD), "no_reference"),
        ((SDN.replace("LAKES LTD (LKS)", ""), ALT, ADD), "no_name"),
        ((SDN, ALT, "ent_num,name\n1,x\n"), "other_list"),
        ((SDN, ALT, "<!DOCTYPE html><html>blocked</html>"), "web_page"),
        ((SDN, ALT, ""), "empty"),
        ((SDN, ALT, END), "empty"),
        ((SDN, ALT, "PK\x03\x04 zip"), "other_format"),
        ((SDN, ALT, ADD[:20] + "\x00" * 9 + ADD[20:]), "other_format"),
    ],
)
def test_files_that_cannot_be_believed_are_refused_whole(refused, contents, code):
    assert refused("ofac", *(content.encode("latin-1") for content in contents)) == code


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("1960", ListedBirth(year=1960)),
        ("Aug 1960", ListedBirth(year=1960)),
        ("circa 12 Jul 1960", ListedBirth(day="1960-07-12", year=1960, approximate=True)),
        ("1950 to 1955", ListedBirth(from_year=1950, to_year=1955)),
        ("circa 1979-1982", ListedBirth(from_year=1979, to_year=1982, approximate=True)),
        ("01 Jan 1961 to 31 Dec 1961", ListedBirth(year=1961)),
        ("Mar 1981 to Feb 1982", ListedBirth(from_year=1981, to_year=1982)),
        ("unknown", None),
        ("31 Feb 1960", None),
    ],
)
def test_births_as_the_list_writes_them(text, birth):
    assert birth_of(text) == birth


def test_the_published_list_whole_and_quickly(ofac_list):
    kinds = [entry.kind for entry in ofac_list.entries]
    assert len(kinds) == 8976
    assert (kinds.count("person"), kinds.count("vessel"), kinds.count("aircraft")) == (
        4620,
        406,
        277,
    )
    assert not any("births_as_written" in entry.details for entry in ofac_list.entries)
    assert sum(bool(entry.births) for entry in ofac_list.entries) > 4000
    assert ofac_list.seconds < 5
