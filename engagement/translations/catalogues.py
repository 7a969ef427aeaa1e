"""Extract, update and check the catalogues; Babel does the work.

    python -m engagement.translations.catalogues update     after changing texts
    python -m engagement.translations.catalogues check      what is missing or wrong, by language

Compiled `.mo` files are built by `bootstrap.py`, not committed.
"""

import functools
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from engagement.translations.company_path import ACCOUNT, AROUND, COMPANY_PATH
from engagement.translations.participant_path import PARTICIPANT_PATH

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WHOLE = ("fr", "ar")
"""Languages that must be whole for everything visitors and applicants see."""
COMPONENTS = (
    "back_link bar bdi button_link cell chart_bar chosen_filters day_filter details empty_state"
    " error_summary field file_upload filters language_switch linked_actions notice pagination"
    " post_form search_box served_actions state_tag submit summary_list table wrong_day"
)
PLAN_AND_REGISTER = (
    "engagement/*/indicators.py",
    "engagement/*/indicators/*",
    "engagement/*/services.py",
    "engagement/accreditation/models/accreditation.py",
    "engagement/action_plan/*",
    "engagement/core/countries.py",
    "engagement/core/major_groups.py",
    "engagement/directory/*",
    "engagement/home/navigation.py",
    "engagement/organizations/models/organization.py",
    "engagement/web/asked_day.py",
    "engagement/web/designations.py",
    "engagement/web/fields.py",
    "engagement/web/i18n.py",
    "templates/action_plan/*",
    "templates/directory/*",
    "templates/email/action_plan/*",
    "templates/errors/404.html",
    "templates/layouts/base.html",
    "templates/layouts/page.html",
    "templates/layouts/staff.html",
    *(f"templates/components/{name}.html" for name in COMPONENTS.split()),
)
WHOLE_IN = {
    "zh": (*PLAN_AND_REGISTER, *COMPANY_PATH, *PARTICIPANT_PATH),
    "ru": (*COMPANY_PATH, *PARTICIPANT_PATH),
    "es": (*AROUND.split(), *ACCOUNT.split(), *PARTICIPANT_PATH),
}
"""Languages that must be whole in some files: Chinese on the pages of the action plan and of the
register, Chinese and Russian on the way of a company, these and Spanish for who takes part in a
meeting, each with what stands around them. What staff read alone about rules (`settings.py`) is
left out."""
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "translate": None,
    "translate_plural": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
}
SCRIPT = {"ar": "ARABIC", "zh": "CJK", "ru": "CYRILLIC", "fr": "LATIN", "es": "LATIN"}
PLURALS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 :"
    " n%100>=11 ? 4 : 5);"
}
"""Which form a number takes, where Babel's own rule is not that of CLDR."""

EMBEDDING_CONTROLS = re.compile("[\u202a-\u202e]")
TAGS = re.compile(r"</?[a-z][^>]*>")
PLACES = re.compile(r"%\((\w+)\)[sd]")


@functools.cache
def extract() -> Catalog:
    """All marked texts of code and templates, with the files they stand in; not to be changed."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["babel"]["mappings"]
    found = []
    for folder in ("engagement", "templates"):
        methods = [
            (mapping["pattern"].removeprefix(f"{folder}/"), mapping["method"])
            for mapping in mappings
            if mapping["pattern"].startswith(f"{folder}/")
        ]
        for name, line, message, _, context in extract_from_dir(
            ROOT / folder, method_map=methods, keywords=KEYWORDS, comment_tags=()
        ):
            found.append((f"{folder}/{name}", line, message, context))
    catalog = Catalog(project="engagement", charset="utf-8")
    for name, line, message, context in sorted(found, key=lambda each: each[:2]):
        catalog.add(message, None, [(name, line)], context=context)
    return catalog


def path_of(language: str) -> Path:
    """Where the catalogue of a language lies."""
    return HERE / language / "LC_MESSAGES" / "messages.po"


def load(language: str) -> Catalog:
    """The catalogue of a language, empty when there is none yet."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, project="engagement", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(language: str) -> int:
    """Bring a catalogue up to date with the texts; returns how many wait for translation.

    Nothing is guessed: a changed text starts empty. Texts that are gone are dropped, and so are
    untranslated ones of files in which the language need not be whole.
    """
    old, template = load(language), extract()
    new = Catalog(
        locale=language,
        project="engagement",
        charset="utf-8",
        header_comment=f"# The texts of engagement, language {language}.",
        fuzzy=False,  # Babel compiles nothing from a catalogue whose header is fuzzy
    )
    if language in PLURALS:
        new.mime_headers = [("Plural-Forms", PLURALS[language])]
    for message in template:
        if not message.id:
            continue
        known = old.get(message.id, message.context)
        if not is_wanted(language, message) and not (known and is_translated(known)):
            continue
        files = dict.fromkeys(name for name, _ in message.locations)
        new.add(
            message.id,
            known.string if known else None,
            [(name, 0) for name in files],
            context=message.context,
        )
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, new, width=100, sort_output=True, include_lineno=False)
    return sum(1 for message in new if message.id and not is_translated(message))


def is_translated(message: Message) -> bool:
    """Whether every form of a message has a text."""
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return bool(strings) and all(strings)


def is_wanted(language: str, message: Message) -> bool:
    """Whether a language must have a message: it is whole, or whole in one of the files."""
    if language not in WHOLE_IN:
        return True
    names = {name for name, _ in message.locations if not name.endswith("/settings.py")}
    return any(fnmatch(name, pattern) for name in names for pattern in WHOLE_IN[language])


def faults(language: str) -> Iterator[str]:
    """What keeps a catalogue from being whole and sound, each fault with its message."""
    catalog, template = load(language), extract()
    if catalog.fuzzy:
        yield "fuzzy: the whole catalogue, by the mark above its header; it would not be compiled"
    for wanted in template:
        if not wanted.id:
            continue
        message = catalog.get(wanted.id, wanted.context)
        if message is None or not is_translated(message):
            if not is_wanted(language, wanted):
                continue
            yield f"not translated: {wanted.id!r}"
            continue
        if message.fuzzy:
            yield f"fuzzy: {wanted.id!r}"
        for error in message.check(catalog):
            yield f"{error}: {wanted.id!r}"
        yield from _faults_of_text(language, message)


def _faults_of_text(language: str, message: Message) -> Iterator[str]:
    plural = isinstance(message.id, tuple | list)
    source = message.id[-1] if plural else message.id
    for text in message.string if plural else (message.string,):
        if not plural and sorted(PLACES.findall(text)) != sorted(PLACES.findall(source)):
            yield f"other places to fill: {source!r}"
        if sorted(TAGS.findall(text)) != sorted(TAGS.findall(source)):
            yield f"other tags: {source!r}"
        if EMBEDDING_CONTROLS.search(text):
            yield f"direction controls: {source!r}"
        if not _has_script(PLACES.sub("", text), SCRIPT[language]):
            yield f"no letter of the language's script: {source!r}"


def _has_script(text: str, script: str) -> bool:
    letters = [letter for letter in TAGS.sub("", text) if letter.isalpha()]
    return not letters or any(script in unicodedata.name(letter, "") for letter in letters)


def main(arguments: list[str]) -> int:
    """`update` or `check`; status 1 when a language that must be whole is not."""
    bad = 0
    for language in (*WHOLE, *WHOLE_IN):
        if arguments == ["update"]:
            print(f"{language}: {update(language)} wait for translation")
        else:
            found = list(faults(language))
            bad += len(found)
            print(f"{language}: {len(found)} faults", *found[:200], sep="\n  ")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
