import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.matching.identifiers import PUBLIC_PROVIDERS, registration_key, web_domain


@pytest.mark.parametrize(
    ("number", "country", "key"),
    [
        ("N° 00123/2015", "NE", "ne:1232015"),
        ("№ 12-34 АБ", "RU", "ru:1234аб"),
        ("رقم ٠١٢٣٤", "EG", "eg:1234"),
        ("W 751 234 567", "fr", "fr:w751234567"),
        ("w751234567", " FR ", "fr:w751234567"),
        ("12345", None, ":12345"),
        ("n/a", "NE", None),
        ("en cours", "NE", None),
        ("000", "NE", None),
        ("12", "NE", None),
        ("", "NE", None),
    ],
)
def test_registration_key_is_one_spelling_of_a_number(number, country, key):
    assert registration_key(number, country) == key


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.Exemple.asso.fr/qui?a=b#c", "exemple.asso.fr"),
        ("info@mail.green.or.ke", "green.or.ke"),
        ("mailto:info@green.org", "green.org"),
        ("GREEN.ORG.", "green.org"),
        ("//cdn.green.org", "green.org"),
        ("green.org:8080/a", "green.org"),
        ("http://user:secret@green.org/", "green.org"),
        ("http://green.org@other.net/", "other.net"),
        ("http://münchen.de", "xn--mnchen-3ya.de"),
        ("http://xn--mnchen-3ya.de", "xn--mnchen-3ya.de"),
        ("ПРИМЕР.рф", "xn--e1afmkfd.xn--p1ai"),
        ("例子。中国", "xn--fsqu00a.xn--fiqs8s"),
        ("https://live.org", "live.org"),
        ("https://niger-vert.wordpress.com/", "niger-vert.wordpress.com"),
    ],
)
def test_web_domain_is_what_an_organization_registers(address, domain):
    assert web_domain(address) == domain


@pytest.mark.parametrize(
    "address",
    [
        "amina@gmail.com",
        "amina@yahoo.fr",
        "amina@yahoo.co.uk",
        "li@qq.com",
        "https://www.facebook.com/green",
        "https://fr-fr.facebook.com/green",
        "wordpress.com",
        "co.uk",
        "localhost",
        "127.0.0.1",
        "http://[::1]/",
        "a..b.com",
        "-a.com",
        "not an address",
        "@",
        "",
        "a@" * 3000,
        "x." * 3000 + "com",
        "é" * 5000 + ".com",
    ],
)
def test_web_domain_is_none_for_what_many_share_and_for_junk(address):
    assert web_domain(address) is None


@pytest.mark.parametrize("provider", sorted(PUBLIC_PROVIDERS))
def test_no_public_provider_is_a_domain_of_an_organization(provider):
    assert web_domain(f"someone@{provider}") is None


@given(st.text(st.characters(), max_size=40))
def test_identifiers_of_junk_raise_nothing(junk):
    assert web_domain(junk) is None or "." in web_domain(junk)
    assert registration_key(junk, junk) is None or ":" in registration_key(junk, junk)


@given(st.text("abc.:/@[]%-_wé。 ", max_size=30))
def test_a_web_domain_is_its_own_web_domain(address):
    domain = web_domain(address)

    assert domain is None or web_domain(domain) == domain


def test_hostile_text_is_no_domain(hostile_text):
    assert web_domain(hostile_text) is None
    assert web_domain(f"info@{hostile_text}") is None
    assert len(registration_key(hostile_text + "1", "NE") or "") <= 2000
