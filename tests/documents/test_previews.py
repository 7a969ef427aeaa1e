import io

import pytest
from PIL import Image

from engagement.documents import limited_child
from engagement.documents.file_types import Kind
from engagement.documents.previews import PreviewFailed, render_page, text
from tests.documents import samples


def page_of(data, kind, page=1, width=400):
    return Image.open(io.BytesIO(render_page(io.BytesIO(data), kind, page, width)))


def failure(function, *arguments):
    with pytest.raises(PreviewFailed) as failed:
        function(*arguments)
    return failed.value.code


def words_of(data, kind):
    return text(io.BytesIO(data), kind)


def colour(picture, across, down):
    """ "red", "white" or "black" at a place given in hundredths."""
    place = picture.width * across // 100, picture.height * down // 100
    red, green, blue = picture.convert("RGB").getpixel(place)
    return {(1, 0, 0): "red", (1, 1, 1): "white", (0, 0, 0): "black"}.get(
        tuple(int(value > 127) for value in (red, green, blue)), "other"
    )


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        (Kind.JPEG, "JPEG"),
        (Kind.PNG, "PNG"),
        (Kind.WEBP, "WEBP"),
        (Kind.TIFF, "TIFF"),
        (Kind.PDF, "PDF"),
    ],
)
def test_page_is_a_picture_of_the_width_asked_for(kind, form):
    picture = page_of(samples.picture(form), kind)

    assert (picture.format, picture.size) == ("WEBP", (400, 300))
    assert [colour(picture, 50, 5), colour(picture, 50, 50)] == ["red", "white"]


def test_small_picture_is_not_enlarged():
    assert page_of(samples.picture("PNG", (200, 100)), Kind.PNG, width=2000).size == (200, 100)


@pytest.mark.parametrize(("asked", "given"), [(1, 64), (10**9, 1200)])
def test_width_stays_within_bounds(asked, given):
    assert page_of(samples.picture("JPEG"), Kind.JPEG, width=asked).width == given


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [
        (1, (400, 300), (50, 5)),
        (2, (400, 300), (50, 5)),
        (3, (400, 300), (50, 95)),
        (4, (400, 300), (50, 95)),
        (5, (400, 533), (5, 50)),
        (6, (400, 533), (95, 50)),
        (7, (400, 533), (95, 50)),
        (8, (400, 533), (5, 50)),
        (99, (400, 300), (50, 5)),
    ],
)
def test_photograph_stands_the_right_way_up(orientation, size, red_at):
    picture = page_of(samples.photograph_with_place(orientation), Kind.JPEG)

    assert picture.size == size
    assert colour(picture, *red_at) == "red"


def test_nothing_but_pixels_is_left_of_a_photograph():
    original = samples.photograph_with_place()
    shown = render_page(io.BytesIO(original), Kind.JPEG, 1, 400)

    assert b"MARKER-PHOTOGRAPHER" in original and b"MARKER-COMMENT" in original
    assert b"MARKER" not in shown
    assert shown[12:16] == b"VP8 ", "a container with one picture and no further parts"
    assert dict(Image.open(io.BytesIO(shown)).getexif()) == {}


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGBA", "CMYK", "I;16", "I", "F"])
def test_every_kind_of_pixel_is_shown(mode):
    plain = Image.new("L", (1000, 800), 255)
    plain.paste(0, (0, 400, 1000, 800))
    if mode.startswith("I"):
        image = plain.convert("I").point(lambda value: value * 257)
        image = image.convert("I;16") if mode == "I;16" else image
    else:
        image = plain.convert("RGB").convert("P") if mode == "PA" else plain.convert(mode)
        image = image.convert(mode)
    file = io.BytesIO()
    image.save(file, "PNG" if mode in {"LA", "P"} else "TIFF")

    picture = page_of(file.getvalue(), Kind.PNG if mode in {"LA", "P"} else Kind.TIFF)

    assert [colour(picture, 50, 25), colour(picture, 50, 75)] == ["white", "black"]


def test_transparent_picture_stands_on_white():
    file = io.BytesIO()
    Image.new("RGBA", (1000, 800), (0, 0, 0, 0)).save(file, "PNG")

    assert colour(page_of(file.getvalue(), Kind.PNG), 50, 50) == "white"


@pytest.mark.parametrize(("kind", "form"), [(Kind.PDF, "PDF"), (Kind.TIFF, "TIFF")])
def test_each_page_can_be_shown(kind, form):
    data = samples.scanned_pages(form, 3)

    greys = [page_of(data, kind, page).convert("L").getpixel((200, 200)) for page in (1, 2, 3)]

    assert all(abs(grey - wanted) < 4 for grey, wanted in zip(greys, (255, 245, 235), strict=True))


@pytest.mark.parametrize(
    ("kind", "form", "page"),
    [(Kind.PDF, "PDF", 4), (Kind.PDF, "PDF", 0), (Kind.TIFF, "TIFF", 4), (Kind.PDF, "PDF", -1)],
)
def test_page_that_is_not_there_fails(kind, form, page):
    data = samples.scanned_pages(form, 3)

    assert failure(page_of, data, kind, page) == "no_such_page"


def test_picture_has_one_page():
    assert failure(page_of, samples.picture("PNG"), Kind.PNG, 2) == "no_such_page"


