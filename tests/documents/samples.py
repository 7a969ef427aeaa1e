"""Files for the tests of documents, made in code: honest ones, and the hostile set."""

import io
import zipfile
import zlib
from hashlib import md5

from PIL import Image, ImageDraw

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "application/vnd.openxmlformats-officedocument."
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def picture(form: str, size: tuple[int, int] = (1200, 900), **saved) -> bytes:
    """A page-like picture: white with a red bar along its upper edge."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle((0, 0, size[0], size[1] // 10), fill="red")
    file = io.BytesIO()
    image.save(file, form, **saved)
    return file.getvalue()


def photograph_with_place(orientation: int = 1) -> bytes:
    """A JPEG whose Exif says where it was taken, by whom, and how it has to be turned."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = "MARKER-PHOTOGRAPHER"
    exif.get_ifd(0x8825).update({1: "N", 2: (13.0, 30.0, 49.0), 3: "E", 4: (2.0, 6.0, 35.0)})
    profile = b"MARKER-PROFILE" * 20
    return picture("JPEG", exif=exif, comment=b"MARKER-COMMENT", icc_profile=profile)


def pixel_flood(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few kilobytes that says it is enormous."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + name + data + check

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    pixels = zlib.compress(bytes(1_000_000))
    marks = b"\x89PNG\r\n\x1a\n"
    return marks + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def scanned_pages(form: str, count: int) -> bytes:
    """A PDF or TIFF of `count` pages that are pictures."""
    pages = [Image.new("L", (850, 1100), 255 - 10 * number) for number in range(count)]
    file = io.BytesIO()
    pages[0].save(file, form, save_all=True, append_images=pages[1:])
    return file.getvalue()


def pdf(
    *,
    catalog: bytes = b"",
    page: bytes = b"",
    more: dict[int, bytes] | None = None,
    text: str = "Registration certificate",
    copies: int = 1,
    trailer: bytes = b"",
) -> bytes:
    """A PDF with `copies` pages of one line, with entries for catalog, page and trailer."""
    content = f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET".encode()
    kids = b" ".join(b"%d 0 R" % (100 + number) for number in range(copies))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        2: b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % copies,
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        4: stream(b"", content),
        **(more or {}),
    }
    for number in range(copies):
        objects.setdefault(
            100 + number,
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>" + page + b">>",
        )
    written, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), {}
    for number, body in sorted(objects.items()):
        places[number] = len(written)
        written += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table, last = len(written), max(objects)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (last + 1)
    for number in range(1, last + 1):
        used = number in places
        written += b"%010d %s \n" % (
            places.get(number, 0),
            b"00000 n" if used else b"65535 f",
        )
    written += b"trailer\n<</Size %d/Root 1 0 R" % (last + 1) + trailer + b">>\n"
    return bytes(written + b"startxref\n%d\n%%%%EOF\n" % table)


