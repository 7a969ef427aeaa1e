"""What `flask doctor` says of the means to make PDF files."""

from engagement.operations import health
from engagement.printing import pdf


def test_doctor_says_why_there_is_no_pdf_and_how_to_get_it(app, db, monkeypatch):
    pdf.why_not.cache_clear()
    monkeypatch.setattr(pdf, "MODULE", "tests.printing.no_library_child")
    told = [note for note in health.remarks(app.config["SETTINGS"]) if "PDF" in note]
    pdf.why_not.cache_clear()

    assert len(told) == 1
    assert "apt-get install libpango-1.0-0" in told[0]
