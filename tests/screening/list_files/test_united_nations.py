"""The Security Council's list: every name of the real file, made entries, and hostile files."""

import re
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime

import pytest

from engagement.screening.list_files.entries import ListedBirth, ListedName
from engagement.screening.list_files.reading import read

PERSON = """
<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>ABDUL</FIRST_NAME><SECOND_NAME>KARIM </SECOND_NAME>
<THIRD_NAME/><FOURTH_NAME>NOOR</FOURTH_NAME><UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE>
<REFERENCE_NUMBER>QDi.900</REFERENCE_NUMBER><LISTED_ON>2012-12-31-05:00</LISTED_ON>
<GENDER>Male</GENDER><COMMENTS1>: Father's name: Noor.</COMMENTS1>
<NAME_ORIGINAL_SCRIPT>عبد الكريم نور</NAME_ORIGINAL_SCRIPT>
<TITLE><VALUE>Haji</VALUE></TITLE><NATIONALITY><VALUE>Sudanese by birth</VALUE></NATIONALITY>
<NATIONALITY><VALUE>USSR (until 1991)</VALUE></NATIONALITY>
<LAST_DAY_UPDATED><VALUE>%(updated)s</VALUE></LAST_DAY_UPDATED>
%(aliases)s
<INDIVIDUAL_ADDRESS><CITY>Kabul</CITY><COUNTRY>Afghanistan</COUNTRY></INDIVIDUAL_ADDRESS>
<INDIVIDUAL_ADDRESS><COUNTRY/></INDIVIDUAL_ADDRESS>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE/></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1961-06-04Z</DATE>
</INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1960</YEAR>
</INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1958</FROM_YEAR>
<TO_YEAR>1963</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DATE_OF_BIRTH><NOTE>24/06/1402 (Hijri Calendar)</NOTE></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER> OA 1 </NUMBER>
<ISSUING_COUNTRY>Iran (Islamic Republic of)</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>
<INDIVIDUAL_DOCUMENT/></INDIVIDUAL>"""
ALIASES = [
    ("Good", "Karim Nur; Kareem Noor"),
    ("Low", "Abu Karim (original script: Абу Карим)"),
    ("Good", "Khalil Nur, born 1 Jan. 1953 (Oman passport no. 1)"),
    ("Good", "Chadian"),
    ("", ""),
]
ENTITY = """<ENTITY><FIRST_NAME>GREAT LAKES AIRLINES (GLA)</FIRST_NAME>
<UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>CDe.900</REFERENCE_NUMBER>
<LISTED_ON>2007-03-29</LISTED_ON><ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY>
<ALIAS_NAME>Lakes Air</ALIAS_NAME></ENTITY_ALIAS><ENTITY_ADDRESS>
<NOTE>Operates in Goma, Democratic Republic of the Congo.</NOTE></ENTITY_ADDRESS></ENTITY>"""


def alias(quality, name):
    return (
        f"<INDIVIDUAL_ALIAS><QUALITY>{quality}</QUALITY><ALIAS_NAME>{name}</ALIAS_NAME>"
        "</INDIVIDUAL_ALIAS>"
    )


def person(aliases=ALIASES, updated="2020-01-01"):
    return PERSON % {"updated": updated, "aliases": "".join(alias(*each) for each in aliases)}


def listed(*entries, entities=ENTITY, generated="2026-02-27T00:00:09.554Z"):
    return (
        f'<?xml version="1.0" encoding="utf-8"?><CONSOLIDATED_LIST dateGenerated="{generated}">'
        f"<INDIVIDUALS>{''.join(entries)}</INDIVIDUALS><ENTITIES>{entities}</ENTITIES>"
        "</CONSOLIDATED_LIST>"
    )


@pytest.fixture
def reads(tmp_path):
    def of(text):
        path = tmp_path / "list.xml"
        path.write_text(text, encoding="utf-8")
        return read("un", [path])

    return of


def test_a_person_is_read_with_everything_the_list_says(reads):
    file = reads(listed(person()))
    entry = file.entries[0]
    assert file.generated_at == datetime(2026, 2, 27, 0, 0, 9, 554000, tzinfo=UTC)
    assert (entry.reference, entry.kind, entry.gender) == ("QDi.900", "person", "male")
    assert entry.names == (
        ListedName("ABDUL KARIM NOOR", "primary"),
        ListedName("عبد الكريم نور", "original"),
        ListedName("Karim Nur", "alias"),
        ListedName("Kareem Noor", "alias"),
        ListedName("Abu Karim", "weak"),
        ListedName("Абу Карим", "original"),
        ListedName("Khalil Nur", "alias"),
    )
    assert entry.countries == ("SD", "AF")
    assert entry.births == (
        ListedBirth(day="1961-06-04", year=1961),
        ListedBirth(year=1960, approximate=True),
        ListedBirth(from_year=1958, to_year=1963),
    )
    assert entry.identifiers == (("Passport", "OA 1", "IR"),)
    assert (entry.programme, entry.listed_on) == ("Al-Qaida", date(2012, 12, 31))
    assert entry.remarks == "Father's name: Noor."
    assert entry.details["nationalities"] == ["Sudanese by birth", "USSR (until 1991)"]
    assert entry.details["births_as_written"] == ["24/06/1402 (Hijri Calendar)"]
    assert "Chadian" in entry.details["names_as_written"]


