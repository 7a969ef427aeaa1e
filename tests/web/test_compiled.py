import os
import shutil

import pytest

from engagement.app import create_app
from engagement.web import compiled, i18n
from tests.conftest import dispose, make_settings


@pytest.fixture
def starts(tmp_path):
    """Start an application on one data folder, as each process does; it compiles into it."""
    apps = []

    def start():
        apps.append(create_app(make_settings("postgresql+psycopg://nobody@/nothing", tmp_path)))
        return apps[-1]

    yield start
    for app in apps:
        dispose(app)


def template_of(app, language="en"):
    """A component, compiled or found."""
    return app.jinja_env.in_language(language).get_template("components/field.html")


def compile_none(self, *args, **kwargs):
    raise AssertionError("compiled once more")


def test_a_process_that_starts_finds_what_another_has_compiled(starts, monkeypatch):
    template = template_of(starts())

    later = starts()
    monkeypatch.setattr(type(later.jinja_env), "compile", compile_none)

    assert template_of(later).name == template.name
    with pytest.raises(AssertionError, match="compiled once more"):
        template_of(later, "fr")  # its fixed words are others


def test_other_words_or_other_code_are_compiled_anew(tmp_path, monkeypatch):
    words = tmp_path / "translations"
    shutil.copytree(i18n.TRANSLATIONS / "fr", words / "fr")
    monkeypatch.setattr(i18n, "TRANSLATIONS", words)
    made_by = compiled.made_by.__wrapped__
    before = made_by()
    (catalogue,) = words.rglob("*.mo")

    os.utime(catalogue, (1, 1))

    assert made_by() != before


def test_what_is_run_belongs_to_its_owner_alone(starts, tmp_path):
    template_of(starts())

    assert (tmp_path / compiled.FOLDER).stat().st_mode & 0o777 == 0o700
    assert any((tmp_path / compiled.FOLDER).iterdir())
