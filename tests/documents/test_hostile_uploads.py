"""Every hostile file through HTTP: a sentence with its name, nothing lost, and little memory."""

import io
import os
import subprocess
import sys
from contextlib import contextmanager

import pytest

from engagement.accreditation import queries
from engagement.documents import limited_child, stores
from engagement.documents.file_types import REASONS
from engagement.documents.models import Scan
from engagement.translations.catalogues import load
from tests.documents import samples
from tests.factories import make_account, make_application, make_document

SCRIPT = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"
HOSTILE = {
    "empty": ("vide.pdf", lambda: b""),
    "no_extension": ("certificat", samples.pdf),
    "type_not_allowed": ("programme.exe", lambda: b"MZ" + bytes(100)),
    "extension_mismatch": ("photo.pdf", lambda: samples.picture("PNG")),
    "damaged": ("coupé.pdf", lambda: samples.pdf()[:200]),
    "encrypted": ("fermé.pdf", samples.locked_pdf),
    "too_many_pages": ("long.pdf", lambda: samples.pdf(copies=501)),
    "too_many_pixels": ("grand.png", samples.pixel_flood),
    "archive_bomb": (
        "bombe.docx",
        lambda: samples.docx("<w:p>" + "<w:r/>" * 5_000_000 + "</w:p>"),
    ),
    "macros": ("macros.docx", lambda: samples.docx(more={"word/vbaProject.bin": b"x"})),
    "active_content": ("script.pdf", lambda: samples.pdf(catalog=b"/OpenAction" + SCRIPT)),
    "polyglot": ("deux.jpg", lambda: samples.picture("JPEG") + samples.archive({"a": b"a" * 99})),
    "heic": ("photo.heic", lambda: b"\0\0\0\x18ftypheic" + bytes(100)),
    "svg_html": ("page.pdf", lambda: b"<!DOCTYPE html><script>alert(1)</script>"),
    "old_office": ("ancien.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "archive": ("tout.zip", lambda: samples.archive({"a": b"a"})),
    "text_encoding": ("texte.txt", lambda: "Règlement".encode("latin-1")),
    "too_demanding": ("long.txt", lambda: b"a" * 3_000_000),
    "too_large": ("lourd.pdf", lambda: bytes(21 * 2**20)),
}
OUR_FAULTS = {"busy", "unavailable", "store_full"}
INFECTED = (
    "The virus scanner found harmful software in this file, so nobody can open it. Remove it, and"
    " send the document again from a clean device."
)
MOST = 300 * 1024 * 1024
MEASURED = """
import io, os, sys
import engagement.app  # everything a web worker has loaded
from engagement.documents.file_types import Refused, inspect
from tests.documents.test_hostile_uploads import HOSTILE

for name, make in HOSTILE.values():
    content = make()
    with open(os.path.join(sys.argv[1], "upload"), "wb") as file:
        file.write(content)
    del content
    with open(os.path.join(sys.argv[1], "upload"), "rb") as file:
        try:
            inspect(file, name)
        except Refused:
            pass
# not ru_maxrss, which begins with what the parent had in memory
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(int(status["VmHWM"].split()[0]) * 1024)
"""


@pytest.fixture
def application(db):
    return make_application(complete=False)


def page_in(language, application):
    return f"/{language}/accreditation/applications/{application.id}/documents/registration"


def send(client, application, language, content, name):
    fields = {"file": (io.BytesIO(content), name), "note": "MARKER typed words"}
    return client.post(page_in(language, application), data=fields)


def says(answer, language, code, name):
    """Whether the page has the reason's sentence in the language, with the file's name apart."""
    before, after = in_language(REASONS[code], language).split("%(name)s")
    return f"{before}<bdi>{name}</bdi>{after}" in answer.text.replace("&#39;", "'")


def in_language(words, language):
    """A marked text as the catalogue of a language has it."""
    return str(words) if language == "en" else load(language).get(str(words)).string


def test_every_reason_is_told_somewhere_here():
    assert {*HOSTILE, *OUR_FAULTS} == set(REASONS)


@pytest.mark.parametrize("code", HOSTILE)
def test_a_hostile_file_gets_its_sentence_in_three_languages(app, sign_in, application, code):
    name, make = HOSTILE[code]
    content = make()
    client = sign_in(make_account(member_of=[application.organization]))
    for language in ("en", "fr", "ar"):
        answer = send(client, application, language, content, name)

        assert answer.status_code == 422
        assert says(answer, language, code, name)
        assert "MARKER typed words" in answer.text
    assert queries.documents_of(application) == []


@pytest.mark.parametrize("megabytes", [33, 60])
def test_a_file_far_too_large_gets_the_same_sentence_and_keeps_the_note(
    app, sign_in, application, megabytes
):
    client = sign_in(make_account(member_of=[application.organization]))

    answer = send(client, application, "en", bytes(megabytes * 2**20), "lourd.pdf")

    assert answer.status_code == 422
    assert says(answer, "en", "too_large", "lourd.pdf")
    assert "MARKER typed words" in answer.text


def test_no_other_page_takes_so_much(app, sign_in, application):
    client = sign_in(make_account(member_of=[application.organization]))
    fields = {"file": (io.BytesIO(bytes(33 * 2**20)), "lourd.pdf")}

    answer = client.post("/en/account/profile", data=fields)

    assert answer.status_code == 413
    assert "32 megabytes" in answer.text


@pytest.mark.parametrize("code", sorted(OUR_FAULTS))
def test_our_own_fault_is_told_in_three_languages(app, sign_in, application, monkeypatch, code):
    client = sign_in(make_account(member_of=[application.organization]))
    name, content = "lettre.pdf", samples.pdf()
    with fault(code, monkeypatch):
        for language in ("en", "fr", "ar"):
            answer = send(client, application, language, content, name)

            assert answer.status_code == 503
            assert says(answer, language, code, name)
            assert "MARKER typed words" in answer.text
    assert queries.documents_of(application) == []


@contextmanager
def fault(code, monkeypatch):
    """This site cannot work as it should."""
    if code == "busy":
        monkeypatch.setattr(limited_child, "SECONDS_IN_LINE", 0)
        with limited_child._turn():
            yield
        return
    if code == "unavailable":
        monkeypatch.setattr(sys, "executable", "/nowhere/python")
    else:
        monkeypatch.setattr(stores, "KEEP_FREE", 2**62)
    yield


def test_an_infected_file_is_told_of_in_three_languages(app, sign_in, application):
    placed = make_document(application, "registration", scan=Scan.INFECTED)
    client = sign_in(make_account(member_of=[application.organization]))
    for language in ("en", "fr", "ar"):
        page = client.get(page_in(language, application)).text
        assert in_language(INFECTED, language) in page.replace("&#39;", "'")
        assert placed.document.name in page


def test_a_process_that_takes_hostile_files_stays_small(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.getcwd()},
    )

    assert int(done.stdout) < MOST
