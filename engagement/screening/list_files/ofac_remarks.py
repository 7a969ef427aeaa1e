"""The remarks of the SDN list: one text, in which everything else about a party stands."""

import re
from dataclasses import dataclass, field

from engagement.screening.list_files.days import MONTHS, day_of, year_of
from engagement.screening.list_files.entries import ListedBirth, ListedName
from engagement.screening.list_files.places import code_of, codes_of, last_country
from engagement.screening.list_files.written_names import cut

LONGEST_PART = 400
"""Characters of one remark that is looked at; all of them stay in the remarks."""

_ALTERNATIVE = re.compile(r"^alt\. ", re.IGNORECASE)
_QUOTED_NAME = re.compile(r"^(?P<kind>[afn])\.k\.a\.,? ['\"](?P<name>.+?)['\"]?$", re.IGNORECASE)
_IDENTIFIER = re.compile(
    r"^(?P<type>(?:[A-Z][\w./'-]* ){0,4}?"
    r"(?:Passport|National ID No\.|Cedula No\.|Identification (?:Number|Card)|Tax ID No\.|NIT #"
    r"|RUC #|RIF #|SSN|Registration (?:ID|Number)|Folio Mercantil No\.|Matricula Mercantil No\.?"
    r"|Company Number|License No\.|Registry (?:Number|No\.)|Document [#A-Z]\w*|C\.U\.I\.[TP]\.?"
    r"|D\.N\.I\.|R\.F\.C\.|C\.U\.R\.P\.|I\.F\.E\.|C\.I\.F\.|N\.I\.E\.|C\.R\. No\.|V\.A\.T\. Number"
    r"|D-U-N-S Number|MMSI|Registration Identification|Card No\.|Number|ID No\.|No\.|#))"
    r" (?P<number>[^()]*\d[^()]*?)(?: \((?P<country>[^()]*)\))?"
    r"(?: (?:issued|expires|expired|effective)\b.*)?$"
)
_NO_IDENTIFIER = re.compile(r"Phone|Telephone|Fax|Executive Order|Gazette|Aircraft|Section|Former")
_MONTH_YEAR = re.compile(r"([A-Za-z]{3,9})\.? (\d{4})")


@dataclass
class Remarks:
    """What was found in the text; what was not stays in it."""

    births: list[ListedBirth] = field(default_factory=list)
    births_as_written: list[str] = field(default_factory=list)
    places_of_birth: list[str] = field(default_factory=list)
    nationalities: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    gender: str | None = None
    identifiers: list[tuple[str, str, str | None]] = field(default_factory=list)
    names: list[ListedName] = field(default_factory=list)
    linked_to: list[str] = field(default_factory=list)


def read(text: str) -> Remarks:
    """Takes "DOB 1984; POB Niger; nationality Mali; a.k.a. 'BNC'; Linked To: X." apart.

    Names in quotation marks are the weak ones of the list, former ones apart.
    """
    found = Remarks()
    for part in re.split(r"\s*;\s*", text.strip().removesuffix(".")):
        plain = _ALTERNATIVE.sub("", part.strip())
        if plain and len(plain) <= LONGEST_PART:
            _take(plain, found)
    return found


def _take(part: str, found: Remarks) -> None:
    word, _, rest = part.partition(" ")
    if word == "DOB":
        birth = birth_of(rest)
        if birth:
            found.births.append(birth)
        else:
            found.births_as_written.append(rest)
    elif word == "POB":
        found.places_of_birth.append(rest)
        found.countries.extend(filter(None, [last_country(rest)]))
    elif word in {"nationality", "citizen"}:
        found.nationalities.append(rest)
        found.countries[:0] = codes_of(rest)
    elif word == "Gender" and rest.lower() in {"male", "female"}:
        found.gender = rest.lower()
    elif part.startswith("Linked To:"):
        found.linked_to.append(part.removeprefix("Linked To:").strip())
    elif name := _QUOTED_NAME.match(part):
        found.names.extend(cut(name["name"], "former" if name["kind"] in "fF" else "weak"))
    elif not _NO_IDENTIFIER.search(part) and (number := _IDENTIFIER.match(part)):
        kind = number["type"].strip().rstrip("#").strip()
        found.identifiers.append((kind, number["number"].strip(), code_of(number["country"])))


def birth_of(text: str) -> ListedBirth | None:
    """A birth as the list writes it: 31 Aug 1960, Aug 1960, 1960, circa 1960, 1950 to 1955.

    A whole year given as its two ends is that year; a month is kept as its year.

    >>> birth_of("circa 1950"), birth_of("01 Jan 1961 to 31 Dec 1961").year
    (ListedBirth(day=None, year=1950, from_year=None, to_year=None, approximate=True), 1961)
    """
    plain = text.strip()
    about = plain.lower().startswith("circa ")
    plain = plain[6:] if about else plain
    day = day_of(plain)
    if day:
        return ListedBirth(day=day.isoformat(), year=day.year, approximate=about)
    if year := year_of(plain):
        return ListedBirth(year=year, approximate=about)
    first, _, last = plain.partition(" to ")
    parts = (first, last) if last else plain.split("-")
    ends = [year for year in map(_year_in, parts) if year]
    if len(ends) == len(parts) == 2:
        if ends[0] == ends[1]:
            return ListedBirth(year=ends[0], approximate=about)
        return ListedBirth(from_year=min(ends), to_year=max(ends), approximate=about)
    year = _year_in(plain)
    return ListedBirth(year=year, approximate=about) if year else None


def _year_in(text: str) -> int | None:
    text = text.strip()
    day = day_of(text)
    if day:
        return day.year
    month = _MONTH_YEAR.fullmatch(text)
    if month and month[1].lower() in MONTHS:
        return year_of(month[2])
    return year_of(text)
