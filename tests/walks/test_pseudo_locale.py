"""No words slip past the catalogues: every text of every page comes from a marked message.

The pages are read in a language whose catalogue puts each message into brackets; letters outside
brackets that a person or a list of names did not put there are a text somebody forgot to mark.
"""

import functools
import io
import re

import pytest
from babel import Locale
from babel.dates import get_day_names, get_month_names
from babel.messages import Catalog
from babel.messages.mofile import write_mo

from engagement.accreditation.models import ApplicationState as State
from engagement.core.countries import COUNTRIES
from engagement.core.errors import NotAllowed
from engagement.core.permissions import Role
from engagement.core.text import NATIVE_NAMES
from engagement.home import navigation
from engagement.translations.catalogues import extract
from engagement.web import i18n
from tests import made_once
from tests.browser.addresses import addresses
from tests.browser.sampled import samples_of_ids, with_people
from tests.conftest import session_token
from tests.markup import Tags

pytestmark = pytest.mark.xdist_group("words")
"""In one process: the texts of code and templates are looked for once, one site is enough."""
PSEUDO = "es"
BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")
CODES = re.compile(
    r"[A-Z]{2,4}-\d{4}-\d{5}|\b[a-z_]+([:.][a-z_]+)+\b|[\w.+-]+@[\w.-]+|https?://\S+|\b[0-9a-f-]{8,}\b"
    r"|\d+ de \w+ de \d{4}|Person \d+|hora (de|del|coordinada) .*"
    r"|REG-[2-9A-Z]{4}-[2-9A-Z]{4}"
    r"|\b[IVX]+(?:\.[A-C])?(?:\.\d+)?\b|\([A-Z]{3}\)|\b[a-z]+/[a-z_]+|Nairobi"
)
WORD = re.compile(r"[^\W\d_]{2}")
DATA = frozenset({"bdi", "time", "textarea", "script", "style", "code", "pre"})
IN_A_READER_S_WORDS = re.compile(r"/(mail|letters)/")
NAMED = "Green Youth (Kenya)"
"""What the samples' people call things."""
ROLES = ("visitor", "newcomer", "focal_point", *Role)
FILES: set[str] = set()
"""Addresses that gave somebody a file, which is no page for others either."""


class Texts(Tags):
    """Collects what a page says outside places for people's own words."""

    def __init__(self):
        self.stack, self.texts = [], []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag not in {"br", "hr", "img", "input", "link", "meta"}:
            foreign = "lang" in values and tag != "html"  # a letter in its reader's language
            self.stack.append((tag, foreign or tag in DATA))
        if not any(is_data for _, is_data in self.stack):
            names = ("aria-label", "alt", "title")
            self.texts += [values[name] for name in names if values.get(name)]

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not any(is_data for _, is_data in self.stack):
            self.texts.append(data.strip())


def forget_words():
    """Let nothing be left of what was kept in the language's real words, or in these."""
    kept = (i18n.words, i18n._label_in, navigation.main_navigation, navigation.footer)
    for each in kept:
        each.cache_clear()


@pytest.fixture(scope="module")
def pseudo_site(worker_name, tmp_path_factory):
    """An application whose Spanish puts every message into brackets, with samples."""
    folder = tmp_path_factory.mktemp("pseudo")
    path = folder / PSEUDO / "LC_MESSAGES" / "messages.mo"
    path.parent.mkdir(parents=True)
    path.write_bytes(pseudo_catalogue())
    patch = pytest.MonkeyPatch()
    patch.setattr(i18n, "TRANSLATIONS", folder)
    forget_words()
    name = f"test_pseudo_{worker_name}"
    with made_once.application("samples", samples_of_ids, name=name, folder=folder) as both:
        leave_out_refusals(both[0])
        know_everybody(both[0])
        yield both
    patch.undo()
    forget_words()


def leave_out_refusals(app):
    """Let nobody write the pages of refusals: only pages that open are read here.

    Three of four addresses are refused to one role or another, and a page is dear.
    """
    for refusal in (NotAllowed, 403, 404):
        app.register_error_handler(refusal, lambda error: ("", getattr(error, "code", 403)))