def test_an_entity_has_its_acronym_and_former_name_apart(reads):
    entry = reads(listed(person())).entries[1]
    assert entry.kind == "organization"
    assert [(name.text, name.kind) for name in entry.names] == [
        ("GREAT LAKES AIRLINES", "primary"),
        ("GLA", "acronym"),
        ("Lakes Air", "former"),
    ]
    assert entry.countries == ("CD",)


def test_the_hash_follows_what_is_said_not_its_order_or_the_day_of_update(reads):
    first, other = (
        reads(listed(person(aliases, updated))).entries[0].content_hash()
        for aliases, updated in ((ALIASES, "2020-01-01"), (ALIASES[::-1], "2026-01-01"))
    )
    edited = reads(listed(person([*ALIASES[1:], ("Good", "Karim Nuur")]))).entries[0]
    assert first == other
    assert edited.content_hash() != first


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FETCHES = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
HEAD = '<?xml version="1.0" encoding="utf-8"?>'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \n", "empty"),
        (listed(person())[:-400], "truncated"),
        (HEAD + '<CONSOLIDATED_LIST dateGenerated="2026-02-27">', "truncated"),
        (listed(person()) + listed(person())[len(HEAD) :], "doubled"),
        (listed(person()) * 2, "doubled"),
        (listed(person(), person()), "repeated_reference"),
        (listed(person()).replace(HEAD, HEAD + LAUGHS), "dtd"),
        (listed(person()).replace(HEAD, HEAD + FETCHES).replace("KARIM", "&a;"), "dtd"),
        (HEAD + '<!DOCTYPE CONSOLIDATED_LIST SYSTEM "http://127.0.0.1/a.dtd">' + "<x/>", "dtd"),
        ("<!DOCTYPE html><html><body>503 Service Unavailable</body></html>", "web_page"),
        (HEAD + "<html><body>Access denied</body></html>", "web_page"),
        ("%PDF-1.7 ...", "pdf"),
        (b"\x1f\x8b\x08\x00abc", "archive"),
        ("36,AEROCARIBBEAN AIRLINES,-0- ", "other_format"),
        (HEAD + "<sdnList><sdnEntry/></sdnList>", "other_list"),
        (listed(entities=""), "no_entries"),
        (listed(person(), generated="yesterday"), "no_generated_date"),
        (listed(person().replace("QDi.900", " ")), "no_reference"),
        (listed(PERSON.replace("ABDUL", "").replace("KARIM", "").replace("NOOR", "")
                .replace("عبد الكريم نور", "") % {"updated": "", "aliases": ""}), "no_name"),
        (listed(person()).replace("Al-Qaida", "Al & Qaida"), "damaged"),
        (listed(person()).encode().replace(b"KARIM", b"K\xe9RIM"), "damaged"),
        (listed(person()).replace("utf-8", "klingon"), "encoding"),
        (listed("<a>" * 5000 + "</a>" * 5000), "other_list"),
        (listed("<INDIVIDUAL>" + "<a/>" * 30_000), "too_many"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_believed_are_refused_whole(refused, text, code):
    assert refused("un", text) == code


def test_the_same_file_twice_and_a_second_file_are_refused(refused):
    assert refused("un", listed(person()), listed(person())) == "unknown_file"


def test_all_individuals_and_entities_of_the_published_list(un_list):
    kinds = [entry.kind for entry in un_list.entries]
    assert (kinds.count("person"), kinds.count("organization")) == (730, 273)
    assert un_list.generated_at == datetime(2026, 2, 27, 0, 0, 9, 554000, tzinfo=UTC)
    assert all(entry.names[0].kind == "primary" for entry in un_list.entries)
    assert all(entry.listed_on and entry.programme for entry in un_list.entries)


def test_every_name_and_alias_of_the_published_list_is_there(un_list, un_path):
    """Counted from the tags, by another parser: each word of each name is in a name we read."""
    read_names = {
        entry.reference: " ".join(name.text for name in entry.names) for entry in un_list.entries
    }
    counts = {"ALIAS_NAME": 0, "NAME_ORIGINAL_SCRIPT": 0, "FIRST_NAME": 0}
    missing = []
    for element in ET.parse(un_path).getroot().iter():
        if element.tag not in {"INDIVIDUAL", "ENTITY"}:
            continue
        reference = element.findtext("REFERENCE_NUMBER").strip()
        words = set(re.findall(r"\w+", read_names[reference].casefold()))
        for each in element.iter():
            if each.tag.endswith("_NAME") or each.tag == "NAME_ORIGINAL_SCRIPT":
                said = re.findall(r"\w+", (each.text or "").casefold())
                if said and each.tag in counts:
                    counts[each.tag] += 1
                missing.extend((reference, word) for word in said if word not in words)
    assert counts == {"ALIAS_NAME": 2752, "NAME_ORIGINAL_SCRIPT": 378, "FIRST_NAME": 1003}
    left_out = " ".join(word for _, word in missing)
    assert len({reference for reference, _ in missing}) <= 14, missing
    assert "chadian" in left_out and "passport" in left_out
    assert not {"karim", "abu", "ltd", "company"} & {word for _, word in missing}


def test_the_published_list_is_read_quickly(un_list):
    assert un_list.seconds < 3