def stream(entries: bytes, data: bytes) -> bytes:
    """The body of a PDF stream object."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def pdf_with_packed_action(action: bytes, *, locked: bool = False) -> bytes:
    """A PDF whose opening action lies in a compressed object stream, out of sight of the bytes.

    `locked`: the stream is encrypted as well, with the empty password.
    """
    packed = zlib.compress(b"4 0 " + action)
    if locked:
        packed = rc4(own_key(5), packed)
    plain = {
        1: b"<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
        5: stream(b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode", packed),
        7: LOCK,
    }
    written, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in plain.items():
        places[number] = len(written)
        written += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    places[6] = table = len(written)
    rows = bytes(6)
    for number in range(1, 8):
        row = (2, 5) if number == 4 else (1, places[number])
        rows += bytes([row[0]]) + row[1].to_bytes(4, "big") + b"\0"
    entries = b"/Type/XRef/Size 8/W[1 4 1]/Root 1 0 R" + (LOCKED_BY % 7 if locked else b"")
    written += b"6 0 obj\n" + stream(entries, rows) + b"\nendobj\n"
    return bytes(written + b"startxref\n%d\n%%%%EOF\n" % table)


def locked_pdf() -> bytes:
    """A PDF that asks for a password: encrypted, and the empty password does not fit."""
    return pdf(more={5: LOCK.replace(b"/P -44", b"/P -60")}, trailer=LOCKED_BY % 5)


def pdf_locked_without_password() -> bytes:
    """A PDF that anyone can open but whose content is encrypted, as many offices send them."""
    content = stream(b"", rc4(own_key(4), b"BT /F1 24 Tf 72 700 Td (Readable) Tj ET"))
    return pdf(more={4: content, 5: LOCK}, trailer=LOCKED_BY % 5)


def pdf_of_forms_in_forms() -> bytes:
    """Two pages; the first draws a form that draws ten forms, which draw ten each, twelve deep."""
    forms = {}
    for number in range(10, 22):
        names = b"/Resources<</XObject<</X %d 0 R>>>>" % (number + 1)
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]" + names
        forms[number] = stream(entries, b"/X Do " * 10)
    line = b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]"
    forms[22] = stream(line, b"0 0 m 600 700 l S " * 10)
    content = stream(b"/Resources<<>>", b"/X Do")
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 8 0 R"
    page += b"/Resources<</XObject<</X 10 0 R>>>>>>"
    return pdf(copies=2, more={**forms, 8: content, 100: page})


def rc4(key: bytes, data: bytes) -> bytes:
    """The cipher of the oldest encrypted PDFs."""
    box, place = list(range(256)), 0
    for number in range(256):
        place = (place + box[number] + key[number % len(key)]) % 256
        box[number], box[place] = box[place], box[number]
    first = second = 0
    out = bytearray()
    for byte in data:
        first = (first + 1) % 256
        second = (second + box[first]) % 256
        box[first], box[second] = box[second], box[first]
        out.append(byte ^ box[(box[first] + box[second]) % 256])
    return bytes(out)


def own_key(number: int) -> bytes:
    """The key of one object of a PDF that `LOCK` locks."""
    return md5(KEY + number.to_bytes(3, "little") + bytes(2)).digest()[:10]


PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
MARK = b"\x01" * 16
KEY = md5(PADDING + bytes(32) + (-44).to_bytes(4, "little", signed=True) + MARK).digest()[:5]
LOCK = b"<</Filter/Standard/V 1/R 2/Length 40/P -44/O<%s>/U<%s>>>" % (
    b"00" * 32,
    rc4(KEY, PADDING).hex().encode(),
)
LOCKED_BY = b"/Encrypt %%d 0 R/ID[<%s><%s>]" % ((MARK.hex().encode(),) * 2)


def archive(members: dict[str, bytes | str], *, stored: tuple[str, ...] = ()) -> bytes:
    """A ZIP of these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(
                name,
                content,
                zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED,
            )
    return file.getvalue()


def docx(body: str = "", *, more: dict[str, bytes | str] | None = None, main: str = "") -> bytes:
    """A Word file with these paragraphs in XML, and further members."""
    main = main or OFFICE + "wordprocessingml.document.main+xml"
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="xml" '
            f'ContentType="application/xml"/><Override PartName="/word/document2.xml" '
            f'ContentType="{main}"/></Types>',
            "_rels/.rels": relation("rId1", "/officeDocument", "word/document2.xml"),
            "word/document2.xml": f'<w:document xmlns:w="{WORDS}"><w:body>{body}</w:body>'
            "</w:document>",
            **(more or {}),
        }
    )


def relation(number: str, type_: str, target: str, mode: str = "Internal") -> str:
    """A relations part with one relation."""
    return (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="{number}" Type="{RELATION}{type_}" '
        f'Target="{target}" TargetMode="{mode}"/></Relationships>'
    )


def xlsx(rows: str, shared: str = "") -> bytes:
    """A workbook of one sheet with these rows in XML, and shared strings."""
    parts = {
        "xl/workbook.xml": ("sheet.main", "<workbook/>"),
        "xl/worksheets/sheet1.xml": (
            "worksheet",
            f'<worksheet xmlns="{SHEETS}"><sheetData>{rows}</sheetData></worksheet>',
        ),
        "xl/sharedStrings.xml": (
            "sharedStrings",
            f'<sst xmlns="{SHEETS}">{shared}</sst>',
        ),
    }
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{OFFICE}spreadsheetml.{type_}+xml"/>'
        for name, (type_, _) in parts.items()
    )
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{TYPES}">{types}</Types>',
            **{name: content for name, (_, content) in parts.items()},
        }
    )


def open_document(kind: str, body: str, *, manifest: str = "", more: dict | None = None) -> bytes:
    """An OpenDocument file, `kind` "text" or "spreadsheet"."""
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("script", "script"),
        )
    )
    return archive(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"<office:document-content {names}><office:body>{body}</office:body>"
            "</office:document-content>",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
            **(more or {}),
        },
        stored=("mimetype",),
    )
