"""Entries of the OFAC lists, in the shape the adapter takes.

An entry: `{id, kind: person|org, names: [{name, type, quality}], countries: [iso2],
births: [{date} | {year} | {from, to, approx}]}`. `type` is primary, alias, former or weak,
`quality` good or low.

The files are CSV without a header, in latin-1, with `-0- ` for nothing and a byte 0x1A at their
end. Persons stand as 'FAMILY, Given'. Birth dates, nationalities and aliases of low quality stand
in the remarks, whose end may be in the file of comments. Ships and aircraft are left out.
"""

import csv
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

from engagement.core.countries import COUNTRIES

PROJECT = Path(__file__).resolve().parents[2]
DEFAULT_FOLDER = PROJECT.parent / "shared" / "data" / "lists"
LISTS = (
    ("ofac_sdn.csv", "ofac_alt.csv", "ofac_add.csv", "ofac_sdn_comments.csv"),
    ("ofac_cons_prim.csv", "ofac_cons_alt.csv", None, None),
)
TYPES = {"aka": "alias", "fka": "former", "nka": "alias"}
MONTHS = {
    name: number
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
}
OTHER_COUNTRY_NAMES = {
    "burma": "MM", "korea, north": "KP", "north korea": "KP", "korea, south": "KR",
    "south korea": "KR", "russia": "RU", "syria": "SY", "iran": "IR", "venezuela": "VE",
    "turkey": "TR", "vietnam": "VN", "laos": "LA", "bolivia": "BO", "tanzania": "TZ",
    "moldova": "MD", "united kingdom": "GB", "united states": "US", "palestinian": "PS",
    "west bank": "PS", "region: gaza": "PS", "gaza": "PS", "hong kong": "HK", "taiwan": "TW",
    "macau": "MO", "congo, democratic republic of the": "CD", "congo, republic of the": "CG",
    "the gambia": "GM", "cote d ivoire": "CI", "ivory coast": "CI", "netherlands": "NL",
    "czech republic": "CZ", "bosnia-herzegovina": "BA", "brunei": "BN", "kosovo": "XK",
    "virgin islands, british": "VG", "cayman islands": "KY", "macedonia": "MK",
    "north macedonia, the republic of": "MK", "swaziland": "SZ", "jersey": "JE",
    "gibraltar": "GI", "region: crimea": "UA", "cape verde": "CV",
}  # fmt: skip
"""Names as these files write them, beside those of the product's own table."""

DATE = re.compile(
    r"(?P<circa>circa )?(?:(?P<day>\d{1,2}) )?(?:(?P<month>[A-Z][a-z]{2}) )?(?P<year>\d{4})"
)


class Absent(Exception):
    """A file of a list is not there; the text says what to do."""


def path_of(folder: Path, name: str) -> Path:
    """The file of this name, or `Absent`."""
    path = folder / name
    if not path.is_file():
        raise Absent(
            f"{path} is not there. Name the folder that holds the files of the lists with "
            "--lists, or in ENGAGEMENT_LISTS."
        )
    return path


@cache
def country_codes() -> dict[str, str]:
    """Lower-case English name → ISO code."""
    return {
        country.name("en").lower(): country.code for country in COUNTRIES.values()
    } | OTHER_COUNTRY_NAMES


def code_of(country: str) -> str | None:
    """The ISO code of a country as a list names it; None when it names none."""
    return country_codes().get(country.strip(" .").lower())


def rows_of(folder: Path, name: str) -> list[list[str]]:
    """The lines of a file, '' for `-0-`; the closing 0x1A is not a line."""
    text = path_of(folder, name).read_text(encoding="latin-1").rstrip("\x1a\r\n ")
    return [
        ["" if field.strip() == "-0-" else field.strip() for field in row]
        for row in csv.reader(text.splitlines())
    ]


def ofac(folder: Path) -> list[dict]:
    """All persons and organizations of both OFAC lists, in the order of the files."""
    return [entry for names in LISTS for entry in entries_of(folder, *names)]


def entries_of(folder: Path, main: str, alt: str, add: str | None, comments: str | None):
    """The entries of one list of OFAC."""
    aliases, places, more = defaultdict(list), defaultdict(list), {}
    for row in rows_of(folder, alt):
        aliases[row[0]].append((row[3], TYPES.get(row[2], "alias")))
    for row in rows_of(folder, add) if add else ():
        places[row[0]].append(row[4])
    for row in rows_of(folder, comments) if comments else ():
        more[row[0]] = row[1]
    for row in rows_of(folder, main):
        number, name, kind, remarks = row[0], row[1], row[2], row[11] + more.get(row[0], "")
        if kind in ("", "individual"):
            kind = "person" if kind else "org"
            yield entry_of(number, name, kind, remarks, aliases[number], places[number])


def entry_of(number, name, kind, remarks, aliases, places) -> dict:
    """One entry of its row, its aliases and the countries of its addresses."""
    names = [(name, "primary"), *aliases, *((weak, "weak") for weak in weak_aliases(remarks))]
    written, kept = set(), []
    for text, type_ in names:
        text = in_reading_order(text) if kind == "person" else text.strip()
        if text and text.lower() not in written:
            written.add(text.lower())
            quality = "low" if type_ == "weak" else "good"
            kept.append({"name": text, "type": type_, "quality": quality})
    parts = [part.strip(" .") for part in remarks.split(";")]
    countries = [code for place in [*places, *countries_in(parts)] if (code := code_of(place))]
    return {
        "id": f"ofac-{number}",
        "kind": kind,
        "names": kept,
        "countries": sorted(set(countries)),
        "births": [birth for part in parts if (birth := birth_in(part))],
    }


def in_reading_order(name: str) -> str:
    """'FAMILY, Given' as 'Given FAMILY'; what has no comma stays."""
    family, comma, given = name.partition(",")
    return f"{given.strip()} {family.strip()}".strip() if comma else name.strip()


def weak_aliases(remarks: str) -> list[str]:
    """What stands after 'a.k.a.' between quotation marks, marks inside a name kept."""
    return re.findall(r"(?:a|f)\.k\.a\. '(.+?)'(?=[;.]|$)", remarks)


def countries_in(parts: list[str]):
    """Countries of nationality, citizenship and birthplace."""
    for part in parts:
        if found := re.fullmatch(r"(?:alt\. )?(?:nationality|citizen) (.+)", part):
            yield found[1]
        elif found := re.fullmatch(r"(?:alt\. )?POB (.+)", part):
            yield found[1].rpartition(", ")[2]


def birth_in(part: str) -> dict | None:
    """'DOB 03 Jul 1972', 'DOB Sep 1938', 'DOB circa 1951', 'DOB 1955 to 1957', with or without
    'alt.' in front; None when the part is no birth date."""
    found = re.fullmatch(r"(?:alt\. )?DOB (.+)", part)
    if not found:
        return None
    begin, _, end = found[1].partition(" to ")
    first, last = DATE.fullmatch(begin), DATE.fullmatch(end) if end else None
    if not first:
        return None
    year = int(first["year"])
    if last:
        return {"from": year, "to": int(last["year"]), "approx": bool(first["circa"])}
    if first["circa"]:
        return {"from": year, "to": year, "approx": True}
    if first["day"] and first["month"] in MONTHS:
        return {"date": f"{year:04}-{MONTHS[first['month']]:02}-{int(first['day']):02}"}
    return {"year": year}
