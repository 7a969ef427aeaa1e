"""Every hostile file through HTTP: a sentence with its name, nothing lost, and little memory."""

import io
import os
import subprocess
import sys

import pytest
from flask_babel import force_locale

from engagement.accreditation import queries
from engagement.documents.file_types import REASONS
from tests.documents import samples
from tests.factories import make_account, make_application

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
}
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


@pytest.mark.parametrize("code", HOSTILE)
def test_a_hostile_file_gets_its_sentence_in_three_languages(app, sign_in, application, code):
    name, make = HOSTILE[code]
    content = make()
    client = sign_in(make_account(member_of=[application.organization]))
    for language in ("en", "fr", "ar"):
        page = f"/{language}/accreditation/applications/{application.id}/documents/registration"
        fields = {"file": (io.BytesIO(content), name), "note": "MARKER typed words"}
        answer = client.post(page, data=fields)
        with app.test_request_context(page), force_locale(language):
            sentence = str(REASONS[code])

        assert answer.status_code == 422
        before, after = sentence.split("%(name)s")
        said = answer.text.replace("&#39;", "'")
        assert f"{before}<bdi>{name}</bdi>{after}" in said
        assert "MARKER typed words" in said
    assert queries.documents_of(application) == []


def test_a_process_that_takes_hostile_files_stays_small(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.getcwd()},
    )

    assert int(done.stdout) < MOST
