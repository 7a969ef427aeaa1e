"""Names of other lists: the UN's for speed alone, those of development banks as clean names."""

import csv
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from zipfile import ZipFile

from benchmarks.screening.entries import code_of, path_of

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
UN_FILE = "un_consolidated_2026-02-27.xml"
PERSON = re.compile(r"^\W*(?:mr|mrs|ms|dr)s?\b\.? *", re.IGNORECASE)


def un(folder: Path) -> list[dict]:
    """Entries of the UN Consolidated List in the adapter's shape.

    Nothing here is ever fitted to them: they are for speed, and for leaving out of the set whom
    both lists name.
    """
    tree = ElementTree.parse(path_of(folder, UN_FILE))
    return [
        _un_entry(block, kind, prefix)
        for tag, kind, prefix in (
            ("INDIVIDUAL", "person", "INDIVIDUAL"),
            ("ENTITY", "org", "ENTITY"),
        )
        for block in tree.getroot().iter(tag)
    ]


def _un_entry(block, kind: str, prefix: str) -> dict:
    parts = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
    primary = " ".join(filter(None, ((block.findtext(part) or "").strip() for part in parts)))
    names = [{"name": primary, "type": "primary", "quality": "good"}]
    if original := (block.findtext("NAME_ORIGINAL_SCRIPT") or "").strip():
        names.append({"name": original, "type": "original", "quality": "good"})
    for alias in block.findall(f"{prefix}_ALIAS"):
        low = alias.findtext("QUALITY") == "Low"
        for text in (alias.findtext("ALIAS_NAME") or "").split(";"):
            if text.strip():
                type_, quality = ("weak", "low") if low else ("alias", "good")
                names.append({"name": text.strip(), "type": type_, "quality": quality})
    places = [each.text for each in block.findall("NATIONALITY/VALUE")]
    places += [each.text for each in block.findall(f"{prefix}_ADDRESS/COUNTRY")]
    births = [
        birth for each in block.findall("INDIVIDUAL_DATE_OF_BIRTH") if (birth := _un_birth(each))
    ]
    return {
        "id": f"un-{block.findtext('REFERENCE_NUMBER').strip()}",
        "kind": kind,
        "names": names,
        "countries": sorted({code for place in places if place and (code := code_of(place))}),
        "births": births,
    }


def _un_birth(block) -> dict | None:
    day, year = block.findtext("DATE"), block.findtext("YEAR")
    begin, end = block.findtext("FROM_YEAR"), block.findtext("TO_YEAR")
    if day:
        return {"date": day[:10]}
    if begin and end:
        return {"from": int(begin), "to": int(end), "approx": False}
    if not year:
        return None
    if block.findtext("TYPE_OF_DATE") == "APPROXIMATELY":
        return {"from": int(year), "to": int(year), "approx": True}
    return {"year": int(year)}


def sheet(path: Path) -> list[dict[str, str]]:
    """Rows of the first sheet of a workbook: letter of the column → text."""
    with ZipFile(path) as book:
        shared = []
        if "xl/sharedStrings.xml" in book.namelist():
            root = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
            shared = ["".join(t.text or "" for t in each.iter(f"{SHEET}t")) for each in root]
        name = next(each for each in book.namelist() if re.match(r"xl/worksheets/\w+\.xml", each))
        root = ElementTree.fromstring(book.read(name))
    rows = []
    for row in root.iter(f"{SHEET}row"):
        cells = {}
        for place, cell in enumerate(row):
            letter = re.sub(r"\d", "", cell.get("r") or "") or chr(65 + place)
            value = cell.findtext(f"{SHEET}v") or ""
            if cell.get("t") == "s" and value:
                value = shared[int(value)]
            elif cell.get("t") == "inlineStr":
                value = "".join(t.text or "" for t in cell.iter(f"{SHEET}t"))
            cells[letter] = value.strip()
        rows.append(cells)
    return rows


def banks(folder: Path) -> dict[str, list[tuple[str, str | None]]]:
    """'person' and 'org' → (name, country) of the World Bank, the EBRD and the IDB, each once."""
    found = {"person": {}, "org": {}}
    for row in sheet(path_of(folder, "worldbank_ineligible_2025-02.xlsx"))[3:]:
        _keep(found, row.get("A", ""), row.get("D", ""), None)
    text = path_of(folder, "ebrd_ineligible_2025-02.csv").read_text(encoding="utf-8-sig")
    for row in list(csv.reader(text.splitlines()))[1:]:
        _keep(found, row[0], row[2], None)
    for row in sheet(path_of(folder, "iadb_sanctioned_2025-02.xlsx"))[1:]:
        kind = "person" if row.get("B") == "Individual" else "org"
        _keep(found, row.get("A", ""), row.get("C", ""), kind)
    return {kind: list(names.values()) for kind, names in found.items()}


def _keep(found: dict, name: str, country: str, kind: str | None) -> None:
    kind = kind or ("person" if PERSON.match(name) else "org")
    name = re.sub(r"\(.*?\)", " ", PERSON.sub("", name) if kind == "person" else name)
    name = " ".join(re.sub(r"[\"“”*]", " ", name).split()).strip(" ,;")
    if len(name) > 3:
        found[kind].setdefault(name.lower(), (name, code_of(country)))
