"""French and Arabic are whole and sound; the job queue's and the libraries' words are ours."""

import pytest

from engagement.translations import catalogues


@pytest.mark.parametrize("language", catalogues.WHOLE)
def test_a_language_that_must_be_whole_has_every_message_and_no_fault(language):
    faults = list(catalogues.faults(language))

    assert not faults, "\n".join(["python -m engagement.translations.catalogues update", *faults])


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
