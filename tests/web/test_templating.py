"""Templates in the language of the page: fixed words, kept links, what is escaped."""

import uuid

import pytest
from flask import g, url_for
from jinja2 import DictLoader
from markupsafe import Markup

from engagement.web import i18n, templating
from engagement.web.templating import link, written


@pytest.fixture
def words(monkeypatch):
    """A catalogue for French and none for English."""

    class French:
        def gettext(self, text):
            return {"Search": "Rechercher & trouver", "For %(name)s": "Pour %(name)s"}.get(
                text, text
            )

    original = i18n.words
    monkeypatch.setattr(i18n, "words", lambda lang: French() if lang == "fr" else original(lang))


def environment(**templates):
    made = templating.Environment(_App(), loader=DictLoader(templates), autoescape=True)
    made.globals["_"] = i18n.translate
    return made


class _App:
    """All that Flask's environment wants of an application here."""

    jinja_loader = None

    def create_global_jinja_loader(self):
        return None


def in_language(app, language, made, name="page", **values):
    with app.test_request_context("/"):
        g.lang = language
        return made.get_or_select_template(name).render(**values)


def test_fixed_words_are_translated_and_escaped_in_each_language(app, words):
    made = environment(page='<p title="{{ _("Search") }}">{{ _("Search") }}</p>')

    assert in_language(app, "fr", made) == (
        '<p title="Rechercher &amp; trouver">Rechercher &amp; trouver</p>'
    )
    assert in_language(app, "en", made) == '<p title="Search">Search</p>'


def test_words_with_places_are_filled_when_the_page_is_made(app, words):
    made = environment(page='{{ _("For %(name)s", name=who) }}')

    assert in_language(app, "fr", made, who="<Amina>") == "Pour &lt;Amina&gt;"


def test_components_escape_what_they_are_given_once(app, words):
    made = environment(
        part='{% macro part(label, value=none) %}<b data-h="{{ label }}">'
        "{% if caller is defined %}{{ caller() }}{% else %}{{ value }}{% endif %}</b>"
        "{% endmacro %}",
        page='{% from "part" import part %}'
        '{{ part(_("Search"), part("<i>", "<u>")) }}'
        '{% for one in ["<x>"] %}{% call part("c") %}{{ one }}{% endcall %}{% endfor %}',
    )

    assert in_language(app, "fr", made) == (
        '<b data-h="Rechercher &amp; trouver"><b data-h="&lt;i&gt;">&lt;u&gt;</b></b>'
        '<b data-h="c">&lt;x&gt;</b>'
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("plain", "plain"),
        ("a & b", "a &amp; b"),
        ("<script>", "&lt;script&gt;"),
        ("it's", "it&#39;s"),
        ('say "x"', "say &#34;x&#34;"),
        (Markup("<b>x</b>"), "<b>x</b>"),
        (12, "12"),
        (None, "None"),
    ],
)
def test_written_escapes_all_but_markup(value, expected):
    assert str(written(value)) == expected


def test_links_are_those_of_the_page_s_language(app):
    for language in ("fr", "ar"):
        with app.test_request_context("/"):
            g.lang = language
            assert link("home.show_help") == f"/{language}/help"


def test_links_tell_values_apart(app):
    one, other = uuid.uuid4(), uuid.uuid4()
    with app.test_request_context("/"):
        g.lang = "en"
        addresses = {
            link("organizations.show_organization", organization_id=o) for o in (one, other)
        }
        listed = link("directory.show_register", q=["a", "b"])

    assert addresses == {f"/en/organizations/{one}", f"/en/organizations/{other}"}
    assert listed == "/en/register?q=a&q=b"


def test_links_put_each_id_in_its_place_however_it_is_written(app):
    for _ in range(2):
        ids = {"organization_id": uuid.uuid4(), "beside": uuid.uuid4()}
        values = {"note": "10% & {0}", **ids, "_anchor": "x"}
        with app.test_request_context("/"):
            g.lang = "en"
            for names in (list(values), list(reversed(values))):
                given = {name: values[name] for name in names}
                endpoint = "organizations.show_organization"
                assert link(endpoint, **given) == url_for(endpoint, **given)
            assert str(ids["beside"]) in link(endpoint, **given)


def test_technical_names_may_break_after_their_signs_and_are_escaped():
    assert i18n.breakable("a@b.example") == "a@<wbr>b.example"
    assert i18n.breakable("mail/one_two:three") == "mail/<wbr>one_<wbr>two:<wbr>three"
    assert i18n.breakable("<b>") == "&lt;b&gt;"


def test_the_number_of_a_case_stays_on_one_line_of_a_heading():
    whole = i18n.whole_numbers(Markup("Decide on ACC-2026-00042 &amp; go on"))
    assert whole == 'Decide on <span class="nowrap">ACC-2026-00042</span> &amp; go on'
    assert i18n.whole_numbers("<b>1-2026-00042") == "&lt;b&gt;1-2026-00042"


def test_the_page_for_what_is_not_there_leads_to_the_first_one(client):
    page = client.get("/fr/register/E-0000")
    assert page.status_code == 404
    assert 'href="/fr/">' in page.text.partition("<main")[2].partition("</main>")[0]