def test_values_filled_into_a_form_are_shown():
    field = (
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(Filled in)/Rect[50 300 500 400]"
        b"/DA(/Helv 60 Tf 0 g)/F 4>>"
    )
    form = b"/AcroForm<</Fields[9 0 R]/NeedAppearances true/DR<</Font<</Helv 3 0 R>>>>>>"
    empty = page_of(samples.pdf(), Kind.PDF)
    filled = page_of(samples.pdf(catalog=form, page=b"/Annots[9 0 R]", more={9: field}), Kind.PDF)

    box = (30, 250, 330, 330)
    assert empty.convert("L").crop(box).getextrema()[0] > 200
    assert filled.convert("L").crop(box).getextrema()[0] < 50


@pytest.mark.parametrize("kind", [Kind.DOCX, Kind.XLSX, Kind.ODT, Kind.ODS, Kind.TEXT])
def test_office_and_text_files_have_no_page_pictures(kind):
    assert failure(page_of, samples.docx(), kind) == "no_page_image"


def test_damaged_file_has_no_preview():
    assert failure(page_of, samples.picture("JPEG")[:5000], Kind.JPEG) == "damaged"
    assert failure(words_of, b"PK\x03\x04nonsense", Kind.DOCX) == "damaged"


def test_page_of_absurd_size_is_kept_within_bounds():
    tall = samples.pdf(page=b"/MediaBox[0 0 1 20000]")
    nothing = samples.pdf(page=b"/MediaBox[0 0 0 0]")

    assert page_of(tall, Kind.PDF, width=2000).height <= 8000
    assert page_of(nothing, Kind.PDF, width=2000).width <= 2000


def test_words_of_a_pdf_stand_page_by_page():
    assert words_of(samples.pdf(copies=2), Kind.PDF) == "Registration certificate\f" * 2


def test_pictures_have_no_words():
    assert words_of(samples.picture("PNG"), Kind.PNG) == ""


def test_words_of_a_word_file_keep_paragraphs_and_leave_out_what_was_deleted():
    body = (
        "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>"
        "<w:r><w:t>Article 1</w:t><w:tab/><w:t>Nom — الاسم</w:t></w:r></w:p>"
        "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>new</w:t><w:br/><w:t>line</w:t></w:r></w:ins></w:p>"
        "<w:instrText>FIELD CODE</w:instrText>"
    )

    assert words_of(samples.docx(body), Kind.DOCX) == "Article 1\tNom — الاسم\nnew\nline\n"


def test_words_of_a_sheet_stand_in_rows():
    data = samples.xlsx(
        "<row><c t='s'><v>1</v></c><c><v>42.5</v></c></row>"
        "<row><c t='inlineStr'><is><t>here</t></is></c><c><f>A1*2</f><v>85</v></c></row>"
        "<row><c t='s'><v>99</v></c></row>",
        shared="<si><t>other</t></si>"
        "<si><r><t>Bud</t></r><r><t>get</t></r><rPh><t>kana</t></rPh></si>",
    )

    assert words_of(data, Kind.XLSX) == "Budget\t42.5\t\nhere\t85\t\n\t\n\f"


def test_words_of_open_documents_are_read():
    written = (
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
        "<text:h>Charter</text:h><text:p>one<text:s text:c='3'/>two<text:tab/>"
        "<text:span>three</text:span><text:s text:c='900000000'/></text:p>"
    )
    table = (
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
        "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
    )

    assert words_of(samples.open_document("text", written), Kind.ODT) == (
        "Charter\none   two\tthree" + " " * 80 + "\n"
    )
    assert words_of(samples.open_document("spreadsheet", table), Kind.ODS) == "a\n\tb\n\t\n\f"
    assert words_of(samples.open_document("text", table), Kind.ODT) == "a\n\tb\n\t\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_words_of_a_text_file_are_those_words(encoding):
    assert words_of("Été\r\nالميثاق".encode(encoding), Kind.TEXT) == "Été\nالميثاق"


def test_control_characters_are_left_out_of_words():
    data = samples.docx("<w:p><w:r><w:t>a&#x85;b&#x7f;c&#x9b;d</w:t></w:r></w:p>")

    assert words_of(data, Kind.DOCX) == "abcd\n"


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Kind.TEXT, b"word " * 100_000),
        (Kind.DOCX, samples.docx("<w:p><w:r><w:t>word </w:t></w:r></w:p>" * 100_000)),
        (
            Kind.XLSX,
            samples.xlsx(
                "<row>" + "<c t='s'><v>0</v></c>" * 10_000 + "</row>",
                shared=f"<si><t>{'word ' * 2_000}</t></si>",
            ),
        ),
        (Kind.ODT, samples.open_document("text", "<text:p>word </text:p>" * 100_000)),
        (Kind.PDF, samples.pdf(text="word " * 3_000, copies=20)),
    ],
)
def test_words_end_at_a_bound(kind, data):
    assert len(words_of(data, kind)) == 200_000


def test_page_of_a_child_taken_over_is_not_passed_on(monkeypatch):
    ask = limited_child.ask
    monkeypatch.setattr(limited_child, "MODULE", "tests.documents.lying_child")
    monkeypatch.setattr(limited_child, "ask", lambda _, *rest: ask("lie", *rest[:2], "no_picture"))

    assert failure(page_of, samples.picture("PNG"), Kind.PNG) == "damaged"
