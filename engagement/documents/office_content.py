"""Word and OpenDocument files, in the child: archives that are read, never unpacked to disk."""

import zipfile
from typing import BinaryIO

from engagement.documents import office_text, strict_xml
from engagement.documents.limits import (
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_UNPACKED,
    PIECE,
    RATIO_COUNTS_FROM,
    Refused,
)

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Begins the older container, in which Office also wraps a file that has a password."""
WRAPPED = "EncryptedPackage".encode("utf-16-le")

MAIN_PART = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
}
OPEN_DOCUMENT = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
MACROS = ("vbaproject.bin", "/macrosheets/", "/activex/")
MACRO_FOLDERS = ("basic/", "scripts/")
FETCHED = ("/attachedTemplate", "/oleObject", "/frame", "/subDocument")
"""Relations whose target Office opens by itself when the document is opened."""


def facts(file: BinaryIO, kind: str) -> dict:
    """Nothing to count; every member has been unpacked once in memory and every XML read."""
    if file.read(len(COMPOUND)) == COMPOUND:
        raise Refused("encrypted" if _contains(file, WRAPPED) else "extension_mismatch")
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        _refuse_bomb(members, file.seek(0, 2))
        _refuse_macros(members)
        _read_all(archive, members)
        _refuse_other_kind(archive, kind)
    return {}


def text(file: BinaryIO, kind: str) -> str:
    """The words of the document in reading order; sheets are ended by a form feed."""
    with zipfile.ZipFile(file) as archive:
        return office_text.extract(archive, kind)


def page(file: BinaryIO, kind: str, number: int, width: int) -> bytes:
    """There is none: pages of an office file depend on the program that shows it."""
    raise Refused("no_page_image")


def _refuse_bomb(members: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if (
        len(members) > MAX_MEMBERS
        or unpacked > MAX_UNPACKED
        or (unpacked > RATIO_COUNTS_FROM and unpacked > MAX_RATIO * size)
        # Members that share their packed bytes.
        or packed > size
    ):
        raise Refused("archive_bomb")
    names = [member.filename.lower() for member in members]
    if len(set(names)) < len(names) or any(_leads_out(name) for name in names):
        raise Refused("damaged")
    if any(member.flag_bits & 1 for member in members):
        raise Refused("encrypted")
    if any(m.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for m in members):
        raise Refused("damaged")


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _refuse_macros(members: list[zipfile.ZipInfo]) -> None:
    for member in members:
        name = "/" + member.filename.lower()
        if any(part in name for part in MACROS) or name[1:].startswith(MACRO_FOLDERS):
            raise Refused("macros")
        if "oleobject" in name and name.endswith(".bin"):
            raise Refused("active_content")


def _read_all(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """Check sum and length of each member, and that XML is only XML."""
    for member in members:
        name = member.filename.lower()
        with archive.open(member) as content:
            if name.endswith(".rels"):
                strict_xml.read(content, start=_refuse_fetched)
            elif name == "content.xml":
                strict_xml.read(content, start=_refuse_listener)
            elif name == "meta-inf/manifest.xml":
                strict_xml.read(content, start=_refuse_locked)
            elif name.endswith(".xml") and member.file_size:
                # LibreOffice writes an empty one for its key bindings.
                strict_xml.read(content)
            else:
                while content.read(PIECE):
                    pass


def _refuse_fetched(name: str, values: dict[str, str]) -> None:
    if name != "Relationship" or values.get("TargetMode") != "External":
        return
    if values.get("Type", "").endswith(FETCHED) and _elsewhere(values.get("Target", "")):
        raise Refused("active_content")


def _elsewhere(target: str) -> bool:
    """Another machine, by any scheme or as a Windows share; Word names local templates as well."""
    address = target.replace("\\", "/").lower()
    if address.startswith("file:///"):
        return address.startswith("file:////")
    return "//" in address


def _refuse_listener(name: str, values: dict[str, str]) -> None:
    if name == "event-listener":
        raise Refused("macros")


def _refuse_locked(name: str, values: dict[str, str]) -> None:
    if name == "encryption-data":
        raise Refused("encrypted")
    if values.get("media-type") == "application/vnd.sun.star.oleobject":
        raise Refused("active_content")


def _refuse_other_kind(archive: zipfile.ZipFile, kind: str) -> None:
    try:
        if kind in OPEN_DOCUMENT:
            with archive.open("mimetype") as content:
                found = content.read(200).strip() == OPEN_DOCUMENT[kind]
            archive.getinfo("content.xml")
        else:
            types = set(office_text.part_types(archive).values())
            if any("macroenabled" in type_.lower() for type_ in types):
                raise Refused("macros")
            found = MAIN_PART[kind] in types
    except KeyError:
        found = False
    if not found:
        raise Refused("extension_mismatch")


def _contains(file: BinaryIO, wanted: bytes) -> bool:
    end = b""
    while piece := file.read(PIECE):
        if wanted in end + piece:
            return True
        end = piece[-len(wanted) :]
    return False
