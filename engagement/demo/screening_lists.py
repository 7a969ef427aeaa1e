"""Made-up lists of sanctions and exclusions: every name in them was invented for the demo."""

import functools
import io
from datetime import timedelta
from xml.sax.saxutils import escape

import openpyxl

from engagement.accounts.queries import account_by_email
from engagement.core.clock import today
from engagement.core.permissions import SYSTEM
from engagement.organizations.queries import actor_for
from engagement.screening import list_storage
from engagement.screening.commands import exclusions
from engagement.screening.commands import lists as commands
from engagement.screening.models import EntryKind, ListCheck, Source
from engagement.screening.queries.lists import in_force

OFFICERS = ("screening@engagement.example", "screening2@engagement.example")
PEOPLE = (
    ("QDi.9001", "TAREK", "ALDARWISHEH", "طارق الدرويشة", "Syrian Arab Republic", "1961"),
    ("QDi.9002", "NURLAN", "SAPARGALIYEVICH", "Нурлан Сапаргалиевич", "Kazakhstan", "1974"),
    ("QDi.9003", "IBRAHIMA", "DIOUBATTE", "", "Guinea", "1969"),
    ("QDi.9004", "HUDA", "ALMANSOURIYA", "هدى المنصورية", "Yemen", "1980"),
    ("QDi.9005", "GOR", "AVETISYANTS", "", "Armenia", "1958"),
    ("QDi.9006", "MATEO", "QUISPESUYO", "", "Bolivia (Plurinational State of)", "1977"),
    ("QDi.9007", "SADIQ", "GHORBANZADEH", "صادق قربانزاده", "Iran (Islamic Republic of)", "1965"),
    ("QDi.9008", "JEAN-PROSPER", "MBEMBAKULU", "", "Democratic Republic of the Congo", "1972"),
)
BODIES = (
    ("QDe.9001", "WADI ALSHAMS CHARITABLE SOCIETY", "جمعية وادي الشمس الخيرية"),
    ("QDe.9002", "ORIENT BRIDGE GENERAL TRADING COMPANY", ""),
    ("QDe.9003", "KRASNAYA ZARYA EXPORT", "Красная Заря Экспорт"),
)
EBRD = (
    "Firm Name,Address,Nationality,Ineligible From,Ineligible Until,Notice Effective At EBRD,"
    "Originating Institution,Prohibited Practice\n"
    "Blue Valley Earthworks d.o.o.,Sarajevo,Bosnia and Herzegovina,2024-02-01,2029-01-31,"
    "2024-02-05,EBRD,Fraudulent Practice\n"
    "Steppe Road Builders LLP,Astana,Kazakhstan,2023-06-10,2027-06-09,2023-06-12,"
    "World Bank,Corrupt Practice\n"
    "Karim DELTAWAY,Cairo,Egypt,2022-03-01,2027-02-28,2022-03-04,AfDB,Collusive Practice\n"
)
WORLD_BANK = (
    (
        "Firm Name",
        "Additional Firm Info",
        "Address",
        "Country",
        "From Date",
        "To Date",
        "Grounds",
    ),
    (
        "Ostrava Bridgeworks Demo Ltd.",
        "",
        "Harbour Road 9, Mombasa",
        "Kenya",
        "15-MAR-2023",
        "14-MAR-2029",
        "Cross Debarment: ADB",
    ),
    (
        "Ms. Delphine KOUASSIVI-TANDOH",
        "",
        "Cotonou",
        "Benin",
        "02-SEP-2022",
        "Permanent",
        "Procurement Guidelines, 1.16(a)(i)",
    ),
)
PARTICIPANTS = (
    "Participant,Country,Status,Sector,Date joined\n"
    "Lakeshore Solar Cooperative Ltd,Kenya,Active,Energy,2018-05-02\n"
    "Mangrove Textiles S.A.,Senegal,Non-Communicating,Textiles,2014-11-20\n"
    "Aurora Papers AB,Sweden,Active,Forestry and paper,2009-03-14\n"
)