def know_everybody(app):
    """Ask once what each person may do: pages are only read here, so it stays as it is."""
    actor_for, known = app.extensions["actor_for"], {}

    def once(account):
        if account.id not in known:
            known[account.id] = actor_for(account)
        return known[account.id]

    app.extensions["actor_for"] = once


def pseudo_catalogue() -> bytes:
    """Every message in brackets, as a compiled catalogue."""
    catalog = Catalog(locale=PSEUDO)
    for message in extract():
        if message.id:
            forms = message.id if isinstance(message.id, tuple | list) else (message.id,)
            bracketed = tuple(f"⟦{form}⟧" for form in forms)
            number = catalog.num_plurals
            texts = bracketed[:1] + bracketed[-1:] * (number - 1)
            catalog.add(
                message.id,
                texts if len(forms) > 1 else bracketed[0],
                context=message.context,
            )
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


@pytest.mark.parametrize("role", ROLES)
def test_every_word_of_every_page_comes_from_a_marked_message(pseudo_site, role):
    app, samples = pseudo_site
    client = app.test_client()
    with app.app_context():
        samples = with_people(samples)
        person = samples.people[role]
        if person is not None:
            client.set_cookie("session_id", session_token(person))
        paths = addresses(app, samples, PSEUDO)
    forgotten, read = {}, 0
    for path in paths:
        if path in FILES:
            continue
        response = client.get(path, headers={"Accept-Language": PSEUDO})
        if response.status_code == 200 and response.mimetype != "text/html":
            FILES.add(path)
        if response.status_code == 200 and response.mimetype == "text/html":
            read += 1
            for text in unmarked(response.text):
                if IN_A_READER_S_WORDS.search(path) and is_title(text, response.text):
                    continue  # of a stored mail or letter the title is its subject
                if NAMED in text and stands_bare(text, response.text):
                    continue  # somebody's words where no markup can stand
                forgotten.setdefault(text, path)
        response.close()

    print(f"{role}: {read} pages read")
    assert not forgotten, "\n".join(f"{path}: {text}" for text, path in forgotten.items())
    assert read > 5


def stands_bare(text, page) -> bool:
    """Whether a text stands in the title, or as an option of a list."""
    options = re.findall(r"<option[^>]*>([^<]*)", page)
    return is_title(text, page) or any(text in option for option in options)


def is_title(text, page) -> bool:
    """Whether a text stands in the title of a page."""
    return text in page.split("</title>")[0]


def get_currency_names():
    """The names of currencies, which come from the CLDR."""
    return Locale.parse(PSEUDO).currencies.values()


def unmarked(html):
    """Texts of a page with letters that no catalogue put there."""
    reader = Texts()
    reader.feed(html)
    whole = "\n".join(reader.texts)
    while BRACKETED.search(whole):
        whole = BRACKETED.sub("", whole)
    yield from filter(has_words, whole.split("\n"))


@functools.cache
def has_words(text) -> bool:
    """Whether there are letters in a text besides codes and names."""
    rest = CODES.sub("", text)
    if not WORD.search(rest):  # taking names out, which are words, leaves no more
        return False
    for name in KNOWN_NAMES:
        rest = rest.replace(name, "")
    return WORD.search(rest) is not None


KNOWN_NAMES = sorted(
    {
        *(place.name(PSEUDO) for place in COUNTRIES.values()),
        *NATIVE_NAMES.values(),
        *get_month_names("wide", locale=PSEUDO).values(),
        *get_day_names("wide", locale=PSEUDO).values(),
        "Société des zones humides – أمل",
        "Green Youth (Kenya)",
        *State,
        *get_currency_names(),
        *("saturday", "sunday"),
        "CSV",
        "SHA",
        "PDF",
    },
    key=len,
    reverse=True,
)
assert all(map(WORD.search, KNOWN_NAMES))
