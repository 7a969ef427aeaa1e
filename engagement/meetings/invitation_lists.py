"""Lists of people to be invited to a meeting: a line each, and what is wrong with it.

Pure but for the words of the six languages: who is registered already is the matter of
`commands.inviting`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l

from engagement.accounts.queries import email_key
from engagement.accreditation import list_words
from engagement.core import names
from engagement.core.clock import now
from engagement.core.text import LANGUAGES, NATIVE_NAMES, Labelled
from engagement.matching.names import normalise
from engagement.meetings.models import Category, DelegationFunction, Meeting
from engagement.tables.reading import Column, Row, Table, read_table
from engagement.web.i18n import speaking

COLUMNS = (
    Column(
        "name",
        _l("Name"),
        "Name, Full name, Nom, Nombre, Имя, Фамилия и имя, الاسم, 姓名, 名称",
        needed=True,
        most=200,
    ),
    Column("email", _l("E-mail address"), list_words.COLUMNS["email"], needed=True, most=254),
    Column(
        "category",
        _l("Category"),
        "Category, Catégorie, Categoría, Категория, الفئة, 类别",
        needed=True,
    ),
    Column("language", _l("Language"), "Language, Langue, Idioma, Язык, اللغة, 语言"),
    Column("country", _l("Country or area"), list_words.COLUMNS["country"]),
    Column(
        "body",
        _l("Body"),
        "Body, Organization, Organisation, Organisme, Órgano, Organización, Entidad, Орган,"
        " Организация, الهيئة, المنظمة, 机构, 组织",
        most=300,
    ),
    Column(
        "function",
        _l("Function"),
        "Function, Title, Position, Fonction, Titre, Función, Cargo, Должность, Функция, الوظيفة,"
        " المنصب, 职务, 职能",
        most=200,
    ),
)
LABELS = {each.key: each.label for each in COLUMNS}
LARGEST = 500 * 1024
_ADDRESS = re.compile(r"[^\s@<>\",;]+@[^\s@<>\",;]+\.[^\s@<>\",;.]+")
_SIGNS = "=+-@"


@dataclass
class Guest:
    """A line: whom it names, and sentences about what is wrong with it, each after its column."""

    line: int
    values: dict[str, str]
    email: str = ""
    language: str = "en"
    category: Category | None = None
    country: str | None = None
    function: DelegationFunction | None = None
    problems: list[tuple[Any, Any]] = field(default_factory=list)

    def wrong(self, column: str, sentence: Any) -> None:
        """Note what is wrong in a column."""
        self.problems.append((LABELS[column], sentence))

    @property
    def name(self) -> str:
        """The name as it is kept."""
        return names.tidy(self.values.get("name", ""))


def read(content: bytes, meeting: Meeting, *, language: str, most_lines: int) -> list[Guest]:
    """The lines of a CSV file or a workbook. Raises `Unreadable` for the file as a whole.

    `language` is in which a person is written to whose line names none.
    """
    table = read_table(content, COLUMNS, most_lines=most_lines, most_bytes=LARGEST)
    known = Words(meeting)
    guests = [_guest(row, known, language) for row in table.rows]
    _note_faults(guests, table)
    _note_twice(guests)
    return guests


class Words:
    """What cells may say, folded as `normalise` writes it: keys and labels in six languages."""

    def __init__(self, meeting: Meeting):
        self.categories = {
            word: category for category in meeting.categories for word in _words(category.kind)
        }
        self.functions = {word: each for each in DelegationFunction for word in _words(each)}
        self.languages = {
            normalise(word): code for code, name in NATIVE_NAMES.items() for word in (code, name)
        }
        self.countries = list_words.countries()


def _words(member: Labelled) -> set[str]:
    found = {normalise(member.value)}
    for language in LANGUAGES:
        with speaking(language):
            found.add(normalise(str(member.label)))
    return found


def _guest(row: Row, known: Words, language: str) -> Guest:
    guest = Guest(row.line, row.values, language=language)
    _name(guest)
    _address(guest)
    _known(guest, known)
    if guest.category is not None:
        _of_category(guest, guest.category)
    return guest


def _name(guest):
    for column in ("name", "body", "function"):
        text = guest.values.get(column, "")
        if hidden := names.hidden_character(text):
            guest.wrong(
                column,
                _l("It holds a sign that nobody can see (%(sign)s).", sign=f"U+{ord(hidden):04X}"),
            )
        elif text.startswith(tuple(_SIGNS)):
            guest.wrong(column, _l("It begins with a sign by which spreadsheets begin formulas."))


def _address(guest):
    text = guest.values.get("email", "")
    if _ADDRESS.fullmatch(text):
        guest.email = text
    elif text:
        guest.wrong("email", _l("This is no e-mail address."))


def _known(guest, known):
    for column, table, sentence in (
        ("category", known.categories, _l("This meeting has no such category.")),
        ("language", known.languages, _l("Write one of the six languages, or its code.")),
        ("country", known.countries, _l("No country or area is called that.")),
    ):
        text = guest.values.get(column)
        if not text:
            continue
        found = table.get(normalise(text))
        if found is None:
            guest.wrong(column, sentence)
        else:
            setattr(guest, column, found)
    if guest.category is not None and guest.category.kind.by_state:
        text = guest.values.get("function")
        guest.function = known.functions.get(normalise(text)) if text else None
        if text and guest.function is None:
            guest.wrong("function", _l("Write a function in a delegation, such as Adviser."))


def _of_category(guest, category):
    if category.kind.by_organization:
        guest.wrong(
            "category", _l("People of this category are nominated by the focal point of theirs.")
        )
    if category.closes_at <= now():
        guest.wrong("category", _l("Registration has closed."))
    if category.kind.by_state and not guest.country:
        guest.wrong("country", _l("Name the State for which the person comes."))


def _note_faults(guests: Sequence[Guest], table: Table):
    by_line = {guest.line: guest for guest in guests}
    for fault in table.faults:
        by_line[fault.line].problems.append((LABELS.get(fault.column, ""), fault.sentence))


def _note_twice(guests: Sequence[Guest]):
    """The first line of an address counts."""
    seen: Counter = Counter()
    for guest in guests:
        key = email_key(guest.email)
        if key and seen[key]:
            guest.wrong("email", _l("The same address stands in an earlier line."))
        seen[key] += 1