def consolidated(day: str = "2025-02-27") -> bytes:
    """A list in the form of the Security Council's, made on a day."""
    people = "".join(
        f"<INDIVIDUAL><DATAID>{number}</DATAID><FIRST_NAME>{first}</FIRST_NAME>"
        f"<SECOND_NAME>{second}</SECOND_NAME><UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE>"
        f"<REFERENCE_NUMBER>{reference}</REFERENCE_NUMBER><LISTED_ON>2011-04-05</LISTED_ON>"
        f"<NAME_ORIGINAL_SCRIPT>{original}</NAME_ORIGINAL_SCRIPT>"
        f"<NATIONALITY><VALUE>{escape(nation)}</VALUE></NATIONALITY>"
        "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE>"
        f"<YEAR>{year}</YEAR></INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL>"
        for number, (reference, first, second, original, nation, year) in enumerate(PEOPLE)
    )
    bodies = "".join(
        f"<ENTITY><DATAID>{number + 500}</DATAID><FIRST_NAME>{name}</FIRST_NAME>"
        f"<UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE><REFERENCE_NUMBER>{reference}</REFERENCE_NUMBER>"
        "<LISTED_ON>2012-06-07</LISTED_ON>"
        f"<NAME_ORIGINAL_SCRIPT>{original}</NAME_ORIGINAL_SCRIPT></ENTITY>"
        for number, (reference, name, original) in enumerate(BODIES)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><CONSOLIDATED_LIST dateGenerated="{day}T00:00:00Z">'
        f"<INDIVIDUALS>{people}</INDIVIDUALS><ENTITIES>{bodies}</ENTITIES></CONSOLIDATED_LIST>"
    ).encode()


def take_in(source: Source, name: str, content: bytes) -> ListCheck:
    """Take a made list in and read it, as at the command line."""
    kept = list_storage.keep([(name, io.BytesIO(content))])
    check = commands.receive_version(
        source, kept, actor=SYSTEM, received_from=commands.COMMAND_LINE, later=False
    )
    commands.read_version(check.version)
    return check


FILES = (
    (Source.UN, "consolidated.xml", consolidated()),
    (Source.EBRD, "ebrd.csv", EBRD.encode()),
    (Source.GLOBAL_COMPACT, "participants.csv", PARTICIPANTS.encode()),
)


def seed_first_list() -> None:
    """The Security Council's list as it stood some weeks ago: without it nobody is accredited."""
    if in_force(Source.UN) is None:
        day = today() - timedelta(days=20)
        take_in(Source.UN, "consolidated.xml", consolidated(day.isoformat()))


@functools.cache
def world_bank() -> bytes:
    """A workbook as the World Bank offers it; the same one in a process, so that it is the same."""
    book = openpyxl.Workbook()
    for row in WORLD_BANK:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def seed_lists() -> None:
    """Small lists of every kind that is used, and two entries of our own.

    Where they are there already they are seen once more, as unchanged.
    """
    for source, name, content in (*FILES, (Source.WORLD_BANK, "debarred.xlsx", world_bank())):
        take_in(source, name, content)
    if in_force(Source.EXCLUSION) is None:
        exclude()


def exclude() -> None:
    """One entry of our own that two people put there, and one that waits for the second."""
    one, two = (actor_for(account_by_email(email)) for email in OFFICERS)
    excluded = exclusions.add_exclusion(
        exclusions.Exclusion(
            EntryKind.ORGANIZATION,
            "Graufels Tabakwerke AG",
            "Makes tobacco products.",
            "Annual report, page 4; file PS/7",
            other_names=["Graufels Tobacco"],
            country="CH",
        ),
        actor=one,
    )
    commands.sign_off_version(excluded, actor=two, reason="Read the annual report.")
    exclusions.add_exclusion(
        exclusions.Exclusion(
            EntryKind.ORGANIZATION,
            "Nordwall Ordnance Oy",
            "Makes anti-personnel mines.",
            "Decision of the committee, file PS/11",
            country="FI",
        ),
        actor=two,
    )
