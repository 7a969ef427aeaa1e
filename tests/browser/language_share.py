"""Which part of what somebody read was in their language: each text against the catalogue.

A text is said by the catalogue when it is one of its messages, or several in a row, whose places
are filled with numbers, dates, numbers of cases, addresses, names of the lists (countries,
currencies, months, languages) or what people typed. Anything else is a text in no language.
"""

import functools
import re
from collections import defaultdict
from html.parser import HTMLParser

from babel import Locale
from babel.dates import get_day_names, get_month_names

from engagement.core.countries import COUNTRIES
from engagement.core.text import NATIVE_NAMES
from engagement.translations import catalogues
from engagement.web.number_fields import currencies

THING = "\ufffc"
"""Stands for what a person wrote and for dates marked as such."""
ISOLATED = re.compile("\u2068[^\u2069]*\u2069")
DATA = frozenset({"bdi", "time", "textarea", "script", "style", "code", "pre"})
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})
ATTRIBUTES = ("aria-label", "aria-valuetext", "alt", "title", "data-h")
CODE = re.compile(
    r"[A-Z]{2,4}-\d{4}-\d{5}|[\w.+-]+@[\w.-]+|https?://\S+|[0-9a-f]{32,}|\(?[A-Z]{3}\)?"
    r"|[IVX]+(?:(?:\.[A-C])?\.\d+)?|SHA-256|PDF|[\d.,:%/\u00a0\u202f٠-٩]+"
)
EDGES = " -\u00a0\u202f.,:;()·–—،؛[]«»“”\u2066\u2067\u2068\u2069\u200e\u200f"
PLACE = re.compile(r"%\(\w+\)[sd]")


class Reader(HTMLParser):
    """The texts of a page outside places for people's own words, in the order of reading."""

    def __init__(self, language):
        super().__init__()
        self.language, self.stack, self.runs, self.run = language, [], [], ""

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        foreign = values.get("lang", self.language).split("-")[0] != self.language
        hidden = tag in DATA or foreign
        if hidden and not self.hidden:
            self.run += THING
        elif not hidden and not self.hidden:
            self.end_run()
        if tag not in VOID:
            self.stack.append((tag, hidden, "letter__text" in values.get("class", "")))
        if not self.hidden:
            self.runs += [values[name] for name in ATTRIBUTES if values.get(name)]

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        was_hidden = self.hidden
        while self.stack and self.stack.pop()[0] != tag:
            pass
        if not was_hidden:
            self.end_run()

    def handle_data(self, data):
        if self.hidden:
            return
        if any(letter for _, _, letter in self.stack):
            first, *rest = ISOLATED.sub(THING, data).split("\n")
            self.run += first
            for line in rest:
                self.end_run()
                self.run = line
        else:
            self.run += data

    @property
    def hidden(self):
        """Whether what comes now is not the product's own text."""
        return any(hidden for _, hidden, _ in self.stack)

    def end_run(self):
        """A text is over when a tag comes that is not a place for data."""
        if self.run.strip():
            self.runs.append(" ".join(self.run.split()))
        self.run = ""


class Language:
    """All that pages of a language can say; `typed` are words of the people of a journey."""

    def __init__(self, language, typed=()):
        self.language = language
        self.typed = {normal(words) for words in typed}
        self.plain, self.patterns = vocabulary(language)
        self.lengths = sorted({len(start) for start in self.patterns})

    def unsaid(self, texts) -> list[str]:
        """Those of `texts` that the catalogue does not say."""
        return [text for text in texts if not self.says(normal(text))]

    @functools.cache  # noqa: B019  lives as long as one test
    def says(self, text) -> bool:
        """Whether a text is a row of messages, names of lists, codes and people's words."""
        if self._is_one(text):
            return True
        words = text.split()
        if len(words) < 2 or len(words) > 120:
            return False
        reached = {0}
        for start in range(len(words)):
            if start in reached:
                reached |= {
                    end
                    for end in range(start + 1, len(words) + 1)
                    if (start, end) != (0, len(words)) and self._is_one(" ".join(words[start:end]))
                }
        return len(words) in reached

    @functools.cache  # noqa: B019
    def _is_one(self, text) -> bool:
        for form in {text, text.strip(EDGES)}:
            if not form.replace(THING, "").strip(EDGES) or CODE.fullmatch(form):
                return True
            if form in self.plain or form in self.typed:
                return True
            if any(self._fits(form, *pattern) for pattern in self._likely(form)):
                return True
        return False

    def _likely(self, text):
        """The few of thousands of patterns that begin as the text does."""
        for length in self.lengths:
            if length > len(text):
                return
            yield from self.patterns.get(text[:length], ())

    def _fits(self, text, end, pattern):
        if not text.endswith(end):
            return False
        found = pattern.fullmatch(text)
        return bool(found) and all(
            len(value) < len(text) and self.says(normal(value)) for value in found.groups()
        )


@functools.cache
def vocabulary(language):
    """Texts without places; by their beginning, (end, pattern) of texts with places."""
    plain, patterns = set(listed_names(language)), defaultdict(list)
    for text in messages(language):
        literals = [each.replace("%%", "%") for each in PLACE.split(text)]
        if len(literals) == 1:
            plain |= {normal(text), normal(text.replace("%%", "%")), normal(text).strip(EDGES)}
        else:
            literals = [re.sub(r"\s+", " ", each) for each in literals]
            pattern = re.compile("(.+?)".join(re.escape(each) for each in literals))
            patterns[literals[0].lstrip()].append((literals[-1].rstrip(), pattern))
            stripped = [literals[0].lstrip(EDGES), *literals[1:-1], literals[-1].rstrip(EDGES)]
            pattern = re.compile("(.+?)".join(re.escape(each) for each in stripped))
            patterns[stripped[0]].append((stripped[-1], pattern))
    return plain, patterns


def messages(language):
    """Every text of a language: English as it is written, the others as translated."""
    if language == "en":
        found = (message.id for message in catalogues.extract() if message.id)
    else:
        catalogue = catalogues.load(language)
        found = (each.string for each in catalogue if each.id and not each.fuzzy)
    for each in found:
        yield from filter(None, each if isinstance(each, tuple | list) else [each])


def listed_names(language):
    """Countries, languages, currencies, months, days: names that lists outside give."""
    yield from (normal(place.name(language)) for place in COUNTRIES.values())
    yield from NATIVE_NAMES.values()
    yield from (normal(name).strip(EDGES) for _, name in currencies(language))
    yield from (normal(name) for name in Locale.parse(language).currencies.values())
    locale = "en_GB" if language == "en" else language
    yield from get_month_names("wide", locale=locale).values()
    yield from get_day_names("wide", locale=locale).values()


def normal(text) -> str:
    """One space between words, isolated words as one thing."""
    return " ".join(ISOLATED.sub(THING, text).split())


def translated(language, message, **values) -> str:
    """A message in a language, as the catalogue has it; KeyError when it has none."""
    if language != "en":
        found = catalogues.load(language).get(message)
        if found is None or not found.string:
            raise KeyError(f"{language} has no {message!r}")
        message = found.string
    return message % values


def texts_of_page(html, language):
    """What a page says in its own words."""
    reader = Reader(language)
    reader.feed(html)
    reader.end_run()
    return reader.runs


def texts_of_mail(mail, language):
    """What a mail says in its own words: subject, plain text line by line, and HTML."""
    plain = mail.get_body(("plain",)).get_content()
    lines = [line for line in ISOLATED.sub(THING, plain).splitlines() if line.strip()]
    html = mail.get_body(("html",)).get_content()
    return [mail["Subject"], *lines, *texts_of_page(html, language)]
