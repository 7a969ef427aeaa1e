"""Languages: the prefix in the address, text direction, templates' own fast `_`, filters.

Python code uses Flask-Babel; templates call a plain dictionary, since Flask-Babel spends 19 µs on
each of the hundred or so messages of a page.
"""

import functools
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

from babel import Locale, dates, lists, numbers, support
from flask import Flask, Response, current_app, g, has_request_context, request, url_for
from flask_babel import Babel, Domain, force_locale
from markupsafe import Markup, escape

from engagement.core.countries import Region, country
from engagement.core.partial_dates import Precision
from engagement.core.text import LANGUAGES, NATIVE_NAMES, RIGHT_TO_LEFT, Labelled
from engagement.web.cities import city_in
from engagement.web.designations import closing_line

TRANSLATIONS = Path(__file__).resolve().parents[1] / "translations"
PREFIX = f"<any({','.join(LANGUAGES)}):lang>"
COOKIE = "language"


def init_app(app: Flask) -> None:
    """Set the language of each request from its address and give templates their words."""
    Babel(
        app,
        default_locale="en",
        default_translation_directories=str(TRANSLATIONS),
        locale_selector=language,
    )
    app.extensions["babel"].instance.domain_instance = Words()
    app.url_value_preprocessor(_pull_language)
    app.url_defaults(_push_language)
    app.before_request(_language_of_errors)
    app.jinja_env.globals.update(_=translate, ngettext=translate_plural, closing_line=closing_line)
    app.jinja_env.filters.update(
        date=format_date,
        date_known=format_date_known,
        date_time=format_date_time,
        number=format_number,
        day_count=day_count,
        country_name=country_name,
        city=city_of_zone,
        region_name=region_name,
        label=label,
        bdi_text=bdi_text,
        breakable=breakable,
        whole_numbers=whole_numbers,
    )
    app.context_processor(_words_of_the_page)


def language() -> str:
    """The language of what is being written now: of the address, or of a mail's reader."""
    return g.get("lang") or best_language()


def keep_language(response: Response, lang: str) -> None:
    """Remember in the browser what its reader chose, for addresses without a language.

    The one cookie with which public pages are still kept whole (`web/cache`).
    """
    response.set_cookie(
        COOKIE,
        lang,
        max_age=timedelta(days=365),
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )


def best_language() -> str:
    """For an address without a prefix: the cookie, then what the browser asks for, then English."""
    if not has_request_context():
        return "en"
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    return request.accept_languages.best_match(LANGUAGES) or "en"


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Write the block in `lang`: the reader's language wins in mails and letters."""
    before = g.get("lang")
    g.lang = lang
    try:
        with force_locale(lang):
            yield
    finally:
        if before is None:
            g.pop("lang", None)
        else:
            g.lang = before


@functools.cache
def words(lang: str) -> support.NullTranslations:
    """The compiled catalogue of a language; one that gives back the texts where there is none."""
    return support.Translations.load(str(TRANSLATIONS), [lang])


class Words(Domain):
    """Flask-Babel's catalogues without its search for them: Python code and lazy texts."""

    def get_translations(self):
        """The catalogue of what is being written now."""
        return words(language())


def translate(message: str, **values) -> str:
    """`_()` of the templates: the message in the page's language, named places filled."""
    return translate_in(language(), message, **values)


def translate_in(lang: str, message: str, /, **values) -> str:
    """The same for a page whose language is known."""
    return _filled(words(lang).gettext(message), values)


def translate_plural(one: str, many: str, num: int, **values) -> str:
    """`ngettext()` of the templates; `%(num)d` is filled."""
    text = words(language()).ngettext(one, many, num)
    return _filled(text, {"num": num, **values})


def _filled(text, values):
    """Fill the named places; markup among the values stays markup, all else is escaped."""
    if not values:
        return text
    if any(hasattr(value, "__html__") for value in values.values()):
        return Markup(escape(text)) % values
    return text % values


@functools.lru_cache(maxsize=4096)  # UN usage in English is day, month, year
def _date_in(day: date, lang: str) -> str:
    return dates.format_date(day, "long", locale="en_GB" if lang == "en" else lang)


def format_date(day: date | datetime | None) -> str:
    """A day with its month in words: 5 March 2026."""
    if day is None:
        return ""
    return _date_in(day.date() if isinstance(day, datetime) else day, language())


@functools.lru_cache(maxsize=4096)
def _date_known_in(day: date, precision: str, lang: str) -> str:
    if precision == Precision.DAY:
        return _date_in(day, lang)
    skeleton = "yMMMM" if precision == Precision.MONTH else "y"
    return dates.format_skeleton(skeleton, day, locale="en_GB" if lang == "en" else lang)


def format_date_known(day: date | None, precision: str) -> str:
    """A day as exactly as it is known (`core.partial_dates`): February 2023, or 2023."""
    return _date_known_in(day, precision, language()) if day is not None else ""


def format_date_time(instant: datetime | None, zone: str = "Africa/Nairobi") -> Markup | str:
    """An instant in a named zone with the city, never an abbreviation."""
    if instant is None:
        return ""
    return _date_time_in(instant.isoformat(timespec="minutes"), zone, language())


