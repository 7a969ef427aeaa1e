"""French and Arabic are whole, Chinese on some pages; the queue's and libraries' words are ours."""

import sys
from gettext import GNUTranslations

import pytest
from babel.messages.pofile import write_po

import bootstrap
from engagement.translations import catalogues

pytestmark = pytest.mark.xdist_group("words")
"""In one process: the texts of code and templates are looked for once."""
EVERY = (*catalogues.WHOLE, *catalogues.WHOLE_IN)


@pytest.mark.parametrize("language", EVERY)
def test_a_language_that_must_be_whole_has_every_message_and_no_fault(language):
    faults = list(catalogues.faults(language))

    assert not faults, "\n".join(["python -m engagement.translations.catalogues update", *faults])


def test_chinese_is_wanted_on_pages_of_plan_and_register_and_what_stands_around_them(monkeypatch):
    template = {message.id: message for message in catalogues.extract() if message.id}
    for text in ("Action plan", "Register of accredited organizations", "Next page", "Menu"):
        assert catalogues.is_wanted("zh", template[text])
    for text in ("Recommendation", "How many files of evidence one progress update can hold."):
        assert not catalogues.is_wanted("zh", template[text])
    catalog = catalogues.load("zh")
    catalog.delete("Next page")
    monkeypatch.setattr(catalogues, "load", lambda language: catalog)

    assert list(catalogues.faults("zh")) == ["not translated: 'Next page'"]


def test_extraction_finds_texts_of_code_and_templates():
    ids = {message.id for message in catalogues.extract() if message.id}

    assert "Sign in" in ids
    assert "Some sections are not complete yet. Open the task list and complete them first." in ids
    assert ("%(num)d day", "%(num)d days") in ids


def test_a_fault_is_named(monkeypatch):
    catalog = catalogues.load("fr")
    catalog.get("Sign in").string = "Anmelden %(name)s"
    monkeypatch.setattr(catalogues, "load", lambda language: catalog)

    assert "other places to fill: 'Sign in'" in list(catalogues.faults("fr"))


@pytest.mark.parametrize("language", EVERY)
def test_pages_speak_the_language_of_their_address(client, language):
    words = catalogues.load(language).get("Sign in").string

    page = client.get(f"/{language}/")

    assert words in page.text
    assert "Sign in" not in page.text


def test_a_fuzzy_catalogue_is_a_fault_and_stops_bootstrap(monkeypatch, tmp_path):
    catalog = catalogues.load("fr")
    catalog.fuzzy = True
    monkeypatch.setattr(catalogues, "load", lambda language: catalog)
    path = tmp_path / "fr" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, catalog)
    monkeypatch.setattr(bootstrap, "TRANSLATIONS", tmp_path)
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "PYTHON", sys.executable)

    assert any(fault.startswith("fuzzy: the whole") for fault in catalogues.faults("fr"))
    with pytest.raises(bootstrap.Failure, match="were not made from their texts"):
        bootstrap.compile_catalogues()


def test_arabic_counts_days_as_its_readers_do():
    with (catalogues.path_of("ar").with_suffix(".mo")).open("rb") as file:
        arabic = GNUTranslations(file)

    def days(number):
        return arabic.ngettext("%(num)d day", "%(num)d days", number) % {"num": number}

    assert (days(3), days(11), days(30)) == ("3 أيام", "11 يوما", "30 يوما")
    assert days(100) == "100 يوم"