@functools.lru_cache(maxsize=4096)
def _date_time_in(minute, zone, lang):
    local = datetime.fromisoformat(minute).astimezone(ZoneInfo(zone))
    time = dates.format_time(local, "HH:mm", locale=lang)
    return Markup('<time datetime="{}">{} {} ({})</time>').format(
        minute, _date_in(local.date(), lang), time, city_in(zone, lang)
    )


def format_number(value: float) -> str:
    """A number with the grouping of the language."""
    return numbers.format_decimal(value, locale=language())


def format_list(items: list[str]) -> str:
    """An enumeration with the language's own commas and its word for "and"."""
    return lists.format_list(items, locale=language())


def day_count(days: int) -> str:
    """A number of days in the plural form of the language: 12 days."""
    return translate_plural("%(num)d day", "%(num)d days", days)


def bdi_text(text: str) -> Markup:
    """What a person wrote, for a place within a sentence; templates use the component `bdi`."""
    return Markup("<bdi>{}</bdi>").format(text)


def country_name(code: str, on: date | None = None) -> str:
    """The UN name of a country or area in the page's language, today's or that of a day."""
    place = country(code)
    return place.name(language(), on) if place else code


def region_name(region: str):
    """The label of a region of UNEP, given as a `Region` or its value."""
    return label(Region(region))


@functools.lru_cache(maxsize=4096, typed=True)  # members of two lists with one value are equal
def _label_in(member: Labelled, lang: str) -> str:
    return str(member.label)


def label(member: Labelled | None) -> str:
    """The label of an enumeration's member in the page's language; "" for None. For long lists."""
    return _label_in(member, language()) if member is not None else ""


def city_of_zone(zone: str) -> str:
    """The city by which a time zone is called in the page's language."""
    return city_in(zone, language())


def breakable(text: str) -> Markup:
    """An address or a technical name that a narrow column may break after its signs."""
    return Markup(re.sub(r"([@/_:])", r"\1<wbr>", str(escape(text))))


def whole_numbers(text: str) -> Markup:
    """A heading in which the number of a case or an accreditation stays on one line."""
    unbroken = r'<span class="nowrap">\g<0></span>'
    return Markup(re.sub(r"\b[A-Z]+-\d{4}-\d{5}\b", unbroken, str(escape(text))))


@functools.cache
def filters_in(lang: str) -> dict[str, Callable]:
    """Filters that long lists use, made for one language so that they need not ask for it."""

    def date_of(day):
        if day is None:
            return ""
        return _date_in(day.date() if isinstance(day, datetime) else day, lang)

    def name_of(code, on=None):
        place = country(code)
        return place.name(lang, on) if place else code

    def date_known_of(day, precision):
        return _date_known_in(day, precision, lang) if day is not None else ""

    return {
        "date": date_of,
        "date_known": date_known_of,
        "country_name": name_of,
        "label": lambda member: _label_in(member, lang) if member is not None else "",
    }


@functools.cache
def direction(lang: str) -> str:
    """How a language is written: rtl or ltr."""
    return "rtl" if lang in RIGHT_TO_LEFT or Locale.parse(lang).text_direction == "rtl" else "ltr"


LONGEST_QUERY = 1000
"""Characters of an address's query that the language links repeat, six times on every page."""


UNCHANGED = "!$'()*,/:;?@"
"""Signs that may stand as they are in the value of a query (RFC 3986, 3.4)."""


def url_in(lang: str) -> str:
    """A link that keeps a language and leads to this page in it."""
    return f"{_keeping(lang)}?to={_quoted_address(lang)}"


@functools.lru_cache(maxsize=64)
def _keeping(lang: str) -> str:
    return url_for("home.keep_language", code=lang)


def _quoted_address(lang):
    """The address of this page in another language, its query kept, as part of a query."""
    query = request.query_string if request.method == "GET" else b""
    names_one, rest = _quoted_parts(request.path, query)
    return f"/{lang}/{rest}" if names_one else f"{rest}{lang}"


@functools.lru_cache(maxsize=64)
def _quoted_parts(path, query):
    """Whether an address names a language, and what is the same in all six; quoted once a page."""
    parts = path.split("/", 2)
    if len(parts) > 1 and parts[1] in LANGUAGES:
        kept = query.decode("ascii", "ignore") if len(query) <= LONGEST_QUERY else ""
        rest = parts[2] if len(parts) > 2 else ""
        return True, quote(f"{rest}?{kept}" if kept else rest, safe=UNCHANGED)
    return False, quote(f"{path}?lang=", safe=UNCHANGED)


def _pull_language(endpoint, values):
    if values and "lang" in values:
        g.lang = values.pop("lang")


def _push_language(endpoint, values):
    if "lang" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values["lang"] = language()


def _language_of_errors():
    """No route matched, or one without prefix: the page still speaks the reader's language."""
    if "lang" in g:
        return
    first = request.path.split("/", 2)[1]
    asked = request.args.get("lang")
    g.lang = next((code for code in (first, asked) if code in LANGUAGES), best_language())


def _words_of_the_page():
    lang = language()
    return {
        "lang": lang,
        "lang_tag": "zh-Hans" if lang == "zh" else lang,
        "dir": direction(lang),
        "languages": list(NATIVE_NAMES.items()),
        "url_in": url_in,
    }
